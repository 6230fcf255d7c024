import { CERTIFICATE_NUMBER_BYTES, certificateNumber } from '../../certificates/number.ts'
import { monthsBetween } from '../../credentials/plain-date.ts'
import type { CreditEntry } from '../../model/ledger.ts'
import type { KeptCertificate } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { readSnapshot } from '../awards/snapshot.ts'
import { draftCertificate, makeCertificate } from '../certificates/make.ts'
import type { World } from './by.ts'

/**
 * Appends an entry, and issues a certificate that says of it what an earlier one said beside the entry's own facts, where
 * there was one. Resolves to the number of the new certificate. Throws where the ledger has the entry: callers look first.
 */
export async function appendWithCertificate(
  store: Store,
  world: World,
  wanted: {
    /** Without what its evidence says of a certificate. */
    readonly entry: CreditEntry
    readonly like: KeptCertificate | undefined
    /** The one of the earlier certificate when left out. */
    readonly name: string | undefined
    /** Number of the certificate in whose place it is issued. */
    readonly replaces: string | undefined
  },
): Promise<string | undefined> {
  const { entry, like, name, replaces } = wanted
  const append = async (written: CreditEntry): Promise<void> => {
    if (!(await store.ledger.append(written))) throw new Error(`The ledger has what ${written.id} says already`)
  }
  if (like === undefined) {
    await append(entry)
    return undefined
  }
  const old = readSnapshot(like.snapshot)
  const number = certificateNumber(world.settings.certificatePrefix, world.random(CERTIFICATE_NUMBER_BYTES))
  const draft = draftCertificate(store, world, {
    number,
    entry,
    learner: { id: entry.learner, name: name ?? old.learnerName },
    activityVersion: old.activityVersion,
    statement: old.statement,
    language: old.language,
    ...(replaces === undefined ? {} : { replaces }),
    ...(old.approval === undefined ? {} : { approval: old.approval }),
    ...(old.score === undefined ? {} : { score: old.score }),
    ...(old.template === undefined ? {} : { template: old.template }),
    ...(old.validUntil === undefined ? {} : { validMonths: monthsBetween(old.completedOn, old.validUntil) }),
  })
  await append({ ...entry, evidence: { ...entry.evidence, certificate: number, snapshot: draft.sha256 } })
  await makeCertificate(store, world, entry, draft)
  return number
}
