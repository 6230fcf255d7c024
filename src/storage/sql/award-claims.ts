import type { AwardClaim, AwardClaims } from '../credit.ts'
import { type Access, all, run, type Work } from './query.ts'
import { integer, oneOf, text } from './row.ts'

const KINDS = ['enrolment', 'registration', 'statement', 'voided', 'identity'] as const

export const awardClaimsOn = ({ read, write }: Access): AwardClaims => ({
  open: (claim) => write(() => openClaim(claim)),
  next: (after, limit) =>
    read(function* () {
      const rows =
        after === undefined
          ? yield* all('SELECT * FROM award_claims ORDER BY seq, kind, reference LIMIT ?', limit)
          : yield* all(
              `SELECT * FROM award_claims WHERE (seq, kind, reference) > (?, ?, ?)
               ORDER BY seq, kind, reference LIMIT ?`,
              after.seq,
              after.kind,
              after.reference,
              limit,
            )
      return rows.map((row) => ({
        kind: oneOf(row, 'kind', KINDS),
        reference: text(row, 'reference'),
        seq: integer(row, 'seq'),
      }))
    }),
  close: ({ kind, reference }) =>
    write(function* () {
      yield* run('DELETE FROM award_claims WHERE kind = ? AND reference = ?', kind, reference)
    }),
})

export function* openClaim({ kind, reference, seq }: AwardClaim): Work<void> {
  yield* run(
    'INSERT INTO award_claims (kind, reference, seq) VALUES (?, ?, ?) ON CONFLICT (kind, reference) DO NOTHING',
    kind,
    reference,
    seq,
  )
}
