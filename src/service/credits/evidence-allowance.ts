import type { LedgerEntry } from '../../model/ledger.ts'
import { byLearner } from './record.ts'

/** Bytes of evidence that one person sends in a day: far more than anybody has, and less than fills a disk. */
export const MOST_EVIDENCE_A_DAY = 100_000_000
const DAY = 24 * 60 * 60 * 1000

/** Whether a learner with this ledger may send a file of so many bytes. `now` in milliseconds since 1970. */
export function mayStillSend(ledger: readonly LedgerEntry[], learner: string, bytes: number, now: number): boolean {
  const sent = ledger.map((entry) =>
    entry.kind === 'credit' && entry.recordedBy === byLearner(learner) && entry.recordedAt > now - DAY
      ? (entry.evidence.file?.bytes ?? 0)
      : 0,
  )
  return sent.reduce((all, one) => all + one, bytes) <= MOST_EVIDENCE_A_DAY
}
