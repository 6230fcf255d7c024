import type { Store } from '../../storage/store.ts'
import { recordingTime } from '../awards/recording-time.ts'
import { revokeEntry } from '../awards/revoke.ts'
import { type By, note, type World, type Wrong } from './by.ts'
import { countingCertificates, countingEntry, type Found } from './found.ts'

export interface Revoked {
  /** Whether nothing was written because only a preview was asked for. */
  readonly preview: boolean
  readonly revoked: readonly { readonly entry: string; readonly learner: string; readonly certificate?: string }[]
}

/** Takes certificates and their credit back: every one of the list, or none. */
export const revokeCertificates = (
  store: Store,
  world: World,
  { numbers, preview = false }: { readonly numbers: readonly string[]; readonly preview?: boolean },
  by: By,
): Promise<Revoked | Wrong> =>
  store.transaction(async (tx) => {
    const found = await countingCertificates(tx, numbers, by.who)
    if ('wrong' in found) return found
    if (!preview) await revokeAll(tx, world, found, by)
    return { preview, revoked: found.map(named) }
  })

/** Takes credit back by the id of its entry, also where no certificate was issued for it. */
export const revokeCredit = (
  store: Store,
  world: World,
  { entry }: { readonly entry: string },
  by: By,
): Promise<Revoked | Wrong> =>
  store.transaction(async (tx) => {
    const found = await countingEntry(tx, entry, by.who)
    if ('wrong' in found) return found
    await revokeAll(tx, world, [found], by)
    return { preview: false, revoked: [named(found)] }
  })

async function revokeAll(store: Store, { now, uuid }: World, found: readonly Found[], by: By): Promise<void> {
  for (const { entry } of found) {
    const at = await recordingTime(store, now)
    await revokeEntry(store, { entry: entry.id, reason: by.reason, by: by.who, at, id: uuid() })
  }
  await note(store, now(), by, 'credit-revoked', { entries: found.map(({ entry }) => entry.id) })
}

const named = ({ entry, certificate }: Found): Revoked['revoked'][number] => ({
  entry: entry.id,
  learner: entry.learner,
  ...(certificate === undefined ? {} : { certificate: certificate.number }),
})
