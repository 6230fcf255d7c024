import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keys } from '../../../src/cli/commands/keys.ts'
import { testIo } from '../../support/io.ts'
import { serveHere } from '../../support/service-run.ts'
import { authorization, statement } from './client.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chartwright-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(...argv: readonly string[]) {
  const io = testIo({ cwd: folder })
  const code = await keys.run([...argv, '--data', 'data'], io)
  return { code, ...io.written() }
}
const created = (stdout: string): { key: string; secret: string } => {
  expect(stdout).toMatch(/^\{"key":"[0-9a-f-]{36}","secret":"[\w-]{43}"\}\n$/)
  return JSON.parse(stdout) as { key: string; secret: string }
}

test('keys are made, listed, rotated and revoked without a service', async () => {
  expect(await run('list')).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('No keys yet') })
  const made = await run('create', '--name', 'Our LMS', '--scope', 'statements/write', '--scope', 'state', '--json')
  expect(made.code).toBe(0)
  const { key, secret } = created(made.stdout)
  const list = await run('list')
  expect(list.stdout).toContain(key)
  expect(list.stdout).toContain('statements/write,state  never used  Our LMS')
  expect(list.stdout).not.toContain(secret)
  const rotated = created((await run('rotate', key, '--json')).stdout)
  expect([rotated.key, rotated.secret === secret]).toEqual([key, false])
  expect(await run('revoke', key)).toMatchObject({ code: 0, stderr: `${key} is revoked.\n` })
  expect(await run('revoke', key)).toMatchObject({ code: 2, stderr: expect.stringContaining('no key') })
  expect((await run('list')).stdout).toContain('revoked 2026-11-22')
})

test.each([
  [[], 'Say what to do'],
  [['creat'], 'Did you mean create?'],
  [['create', '--name', 'x'], 'needs --name and --scope'],
  [['create', '--name', 'x', '--scope', 'everything'], '--scope cannot be everything'],
  [['create', '--name', 'x', '--scope', 'all', '--authority', '{'], 'is not JSON'],
  [['create', '--name', 'x', '--scope', 'all', '--authority', '{}'], 'must be an xAPI Agent'],
  [['create', '--name', 'x', '--scope', 'all', '--rate-limit', 'many'], 'rate limit'],
  [['create', '--name', 'x', '--scope', 'all', '--origin', 'lms'], 'Origins are written'],
  [['rotate'], 'Say which key to rotate'],
  [['list', 'x'], 'x means nothing here'],
])('%j is wrong usage', async (argv, words) => {
  expect(await run(...argv)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) })
})

test('a database of a kind we do not know is refused in words', async () => {
  const { code, stderr } = await run('list', '--database', 'mysql://example.com/db')
  expect([code, stderr]).toEqual([3, expect.stringContaining('sqlite:<file> or postgres://')])
})

test('a key made while the service runs opens it, and revoked it is refused at once', async () => {
  const served = await serveHere(['--data', 'data', '--database', 'sqlite:other.db', '--port', '0'], { cwd: folder })
  try {
    const { key, secret } = created(
      (await run('create', '--name', 'x', '--scope', 'all', '--json', '--database', 'sqlite:other.db')).stdout,
    )
    const post = async () =>
      fetch(`${served.url}/xapi/statements`, {
        method: 'POST',
        headers: {
          Authorization: authorization({ key, secret }),
          'X-Experience-API-Version': '2.0.0',
          'Content-Type': 'application/json',
        },
        body: JSON.stringify(statement()),
      })
    expect((await post()).status).toBe(200)
    expect((await run('revoke', key, '--database', 'sqlite:other.db')).code).toBe(0)
    expect((await post()).status).toBe(401)
  } finally {
    await served.stop()
  }
})
