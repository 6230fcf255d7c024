import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { signingKeys } from '../../../src/cli/commands/signing.ts'
import { testIo } from '../../support/io.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chartwright-signing-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(...argv: readonly string[]) {
  const io = testIo({ cwd: folder })
  const code = await signingKeys.run([...argv, '--data', 'data'], io)
  return { code, ...io.written() }
}

test('keys are listed without their private halves, and rotated', async () => {
  const list = await run('list')
  expect(list.code).toBe(0)
  expect(list.stdout).toMatch(
    /^ *z6Mk\w{44} +Ed25519 +made 2026-11-22 +signs\n *zDnae\w+ +ES256 +made 2026-11-22 +signs\n$/,
  )
  const rotated = await run('rotate', '--json')
  const keys = JSON.parse(rotated.stdout) as { id: string; retired?: number }[]
  expect(keys.map(({ retired }) => retired !== undefined)).toEqual([true, true, false, false])
  expect(rotated.stdout).not.toContain('"d"')
  expect((await run('list')).stdout).toMatch(/ retired 2026-11-22\n/)
})

test.each([
  [[], 'Say what to do'],
  [['rotat'], 'Did you mean rotate?'],
  [['list', 'x'], 'x means nothing here'],
])('%j is wrong usage', async (argv, words) => {
  expect(await run(...argv)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) })
})
