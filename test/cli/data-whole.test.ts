/** A service that moves: everything it has comes along, to either kind of database, named where its configuration is. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8 } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { readRunning } from '../../src/service/data-folder.ts'
import { au, packageOf, structure } from '../support/cmi5.ts'
import { testIo } from '../support/io.ts'
import { postgresMissing, startPostgres } from '../support/postgres.ts'
import { type Served, serveHere } from '../support/service-run.ts'

let folder: string
let served: Served | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chartwright-whole-'))
})
afterEach(async () => {
  await served?.stop()
  rmSync(folder, { recursive: true, force: true })
})
const path = (...names: string[]): string => join(folder, ...names)

async function chartwright(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const io = testIo({ cwd: folder })
  return { code: await run(argv, io), ...io.written() }
}

function configure(name: string, database: string): void {
  mkdirSync(path(name), { recursive: true })
  writeFileSync(path(name, 'chartwright.yaml'), `database: ${database}\n`)
}

const large = strToU8('0123456789'.repeat(20_000))

/** Starts the service on a data folder and answers how it imports a package, and what it serves of one. */
async function serve(name: string) {
  served = await serveHere(['--data', path(name), '--courses', path('none'), '--port', '0'])
  const { url } = served
  return {
    importCourse: async (): Promise<string> => {
      const answer = await fetch(`${url}/api/cmi5/courses`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${readRunning(path(name))?.operatorKey}`,
          'Content-Type': 'application/zip',
        },
        body: new Uint8Array(packageOf(structure(au('a')), { 'large.txt': large })),
      })
      expect(answer.status).toBe(201)
      return String(((await answer.json()) as { id: unknown }).id)
    },
    content: async (course: string): Promise<Uint8Array> =>
      new Uint8Array(await (await fetch(`${url}/content/${course}/large.txt`)).arrayBuffer()),
    stop: async () => {
      await served?.stop()
      served = undefined
    },
  }
}

test('a backup made while the service runs holds the files of imported packages', async () => {
  configure('a', 'sqlite:records.db')
  const first = await serve('a')
  expect([existsSync(path('a', 'records.db')), existsSync(path('a', 'chartwright.db'))]).toEqual([true, false])
  const course = await first.importCourse()
  expect((await chartwright('data', 'backup', 'all.gz', '--data', 'a')).code).toBe(0)
  const astray = await chartwright('data', 'backup', 'astray', '--database', 'sqlite:a/records.db', '--data', 'other')
  expect([astray.code, astray.stderr]).toEqual([1, expect.stringContaining('without 3 files of imported packages')])
  await first.stop()

  expect(await chartwright('data', 'restore', 'all.gz', '--data', 'b')).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^\d+ rows and 3 files of imported packages restored\.\n$/),
  })
  expect(await (await serve('b')).content(course)).toEqual(large)
  const without = await chartwright('data', 'restore', 'astray', '--data', 'c')
  expect([without.code, without.stderr]).toEqual([1, expect.stringContaining('was made without 3 files')])
})

test.skipIf(postgresMissing !== undefined)(
  'the database that chartwright.yaml names is that of every command',
  async () => {
    const server = await startPostgres()
    try {
      configure('a', 'sqlite:records.db')
      const first = await serve('a')
      const course = await first.importCourse()
      await chartwright('data', 'backup', 'all', '--data', 'a')
      await first.stop()
      configure('b', await server.url('whole'))
      expect((await chartwright('data', 'restore', 'all', '--data', 'b')).code).toBe(0)
      const second = await serve('b')
      expect(await second.content(course)).toEqual(large)
      // The service that runs makes the key: it alone would refuse it at once when it is revoked.
      expect((await chartwright('keys', 'create', '--name', 'x', '--scope', 'all', '--data', 'b')).code).toBe(0)
      expect((await chartwright('data', 'backup', 'again', '--data', 'b')).code).toBe(0)
      expect(readFileSync(path('again'), 'utf8')).toContain('"large.txt"')
      await second.stop()
      expect((await chartwright('keys', 'list', '--data', 'b')).stdout).toContain('never used')
      expect((await chartwright('ledger', 'verify', '--data', 'b')).code).toBe(0)
      expect(existsSync(path('b', 'chartwright.db'))).toBe(false)
    } finally {
      await server.stop()
    }
  },
)

test('a database of a kind there is not is a mistake in the configuration, for commands that only read, too', async () => {
  configure('a', 'mysql://example.com/db')
  for (const argv of [
    ['data', 'backup', 'x'],
    ['ledger', 'verify'],
    ['keys', 'list'],
  ]) {
    const { code, stderr } = await chartwright(...argv, '--data', 'a')
    expect([argv[0], code, stderr]).toEqual([argv[0], 1, expect.stringContaining('chartwright.yaml:1:11')])
  }
})
