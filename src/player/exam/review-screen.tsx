/** @jsxImportSource preact */
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useApp } from '../app/context.ts'
import { Icon } from '../app/icon.tsx'
import type { QuestionStanding } from './standing.ts'

const FILTERS = {
  all: () => true,
  unanswered: ({ answered }) => !answered,
  flagged: ({ flagged }) => flagged,
} as const satisfies Record<string, (standing: QuestionStanding) => boolean>

type Filter = keyof typeof FILTERS
const NAMES = Object.keys(FILTERS) as Filter[]

/** Everything asked, with filters, and the way to hand it in. */
export function ReviewScreen({
  heading,
  standings,
  go,
  back,
  submit,
}: {
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly standings: readonly QuestionStanding[]
  readonly go: (at: number) => void
  readonly back: () => void
  readonly submit: () => void
}) {
  const { words } = useApp()
  const [filter, setFilter] = useState<Filter>('all')
  const [confirming, setConfirming] = useState(false)
  const question = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (confirming) question.current?.focus()
  }, [confirming])
  const rows = standings.map((standing, at) => ({ standing, at })).filter(({ standing }) => FILTERS[filter](standing))
  const open = standings.filter(({ answered }) => !answered).length
  return (
    <section class="card exam-review" aria-labelledby="exam-review">
      <header class="card-head">
        <h2 id="exam-review" tabIndex={-1} ref={heading}>
          {words.reviewTitle}
        </h2>
      </header>
      <fieldset class="filters">
        <legend class="hidden">{words.show}</legend>
        {NAMES.map((name) => (
          <label key={name}>
            <input type="radio" name="filter" checked={filter === name} onChange={() => setFilter(name)} />
            {words.filters[name](standings.filter(FILTERS[name]).length)}
          </label>
        ))}
      </fieldset>
      {rows.length === 0 ? (
        <p class="hint">{words.nothingHere}</p>
      ) : (
        <table class="review-table">
          <thead>
            <tr>
              <th scope="col">{words.question}</th>
              <th scope="col">{words.status}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ standing, at }) => (
              <tr key={standing.question.id}>
                <td>
                  <button type="button" class="linkish" onClick={() => go(at)}>
                    <span class="position">{words.number(at + 1)}</span> <span>{standing.question.stemText}</span>
                  </button>
                </td>
                <td class="review-status">
                  <span>{standing.answered ? words.answered : words.notAnswered}</span>
                  {standing.flagged && (
                    <span class="flag-note">
                      <Icon name="flag" />
                      {words.flagged}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {confirming ? (
        <div class="confirm">
          <h3 tabIndex={-1} ref={question}>
            {words.submitQuestion}
          </h3>
          <p>{open === 0 ? words.allAnswered : words.unansweredCount(open)}</p>
          <p class="actions">
            <button type="button" class="primary" onClick={submit}>
              {words.submitNow}
            </button>
            <button
              type="button"
              onClick={() => {
                setConfirming(false)
                heading.current?.focus()
              }}
            >
              {words.keepWorking}
            </button>
          </p>
        </div>
      ) : (
        <p class="actions">
          <button type="button" onClick={back}>
            {words.backToQuestions}
          </button>
          <button type="button" class="primary" onClick={() => setConfirming(true)}>
            {words.submit}
          </button>
        </p>
      )}
    </section>
  )
}
