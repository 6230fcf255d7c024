import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { canonicalJson, sha256 } from '../../src/storage/canonical.ts'
import { openStore } from '../../src/storage/open.ts'
import { openSql } from '../../src/storage/sqlite/driver.ts'
import { creditEntry } from '../storage/credit-entry.ts'
import { testIo } from '../support/io.ts'
import { postgresMissing, startPostgres } from '../support/postgres.ts'
import { type Served, serveHere } from '../support/service-run.ts'

let folder: string
let served: Served | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chartwright-ledger-'))
})
afterEach(async () => {
  await served?.stop()
  served = undefined
  rmSync(folder, { recursive: true, force: true })
})
const path = (name: string): string => join(folder, name)
const url = (): string => `sqlite:${path('credit.db')}`

async function ledger(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const io = testIo({ cwd: folder })
  const code = await run(['ledger', ...argv], io)
  return { code, ...io.written() }
}

const first = creditEntry({ id: 'e1', title: '=HYPERLINK("http://evil.example")', evidence: { statements: ['s1'] } })
const corrected = creditEntry({ id: 'e2', title: 'A "quoted", title', replaces: 'e1', reason: '-1 day' })
const other = creditEntry({ id: 'e3', learner: 'bob', registration: 'r3', evidence: { statements: [] } })
const revoked = {
  kind: 'revocation',
  id: 'e4',
  learner: 'bob',
  entry: 'e3',
  reason: 'somebody\nelse',
  recordedBy: 'staff:grace',
  recordedAt: Date.parse('2026-11-22T12:00:00Z'),
} as const
const ENTRIES = [first, { ...corrected, evidence: { statements: [] } }, other, revoked]

async function fill(database: string): Promise<void> {
  const store = await openStore(database, { now: () => 1, uuid: () => 'x' })
  for (const id of ['ada', 'bob']) await store.learners.add({ id, name: id, role: 'learner', created: 1 })
  for (const entry of ENTRIES) await store.ledger.append(entry)
  // The certificate that the first version of the entry names is left out: nothing here issues one.
  await store.close()
}
const byHand = (sql: string): void => {
  const database = openSql(path('credit.db'))
  database.script(`DROP TRIGGER ledger_no_update; ${sql}`)
  database.close()
}

describe('verify', () => {
  test('says what is whole, and that it still is what was noted', async () => {
    await fill(url())
    const { code, stdout, stderr } = await ledger('verify', '--database', url())
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('✓ 4 lines, 0 certificates and 0 files are as they were written.\nHead: 4:')
    const head = /Head: (\S+)/.exec(stdout)?.[1] ?? ''
    const again = await ledger('verify', '--database', url(), '--head', head, '--format', 'json')
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([0, { whole: true, entries: 4, faults: [] }])
  })

  test('names the first line that is wrong, and what is wrong with it', async () => {
    await fill(url())
    byHand("UPDATE ledger SET body = replace(body, '1.5', '9.5') WHERE seq = 3")
    const { code, stdout, stderr } = await ledger('verify', '--database', url())
    expect(code).toBe(1)
    expect(stdout).toBe('✗ Line 3 of the ledger (entry e3): its text was changed.\n')
    expect(stderr).toContain('The ledger is not as it was written. The chain is whole up to line 2.')
    const json = await ledger('verify', '--database', url(), '--format=json')
    expect([json.code, JSON.parse(json.stdout)]).toMatchObject([1, { whole: false, entries: 2, faults: [{ seq: 3 }] }])
  })

  test('a service that starts on it says so, and goes on', async () => {
    await fill(url())
    byHand("UPDATE ledger SET body = replace(body, '1.5', '9.5') WHERE seq = 3")
    const argv = ['--data', path('data'), '--courses', path('dist'), '--port', '0', '--database', url()]
    served = await serveHere(argv)
    expect(served.io.written().stderr).toContain('Line 3 of the ledger: its text was changed.')
    expect((await fetch(`${served.url}/readyz`)).status).toBe(200)
  })

  test('finds another head than the one noted, and refuses one that is none', async () => {
    await fill(url())
    const wrong = await ledger('verify', '--database', url(), '--head', `2:${'a'.repeat(64)}`)
    expect([wrong.code, wrong.stdout]).toEqual([1, expect.stringContaining(`but ${'a'.repeat(64)} was noted`)])
    expect((await ledger('verify', '--database', url(), '--head', 'abc')).code).toBe(2)
  })

  test('works while a service runs on the folder, and says when there is nothing', async () => {
    expect((await ledger('verify', '--data', 'nowhere')).code).toBe(3)
    served = await serveHere(['--data', path('data'), '--courses', path('dist'), '--port', '0'])
    const { code, stdout } = await ledger('verify', '--data', 'data')
    expect([code, stdout]).toEqual([0, expect.stringContaining('✓ 0 lines')])
  })

  test.skipIf(postgresMissing !== undefined)('reads PostgreSQL in the order of the lines', async () => {
    const server = await startPostgres()
    try {
      const database = await server.url('credit')
      await fill(database)
      expect((await ledger('verify', '--database', database)).stdout).toContain('✓ 4 lines')
    } finally {
      await server.stop()
    }
  })
})

describe('export', () => {
  test('writes lines whose hashes anybody can recompute', async () => {
    await fill(url())
    const { code, stderr } = await ledger('export', 'out.ndjson.gz', '--database', url())
    expect([code, stderr]).toEqual([0, `4 lines of the ledger in ${path('out.ndjson.gz')}.\n`])
    expect(statSync(path('out.ndjson.gz')).mode & 0o777).toBe(0o600)
    const lines = gunzipSync(readFileSync(path('out.ndjson.gz')))
      .toString()
      .trim()
      .split('\n')
      .map((line): { previous: string; hash: string; body: string } => JSON.parse(line))
    let head = '0'.repeat(64)
    for (const [i, { previous, hash, body }] of lines.entries()) {
      expect([previous, hash]).toEqual([head, sha256(`${head}\n${body}`)])
      expect(body).toBe(canonicalJson(ENTRIES[i]))
      head = hash
    }
    expect(lines).toHaveLength(4)
  })

  test('writes a table in which no text is a formula', async () => {
    await fill(url())
    expect((await ledger('export', 'out.csv', '--database', url())).stderr).toContain('4 lines of the ledger')
    const text = readFileSync(path('out.csv'), 'utf8')
    expect(text.startsWith('\uFEFFline,entry,')).toBe(true)
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true, record_delimiter: '\r\n' })
    expect(rows).toMatchObject([
      { line: '1', entry: 'e1', kind: 'credit', standing: 'replaced', title: `'=HYPERLINK("http://evil.example")` },
      { line: '2', kind: 'correction', concerns: 'e1', standing: 'active', reason: "'-1 day", credits: '1.5' },
      { line: '3', learner: 'bob', standing: 'revoked' },
      {
        line: '4',
        kind: 'revocation',
        concerns: 'e3',
        'recorded by': 'staff:grace',
        'recorded at': '2026-11-22T12:00:00.000Z',
      },
    ])
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  })

  test('overwrites nothing and wants to know how to write', async () => {
    await fill(url())
    await ledger('export', 'out.csv', '--database', url())
    expect((await ledger('export', 'out.csv', '--database', url())).code).toBe(3)
    const { code, stderr } = await ledger('export', 'out.xlsx', '--database', url())
    expect([code, stderr]).toEqual([2, expect.stringContaining('ends neither in .ndjson nor in .csv')])
  })
})

test('show lists what a learner has and how it stands, safely for a terminal', async () => {
  await fill(url())
  const { stdout } = await ledger('show', 'bob', '--database', url())
  expect(stdout).toMatch(/3 +2026-11-22 +1.5 CEU +Zweite Übung ✓ +Taken on this service +revoked +service/)
  expect(stdout).toMatch(/4 +2026-11-22 +takes back e3: somebody else +staff:grace/)
  expect(stdout).not.toContain('e1')
  const json = await ledger('show', 'ada', '--database', url(), '--format', 'json')
  expect(JSON.parse(json.stdout)).toMatchObject([
    { seq: 1, standing: 'replaced', entry: { id: 'e1' } },
    { seq: 2, standing: 'active' },
  ])
  expect(await ledger('show', 'eve', '--database', url())).toMatchObject({
    code: 1,
    stderr: 'chartwright: There is nobody with the id eve.\n',
  })
})

test.each([
  [[], 'Say what to do: verify, show, export.'],
  [['verfy'], 'ledger cannot verfy. Did you mean verify?'],
  [['show'], 'Say whose entries to show'],
  [['export'], 'Say which file to write'],
  [['verify', 'it'], 'it means nothing here.'],
])('wrong usage: %j', async (argv, words) => {
  const { code, stderr } = await ledger(...argv)
  expect([code, stderr]).toEqual([2, expect.stringContaining(words)])
})
