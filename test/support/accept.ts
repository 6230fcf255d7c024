import { personCaller } from '../../src/service/lrs/caller.ts'
import type { Refusal } from '../../src/service/lrs/refusal.ts'
import { type Accepted, acceptStatements } from '../../src/service/lrs/statements/accept.ts'
import { NO_FILES } from '../../src/service/lrs/statements/attached.ts'
import { versions } from '../../src/service/lrs/versions.ts'
import type { Learner } from '../../src/storage/records.ts'
import type { Store } from '../../src/storage/store.ts'

/** Stores statements as a signed-in person does through the record store. */
export const acceptAs = (
  made: { readonly store: Store; readonly uuid: () => string },
  person: Learner,
  batch: readonly unknown[],
): Promise<Accepted | Refusal> =>
  acceptStatements(made, { rules: versions['1.0.3'], caller: personCaller(made.store, person) }, batch, NO_FILES)
