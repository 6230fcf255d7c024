/** @jsxImportSource hono/jsx */
import type { HeldCredential, LearnerCredits } from '../credits/learner-credits.ts'
import { cycleWords, Met, TotalRing } from './credential-card.tsx'
import { plural } from './words.ts'

/** How far somebody is, in short; the details are on the page My credits. */
export const CreditsSummary = ({ credits: { held, rows } }: { credits: LearnerCredits }) => (
  <>
    {held.length === 0 ? (
      <p class="empty">
        Say <a href="/credits/credentials">which credentials you hold</a>, and see here how many credits each still asks
        for, and until when.
      </p>
    ) : (
      <ul class="cards">
        {held.map((one) => (
          <Summary held={one} />
        ))}
      </ul>
    )}
    <p>
      <a href="/credits">My credits</a>
      {rows.length === 0
        ? ': report there what you took somewhere else.'
        : `: ${plural(rows.length, 'entry')} in your ledger, what each counts for, and activities you took somewhere else.`}
    </p>
  </>
)

const Summary = ({ held: { holding, name, evaluation, missing } }: { held: HeldCredential }) => (
  <li class="card">
    <h3>
      <a href={`/credits#credential-${holding.credential}`}>{name}</a>
    </h3>
    {evaluation === undefined ? (
      <p class="muted">{missing}</p>
    ) : (
      <div class="rings">
        <TotalRing total={evaluation.total} />
        <div>
          <p>
            <Met evaluation={evaluation} />
          </p>
          <p>{`${evaluation.total.have} of ${plural(evaluation.total.need, evaluation.total.unit)} counted.`}</p>
          <p class="hint">{cycleWords(evaluation)}</p>
        </div>
      </div>
    )}
  </li>
)
