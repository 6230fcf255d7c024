import { type PublicKey, publicJwk } from '../certificates/badge/keys.ts'
import { isMembers } from '../model/members.ts'

/** What the page knows of its issuer. */
export interface Known {
  readonly publicUrl: string
  readonly keys: readonly PublicKey[]
  readonly demo: boolean
  /** Whether this is a copy that was saved to be used without a network. */
  readonly offline: boolean
}

/** Reads what the service wrote into the page. Throws TypeError where it is not that. */
export function readKnown(text: string): Known {
  const value: unknown = JSON.parse(text)
  if (!isMembers(value) || typeof value.publicUrl !== 'string' || !Array.isArray(value.keys)) {
    throw new TypeError('The page does not say who issues')
  }
  const { publicUrl, keys, demo, offline } = value
  return { publicUrl, keys: keys.map(readKey), demo: demo === true, offline: offline === true }
}

function readKey(value: unknown): PublicKey {
  if (!isMembers(value)) throw new TypeError('A key on the page cannot be read')
  const { id, algorithm, jwk, created, retired } = value
  if (typeof id !== 'string' || typeof created !== 'number' || (algorithm !== 'Ed25519' && algorithm !== 'ES256')) {
    throw new TypeError('A key on the page cannot be read')
  }
  return { id, algorithm, jwk: publicJwk(jwk), created, ...(typeof retired === 'number' ? { retired } : {}) }
}
