import { standings } from '../../model/ledger.ts'
import type { Store } from '../../storage/store.ts'
import type { Dependencies } from '../dependencies.ts'
import { agentsOf } from './identity.ts'
import { recordingTime } from './recording-time.ts'
import { revokeEntry } from './revoke.ts'

/**
 * Takes back what stood on a statement that was voided, inside the caller's transaction, and opens a claim for each, so
 * that what still stands, or was said again, is looked at anew. An entry that was corrected is left to its correction.
 */
export async function settleVoided(
  store: Store,
  { now, uuid }: Pick<Dependencies, 'now' | 'uuid'>,
  { statement, seq }: { readonly statement: string; readonly seq: number },
): Promise<void> {
  for (const id of await store.ledger.onStatement(statement)) {
    const entry = await store.ledger.entry(id)
    if (entry?.kind !== 'credit') continue
    const known = standings(await store.ledger.ofLearner(entry.learner)).find((one) => one.entry.id === id)
    if (known?.standing.kind !== 'active') continue
    const reason = `The statement ${statement}, on which it stood, was voided.`
    await revokeEntry(store, { entry: id, reason, by: 'service', at: await recordingTime(store, now), id: uuid() })
    const { source, registration } = entry
    if (source === 'hosted' && registration !== undefined) {
      await store.enrolments.setClaim(registration, 'open')
      await store.claims.open({ kind: 'enrolment', reference: registration, seq })
    } else if (source === 'cmi5' && registration !== undefined) {
      await store.claims.open({ kind: 'registration', reference: registration, seq })
    } else if (source === 'lms-key') {
      for (const agent of await agentsOf(store, entry.learner)) {
        await store.claims.open({ kind: 'identity', reference: agent, seq })
      }
    }
  }
}
