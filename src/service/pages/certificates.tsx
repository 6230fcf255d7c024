/** @jsxImportSource hono/jsx */
import type { CertificateRow } from './learner-data.ts'
import { longDate } from './words.ts'

/** Somebody's certificates with what became of each, to look at and to download. */
export const Certificates = ({ rows }: { rows: readonly CertificateRow[] }) =>
  rows.length === 0 ? (
    <p class="empty">No certificates yet. Each course says what it asks for.</p>
  ) : (
    <section class="scroll" aria-label="List of certificates" tabindex={0}>
      <table class="stacks">
        <thead>
          <tr>
            <th scope="col">Activity</th>
            <th scope="col">Issued</th>
            <th scope="col">Number</th>
            <th scope="col">Status</th>
            <th scope="col">Download</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">{row.title}</th>
              <td class="day" data-label="Issued">
                {longDate(row.issuedOn)}
              </td>
              <td class="code" data-label="Number">
                <a href={`/verify/${row.number}`}>{row.number}</a>
              </td>
              <td data-label="Status">
                <Status row={row} />
              </td>
              <td data-label="Download">
                <Downloads row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )

const Status = ({ row: { status, validUntil } }: { row: CertificateRow }) => {
  switch (status.status) {
    case 'valid':
      return (
        <>
          <span class="badge good">✓ Valid</span>
          {validUntil === undefined ? null : <span class="why">{`Until ${longDate(validUntil)}`}</span>}
        </>
      )
    case 'expired':
      return (
        <>
          <span class="badge warn">✗ Expired</span>
          <span class="why">{`It held until ${longDate(status.validUntil)}`}</span>
        </>
      )
    case 'revoked':
      return (
        <>
          <span class="badge bad">✗ Revoked</span>
          <span class="why">{status.reason}</span>
        </>
      )
    case 'replaced':
      return (
        <>
          <span class="badge warn">↻ Replaced</span>
          <span class="why">
            {'By '}
            <span class="code">{status.by}</span>
          </span>
        </>
      )
  }
}

/** The same certificate on paper, and as an Open Badge in the two forms that wallets and employers take. */
const Downloads = ({ row: { number } }: { row: CertificateRow }) => (
  <ul class="downloads">
    {FORMS.map(({ ending, text }) => (
      <li>
        <a href={`/certificates/${number}${ending}`} download={`${number}${ending}`}>
          {text}
          <span class="unseen">{` of ${number}`}</span>
        </a>
      </li>
    ))}
  </ul>
)

const FORMS = [
  { ending: '.pdf', text: 'Download PDF' },
  { ending: '.json', text: 'Open Badge' },
  { ending: '.jwt', text: 'Open Badge as JWT' },
] as const
