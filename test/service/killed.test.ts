import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSql } from '../../src/storage/sqlite/driver.ts'

const here = dirname(fileURLToPath(import.meta.url))
const RUNS = 6
const folder = mkdtempSync(join(tmpdir(), 'chartwright-killed-'))
const database = join(folder, 'chartwright.db')
const course = join(here, '../fixtures/compiled/minimal.json')
// Inside the project, so that the child finds the packages.
const built = join(here, `../../node_modules/.cache/killed-${process.pid}`)
const script = join(built, 'child.mjs')

beforeAll(async () => {
  mkdirSync(dirname(script), { recursive: true })
  cpSync(join(here, '../../src/storage/migrations'), join(built, 'migrations'), { recursive: true })
  const entry = join(here, 'killed-child.ts')
  await build({
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
})
afterAll(() => {
  for (const path of [folder, built]) rmSync(path, { recursive: true, force: true })
})

/** Lets a child write for a while, kills it, and answers what it had acknowledged. */
const writeAndKill = (milliseconds: number): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, database, course], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => {
      // The clock starts when it is at work, so that a slow machine kills it at work too.
      if (out === '') setTimeout(() => child.kill('SIGKILL'), milliseconds)
      out += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    child.on('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve(out.split('\n').slice(0, -1))
      else reject(new Error(`the child ended by itself: ${errors}`))
    })
  })

test(`killed ${RUNS} times at any moment, nothing acknowledged is lost and every award is made exactly once`, async () => {
  const acknowledged: string[] = []
  for (let run = 0; run < RUNS; run++) acknowledged.push(...(await writeAndKill(20 + Math.random() * 250)))
  expect(acknowledged.length).toBeGreaterThan(RUNS)

  const resumed = spawnSync(process.execPath, [script, database, course, 'resume'], { encoding: 'utf8' })
  expect(resumed.stderr).toBe('')
  const lines = resumed.stdout.trim().split('\n')
  expect(lines.pop()).toBe('ledger true')
  const made = new Map(lines.map((line) => [line.split(' ')[0], line.split(' ').slice(1).join(' ')]))
  const sql = openSql(database)
  try {
    expect(sql.all('PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
    for (const line of acknowledged) {
      const [registration = '', statement = ''] = line.split(' ')
      expect(sql.get('SELECT id FROM statements WHERE id = ?', statement)).toMatchObject({ id: statement })
      expect(made.get(registration)).toBe('1 1')
    }
    // What was stored but not yet acknowledged may be there; then it was awarded once, too.
    for (const counts of made.values()) expect(['1 1', '0 0']).toContain(counts)
  } finally {
    sql.close()
  }
}, 120_000)
