import { createECDH, createPrivateKey } from 'node:crypto'
import { multikey, publicJwk, type SigningKey } from './keys.ts'

type Random = (bytes: number) => Uint8Array

/** PKCS #8 of an Ed25519 seed (RFC 8410 §7), up to the seed. */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A new pair of keys from the randomness handed in; `at` in milliseconds. */
export const makeKeys = (random: Random, at: number): readonly [SigningKey, SigningKey] => [
  signingKey('Ed25519', ed25519(random), at),
  signingKey('ES256', p256(random), at),
]

function signingKey(algorithm: SigningKey['algorithm'], jwk: object, created: number): SigningKey {
  return { id: multikey(publicJwk(jwk)), algorithm, jwk: JSON.stringify(jwk), created }
}

const ed25519 = (random: Random): object =>
  createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, random(32)]), format: 'der', type: 'pkcs8' }).export({
    format: 'jwk',
  })

function p256(random: Random): object {
  for (;;) {
    const d = Buffer.from(random(32))
    const ecdh = createECDH('prime256v1')
    try {
      ecdh.setPrivateKey(d)
    } catch {
      // Not below the order of the curve: one in 2^32 is not, and another is drawn.
      continue
    }
    const point = ecdh.getPublicKey()
    const part = (from: number): string => point.subarray(from, from + 32).toString('base64url')
    return { kty: 'EC', crv: 'P-256', x: part(1), y: part(33), d: d.toString('base64url') }
  }
}
