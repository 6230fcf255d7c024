import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agentKey } from '../../src/storage/agent-key.ts'
import { openStore } from '../../src/storage/open.ts'
import { agent, onEveryDatabase, statement } from './databases.ts'

const here = dirname(fileURLToPath(import.meta.url))
// Inside the project, so that the child finds the packages.
const built = join(here, `../../node_modules/.cache/killed-store-${process.pid}`)
const script = join(built, 'child.mjs')
const RUNS = 3

beforeAll(async () => {
  mkdirSync(built, { recursive: true })
  cpSync(join(here, '../../src/storage/migrations'), join(built, 'migrations'), { recursive: true })
  await build({
    entryPoints: [join(here, 'killed-store-child.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
})
afterAll(() => rmSync(built, { recursive: true, force: true }))

/** Lets a child write for a while, kills it, and answers the ids it had acknowledged. */
const writeAndKill = (url: string, milliseconds: number): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, [script, url], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let errors = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      // The clock starts when it is at work, so that a slow machine kills it at work too.
      if (out === '') setTimeout(() => child.kill('SIGKILL'), milliseconds)
      out += chunk.toString()
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    child.on('close', (_, signal) => {
      if (signal === 'SIGKILL')
        resolve(
          out
            .split('\n')
            .slice(0, -1)
            .flatMap((line) => line.split(' ')),
        )
      else reject(new Error(`the child ended by itself: ${errors}`))
    })
  })

onEveryDatabase((place, name) => {
  test(`killed ${RUNS} times at any moment, everything acknowledged is there and can be found`, async () => {
    await place.store().close()
    const acknowledged: string[] = []
    for (let run = 0; run < RUNS; run++) acknowledged.push(...(await writeAndKill(place.url(), 100 + run * 80)))
    expect(acknowledged.length).toBeGreaterThan(10 * RUNS)
    const store = await openStore(place.url(), { now: () => Date.now(), uuid: () => 'x' })
    const found = new Set<string>()
    for (const writer of [1, 2, 3, 4]) {
      const key = agentKey(agent(`writer${writer}`)) ?? ''
      const own = await store.statements.find({ agent: { key, related: false }, limit: 1_000_000 })
      for (const { id } of own) found.add(id)
    }
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([])
    expect((await store.statements.find({ limit: 1_000_000 })).length).toBe(found.size)
    await store.close()
    await place.reopen().catch(() => undefined)
  }, 60_000)

  if (name === 'SQLite') return
  describe('several processes', () => {
    test('write at once: no deadlock, nothing lost, and a reader that follows sees every statement once', async () => {
      const WRITERS = 8
      const ROUNDS = 12
      const made = { now: () => Date.now(), uuid: () => 'x' }
      const stores = await Promise.all(Array.from({ length: WRITERS }, () => openStore(place.url(), made)))
      const sent: string[] = []
      const write = async (writer: number): Promise<void> => {
        for (let round = 0; round < ROUNDS; round++) {
          // The same activities in another order each time, with definitions that change.
          const batch = Array.from({ length: 5 }, (_, i) =>
            statement({
              actor: agent(`writer${(writer + i) % 3}`),
              object: {
                id: `http://example.com/activities/${(writer * 7 + i * round) % 6}`,
                definition: { name: { en: `${writer} ${round} ${i}` } },
              },
            }),
          )
          const store = stores[writer]
          await (round % 4 === 0
            ? store?.transaction(async (tx) => {
                await tx.statements.moveCursor(`writer${writer}`, round)
                await tx.statements.add(batch)
              })
            : store?.statements.add(batch))
          await store?.documents.put(
            { resource: 'activity-profile', activity: 'a', id: 'p' },
            { type: 'text/plain', content: new Uint8Array([writer]), at: round },
          )
          sent.push(...batch.map(({ id }) => id))
        }
      }
      let writing = true
      const read: { readonly seq: number; readonly id: string; readonly stored: number }[] = []
      const follow = async (): Promise<void> => {
        for (let last = false; ; ) {
          const through = await place.store().statements.consistentThrough()
          const page = await place
            .store()
            .statements.find({ ascending: true, limit: 7, after: read.at(-1)?.seq ?? 0, includeVoided: true })
          read.push(...page)
          // What was said to be complete is not added to later.
          for (const { stored } of page) lateness.push(stored < promised ? 'late' : 'in time')
          if (page.length < 7) promised = Math.max(promised, through)
          if (last && page.length === 0) return
          last = !writing
        }
      }
      const lateness: string[] = []
      let promised = 0
      const following = follow()
      await Promise.all(stores.map((_, writer) => write(writer)))
      writing = false
      await following
      expect(read.map(({ id }) => id).sort()).toEqual([...sent].sort())
      expect(sent).toHaveLength(WRITERS * ROUNDS * 5)
      expect(lateness).not.toContain('late')
      const times = read.map(({ stored }) => stored)
      expect(times).toEqual([...times].sort((a, b) => a - b))
      await Promise.all(stores.map((store) => store.close()))
    }, 60_000)

    test('start at once on an empty place', async () => {
      const made = { now: () => 1, uuid: () => String(Math.random()) }
      const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(place.url(), made)))
      expect(new Set(stores.map(({ secret }) => secret)).size).toBe(1)
      await Promise.all(stores.map((store) => store.close()))
    })
  })
})
