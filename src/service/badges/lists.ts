import { REPLACED, REVOKED } from '../../certificates/badge/ask-status.ts'
import { revocationListUrl } from '../../certificates/badge/credential.ts'
import { issuerDid } from '../../certificates/badge/issuer.ts'
import { signStatusList } from '../../certificates/badge/status-list.ts'
import { sha256 } from '../../storage/canonical.ts'
import type { Store } from '../../storage/store.ts'
import type { Dependencies } from '../dependencies.ts'
import { type SigningKeys, signingKeys } from './keys.ts'
import { badgeId, keyOfList } from './places.ts'

export interface ServedList {
  readonly text: string
  /** Strong entity tag: hash of the text. */
  readonly etag: string
}

export interface StatusLists {
  /** The signed list as it stands now; undefined for one that was never begun. */
  readonly bits: (list: number) => Promise<ServedList | undefined>
  /** The same certificates by name, for verifiers that read no bits (1EdTechRevocationList). */
  readonly names: (list: number) => Promise<ServedList | undefined>
}

const MOST_KEPT = 64

/**
 * What is served of status lists. The store is read for each request, so that a revocation shows at once; signing is
 * done again only when what is signed has changed.
 */
export function statusLists({ store, settings, now, random }: Dependencies): StatusLists {
  const kept = new Map<number, { readonly of: string; readonly served: ServedList }>()
  const { publicUrl } = settings
  const isWeb = publicUrl.startsWith('https:')

  const revokedOn = async (list: number) => {
    const last = await store.certificates.lastStatusList()
    if (last === undefined || list > last.list) return undefined
    const key = keyOfList(await signingKeys(store, { now, random }), list, isWeb)
    return key === undefined ? undefined : { key, revoked: await store.certificates.byStatus(list) }
  }

  return {
    bits: async (list) => {
      const found = await revokedOn(list)
      if (found === undefined) return undefined
      const { key } = found
      const revoked = found.revoked.map(({ index }) => index)
      const of = sha256(`${key.id} ${revoked.join(' ')}`)
      const known = kept.get(list)
      if (known?.of === of) return known.served
      const served = answer(await signStatusList({ publicUrl, list, revoked, key, at: now() }))
      kept.delete(list)
      kept.set(list, { of, served })
      const oldest = kept.keys().next()
      if (kept.size > MOST_KEPT && oldest.done !== true) kept.delete(oldest.value)
      return served
    },
    names: async (list) => {
      const found = await revokedOn(list)
      if (found === undefined) return undefined
      const revokedCredentials = found.revoked.map(({ index, because }) => ({
        id: `urn:uuid:${badgeId(store, { list, index })}`,
        revoked: true,
        // Why it was revoked may be about a person, and this list is for everybody.
        revocationReason: because === 'replaced' ? REPLACED : REVOKED,
      }))
      const issuer = issuerDid(publicUrl, found.key)
      return answer(JSON.stringify({ id: revocationListUrl(publicUrl, list), issuer, revokedCredentials }))
    },
  }
}

/** A list as it stands, newly signed as of a moment (milliseconds); undefined for the list of a key that was never made. */
export async function signedList(
  { certificates }: Pick<Store, 'certificates'>,
  keys: SigningKeys,
  { publicUrl, list, at }: { readonly publicUrl: string; readonly list: number; readonly at: number },
): Promise<string | undefined> {
  const key = keyOfList(keys, list, publicUrl.startsWith('https:'))
  if (key === undefined) return undefined
  const revoked = (await certificates.byStatus(list)).map(({ index }) => index)
  return signStatusList({ publicUrl, list, revoked, key, at })
}

const answer = (text: string): ServedList => ({ text, etag: sha256(text) })
