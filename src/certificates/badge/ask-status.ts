import { gunzipSync } from 'fflate'
import { isMembers } from '../../model/members.ts'
import { provenAt } from './check.ts'
import { LIST_CONTEXT } from './context.ts'
import { inForce, keyIdOf, type PublicKey } from './keys.ts'
import { fromBase64url, membersOf, textOf } from './multibase.ts'
import type { StatusFinding } from './verdict.ts'

export interface StatusSource {
  readonly keys: readonly PublicKey[]
  /** The JSON at an address; undefined where it cannot be had. */
  readonly load: (url: string) => Promise<unknown>
}

/**
 * What the issuer's status list says of a credential. The list is held against the issuer's keys like a badge, must be
 * the one the credential names, and is read bit by bit; one that cannot be had or does not fit says nothing.
 */
export async function askStatus(
  credential: Readonly<Record<string, unknown>>,
  { keys, load }: StatusSource,
): Promise<StatusFinding> {
  const entries = Array.isArray(credential.credentialStatus) ? credential.credentialStatus.filter(isMembers) : []
  const entry = entries.find(({ type }) => type === 'BitstringStatusListEntry')
  const bit = entry === undefined ? undefined : await listedBit(entry, { keys, load })
  if (bit === undefined) return 'unknown'
  if (!bit) return 'good'
  const names = entries.find(({ type }) => type === '1EdTechRevocationList')
  const reasons = membersOf(await load(textOf(names?.id)).catch(() => undefined)).revokedCredentials
  const named = Array.isArray(reasons) ? reasons.filter(isMembers).find(({ id }) => id === credential.id) : undefined
  return named?.revocationReason === REPLACED ? 'replaced' : 'revoked'
}

/** What a revocation list says of a certificate that another was issued in place of; all else is revoked. */
export const REPLACED = 'Replaced by another certificate'
export const REVOKED = 'Revoked by the issuer'

async function listedBit(
  { statusListCredential, statusListIndex, statusPurpose }: Readonly<Record<string, unknown>>,
  { keys, load }: StatusSource,
): Promise<boolean | undefined> {
  const url = textOf(statusListCredential)
  const list = await load(url).catch(() => undefined)
  if (!isMembers(list) || list.id !== url) return undefined
  if (JSON.stringify(list['@context']) !== JSON.stringify(LIST_CONTEXT)) return undefined
  const { encodedList, statusPurpose: purpose } = membersOf(list.credentialSubject)
  const index = Number(statusListIndex)
  if (typeof encodedList !== 'string' || purpose !== statusPurpose) return undefined
  const { verificationMethod, created } = membersOf(list.proof)
  const key = keys.find(({ id }) => id === keyIdOf(textOf(verificationMethod)))
  const signedAt = Date.parse(textOf(created))
  if (key === undefined || !Number.isFinite(signedAt)) return undefined
  // The key of a did:key goes on signing the lists of its own badges: nobody else can (see issuerDid).
  const isIssuer = textOf(verificationMethod).startsWith('did:key:')
  if (!isIssuer && !inForce(key, signedAt)) return undefined
  if (!(await provenAt(list, keys, signedAt))) return undefined
  return bitOf(encodedList, index)
}

/** A bit of a list: multibase base64url, gzip, the first bit is the highest of the first byte (Bitstring Status List §3.3). */
function bitOf(encodedList: string, index: number): boolean | undefined {
  const zipped = encodedList.startsWith('u') ? fromBase64url(encodedList.slice(1)) : undefined
  if (zipped === undefined) return undefined
  const byte = gunzipSync(zipped)[index >> 3]
  return byte === undefined ? undefined : (byte & (128 >> (index & 7))) !== 0
}
