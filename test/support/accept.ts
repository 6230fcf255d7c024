import { agentOf } from '../../src/service/lrs/agent.ts'
import type { Caller } from '../../src/service/lrs/caller.ts'
import type { Refusal } from '../../src/service/lrs/refusal.ts'
import { type Accepted, acceptStatements } from '../../src/service/lrs/statements/accept.ts'
import { NO_FILES } from '../../src/service/lrs/statements/attached.ts'
import { versions } from '../../src/service/lrs/versions.ts'
import type { Learner } from '../../src/storage/records.ts'
import type { Store } from '../../src/storage/store.ts'

/** Stores statements under a learner's own word, as a session of theirs would, without the rules of cmi5. */
export const acceptAs = (
  made: { readonly store: Store; readonly uuid: () => string },
  person: Learner,
  batch: readonly unknown[],
): Promise<Accepted | Refusal> => {
  const authority = { ...agentOf(made.store, person) }
  const key = { id: '', name: '', hash: '', scopes: [], authority: JSON.stringify(authority), origins: [], created: 0 }
  const caller: Caller = { kind: 'key', key, authority }
  return acceptStatements(made, { rules: versions['1.0.3'], caller }, batch, NO_FILES)
}
