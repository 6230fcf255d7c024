/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { indexOf } from '../../model/course-index.ts'
import { drawCheck } from '../../model/draw.ts'
import { scoreResponse, typeOf } from '../../model/question-types/index.ts'
import type { Response } from '../../model/response.ts'
import type { CheckBlock, Question } from '../../model/schema-types.ts'
import { chartMemory } from '../views/codes/host.ts'
import { CaseRecord } from '../views/codes.tsx'
import { useApp, useLearnerState } from './context.ts'
import { Icon } from './icon.tsx'
import { chooseByLetter, QuestionForm, QuestionReview, VERDICT_ICONS, verdictKind } from './question.tsx'

/** A knowledge check: its questions one after another, each with its feedback as soon as it is answered. */
export function KnowledgeCheck({ block }: { readonly block: CheckBlock }) {
  const { session, words } = useApp()
  const { checks, seed } = useLearnerState(session)
  const known = indexOf(session.course).questions
  const questions = drawCheck(seed, block).flatMap((id): Question[] => {
    const question = known.get(id)
    return question === undefined ? [] : [question]
  })
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      questions.findIndex(({ id }) => checks[id] === undefined),
    ),
  )
  const heading = useRef<HTMLHeadingElement>(null)
  const go = (next: number): void => {
    setAt(next)
    heading.current?.focus()
  }
  const question = questions[at]
  // Follow-up questions are about the record of the case they follow.
  const first = block.ordered === true ? questions[0] : undefined
  if (question === undefined) return null
  const name = `check-${block.id.replace(/\W/g, '-')}`
  return (
    <fieldset class="card check" aria-labelledby={name} onKeyDown={chooseByLetter}>
      <header class="card-head">
        <h2 id={name} tabIndex={-1} ref={heading}>
          {words.checkOf(at + 1, questions.length)}
        </h2>
        {questions.length > 1 && (
          <ol class="steps">
            {questions.map(({ id }, i) => (
              <li key={id}>
                <button type="button" aria-current={i === at ? 'step' : undefined} onClick={() => go(i)}>
                  <Step number={i + 1} question={known.get(id)} response={checks[id]} />
                </button>
              </li>
            ))}
          </ol>
        )}
      </header>
      {first?.type === 'codes' && first !== question && first.documents.length > 0 && (
        <CaseRecord documents={first.documents} memory={chartMemory(seed, first.id)} />
      )}
      <CheckQuestion
        key={question.id}
        block={block}
        question={question}
        answered={checks[question.id]}
        {...(at + 1 < questions.length ? { next: () => go(at + 1) } : {})}
      />
    </fieldset>
  )
}

function Step({
  number,
  question,
  response,
}: {
  readonly number: number
  readonly question: Question | undefined
  readonly response: Response | undefined
}) {
  const { words } = useApp()
  const kind =
    question === undefined || response === undefined ? undefined : verdictKind(scoreResponse(question, response))
  return (
    <>
      <span class="hidden">{words.questionStep(number, kind)}</span>
      <span aria-hidden="true">{words.number(number)}</span>
      {kind !== undefined && <Icon name={VERDICT_ICONS[kind]} />}
    </>
  )
}

function CheckQuestion({
  block,
  question,
  answered,
  next,
}: {
  readonly block: CheckBlock
  readonly question: Question
  readonly answered: Response | undefined
  readonly next?: () => void
}) {
  const { session, words } = useApp()
  const keeps = typeOf(question).keepsDraft === true
  const [draft, setDraft] = useState<Response>(session.state().drafts?.[question.id] ?? [])
  const [again, setAgain] = useState(false)
  const [asked, setAsked] = useState(false)
  const since = useRef(session.seconds())
  const form = useRef<HTMLDivElement>(null)
  const focus = useRef<string | undefined>(undefined)
  const { seed } = session.state()
  const name = `q-${question.key}-${block.id.replace(/\W/g, '-')}`

  // The part that takes the focus may be in the page only after the next rendering.
  useLayoutEffect(() => {
    const target = focus.current === undefined ? null : form.current?.querySelector<HTMLElement>(focus.current)
    if (!target) return
    target.focus()
    focus.current = undefined
  })

  if (answered !== undefined && !again) {
    return (
      <div ref={form}>
        <QuestionReview
          question={question}
          response={answered}
          score={scoreResponse(question, answered)}
          seed={seed}
          name={name}
        />
        <p class="actions">
          {next !== undefined && (
            <button type="button" class="primary" onClick={next}>
              {words.nextQuestion}
            </button>
          )}
          <button
            type="button"
            onClick={() => {
              // What took long to type is mended, not typed again.
              setDraft(keeps ? answered : [])
              setAgain(true)
              since.current = session.seconds()
              focus.current = 'input, select, button'
            }}
          >
            {words.tryAgain}
          </button>
        </p>
      </div>
    )
  }

  function submit(): void {
    if (!typeOf(question).answered(question, draft)) {
      setAsked(true)
      return
    }
    focus.current = '.verdict-word'
    setAgain(false)
    setAsked(false)
    session.answer(block.id, question.id, draft, Math.round(session.seconds() - since.current))
  }

  return (
    <div ref={form}>
      <QuestionForm
        question={question}
        response={draft}
        seed={seed}
        name={name}
        submit={submit}
        change={(response) => {
          setDraft(response)
          setAsked(false)
          if (keeps) session.keepDraft(question.id, response)
        }}
      >
        <p class="problem" role="alert">
          {asked ? words.answerFirst[question.type] : ''}
        </p>
        <p class="actions">
          <button type="submit" class="primary">
            {words.checkAnswer}
          </button>
        </p>
      </QuestionForm>
    </div>
  )
}
