import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))
const updating = process.env.UPDATE === '1'

/**
 * Compares with the file `test/fixtures/<path>`. A missing file fails; `UPDATE=1` writes it, except in CI, where a test
 * that writes what it expects would prove nothing.
 */
export function expectGolden(path: string, text: string): void {
  const file = `${fixtures}${path}`
  if (updating) {
    if (process.env.CI) throw new Error('UPDATE=1 is refused in CI')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    return
  }
  if (!existsSync(file))
    throw new Error(`test/fixtures/${path} is missing; run the test with UPDATE=1 and read what it wrote`)
  expect(text).toBe(readFileSync(file, 'utf8'))
}
