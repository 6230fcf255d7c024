import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** Path in the folder → text or bytes; null deletes the file; a function gets its text and returns the new one. */
export type Changes = Readonly<Record<string, string | Uint8Array | null | ((text: string) => string)>>

export const fixtureCourse = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/courses/${name}`, import.meta.url))

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A copy of a fixture course in a temporary folder, with changes. Returns its path. */
export function courseWith(changes: Changes = {}, name = 'minimal'): string {
  const folder = join(temporaryFolder(), name)
  cpSync(fixtureCourse(name), folder, { recursive: true })
  change(folder, changes)
  return folder
}

export function change(folder: string, changes: Changes): void {
  for (const [path, to] of Object.entries(changes)) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    if (to === null) rmSync(file)
    else if (typeof to !== 'function') writeFileSync(file, to)
    else {
      const before = readFileSync(file, 'utf8')
      const after = to(before)
      // A test whose change does not take hold would test nothing.
      if (after === before) throw new Error(`nothing changed in ${path}`)
      writeFileSync(file, after)
    }
  }
}

/** For `Changes`: puts one text in the place of another that must be there. */
export const swap =
  (from: string, to: string) =>
  (text: string): string =>
    text.replace(from, () => to)

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Everything in a folder: path → hash. Empty for a folder that does not exist. */
export function filesIn(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {}
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort()
      .map((path) => [path, sha256(readFileSync(join(folder, path)))]),
  )
}
