import postgres from 'postgres'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RevocationEntry } from '../../src/model/ledger.ts'
import { agentKey } from '../../src/storage/agent-key.ts'
import { canonicalJson, sha256 } from '../../src/storage/canonical.ts'
import { checkCredit } from '../../src/storage/credit-check.ts'
import { openSnapshot } from '../../src/storage/open.ts'
import { openSql } from '../../src/storage/sqlite/driver.ts'
import type { Store } from '../../src/storage/store.ts'
import { creditEntry } from './credit-entry.ts'
import { onEveryDatabase, type Place, statement, uuid } from './databases.ts'

const revocation = (entry: string): RevocationEntry => ({
  kind: 'revocation',
  id: uuid(),
  learner: 'ada',
  entry,
  reason: 'a mistake',
  recordedBy: 'operator',
  recordedAt: 9,
})
const content = new TextEncoder().encode('a file')
const file = { sha256: sha256(content), type: 'text/plain', name: 'a.txt', content, at: 7 }

/** Changes the database as somebody with its password would, triggers out of the way. */
async function byHand(place: Place, ...statements: readonly string[]): Promise<void> {
  await place.store().close()
  if (place.url().startsWith('sqlite:')) {
    const sql = openSql(place.url().slice('sqlite:'.length))
    const triggers = sql.all("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    sql.script(['PRAGMA foreign_keys = OFF', ...triggers.map(({ name }) => `DROP TRIGGER ${String(name)}`)].join(';'))
    for (const statement of statements) sql.script(statement)
    sql.close()
  } else {
    const sql = postgres(place.url(), { max: 1, onnotice: () => undefined })
    await sql.unsafe("SET session_replication_role = 'replica'")
    for (const statement of statements) await sql.unsafe(statement)
    await sql.end()
  }
}

onEveryDatabase((place, name) => {
  let store: Store
  const reopen = async (): Promise<void> => {
    await place.reopen()
    store = place.store()
  }
  beforeEach(async () => {
    store = place.store()
    await store.learners.add({ id: 'ada', name: 'Ada', role: 'learner', created: 1 })
    await store.learners.add({ id: 'bob', name: 'Bob', role: 'learner', created: 1 })
  })

  describe('the ledger', () => {
    test('takes revocations and corrections, each once, and only of entries the learner has', async () => {
      const entry = creditEntry({ id: 'e1' })
      await store.ledger.append(entry)
      const correction = creditEntry({ id: 'e2', replaces: 'e1', reason: 'the date' })
      expect(await store.ledger.append(correction)).toBe(true)
      expect(await store.ledger.append({ ...correction, id: 'e3' })).toBe(false)
      const taken = revocation('e2')
      expect(await store.ledger.append(taken)).toBe(true)
      expect(await store.ledger.append(revocation('e2'))).toBe(false)
      await expect(store.ledger.append(revocation('e9'))).rejects.toThrow('has no entry e9')
      await expect(store.ledger.append({ ...revocation('e1'), learner: 'bob' })).rejects.toThrow('bob has no entry e1')
      await reopen()
      expect(await store.ledger.ofLearner('ada')).toEqual([entry, correction, taken])
      expect(await store.ledger.entry('e2')).toEqual(correction)
      expect(await store.ledger.entry('e9')).toBeUndefined()
      const lines = await store.ledger.all(1, 1)
      expect(lines).toMatchObject([{ seq: 2, body: canonicalJson(correction), entry: correction }])
      expect((await store.ledger.last())?.entry).toEqual(taken)
      expect(await store.ledger.linesOf('ada')).toEqual(await store.ledger.all(0, 9))
      expect(await store.ledger.linesOf('bob')).toEqual([])
      const [, second] = await store.ledger.all(0, 9)
      expect(await store.ledger.hashes(2)).toEqual([{ seq: 2, hash: second?.hash }])
      expect((await store.ledger.hashes(1)).map(({ seq }) => seq)).toEqual([1, 2, 3])
      expect(await store.ledger.verify()).toMatchObject({ whole: true, entries: 3 })
    })

    test('knows what stands on a statement', async () => {
      await store.ledger.append(creditEntry({ id: 'e1', evidence: { statements: ['s1', 's2', 's1'] } }))
      await store.ledger.append(creditEntry({ id: 'e2', registration: 'r2', evidence: { statements: ['s2'] } }))
      expect(await store.ledger.onStatement('s1')).toEqual(['e1'])
      expect(await store.ledger.onStatement('s2')).toEqual(['e1', 'e2'])
      expect(await store.ledger.onStatement('s3')).toEqual([])
    })

    test('of the first version is read on, and what it stands on is found', async () => {
      // As it was written before there were kinds of entries, and the tables of this version.
      const body = canonicalJson({
        id: 'old',
        learner: 'ada',
        course: { id: 'c', version: '1.0.0', hash: 'h' },
        award: 'a',
        registration: 'r',
        title: 'T “ü”',
        type: 'course',
        domain: 'd',
        credits: 1,
        unit: { name: 'CEU', minutes: 60 },
        minutes: 60,
        completedOn: '2026-11-22',
        timeZone: 'UTC',
        source: 'hosted',
        evidence: { statements: ['s1', 's2'], state: '', certificate: 'CW-1' },
        recordedBy: 'service',
        recordedAt: 1,
      })
      const zeros = '0'.repeat(64)
      const added = [
        'ledger_statements',
        'award_claims',
        'holdings',
        'identities',
        'certificate_files',
        'files',
        'signing_keys',
        'certificate_replacements',
        'certificate_credentials',
      ]
      await byHand(
        place,
        `INSERT INTO ledger VALUES (1, 'old', 'ada', 'c', 'a', 'r', '${body}', '${zeros}', '${sha256(`${zeros}\n${body}`)}')`,
        ...added.map((table) => `DROP TABLE ${table}${name === 'PostgreSQL' ? ' CASCADE' : ''}`),
        ...(name === 'PostgreSQL' ? added.map((table) => `DROP FUNCTION IF EXISTS ${table}_append_only CASCADE`) : []),
        ...['agents_mailbox', 'agent_links_verb', 'activity_links_verb'].map((index) => `DROP INDEX ${index}`),
        'DELETE FROM schema_version WHERE version >= 4',
      )
      await reopen()
      expect(await store.ledger.ofLearner('ada')).toMatchObject([{ id: 'old', kind: 'credit', domains: ['d'] }])
      expect(await store.ledger.onStatement('s2')).toEqual(['old'])
      await store.ledger.append(revocation('old'))
      expect(await store.ledger.verify()).toMatchObject({ whole: true, entries: 2 })
    })
  })

  test('certificates are replaced, signed and printed once each', async () => {
    const { certificates, ledger, files } = store
    const made = { learner: 'ada', snapshot: '{}', issued: 5 }
    for (const n of [1, 2, 3]) {
      await ledger.append(creditEntry({ id: `e${n}`, registration: `r${n}` }))
      await certificates.add({ ...made, number: `CW-${n}`, entry: `e${n}`, ...(n === 2 ? { replaces: 'CW-1' } : {}) })
    }
    expect(await certificates.get('CW-1')).toMatchObject({ replacedBy: 'CW-2' })
    expect(await certificates.ofEntry('e2')).toMatchObject({ number: 'CW-2', replaces: 'CW-1' })
    await ledger.append(creditEntry({ id: 'e4', registration: 'r4' }))
    await expect(certificates.add({ ...made, number: 'CW-4', entry: 'e4', replaces: 'CW-1' })).rejects.toThrow()

    const credential = { credential: '{"id":1}', jwt: 'a.b.c', list: 1, index: 7 }
    await certificates.addCredential('CW-1', credential)
    await expect(certificates.addCredential('CW-1', { ...credential, index: 8 })).rejects.toThrow()
    await expect(certificates.addCredential('CW-3', credential)).rejects.toThrow()
    await certificates.addCredential('CW-3', { ...credential, index: 3 })
    await certificates.addCredential('CW-2', { ...credential, index: 9 })
    expect(await certificates.byStatus(1)).toEqual([{ index: 7, because: 'replaced' }])
    await certificates.addEvent('CW-3', { kind: 'revoked', at: 8, reason: 'x' })
    await certificates.addEvent('CW-1', { kind: 'revoked', at: 8, reason: 'x' })
    expect(await certificates.byStatus(1)).toEqual([
      { index: 3, because: 'revoked' },
      { index: 7, because: 'revoked' },
    ])
    expect(await certificates.byStatus(2)).toEqual([])
    expect([await certificates.statusTaken(1, 9), await certificates.statusTaken(1, 8)]).toEqual([true, false])
    expect(await certificates.lastStatusList()).toEqual({ list: 1, used: 3 })

    await files.put(file)
    const other = new Uint8Array([1])
    await files.put({ ...file, sha256: sha256(other), content: other })
    expect(await certificates.setPdf('CW-1', file.sha256)).toBe(file.sha256)
    expect(await certificates.setPdf('CW-1', sha256(other))).toBe(file.sha256)
    await expect(certificates.setPdf('CW-2', 'f'.repeat(64))).rejects.toThrow()
    await reopen()
    expect(await store.certificates.get('CW-1')).toMatchObject({ credential, pdf: file.sha256 })
    expect((await store.certificates.all('CW-1', 1)).map(({ number }) => number)).toEqual(['CW-2'])
  })

  test('files are kept by their content, and by no other', async () => {
    await store.files.put(file)
    await store.files.put({ ...file, name: 'again.txt' })
    await expect(store.files.put({ ...file, sha256: 'a'.repeat(64) })).rejects.toThrow('hash of another')
    await reopen()
    expect(await store.files.get(file.sha256)).toEqual(file)
    expect(await store.files.get('a'.repeat(64))).toBeUndefined()
  })

  test('an e-mail address is the same person in whatever case it is written', async () => {
    const mixed = agentKey({ mbox: 'mailto:Ada@Example.com' }) ?? ''
    const plain = agentKey({ mbox: 'mailto:ada@example.com' }) ?? ''
    expect(await store.identities.add(mixed, 'ada')).toBe(true)
    expect(await store.identities.add(plain, 'bob')).toBe(false)
    expect([await store.identities.learnerOf(mixed), await store.identities.learnerOf(plain)]).toEqual(['ada', 'ada'])
    expect(await store.identities.ofLearner('ada')).toEqual([plain])
    await store.statements.add([statement({ actor: { mbox: 'mailto:Ada@Example.com' } })])
    await store.statements.add([statement({ actor: { mbox: 'mailto:adam@example.com' } })])
    expect(await store.statements.spellings(plain)).toEqual([mixed])
    // Names of accounts and addresses of homepages may differ by case alone.
    const account = (name: string): string => agentKey({ account: { homePage: 'https://lms.example', name } }) ?? ''
    expect(await store.identities.add(account('A1'), 'ada')).toBe(true)
    expect(await store.identities.learnerOf(account('a1'))).toBeUndefined()
    await store.upkeep.forgetAgent(mixed, { who: 'operator', at: 1 })
    expect(await store.identities.learnerOf(plain)).toBeUndefined()
  })

  test('holdings, identities, signing keys and names', async () => {
    const holding = { learner: 'ada', credential: 'ccs', since: '2026-01-01', extra: 0, recordedAt: 5 }
    await store.holdings.put(holding)
    await store.holdings.put({ ...holding, extra: 2, recordedAt: 6 })
    await store.holdings.put({ ...holding, credential: 'aapc' })
    await store.holdings.put({ ...holding, credential: 'x' })
    await store.holdings.remove('ada', 'x')
    expect(await store.identities.add('k2', 'ada')).toBe(true)
    expect(await store.identities.add('k1', 'ada')).toBe(true)
    expect(await store.identities.add('k1', 'ada')).toBe(true)
    expect(await store.identities.add('k1', 'bob')).toBe(false)
    const key = { id: 'z', algorithm: 'Ed25519', jwk: '{}', created: 5 } as const
    await store.signing.add(key)
    await store.signing.add({ ...key, id: 'y', algorithm: 'ES256', created: 4 })
    expect([await store.signing.retire('z', 9), await store.signing.retire('z', 10)]).toEqual([true, false])
    expect([await store.learners.rename('bob', 'Robert'), await store.learners.rename('eve', 'E')]).toEqual([
      true,
      false,
    ])
    await store.audit({ at: 3, who: 'staff:bob', action: 'revoke', detail: '{"entry":"e1"}' })
    await reopen()
    expect(await store.holdings.ofLearner('ada')).toEqual([
      { ...holding, credential: 'aapc' },
      { ...holding, extra: 2, recordedAt: 6 },
    ])
    expect(await store.identities.learnerOf('k1')).toBe('ada')
    expect(await store.identities.ofLearner('ada')).toEqual(['k1', 'k2'])
    expect(await store.signing.keys()).toEqual([
      { ...key, id: 'y', algorithm: 'ES256', created: 4 },
      { ...key, retired: 9 },
    ])
    expect((await store.learners.get('bob'))?.name).toBe('Robert')
    expect(await store.upkeep.audit()).toEqual([
      { at: 3, who: 'staff:bob', action: 'revoke', detail: '{"entry":"e1"}' },
    ])
    // Who is forgotten is known by no agent either.
    await store.upkeep.forgetAgent('k1', { who: 'operator', at: 1 })
    expect(await store.identities.ofLearner('ada')).toEqual(['k2'])
    expect((await store.claims.next(undefined, 10)).map(({ reference }) => reference)).toEqual(['k2'])
  })

  test('claims are dealt with in order, and wait until they were', async () => {
    const { claims } = store
    await claims.open({ kind: 'statement', reference: 's', seq: 9 })
    await claims.open({ kind: 'enrolment', reference: 'r', seq: 3 })
    await claims.open({ kind: 'enrolment', reference: 'r', seq: 12 })
    await claims.open({ kind: 'voided', reference: 's', seq: 9 })
    await reopen()
    const all = [
      { kind: 'enrolment', reference: 'r', seq: 3 },
      { kind: 'statement', reference: 's', seq: 9 },
      { kind: 'voided', reference: 's', seq: 9 },
    ] as const
    expect(await store.claims.next(undefined, 10)).toEqual(all)
    expect(await store.claims.next(all[0], 1)).toEqual([all[1]])
    await store.claims.close({ kind: 'statement', reference: 's' })
    expect(await store.claims.next(all[0], 9)).toEqual([all[2]])
  })

  describe('the check of all that is kept of credit', () => {
    beforeEach(async () => {
      await store.files.put(file)
      for (const n of [1, 2, 3]) {
        const [number, snapshot] = [`CW-${n}`, `{"name":"Ada ${n}"}`]
        const evidence = {
          statements: [`s${n}`],
          certificate: number,
          snapshot: sha256(snapshot),
          ...(n === 1 ? { file: { sha256: file.sha256, name: 'a.txt', type: 'text/plain', bytes: 6 } } : {}),
        }
        await store.ledger.append(creditEntry({ id: `e${n}`, registration: `r${n}`, evidence }))
        await store.certificates.add({ number, learner: 'ada', entry: `e${n}`, snapshot, issued: 5 })
        await store.certificates.addCredential(number, { credential: '{}', jwt: 'a', list: 1, index: n })
        await store.certificates.setPdf(number, file.sha256)
      }
      await store.ledger.append(revocation('e3'))
      await store.certificates.addEvent('CW-3', { kind: 'revoked', at: 9, reason: 'a mistake' })
    })
    const check = async (known?: { seq: number; hash: string }) => {
      const snapshot = await openSnapshot(place.url())
      try {
        return await checkCredit(snapshot, known)
      } finally {
        await snapshot.close()
      }
    }
    const messages = async (known?: { seq: number; hash: string }) =>
      (await check(known)).faults.map(({ message }) => message)

    test('finds nothing where nothing was changed, while the store is open', async () => {
      const [second] = await store.ledger.all(1, 1)
      const head = (await store.ledger.last())?.hash
      expect(await check({ seq: 2, hash: second?.hash ?? '' })).toEqual({
        entries: 4,
        head,
        certificates: 3,
        files: 1,
        faults: [],
      })
    })

    const replaced = (column: string, from: string, to: string): string =>
      `${column} = replace(${column}, '${from}', '${to}')`
    test.each<[string, string, readonly string[]]>([
      [
        'credits of a line',
        `UPDATE ledger SET ${replaced('body', '"credits":1.5', '"credits":9.5')} WHERE seq = 2`,
        ['Line 2 of the ledger (entry e2): its text was changed.'],
      ],
      [
        'the learner of a line',
        "UPDATE ledger SET learner = 'bob' WHERE seq = 2",
        ['Line 2 of the ledger (entry e2): its column learner differs from its text.'],
      ],
      ['a line that is gone', 'DELETE FROM ledger WHERE seq = 2', ['Line 2 of the ledger: the entry is missing.']],
      ['the last line', 'DELETE FROM ledger WHERE seq = 4', ['Certificate CW-3: it is revoked, but its entry is not.']],
      [
        'what an entry stands on',
        "DELETE FROM ledger_statements WHERE entry = 'e1'",
        ['Line 1 of the ledger (entry e1): the list of statements it stands on differs from its text.'],
      ],
      [
        'a name on a certificate',
        `UPDATE certificates SET ${replaced('snapshot', 'Ada', 'Eve')} WHERE number = 'CW-2'`,
        ['Certificate CW-2: its text was changed.'],
      ],
      [
        'a certificate that is gone',
        "DELETE FROM certificates WHERE number = 'CW-2'",
        ['Line 2 of the ledger: its certificate CW-2 is gone.'],
      ],
      [
        'a revocation that is gone',
        "DELETE FROM certificate_events WHERE kind = 'revoked'",
        ['Certificate CW-3: its entry is revoked, but it is not.'],
      ],
      [
        'a signed credential',
        "UPDATE certificate_credentials SET jwt = 'b' WHERE number = 'CW-1'",
        ['Certificate CW-1: its signed credential was changed.'],
      ],
      [
        'a file',
        name === 'SQLite' ? "UPDATE files SET content = x'00'" : "UPDATE files SET content = '\\x00'",
        [`File ${file.sha256}: its content was changed.`],
      ],
      [
        'a file that is gone',
        'DELETE FROM files',
        [
          `Line 1 of the ledger: the file ${file.sha256} that was handed in with it is gone.`,
          'Certificate CW-1: its PDF is gone.',
          'Certificate CW-2: its PDF is gone.',
          'Certificate CW-3: its PDF is gone.',
        ],
      ],
    ])('finds %s that was changed by hand', async (_, change, faults) => {
      await byHand(place, change)
      expect([...(await messages())].sort()).toEqual([...faults].sort())
      await place.reopen()
    })

    test('finds a ledger that was written anew as a whole by a hash that was noted', async () => {
      const [first] = await store.ledger.all(0, 1)
      const [noted] = await store.ledger.all(1, 1)
      const lines = await store.ledger.all(0, 9)
      let previous = '0'.repeat(64)
      const changes = lines.map(({ seq, body }) => {
        const text = body.replace('"credits":1.5', '"credits":9.5')
        const hash = sha256(`${previous}\n${text}`)
        const change = `UPDATE ledger SET body = '${text}', previous = '${previous}', hash = '${hash}' WHERE seq = ${seq}`
        previous = hash
        return change
      })
      await byHand(place, ...changes)
      expect(await messages()).toEqual([])
      expect(await messages({ seq: 2, hash: noted?.hash ?? '' })).toMatchObject([
        expect.stringContaining(`but ${noted?.hash} was noted. It or a line before it was written anew.`),
      ])
      expect(await messages({ seq: 9, hash: first?.hash ?? '' })).toEqual([
        'Line 9 of the ledger: it was noted, and is not there or not whole.',
      ])
      await place.reopen()
    })
  })
})
