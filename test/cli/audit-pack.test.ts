/** `chartwright audit-pack`, with a service that runs and without one. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command } from '../../src/cli/command.ts'
import { auditPacks } from '../../src/cli/commands/audit-pack.ts'
import { credits } from '../../src/cli/commands/credits.ts'
import { users } from '../../src/cli/commands/users.ts'
import { openStore } from '../../src/storage/open.ts'
import { checkPack, unzip } from '../service/audit-pack/stranger.mjs'
import { testIo } from '../support/io.ts'
import { serveHere } from '../support/service-run.ts'

let folder: string
let ada: string

async function run(command: Command, ...argv: readonly string[]) {
  const io = testIo({ cwd: folder, now: () => Date.now() })
  const code = await command.run([...argv, '--data', 'data'], io)
  return { code, ...io.written() }
}
const store = () =>
  openStore(`sqlite:${join(folder, 'data/chartwright.db')}`, { now: () => Date.now(), uuid: () => randomUUID() })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chartwright-audit-pack-'))
  await run(users, 'add', '--name', 'Ada Example', '--role', 'learner')
  ada = /^ {2}(\S+)/.exec((await run(users, 'list')).stdout)?.[1] ?? ''
  const opened = await store()
  await opened.holdings.put({ learner: ada, credential: 'ahima-ccs', since: '2026-01-01', extra: 0, recordedAt: 1 })
  await opened.close()
  const facts = ['--title', 'A workshop', '--type', 'conference', '--credits', '1', '--minutes', '60']
  const more = [
    '--domain',
    'coding-and-classification',
    '--completed-on',
    '2026-01-02',
    '--reason',
    'A letter came',
    '--provider',
    'Example Society',
  ]
  expect(await run(credits, 'add', ada, ...facts, ...more)).toMatchObject({ code: 0 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pack = (...more: readonly string[]) => run(auditPacks, ada, '--credential', 'ahima-ccs', ...more)

test('makes a pack from the database, and the same through the service that runs on it', async () => {
  const offline = await pack()
  expect(offline).toMatchObject({ code: 0, stderr: '' })
  expect(offline.stdout).toBe(`${join(folder, 'audit-pack-ahima-ccs-2026-01-01.zip')}\n`)
  const served = await serveHere(['--data', 'data', '--port', '0'], { cwd: folder })
  try {
    expect(await pack('--out', 'served.zip')).toMatchObject({ code: 0, stderr: '' })
    expect(await run(auditPacks, ada, '--credential', 'no-such')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no credential "no-such" here. There are: '),
    })
    expect(await pack('--cycle', '2020-01-01')).toMatchObject({
      code: 1,
      stderr: 'chartwright: The first cycle that is known begins on 2026-01-01.\n',
    })
  } finally {
    await served.stop()
  }
  const [alone, through] = ['audit-pack-ahima-ccs-2026-01-01.zip', 'served.zip'].map((name) =>
    readFileSync(join(folder, name)),
  )
  if (alone === undefined || through === undefined) throw new Error('no pack')
  expect(await checkPack(alone)).toEqual([])
  expect(await checkPack(through)).toEqual([])
  for (const same of ['ledger.json', 'ledger.csv', 'rule.yaml']) {
    const [one, other] = [alone, through].map((zip) => Buffer.from(unzip(zip).get(same) ?? []).toString())
    if (same === 'ledger.json') expect(JSON.parse(one ?? '').lines).toEqual(JSON.parse(other ?? '').lines)
    else expect(one).toBe(other)
  }
  const opened = await store()
  const audit = (await opened.upkeep.audit()).filter(({ action }) => action === 'audit-pack')
  await opened.close()
  expect(audit.map(({ who, detail }) => [who, JSON.parse(detail)])).toEqual([
    ['operator', { learner: ada, credential: 'ahima-ccs' }],
    ['operator', { learner: ada, credential: 'ahima-ccs' }],
  ])
})

test('writes over nothing and says what is missing', async () => {
  await expect(pack('--out', 'served.zip')).rejects.toMatchObject({ code: 'EEXIST' })
  expect(await run(auditPacks)).toMatchObject({ code: 2, stderr: expect.stringContaining('which learner') })
  expect(await run(auditPacks, ada)).toMatchObject({ code: 2, stderr: expect.stringContaining('which credential') })
  expect(await run(auditPacks, ada, '--credential', 'aapc-cpc')).toMatchObject({
    code: 1,
    stderr: 'chartwright: This person has not said that they hold aapc-cpc. They do so under My credentials.\n',
  })
})
