/** A service with somebody whose records fill an audit pack, and what can be done to a pack. */
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { zipSync } from 'fflate'
import { multikey } from '../../../src/certificates/badge/keys.ts'
import type { PackAsked } from '../../../src/service/audit-pack/gather.ts'
import { auditPack } from '../../../src/service/audit-pack/pack.ts'
import { recordExternal } from '../../../src/service/credits/record.ts'
import type { Learner } from '../../../src/storage/records.ts'
import { PDF, PNG } from '../../support/evidence-files.ts'
import { type TestService, testService } from '../../support/service.ts'
import { appendEntry, issue } from '../certificates/issued.ts'

export const WEB = 'https://learn.example'
export const HELD = { credential: 'ahima-ccs', since: '2026-01-01', extra: 0 } as const

export interface Packed {
  readonly service: TestService
  readonly ada: Learner
  readonly ask: PackAsked
  /** Certificate numbers: one that holds, one that was revoked. */
  readonly good: string
  readonly revoked: string
  readonly pack: (asked?: Partial<PackAsked>) => Promise<Uint8Array>
}

export async function packed(publicUrl = WEB, timeZone = 'UTC'): Promise<Packed> {
  const service = await testService({ settings: { publicUrl, timeZone } })
  const { store, now, uuid } = service.service
  const ada = await service.addPerson('Ada Nguyễn Thị Ánh', 'learner')
  const bob = await service.addPerson('Bob Secret', 'learner')
  await store.holdings.put({ learner: ada.id, ...HELD, recordedAt: now() })
  const good = await issue(service, ada, { approver: 'Example Association' })
  await issue(service, bob, { registration: 'of-bob' })
  await appendEntry(service, bob, 'bobs-entry')
  const revoked = await issue(service, ada, { registration: 'again' })
  const activity = {
    title: '=HYPERLINK("x") 😀 webinar',
    provider: 'Example Hospital',
    type: 'webinar' as const,
    domains: ['coding-and-classification'],
    completedOn: '2026-03-31',
    minutes: 60,
    credits: 1,
    unit: { name: 'CEU', minutes: 60 },
    credentials: [],
  }
  const file = { type: 'application/pdf' as const, name: 'proof.pdf', content: PDF }
  await recordExternal(service.service, ada.id, activity, file, uuid())
  const old = { ...activity, title: 'Before the cycle', completedOn: '2025-12-31' }
  await recordExternal(service.service, ada.id, old, { ...file, type: 'image/png', content: PNG }, uuid())
  await appendEntry(service, bob, 'bobs-other')
  const ask = { learner: ada.id, credential: 'ahima-ccs' }
  return {
    service,
    ada,
    ask,
    good,
    revoked,
    pack: async (asked) => {
      const made = await auditPack(service.service, { ...ask, ...asked })
      if ('wrong' in made) throw new Error(made.wrong)
      return made.zip
    },
  }
}

export type Files = Map<string, Uint8Array>

export const rezipped = (files: Files): Uint8Array => zipSync(Object.fromEntries(files))

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
export const textIn = (files: Files, path: string): string => new TextDecoder().decode(files.get(path))

export function edit(files: Files, path: string, change: (text: string) => string): void {
  const before = textIn(files, path)
  const after = change(before)
  if (after === before) throw new Error(`Nothing was changed in ${path}`)
  files.set(path, bytesOf(after))
}

/** Makes sums and manifest fit again, as whoever changes a pack would. */
export function rehash(files: Files): Files {
  const own = ['manifest.json', 'manifest.jws', 'SHA256SUMS']
  const others = [...files].filter(([path]) => !own.includes(path))
  files.set('SHA256SUMS', bytesOf(others.map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`).join('')))
  const manifest = JSON.parse(textIn(files, 'manifest.json')) as Record<string, unknown>
  const listed = [...files].filter(([path]) => path === 'SHA256SUMS' || !own.includes(path))
  manifest.files = listed.map(([path, bytes]) => ({ path, bytes: bytes.byteLength, sha256: sha256(bytes) }))
  files.set('manifest.json', bytesOf(`${JSON.stringify(manifest, null, 2)}\n`))
  return files
}

/** Signs the manifest with a key of one's own, put among the issuer's. */
export function resign(files: Files): Files {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const id = multikey({ kty: 'OKP', crv: 'Ed25519', x })
  edit(files, 'issuer/did.json', (text) => {
    const did = JSON.parse(text) as { verificationMethod: { id: string; publicKeyMultibase?: string }[] }
    const [first] = did.verificationMethod
    did.verificationMethod.push({ ...first, id: `did:x#${id}`, publicKeyMultibase: id })
    return JSON.stringify(did)
  })
  rehash(files)
  const parts = [bytesOf(JSON.stringify({ alg: 'EdDSA', kid: id })), files.get('manifest.json') ?? bytesOf('')]
  const input = parts.map((part) => Buffer.from(part).toString('base64url')).join('.')
  const signature = sign(
    null,
    Buffer.from(input),
    createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  )
  files.set('manifest.jws', bytesOf(`${input}.${signature.toString('base64url')}`))
  return files
}
