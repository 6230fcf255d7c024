/** Audit packs, checked by a script that uses nothing of ours (stranger.mjs), whole and with planted changes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditPack } from '../../../src/service/audit-pack/pack.ts'
import { revokeEntry } from '../../../src/service/awards/revoke.ts'
import { publicKeys, rotateKeys, signingKeys } from '../../../src/service/badges/keys.ts'
import { pdfText, withoutPoppler } from '../../certificates/poppler.ts'
import { unzip as unzipWithYauzl } from '../../support/unzip.ts'
import { bytesOf, edit, type Files, HELD, type Packed, packed, rehash, resign, rezipped, textIn } from './packed.ts'
import { checkPack, unzip } from './stranger.mjs'

let made: Packed
/** As it was before the second certificate was revoked, and after. */
let before: Uint8Array
let zip: Uint8Array
let key: string
beforeAll(async () => {
  made = await packed()
  const { service } = made.service
  before = await made.pack()
  made.service.advance(60_000)
  const kept = await service.store.certificates.get(made.revoked)
  await service.store.transaction((tx) =>
    revokeEntry(tx, {
      entry: kept?.entry ?? '',
      reason: 'Answers were copied',
      by: 'operator',
      at: service.now(),
      id: service.uuid(),
    }),
  )
  zip = await made.pack()
  key = publicKeys(await signingKeys(service.store, service))[0]?.id ?? ''
})
afterAll(() => made.service.close())

const files = (): Files => new Map(unzip(zip))

describe('a pack', () => {
  test('holds when a stranger checks it', async () => {
    expect(await checkPack(before, key)).toEqual([])
    expect(await checkPack(zip, key)).toEqual([])
  })

  test('has everything in it, and nobody else', async () => {
    const names = (await unzipWithYauzl(zip)).map(({ name }) => name)
    expect(names.map((name) => name.replace(/[0-9a-f]{64}|\bz[\w]{40,}|\d{7}/, '*'))).toEqual([
      'README.txt',
      'SHA256SUMS',
      ...[made.good, made.revoked].sort().flatMap((one) => [`certificates/${one}.json`, `certificates/${one}.pdf`]),
      ...[made.good, made.revoked].sort().flatMap((one) => [`credentials/${one}.json`, `credentials/${one}.jwt`]),
      'evaluation.json',
      'evidence/*.pdf',
      'index.pdf',
      'issuer/contexts/credentials-v2.json',
      'issuer/contexts/open-badges-3.0.3.json',
      'issuer/contexts/open-badges-extensions.json',
      'issuer/did.json',
      'issuer/keys/*.pem',
      'issuer/keys/*.pem',
      'ledger-hashes.csv',
      'ledger.csv',
      'ledger.json',
      'manifest.json',
      'manifest.jws',
      'rule.yaml',
      'status/*.json',
      'verify.html',
    ])
    const all = [...files().values()].map((bytes) => Buffer.from(bytes).toString('latin1')).join('\n')
    for (const secret of ['Bob Secret', 'bobs-entry', 'A seminar', '"d"']) expect(all).not.toContain(secret)
  })

  test('is the same bytes for the same records at the same moment', async () => {
    expect(Buffer.from(await made.pack()).equals(Buffer.from(zip))).toBe(true)
  })

  test('counts what holds and says why the rest does not', () => {
    const { evaluation, certificates } = JSON.parse(textIn(files(), 'evaluation.json'))
    expect(evaluation.total).toMatchObject({ need: 80, have: 2 })
    expect(evaluation.rejected.map(({ reason }: { reason: string }) => reason)).toEqual(['before-holding', 'revoked'])
    expect(certificates.map(({ status }: { status: string }) => status)).toContain('revoked: Answers were copied')
  })

  test('has a ledger that a spreadsheet does not run', () => {
    expect(textIn(files(), 'ledger.csv')).toContain(`"'=HYPERLINK(""x"")`)
  })

  test.skipIf(withoutPoppler)('says in index.pdf who, by which rules, and what came of each entry', () => {
    const text = pdfText(files().get('index.pdf') ?? bytesOf('')).replace(/\s+/g, ' ')
    for (const words of [
      'Ada Nguyễn Thị Ánh',
      'guide-2026',
      '80 CEUs',
      made.good,
      'vouched for by Example Association',
      'Revoked: Answers were copied',
      '=HYPERLINK("x") [U+1F600]',
      'Not affiliated with AHIMA or AAPC',
    ]) {
      expect(text).toContain(words)
    }
  })

  test('of a service without https and far from Greenwich holds, too', async () => {
    const other = await packed('http://localhost', 'Pacific/Kiritimati')
    const far = await other.pack()
    expect(await checkPack(far)).toEqual([])
    // The day of issue is the one that stands on the certificate.
    const index = withoutPoppler ? `${other.good} 2026-11-23` : pdfText(unzip(far).get('index.pdf') ?? bytesOf(''))
    expect(index.replace(/\s+/g, ' ')).toContain(`${other.good} 2026-11-23`)
    await other.service.close()
  })

  test('of an earlier cycle has its rules and what was completed in it; signed with the newest key', async () => {
    const other = await packed()
    const { service } = other.service
    await service.store.holdings.put({ learner: other.ada.id, ...HELD, since: '2024-01-01', recordedAt: service.now() })
    const first = (await signingKeys(service.store, service)).pair.ed25519.id
    other.service.advance(60_000)
    await rotateKeys(service)
    const second = (await signingKeys(service.store, service)).pair.ed25519.id
    const [past, current] = [await other.pack({ cycle: '2025-06-01' }), await other.pack()]
    expect(await checkPack(past, second)).toEqual([])
    expect(await checkPack(current, second)).toEqual([])
    expect(await checkPack(current, first)).toEqual(['manifest: not signed by the key that is trusted'])
    const all: Files = new Map(unzip(past))
    const { evaluation } = JSON.parse(textIn(all, 'evaluation.json'))
    expect(evaluation).toMatchObject({
      rule: { version: 'ahima-2019' },
      cycle: { start: '2024-01-01', end: '2025-12-31', daysLeft: 0 },
      counted: [{ title: 'Before the cycle' }],
    })
    expect([...all.keys()].filter((path) => /^(evidence|certificates)\//.test(path))).toEqual([
      expect.stringMatching(/\.png$/),
    ])
    await other.service.close()
  })

  test('is refused with a reason where there is none', async () => {
    const { service } = made.service
    const wrong = async (asked: object) => {
      const answer = await auditPack(service, { ...made.ask, ...asked })
      return 'wrong' in answer ? answer.wrong : ''
    }
    expect(await wrong({ learner: 'nobody\0' })).toMatch(/^There is nobody/)
    expect(await wrong({ credential: 'aapc-cpc' })).toContain('has not said that they hold aapc-cpc')
    expect(await wrong({ cycle: '2026-02-30' })).toContain('named by a day')
    expect(await wrong({ cycle: '2025-06-01' })).toBe('The first cycle that is known begins on 2026-01-01.')
    expect(await wrong({ cycle: '2028-06-01' })).toBe('The cycle that holds 2028-06-01 begins on 2028-01-01.')
  })
})

/** What somebody did to a pack, and what must be found although sums and manifest were made to fit. */
const PLANTED: Readonly<Record<string, readonly [change: (files: Files) => void, finding: () => string]>> = {
  'one byte in a PDF': [
    (all) => {
      const path = `certificates/${made.good}.pdf`
      const bytes = new Uint8Array(all.get(path) ?? [])
      bytes[2000] = (bytes[2000] ?? 0) ^ 1
      all.set(path, bytes)
    },
    () => `certificate ${made.good}: the seal of its PDF is broken`,
  ],
  'an edited line of the ledger': [
    (all) => edit(all, 'ledger.json', (text) => text.replace('\\"credits\\":1.5', '\\"credits\\":9.5')),
    () => 'ledger: line 1 was changed',
  ],
  'an edited line with a hash that fits': [
    (all) => edit(all, 'ledger-hashes.csv', (text) => text.replace(/(?<=\n1,)[0-9a-f]{64}/, 'f'.repeat(64))),
    () => 'ledger: line 1 is not of this chain',
  ],
  'another rule file': [
    (all) => edit(all, 'rule.yaml', (text) => text.replace('base: 80', 'base: 2')),
    () => 'rules: rule.yaml is not the file that was used',
  ],
  'a badge that says more': [
    (all) =>
      edit(all, `credentials/${made.good}.json`, (text) => text.replace('"creditsEarned":1.5', '"creditsEarned":8')),
    () => `certificate ${made.good}: the proof of its badge does not hold`,
  ],
  'a token that says more': [
    (all) => edit(all, `credentials/${made.good}.jwt`, (text) => text.replace(/\.(.{50})./, '.$1x')),
    () => `certificate ${made.good}: the signature of its JWT does not hold`,
  ],
  'another name on a certificate': [
    (all) => edit(all, `certificates/${made.good}.json`, (text) => text.replace('Ada', 'Eve')),
    () => `certificate ${made.good}: its text is not the one in the ledger`,
  ],
  'a sum that is too high': [
    (all) => edit(all, 'evaluation.json', (text) => text.replace('"have": 2', '"have": 80')),
    () => 'sum: the total is wrong',
  ],
  'a missing file of evidence': [
    (all) => void all.delete([...all.keys()].find((path) => path.startsWith('evidence/')) ?? ''),
    () => 'evidence: proof.pdf',
  ],
  'a missing certificate': [
    (all) => void all.delete(`credentials/${made.good}.json`),
    () => `missing: credentials/${made.good}.json`,
  ],
  'a revoked certificate said to be in force': [
    (all) =>
      edit(all, 'evaluation.json', (text) =>
        text.replace('"status": "revoked: Answers were copied"', '"status": "in force"'),
      ),
    () => `certificate ${made.revoked}: said to be in force, and it is not`,
  ],
  'a revocation left out of the ledger': [
    (all) =>
      edit(all, 'ledger.json', (text) => {
        const ledger = JSON.parse(text) as { lines: { body: string }[] }
        return JSON.stringify({ ...ledger, lines: ledger.lines.filter(({ body }) => !body.includes('"revocation"')) })
      }),
    () => `certificate ${made.revoked}: status list and ledger differ`,
  ],
  'the status list of the day before': [
    (all) => {
      for (const [path, bytes] of unzip(before)) if (path.startsWith('status/')) all.set(path, bytes)
    },
    () => `certificate ${made.revoked}: status list and ledger differ`,
  ],
}

describe('planted changes', () => {
  test.each(Object.entries(PLANTED))('%s', async (_, [change, finding]) => {
    const plain = files()
    change(plain)
    const asItWas = await checkPack(rezipped(plain), key)
    expect(asItWas.some((one) => /^(changed|missing): /.test(one))).toBe(true)
    expect(asItWas).toContain(finding())
    const fitted = await checkPack(rezipped(rehash(plain)), key)
    expect(fitted).toContain(finding())
    expect(fitted).toContain('manifest: not the one that was signed')
  })

  test('a file that was added', async () => {
    const all = files().set('certificates/CW-1.pdf', bytesOf('x'))
    expect(await checkPack(rezipped(all), key)).toEqual(['added: certificates/CW-1.pdf'])
  })

  test('an older pack, presented as that of a later day', async () => {
    const older: Files = new Map(unzip(before))
    edit(older, 'manifest.json', (text) => text.replace(/"madeAt": "[^"]+"/, '"madeAt": "2026-12-01T00:00:00.000Z"'))
    expect(await checkPack(rezipped(older), key)).toEqual(['manifest: not the one that was signed'])
  })

  test('a manifest signed with a key of one’s own is found by whoever knows the issuer’s', async () => {
    const zipped = rezipped(resign(files()))
    expect(await checkPack(zipped)).toEqual([])
    expect(await checkPack(zipped, key)).toEqual(['manifest: not signed by the key that is trusted'])
  })
})
