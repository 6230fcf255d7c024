/** @jsxImportSource preact */
import type { RefObject } from 'preact'
import type { Response } from '../../model/response.ts'
import { useApp } from '../app/context.ts'
import { Icon } from '../app/icon.tsx'
import { chooseByLetter, QuestionForm } from '../app/question.tsx'
import type { Struck } from '../views/view.ts'
import type { QuestionStanding } from './standing.ts'

/** One exam question. What is chosen counts at once; Enter goes on to the next question. */
export function ExamQuestion({
  heading,
  standing,
  at,
  total,
  seed,
  response,
  struck,
  change,
  flag,
  go,
  review,
}: {
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly standing: QuestionStanding
  readonly at: number
  readonly total: number
  readonly seed: string
  readonly response: Response
  readonly struck: Struck
  readonly change: (response: Response) => void
  readonly flag: () => void
  readonly go: (at: number) => void
  readonly review: () => void
}) {
  const { words } = useApp()
  const { question, flagged } = standing
  const next = at + 1 < total ? () => go(at + 1) : review
  return (
    <section class="card exam-question" aria-labelledby="exam-question" onKeyDown={chooseByLetter}>
      <header class="card-head">
        <h2 id="exam-question" tabIndex={-1} ref={heading}>
          {words.questionOf(at + 1, total)}
        </h2>
        <button type="button" class="quiet flag" aria-pressed={flagged} onClick={flag}>
          <Icon name="flag" />
          {flagged ? words.flagged : words.flag}
        </button>
      </header>
      <QuestionForm
        question={question}
        response={response}
        seed={seed}
        name={`exam-${question.key}`}
        change={change}
        submit={next}
        struck={struck}
      >
        <p class="actions">
          {at > 0 && (
            <button type="button" onClick={() => go(at - 1)}>
              {words.previous}
            </button>
          )}
          <button type="submit" class="primary">
            {at + 1 < total ? words.next : words.review}
          </button>
        </p>
      </QuestionForm>
    </section>
  )
}
