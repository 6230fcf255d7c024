import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { fromJwk } from '@digitalbazaar/ed25519-multikey'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { issue } from '@digitalbazaar/vc'
import { importJWK, SignJWT } from 'jose'
import type { CertificateSnapshot } from '../snapshot.ts'
import { badgeOf, type StatusPlace } from './credential.ts'
import { issuerDid, methodOf } from './issuer.ts'
import { publicJwk, type SigningKey, type SigningPair } from './keys.ts'
import { documentLoader } from './loader.ts'

export interface BadgeOrder {
  readonly snapshot: CertificateSnapshot
  readonly keys: SigningPair
  readonly publicUrl: string
  readonly status: StatusPlace
  /** Random UUID. */
  readonly id: string
  /** When the certificate was issued, and when its badge is signed; milliseconds. */
  readonly issued: number
  readonly at: number
}

export interface SignedBadge {
  /** Open Badges 3.0 as JSON-LD with a proof `eddsa-rdfc-2022`: JSON text. */
  readonly credential: string
  /** The same as a VC-JWT (Open Badges 3.0 §8.2), ES256. */
  readonly jwt: string
}

/**
 * Signs the badge of a certificate twice. Rejects with {@link SigningClockError} where the clock stands before the day a
 * key was made.
 */
export async function issueBadge(order: BadgeOrder): Promise<SignedBadge> {
  const { keys, at } = order
  const as = (key: SigningKey) => badgeOf({ ...order, issuer: issuerDid(order.publicUrl, key) })
  return {
    credential: JSON.stringify(await signCredential(as(keys.ed25519), keys.ed25519, order.publicUrl, at)),
    jwt: await signJwt(as(keys.es256), keys.es256, order.publicUrl, at),
  }
}

/** The clock stands before the moment a key was made: whatever is dated now would be refused by everybody. */
export class SigningClockError extends Error {
  override readonly name = 'SigningClockError'
  constructor(at: number, created: number) {
    super(
      `The clock says ${new Date(at).toISOString()}, but the signing key was made at ${new Date(created).toISOString()}. ` +
        'Set the clock right; nothing is lost, and what waits is signed then.',
    )
  }
}

/** Clocks of several machines on one database differ by this much at most. */
const SKEW_MILLISECONDS = 300_000

function momentOf(at: number, { created }: SigningKey): number {
  if (at < created - SKEW_MILLISECONDS) throw new SigningClockError(at, created)
  return Math.max(at, created)
}

/** Adds a proof `eddsa-rdfc-2022` (W3C Data Integrity EdDSA Cryptosuites §3.2). */
export async function signCredential(
  credential: object,
  key: SigningKey,
  publicUrl: string,
  at: number,
): Promise<Readonly<Record<string, unknown>>> {
  const date = new Date(momentOf(at, key))
  const pair = await fromJwk({
    jwk: JSON.parse(key.jwk),
    secretKey: true,
    id: methodOf(publicUrl, key),
    controller: issuerDid(publicUrl, key),
  })
  const suite = new DataIntegrityProof({ signer: pair.signer(), date, cryptosuite })
  // The library writes the proof into what it is given.
  return issue({ credential: structuredClone(credential), suite, documentLoader: documentLoader([key]), now: date })
}

async function signJwt(
  credential: Readonly<Record<string, unknown>>,
  key: SigningKey,
  publicUrl: string,
  at: number,
): Promise<string> {
  const jwk: unknown = JSON.parse(key.jwk)
  const seconds = (text: unknown): number => Math.floor(Date.parse(String(text)) / 1000)
  const { validFrom, validUntil, credentialSubject } = credential
  const subject = typeof credentialSubject === 'object' && credentialSubject !== null ? credentialSubject : {}
  const token = new SignJWT({
    ...credential,
    iss: issuerDid(publicUrl, key),
    jti: String(credential.id),
    nbf: seconds(validFrom),
    iat: Math.floor(momentOf(at, key) / 1000),
    ...('id' in subject ? { sub: String(subject.id) } : {}),
    ...(validUntil === undefined ? {} : { exp: seconds(validUntil) }),
  })
  const header = { alg: 'ES256', typ: 'JWT', kid: methodOf(publicUrl, key), jwk: publicJwk(jwk) } as const
  return token.setProtectedHeader(header).sign(await importJWK({ ...Object(jwk), alg: 'ES256' }))
}
