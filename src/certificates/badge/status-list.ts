import { createCredential, createList } from '@digitalbazaar/vc-bitstring-status-list'
import { LIST_CONTEXT } from './context.ts'
import { statusListUrl } from './credential.ts'
import { signCredential } from './issue.ts'
import { issuerDid, time } from './issuer.ts'
import type { SigningKey } from './keys.ts'

/** Places on a list: the least that hides one certificate among the others (Bitstring Status List §6.1). */
export const STATUS_LIST_LENGTH = 131_072

export interface StatusListOrder {
  readonly publicUrl: string
  readonly list: number
  /** Places of certificates that no longer hold. */
  readonly revoked: readonly number[]
  readonly key: SigningKey
  readonly at: number
}

/** The status list as a signed credential: JSON text. */
export async function signStatusList({ publicUrl, list, revoked, key, at }: StatusListOrder): Promise<string> {
  const bits = await createList({ length: STATUS_LIST_LENGTH })
  for (const index of revoked) bits.setStatus(index, true)
  const id = statusListUrl(publicUrl, list)
  const unsigned = await createCredential({ id, list: bits, statusPurpose: 'revocation', context: LIST_CONTEXT })
  const credential = { ...unsigned, issuer: issuerDid(publicUrl, key), validFrom: time(Math.max(at, key.created)) }
  return JSON.stringify(await signCredential(credential, key, publicUrl, at))
}
