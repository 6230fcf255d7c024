/** @jsxImportSource preact */
import { useApp } from '../app/context.ts'
import type { QuestionStanding } from './standing.ts'

/** All questions as numbers: filled = answered, corner = flagged, ring = current; the same in words for screen readers. */
export function Navigator({
  standings,
  at,
  go,
  review,
  reviewing,
}: {
  readonly standings: readonly QuestionStanding[]
  readonly at: number
  readonly go: (at: number) => void
  readonly review: () => void
  readonly reviewing: boolean
}) {
  const { words } = useApp()
  const answered = standings.filter((standing) => standing.answered).length
  return (
    <nav class="navigator" aria-label={words.navigator}>
      <p class="navigator-sum">{words.answeredOf(answered, standings.length)}</p>
      <ol>
        {standings.map((standing, i) => (
          <li key={standing.question.id}>
            <button
              type="button"
              class={`${standing.answered ? 'answered' : ''} ${standing.flagged ? 'flagged' : ''}`}
              aria-current={i === at ? 'true' : undefined}
              aria-label={words.navigatorEntry(i + 1, standing.answered, standing.flagged)}
              onClick={() => go(i)}
            >
              {words.number(i + 1)}
            </button>
          </li>
        ))}
      </ol>
      <p class="navigator-key" aria-hidden="true">
        <span class="sign answered" /> {words.answered} <span class="sign flagged" /> {words.flagged}
      </p>
      {!reviewing && (
        <button type="button" class="wide" onClick={review}>
          {words.review}
        </button>
      )}
    </nav>
  )
}
