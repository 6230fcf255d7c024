import { createPrivateKey, sign } from 'node:crypto'
import type { SigningKey } from '../../certificates/badge/keys.ts'
import { membersOf, textOf } from '../../certificates/badge/multibase.ts'
import { compareText } from '../../problems/problem.ts'
import { sha256 } from '../../storage/canonical.ts'
import type { PackFiles } from './zip.ts'

/** Names of the files that speak of all others. */
const SUMS = 'SHA256SUMS'
const MANIFEST = 'manifest.json'
const SIGNATURE = 'manifest.jws'

interface ManifestHead {
  readonly issuer: string
  readonly organisation: string
  /** UTC. */
  readonly madeAt: string
  readonly learner: { readonly id: string; readonly name: string }
  readonly credential: string
  readonly cycle: { readonly start: string; readonly end: string }
  /** Last line of the ledger at that moment. */
  readonly ledger: { readonly lines: number; readonly head: string }
}

/**
 * The files with those that speak of them: `SHA256SUMS` as `sha256sum -c` reads it; `manifest.json` with size and
 * SHA-256 of every other file; `manifest.jws`, the same manifest as the payload of a compact JWS (RFC 7515, EdDSA).
 */
export function withManifest(files: PackFiles, head: ManifestHead, key: SigningKey): PackFiles {
  const all = new Map([...files].sort(([a], [b]) => compareText(a, b)))
  const sums = [...all].map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join('')
  all.set(SUMS, utf8(sums))
  const manifest = {
    format: 'chartwright-audit-pack',
    version: 1,
    ...head,
    files: [...all]
      .sort(([a], [b]) => compareText(a, b))
      .map(([path, bytes]) => ({ path, bytes: bytes.byteLength, sha256: sha256(bytes) })),
  }
  const text = utf8(`${JSON.stringify(manifest, null, 2)}\n`)
  all.set(MANIFEST, text)
  all.set(SIGNATURE, utf8(compactJws(text, key)))
  return all
}

function compactJws(payload: Uint8Array, key: SigningKey): string {
  const header = utf8(JSON.stringify({ alg: 'EdDSA', typ: 'audit-pack-manifest', kid: key.id }))
  const input = [header, payload].map((part) => Buffer.from(part).toString('base64url')).join('.')
  const { kty, crv, x, d } = membersOf(JSON.parse(key.jwk))
  const jwk = { kty: textOf(kty), crv: textOf(crv), x: textOf(x), d: textOf(d) }
  const signature = sign(null, Buffer.from(input), createPrivateKey({ key: jwk, format: 'jwk' }))
  return `${input}.${signature.toString('base64url')}`
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
/** JSON as people read it, too. */
export const json = (value: unknown): Uint8Array => utf8(`${JSON.stringify(value, null, 2)}\n`)
