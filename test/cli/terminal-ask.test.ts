import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { terminalAsk } from '../../src/cli/terminal-ask.ts'

it('asks one question after the other, keeps what was typed ahead, and ends with the input', async () => {
  const input = new PassThrough()
  const output = new PassThrough()
  const ask = terminalAsk(input, output)
  const first = ask('One? ')
  input.write('a\nb\n')
  expect(await first).toBe('a')
  expect(await ask('Two? ')).toBe('b')
  const third = ask('Three? ')
  input.end()
  expect(await third).toBeUndefined()
  expect(await ask('Four? ')).toBeUndefined()
  expect(String(output.read())).toBe('One? Two? Three? Four? ')
})
