/** @jsxImportSource hono/jsx */
import { completionSources } from '../../model/completion-sources.ts'
import type { Standing } from '../../model/ledger.ts'
import type { EntryRow, Verdict } from '../credits/learner-credits.ts'
import { longDate, plural, slugWords } from './words.ts'

/** Every entry of a ledger with how it stands and what each credential makes of it. */
export const EntriesTable = ({ rows }: { rows: readonly EntryRow[] }) => (
  <section class="scroll" aria-label="Entries of the ledger" tabindex={0}>
    <table class="stacks">
      <thead>
        <tr>
          <th scope="col">Activity</th>
          <th scope="col">Completed</th>
          <th scope="col">Domain</th>
          <th scope="col">Credits</th>
          <th scope="col">Standing</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">
              <a href={`/credits/entries/${row.entry.id}`}>{row.entry.title}</a>
              <span class="why">{sourceWords(row)}</span>
            </th>
            <td class="day" data-label="Completed">
              {longDate(row.entry.completedOn)}
            </td>
            <td data-label="Domain">{row.entry.domains.map(slugWords).join(', ')}</td>
            <td class="figure" data-label="Credits">
              {plural(row.entry.credits, row.entry.unit.name)}
            </td>
            <td data-label="Standing">
              <StandingWords row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

export const sourceWords = ({ entry }: EntryRow): string => {
  const { name, trust } = completionSources[entry.source]
  return `${name}, ${trust}`
}

/** How an entry stands: taken back, corrected, or what each credential held makes of it. */
export const StandingWords = ({ row: { standing, verdicts } }: { row: EntryRow }) => {
  if (standing.kind !== 'active') {
    return (
      <>
        <span class="badge bad">{standing.kind === 'revoked' ? '✗ Revoked' : '✗ Replaced'}</span>
        <span class="why">{whyNot(standing)}</span>
      </>
    )
  }
  if (verdicts.length === 0) return <span class="badge good">✓ Recorded</span>
  return (
    <>
      {verdicts.map((verdict) => (
        <VerdictWords verdict={verdict} />
      ))}
    </>
  )
}

const whyNot = (standing: Exclude<Standing, { kind: 'active' }>): string =>
  standing.kind === 'revoked' ? standing.by.reason : (standing.by.reason ?? `By the entry “${standing.by.title}”.`)

const VerdictWords = ({ verdict: { name, counted, reason } }: { verdict: Verdict }) => (
  <div>
    {counted === undefined ? (
      <span class="badge warn">✗ Not counted</span>
    ) : (
      <span class="badge good">{`✓ ${plural(counted.credits, counted.unit)} counted`}</span>
    )}
    <span class="why">{reason === undefined ? name : `${name}: ${reason}`}</span>
  </div>
)
