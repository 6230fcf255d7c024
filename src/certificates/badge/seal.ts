import { from, fromJwk } from '@digitalbazaar/ed25519-multikey'
import { inForce, type PublicKey, type SigningKey } from './keys.ts'
import { base64url, fromBase64url, jsonFromBase64url, membersOf, textOf, utf8 } from './multibase.ts'

/**
 * The seal of a PDF: a compact JWS (RFC 7515, EdDSA) that stands as an attachment of its own, stored as it is, in the
 * file. What it signs holds the SHA-256 of the whole file with the seal cut out, so that no byte of the file can change
 * unnoticed, and nothing stands behind the end of the PDF.
 */
export const SEAL_NAME = 'seal.jws'

export interface SealOrder {
  /** Certificate number. */
  readonly number: string
  /** An Ed25519 key. */
  readonly key: SigningKey
  /** Milliseconds. */
  readonly at: number
}

/** In the order in which they are written: what a seal begins with is how it is found. */
const HEADER = { alg: 'EdDSA', typ: 'certificate-seal' } as const
/** Base64url of as much of the header as is the same for every key. */
const MARK = base64url(utf8(JSON.stringify(HEADER).slice(0, -2)))
const SIGNATURE_BYTES = 64
const NO_HASH = '0'.repeat(64)

const signingInput = ({ number, key, at }: SealOrder, sha256: string): string => {
  const payload = { number, iat: Math.floor(Math.max(at, key.created) / 1000), sha256 }
  return [{ ...HEADER, kid: key.id }, payload].map((part) => base64url(utf8(JSON.stringify(part)))).join('.')
}

/** What stands in the place of the seal while the page is drawn: as long as the seal itself. */
export const emptySeal = (order: SealOrder): string =>
  `${signingInput(order, NO_HASH)}.${base64url(new Uint8Array(SIGNATURE_BYTES))}`

/** Puts the seal in the place of the empty one. Throws where that does not stand in the file exactly once. */
export async function sealPdf(pdf: Uint8Array, order: SealOrder): Promise<Uint8Array> {
  const empty = emptySeal(order)
  const text = latin1(pdf)
  const start = text.indexOf(empty)
  if (start === -1 || text.includes(empty, start + 1)) throw new Error('The PDF has not exactly one place for its seal')
  const input = signingInput(order, await hashWithout(pdf, start, start + empty.length))
  const pair = await fromJwk({ jwk: JSON.parse(order.key.jwk), secretKey: true })
  const signature = await pair.signer().sign({ data: utf8(input) })
  const sealed = new Uint8Array(pdf)
  sealed.set(utf8(`${input}.${base64url(signature)}`), start)
  return sealed
}

export type SealFinding =
  /** No seal at all. */
  | { readonly seal: 'none' }
  | { readonly seal: 'broken' }
  /** By a key that is not known, or was not in force when it sealed. */
  | { readonly seal: 'foreign'; readonly because: 'unknown-key' | 'key-not-in-force' }
  | { readonly seal: 'whole'; readonly number: string; readonly at: number }

/** Whether not a byte of the file was changed since it was sealed, with the public keys alone. */
export async function checkSeal(pdf: Uint8Array, keys: readonly PublicKey[]): Promise<SealFinding> {
  const text = latin1(pdf)
  const found = [...text.matchAll(SEALS)]
  const [seal] = found
  if (seal === undefined) return { seal: 'none' }
  const [jws, header = '', payload = '', signature = ''] = seal
  const bytes = fromBase64url(signature)
  if (found.length > 1 || bytes?.length !== SIGNATURE_BYTES) return { seal: 'broken' }
  const { kid } = membersOf(jsonFromBase64url(header))
  const key = keys.find(({ id, algorithm }) => id === kid && algorithm === 'Ed25519')
  if (key === undefined) return { seal: 'foreign', because: 'unknown-key' }
  const verifier = (await from({ type: 'Multikey', publicKeyMultibase: key.id })).verifier()
  const signed = await verifier.verify({ data: utf8(`${header}.${payload}`), signature: bytes })
  const { number, iat, sha256 } = membersOf(jsonFromBase64url(payload))
  const hash = await hashWithout(pdf, seal.index, seal.index + jws.length)
  if (!signed || sha256 !== hash || typeof iat !== 'number') return { seal: 'broken' }
  const at = iat * 1000
  if (!inForce(key, at)) return { seal: 'foreign', because: 'key-not-in-force' }
  return { seal: 'whole', number: textOf(number), at }
}

const SEALS = new RegExp(`(${MARK}[\\w-]+)\\.([\\w-]+)\\.([\\w-]+)`, 'g')

/** One character for each byte, ASCII as it is. */
export const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)

async function hashWithout(bytes: Uint8Array, start: number, end: number): Promise<string> {
  const rest = new Uint8Array(bytes.length - (end - start))
  rest.set(bytes.subarray(0, start))
  rest.set(bytes.subarray(end), start)
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', rest))
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
