import { base58btc, fromBase64url } from './multibase.ts'

/** Ed25519 signs the badge as JSON-LD, status lists and the seal of PDFs; ES256 (P-256) signs the badge as a JWT. */
export type SigningAlgorithm = 'Ed25519' | 'ES256'

/** Public half of a signing key, with the dates between which it signs. */
export interface PublicKey {
  /** Multikey (W3C Controlled Identifiers, Multikey): also the fragment under which DIDs name it. */
  readonly id: string
  readonly algorithm: SigningAlgorithm
  readonly jwk: PublicJwk
  /** Milliseconds since 1970-01-01 UTC. */
  readonly created: number
  /** From here on it signs nothing; what it signed before stays good. */
  readonly retired?: number
}

export type PublicJwk =
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }

/** A key with its private half, as a JWK (RFC 7517) in JSON text. Never to be logged or answered. */
export interface SigningKey extends Omit<PublicKey, 'jwk'> {
  readonly jwk: string
}

/** What signs badges: the newest key of each algorithm that is not retired. */
export interface SigningPair {
  readonly ed25519: SigningKey
  readonly es256: SigningKey
}

/** Multicodec prefixes of public keys, as varints. */
const PREFIX = { Ed25519: [0xed, 0x01], ES256: [0x80, 0x24] } as const

/** The Multikey of a public JWK. Throws TypeError for coordinates that are not 32 bytes each. */
export function multikey(jwk: PublicJwk): string {
  if (jwk.kty === 'OKP') return base58btc(new Uint8Array([...PREFIX.Ed25519, ...coordinate(jwk.x)]))
  const parity = (coordinate(jwk.y).at(-1) ?? 0) & 1
  return base58btc(new Uint8Array([...PREFIX.ES256, 2 + parity, ...coordinate(jwk.x)]))
}

function coordinate(text: string): Uint8Array {
  const bytes = fromBase64url(text)
  if (bytes?.length !== 32) throw new TypeError('A coordinate of a public key has 32 bytes')
  return bytes
}

/** The key without its private half. Throws TypeError for a JWK of another kind. */
export function publicKeyOf({ id, algorithm, jwk: text, created, retired }: SigningKey): PublicKey {
  const jwk: unknown = JSON.parse(text)
  return { id, algorithm, jwk: publicJwk(jwk), created, ...(retired === undefined ? {} : { retired }) }
}

/** Keeps the public members only, whatever else stands beside them. */
export function publicJwk(value: unknown): PublicJwk {
  if (typeof value === 'object' && value !== null && 'kty' in value && 'crv' in value && 'x' in value) {
    const { kty, crv, x } = value
    if (kty === 'OKP' && crv === 'Ed25519' && typeof x === 'string') return { kty, crv, x }
    if (kty === 'EC' && crv === 'P-256' && typeof x === 'string' && 'y' in value && typeof value.y === 'string') {
      return { kty, crv, x, y: value.y }
    }
  }
  throw new TypeError('A signing key is neither Ed25519 nor P-256')
}

/** Fragment of a verification method: which key it names. */
export const keyIdOf = (method: string): string => method.split('#')[1] ?? ''

/**
 * Whether a key was in force at a moment (milliseconds). Dates in what is signed are whole seconds, so the second in which
 * a key was made counts.
 */
export const inForce = ({ created, retired }: Pick<PublicKey, 'created' | 'retired'>, at: number): boolean =>
  at >= Math.floor(created / 1000) * 1000 && (retired === undefined || at <= retired)
