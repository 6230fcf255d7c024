/** A certificate with its badge, keys and status list, made anew from fixed randomness. */
import { createHash } from 'node:crypto'
import { issueBadge, type SignedBadge } from '../../../src/certificates/badge/issue.ts'
import { type PublicKey, publicKeyOf, type SigningKey, type SigningPair } from '../../../src/certificates/badge/keys.ts'
import { makeKeys } from '../../../src/certificates/badge/make-keys.ts'
import { emptySeal, sealPdf } from '../../../src/certificates/badge/seal.ts'
import { renderCertificate } from '../../../src/certificates/render.ts'
import type { CertificateSnapshot } from '../../../src/certificates/snapshot.ts'

export const NOON = Date.parse('2026-11-22T12:00:00Z')
export const DAY = 86_400_000

/** The same bytes for the same seed. */
export function seeded(seed: string): (bytes: number) => Uint8Array {
  let round = 0
  return (bytes) => {
    round += 1
    return new Uint8Array(createHash('shake256', { outputLength: bytes }).update(`${seed} ${round}`).digest())
  }
}

export function pairOf(seed: string, at = NOON - DAY): SigningPair {
  const [ed25519, es256] = makeKeys(seeded(seed), at)
  return { ed25519, es256 }
}

export const publicOf = ({ ed25519, es256 }: SigningPair): readonly PublicKey[] => [ed25519, es256].map(publicKeyOf)

export const retiredAt = (pair: SigningPair, retired: number): SigningPair => {
  const retire = (key: SigningKey): SigningKey => ({ ...key, retired })
  return { ed25519: retire(pair.ed25519), es256: retire(pair.es256) }
}

export const SNAPSHOT: CertificateSnapshot = {
  number: 'CW-7K3Q-9F2M-4TZH-8WRC',
  learnerName: 'Ngô Thị Ánh',
  activityTitle: 'Outpatient coding',
  activityId: 'https://chartwright.example/courses/outpatient',
  activityVersion: '1.2.0',
  completedOn: '2026-11-20',
  issuedOn: '2026-11-22',
  credits: 1.5,
  unit: { name: 'CEU', minutes: 60 },
  minutes: 90,
  domain: 'coding-and-classification',
  type: 'self-study',
  statement: 'Awarded for working through the course and passing its practice exam.',
  approval: { approver: 'AAPC', number: 'X-1', title: 'Outpatient coding', from: '2026-01-01', until: '2026-12-31' },
  credential: 'aapc-cpc',
  score: 69.96,
  provider: { name: 'Test College', url: 'https://college.example' },
  verifyUrl: 'https://learn.example/verify/CW-7K3Q-9F2M-4TZH-8WRC',
  language: 'en',
  learnerId: '0c4d3a52-8f2e-8a6e-9f58-6f3c7f2b9f11',
}

export interface BadgeOptions {
  readonly keys?: SigningPair
  readonly publicUrl?: string
  readonly snapshot?: Partial<CertificateSnapshot>
  readonly at?: number
}

export const WEB = 'https://learn.example'
export const PLACE = { list: 1_000_000, index: 77 } as const

export const badge = ({ keys = pairOf('keys'), publicUrl = WEB, snapshot, at = NOON }: BadgeOptions = {}) =>
  issueBadge({
    snapshot: { ...SNAPSHOT, ...snapshot },
    keys,
    publicUrl,
    status: PLACE,
    id: '9b2d1f6a-3f43-8c0e-8a53-0f0e3a6a1d11',
    issued: at,
    at,
  })

/** The PDF as the service makes it. */
export async function sealedPdf(made: SignedBadge, key = pairOf('keys').ed25519, at = NOON): Promise<Uint8Array> {
  const order = { number: SNAPSHOT.number, key, at }
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
  const shared = { relationship: 'Data', description: 'For a test' } as const
  const pdf = await renderCertificate(SNAPSHOT, {
    attachments: [
      { ...shared, name: 'badge.json', type: 'application/vc', content: utf8(made.credential) },
      { ...shared, name: 'badge.jwt', type: 'application/vc+jwt', content: utf8(made.jwt) },
      { ...shared, name: 'seal.jws', type: 'application/jose', content: utf8(emptySeal(order)), stored: true },
    ],
  })
  return sealPdf(pdf, order)
}

export const members = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>
