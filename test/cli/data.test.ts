import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { openStore } from '../../src/storage/open.ts'
import type { Store } from '../../src/storage/store.ts'
import { testIo } from '../support/io.ts'
import { postgresMissing, startPostgres } from '../support/postgres.ts'
import { type Served, serveHere } from '../support/service-run.ts'

let folder: string
let served: Served | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chartwright-data-'))
})
afterEach(async () => {
  await served?.stop()
  served = undefined
  rmSync(folder, { recursive: true, force: true })
})
const path = (name: string): string => join(folder, name)

/** Runs `chartwright data …` on the data folder `a`. */
async function data(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const io = testIo({ now: () => Date.parse('2026-11-22T12:00:00Z'), cwd: folder })
  const code = await run(['data', ...argv, ...(argv.includes('--data') ? [] : ['--data', 'a'])], io)
  return { code, ...io.written() }
}
async function inStore<T>(name: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(`sqlite:${path(name)}/chartwright.db`, { now: () => Date.now(), uuid: () => 'x' })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const content = Buffer.from('a file')
const sha2 = createHash('sha256').update(content).digest('hex')
const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`
const statement = (n: number, more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    id: id(n),
    actor: { mbox: `mailto:person${n}@example.com` },
    verb: { id: 'http://example.com/verbs/did' },
    object: { id: 'http://example.com/things/1' },
    authority: { mbox: 'mailto:lms@example.com' },
    timestamp: `2020-01-0${n}T00:00:00.000Z`,
    stored: `2020-01-0${n}T00:00:00.000Z`,
    version: '1.0.0',
    ...more,
  })
const attachments = [
  {
    usageType: 'http://example.com/usage',
    display: { en: 'File' },
    contentType: 'text/plain',
    length: content.length,
    sha2,
  },
]
const LINES = [
  statement(1),
  JSON.stringify({ attachment: { sha2, type: 'text/plain', content: content.toString('base64') } }),
  statement(2, { attachments }),
  statement(3, {
    verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
    object: { objectType: 'StatementRef', id: id(1) },
  }),
]
const write = (name: string, lines: readonly string[]): void => writeFileSync(path(name), `${lines.join('\n')}\n`)

describe('import and export', () => {
  test('take statements over as they are, with files, times, authorities and voids, and can be run again', async () => {
    write('in.ndjson', LINES)
    expect(await data('import', 'in.ndjson')).toEqual({
      code: 0,
      stdout: '',
      stderr: '3 statements stored, 0 there already.\n',
    })
    expect((await data('import', 'in.ndjson')).stderr).toBe('0 statements stored, 3 there already.\n')
    await inStore('a', async ({ statements }) => {
      expect((await statements.get(id(1)))?.voided).toBe(true)
      expect((await statements.get(id(2)))?.stored).toBe(Date.parse('2020-01-02T00:00:00Z'))
      expect(Buffer.from((await statements.attachments([sha2]))[0]?.content ?? []).toString()).toBe('a file')
    })
    expect(await data('export', 'out.ndjson')).toMatchObject({ code: 0, stderr: `4 lines in ${path('out.ndjson')}.\n` })
    const sorted = (text: string): unknown[] =>
      text
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line))
    expect(sorted(readFileSync(path('out.ndjson'), 'utf8'))).toEqual(LINES.map((line): unknown => JSON.parse(line)))
    expect(statSync(path('out.ndjson')).mode & 0o777).toBe(0o600)
    await data('export', 'short.ndjson.gz', '--no-attachments', '--since', '2020-01-02T00:00:00Z')
    expect(sorted(gunzipSync(readFileSync(path('short.ndjson.gz'))).toString())).toMatchObject([{ id: id(3) }])
    expect((await data('import', 'short.ndjson.gz', '--data', 'b')).stderr).toContain('1 statement stored')
  })

  test.each([
    ['oops', 'This is not JSON.'],
    [statement(2, { result: { response: 'a\0' } }), 'has the character NUL'],
    [
      statement(2, { result: { extensions: { 'http://e.com/x': 9 } } }).replace(':9}', ':1e999}'),
      'too large to be kept',
    ],
    [statement(2, { verb: { id: 'did' } }), '/verb/id'],
    [statement(2, { authority: undefined }), 'no authority. Name one with --authority.'],
    [statement(1, { actor: { mbox: 'mailto:other@example.com' } }), `Another statement with the id ${id(1)}`],
    [JSON.stringify({ attachment: { sha2, type: 'text/plain', content: 'AAAA' } }), 'does not match the hash'],
  ])('name the line that cannot be taken: %s', async (line, words) => {
    write('in.ndjson', [statement(1), '', line])
    const { code, stderr } = await data('import', 'in.ndjson')
    expect(code).toBe(1)
    expect(stderr).toContain(`in.ndjson, line 3: `)
    expect(stderr).toContain(words)
  })

  test('an authority can be given for statements that have none', async () => {
    write('in.ndjson', [statement(1, { authority: undefined })])
    expect((await data('import', 'in.ndjson', '--authority', '{"mbox":"mailto:me@example.com"}')).code).toBe(0)
    await inStore('a', async ({ statements }) =>
      expect((await statements.get(id(1)))?.body).toContain('mailto:me@example.com'),
    )
  })
})

describe('backup and restore', () => {
  test('work while the service runs, and bring everything back into an empty place', async () => {
    write('in.ndjson', LINES)
    await data('import', 'in.ndjson')
    served = await serveHere(['--data', path('a'), '--courses', path('dist'), '--port', '0', '--demo'])
    expect(await data('backup', 'all.gz')).toMatchObject({ code: 0, stdout: '' })
    const busy = await data('export', 'x')
    expect([busy.code, existsSync(path('x'))]).toEqual([3, false])
    expect(busy.stderr).toContain(`in use by process ${process.pid}`)
    await served.stop()
    const restored = await data('restore', 'all.gz', '--data', 'b')
    expect(restored.stderr).toMatch(/^\d+ rows restored\.\n$/)
    const [a, b] = await Promise.all(
      ['a', 'b'].map((name) =>
        inStore(name, async (store) => [
          store.instance,
          await store.learners.all(),
          await store.statements.find({ limit: 10, includeVoided: true }),
        ]),
      ),
    )
    expect(b).toEqual(a)
    expect(await data('restore', 'all.gz', '--data', 'b')).toMatchObject({
      code: 3,
      stderr: 'chartwright: The database holds data already. A backup is restored into an empty one.\n',
    })
  })

  test('say what is wrong with files', async () => {
    write('in.ndjson', LINES)
    await data('import', 'in.ndjson')
    await data('backup', 'all')
    expect((await data('backup', 'all')).stderr).toBe(`chartwright: ${path('all')}: it exists already (EEXIST).\n`)
    const whole = readFileSync(path('all'), 'utf8')
    writeFileSync(path('cut'), whole.slice(0, whole.lastIndexOf('{"rows"')))
    const cut = await data('restore', 'cut', '--data', 'b')
    expect([cut.code, cut.stderr]).toEqual([3, 'chartwright: The backup is cut off: its last line is missing.\n'])
    writeFileSync(path('not.gz'), 'plain text')
    const damaged = await data('restore', 'not.gz', '--data', 'b')
    expect([damaged.code, damaged.stderr]).toEqual([
      3,
      `chartwright: ${path('not.gz')} is cut off, or not compressed as its name says.\n`,
    ])
    expect((await data('restore', 'missing', '--data', 'b')).stderr).toContain('no such file or folder (ENOENT)')
    expect((await data('backup', 'x', '--data', 'nowhere')).stderr).toContain('no such file or folder (ENOENT)')
    expect(existsSync(path('nowhere'))).toBe(false)
  })
})

describe.skipIf(postgresMissing !== undefined)('PostgreSQL', () => {
  test('takes over what a file held, and the other way round', async () => {
    const server = await startPostgres()
    try {
      write('in.ndjson', LINES)
      await data('import', 'in.ndjson')
      await data('backup', 'all')
      const database = await server.url('cli')
      const rows = (await data('restore', 'all', '--database', database)).stderr
      expect(rows).toMatch(/^\d+ rows restored\.\n$/)
      expect((await data('import', 'in.ndjson', '--database', database)).stderr).toContain('3 there already')
      expect((await data('export', 'out', '--database', database)).stderr).toContain('4 lines')
      await data('backup', 'back', '--database', database)
      expect((await data('restore', 'back', '--data', 'b')).stderr).toBe(rows)
      const old = ['retain', '--before', '2020-01-02', '--database', database]
      expect((await data(...old)).stdout).toBe('Deleted 1 statement, 0 attachments, 0 documents.\n')
    } finally {
      await server.stop()
    }
    expect((await data('backup', 'x', '--database', 'mysql://x')).stderr).toContain(
      'A database is written sqlite:<file>',
    )
  })
})

describe('retain and forget', () => {
  test('count first, then delete, and leave a line behind', async () => {
    write('in.ndjson', LINES)
    await data('import', 'in.ndjson')
    const old = ['retain', '--before', '2020-01-02']
    expect(await data(...old, '--dry-run')).toMatchObject({
      code: 0,
      stdout: 'Would delete 1 statement, 0 attachments, 0 documents.\n',
    })
    expect((await data(...old)).stdout).toBe('Deleted 1 statement, 0 attachments, 0 documents.\n')
    const person = ['forget', '--agent', '{"mbox":"mailto:person2@example.com"}']
    expect((await data(...person, '--dry-run')).stdout).toBe('Would delete 1 statement, 1 attachment, 0 documents.\n')
    expect((await data(...person)).stdout).toBe('Deleted 1 statement, 1 attachment, 0 documents.\n')
    await inStore('a', async ({ statements, upkeep }) => {
      expect((await statements.find({ limit: 10, includeVoided: true })).map((one) => one.id)).toEqual([id(3)])
      expect((await upkeep.audit()).map(({ who, action }) => [who, action])).toEqual([
        ['operator', 'delete-before'],
        ['operator', 'forget-agent'],
      ])
    })
  })
})

test.each([
  [[], 'Say what to do: backup, restore'],
  [['back'], 'Did you mean backup?'],
  [['backup'], 'Say which file to write.'],
  [['backup', 'a', 'b'], 'b means nothing here.'],
  [['retain'], '--before 2020-01-31'],
  [['retain', '--before', 'soon'], '--before 2020-01-31'],
  [['retain', 'x', '--before', '2020-01-31'], 'x means nothing here.'],
  [['forget', '--agent', '{}'], 'Say whom to forget'],
  [['export', 'x', '--since', 'soon'], '--since is not a time.'],
  [['import', 'x', '--authority', '[]'], '--authority is not an agent.'],
])('%j is wrong usage', async (argv, words) => {
  const { code, stderr } = await data(...argv)
  expect(code).toBe(2)
  expect(stderr).toContain(words)
})
