import type { RevocationEntry } from '../../model/ledger.ts'
import type { Store } from '../../storage/store.ts'

/**
 * Takes credit back, inside the caller's transaction: one more entry in the ledger, and one more event of its
 * certificate. False, and nothing written, when there is no such credit entry or it was taken back before.
 */
export async function revokeEntry(
  store: Store,
  asked: {
    /** Id of the entry that no longer counts. */
    readonly entry: string
    readonly reason: string
    /** `service`, `operator`, `staff:<id>` or `learner:<id>`. */
    readonly by: string
    readonly at: number
    /** Id of the revocation. */
    readonly id: string
  },
): Promise<boolean> {
  const { entry, reason, by, at, id } = asked
  const credit = await store.ledger.entry(entry)
  if (credit?.kind !== 'credit') return false
  const revocation: RevocationEntry = {
    kind: 'revocation',
    id,
    learner: credit.learner,
    entry,
    reason,
    recordedBy: by,
    recordedAt: at,
  }
  if (!(await store.ledger.append(revocation))) return false
  const certificate = await store.certificates.ofEntry(entry)
  const revoked = certificate?.events.some(({ kind }) => kind === 'revoked')
  if (certificate !== undefined && revoked === false) {
    await store.certificates.addEvent(certificate.number, { kind: 'revoked', at, reason })
  }
  return true
}
