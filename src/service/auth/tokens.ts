import { timingSafeEqual } from 'node:crypto'
import { sha256 } from '../../storage/canonical.ts'

/** 256 random bits as base64url: what stands in a link or a cookie. The store only ever sees `hashToken` of it. */
export const newToken = (random: (bytes: number) => Uint8Array): string => Buffer.from(random(32)).toString('base64url')

/** A fast hash is right here: the secret has 256 bits, so nothing shorter than trying all of them finds it. */
export const hashToken = (token: string): string => sha256(token)

/** Whether an Authorization header holds a secret as a bearer token (RFC 6750 §2.1). */
export function isBearer(authorization: string | undefined, secret: string): boolean {
  const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
  return token !== undefined && sameSecret(token, secret)
}

/** Whether two secrets are equal, in a time that says nothing about where they differ. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(a), 'hex'), Buffer.from(sha256(b), 'hex'))
