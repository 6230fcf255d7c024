/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import type { Response, Score } from '../../model/response.ts'
import type { Question } from '../../model/schema-types.ts'
import { viewOf } from '../views/index.ts'
import type { Struck } from '../views/view.ts'
import { useApp } from './context.ts'
import { Html } from './html.tsx'
import { Icon } from './icon.tsx'

/** Letter keys choose an option while the focus is in the question (WCAG 2.2, 2.1.4), never while text is typed. */
export function chooseByLetter(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const { target } = event
  if (event.altKey || event.ctrlKey || event.metaKey || !/^[a-z]$/i.test(event.key)) return
  if (!(target instanceof HTMLElement) || target.closest('select, textarea, input[type=text]') !== null) return
  const options = event.currentTarget.querySelectorAll<HTMLInputElement>('.option input')
  const option = options[event.key.toLowerCase().charCodeAt(0) - 97]
  if (option === undefined) return
  event.preventDefault()
  option.focus()
  option.click()
}

/** A question being answered. `onSubmit` is the form's own: Enter in any of its fields. */
export function QuestionForm({
  question,
  response,
  seed,
  name,
  change,
  submit,
  struck,
  children,
}: {
  readonly question: Question
  readonly response: Response
  readonly seed: string
  readonly name: string
  readonly change: (response: Response) => void
  readonly submit: () => void
  readonly struck?: Struck
  readonly children: ComponentChildren
}) {
  const { Answer } = viewOf(question)
  const labelId = `${name}-stem`
  return (
    <form
      class="question"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div class="stem" id={labelId}>
        <Html html={question.stem} />
      </div>
      <Answer
        key={question.id}
        question={question}
        response={response}
        seed={seed}
        name={name}
        labelId={labelId}
        change={change}
        {...(struck === undefined ? {} : { struck })}
      />
      {children}
    </form>
  )
}

/** A question with the answer given, the key, and why. */
export function QuestionReview({
  question,
  response,
  score,
  seed,
  name,
}: {
  readonly question: Question
  readonly response: Response
  readonly score: Score
  readonly seed: string
  readonly name: string
}) {
  const { Review, resultFirst = false } = viewOf(question)
  const verdict = <Verdict question={question} response={response} score={score} id={`${name}-verdict`} />
  const labelId = `${name}-stem`
  return (
    <div class="question">
      <div class="stem" id={labelId}>
        <Html html={question.stem} />
      </div>
      {resultFirst && verdict}
      <Review question={question} response={response} seed={seed} labelId={labelId} />
      {!resultFirst && verdict}
    </div>
  )
}

type VerdictKind = 'good' | 'part' | 'bad'

export const verdictKind = ({ correct, earned }: Score): VerdictKind => (correct ? 'good' : earned > 0 ? 'part' : 'bad')

export const VERDICT_ICONS = { good: 'check', part: 'part', bad: 'cross' } as const satisfies Record<
  VerdictKind,
  string
>

function Verdict({
  question,
  response,
  score,
  id,
}: {
  readonly question: Question
  readonly response: Response
  readonly score: Score
  readonly id: string
}) {
  const { words } = useApp()
  const kind = verdictKind(score)
  const verdict =
    response.length === 0
      ? words.notAnswered
      : { good: words.correct, part: words.partlyRight(score.earned, score.possible), bad: words.notQuite }[kind]
  return (
    <div class={`verdict verdict-${kind}`}>
      <p class="verdict-word" id={id} tabIndex={-1}>
        <Icon name={VERDICT_ICONS[kind]} />
        {verdict}
      </p>
      <Html html={question.rationale} />
      {question.ref !== undefined && <p class="reference">{words.guideline(question.ref)}</p>}
    </div>
  )
}
