import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SchemaFiles } from '../packages/verify/xsd.ts'
import { compareText } from '../problems/problem.ts'

/** How deep sets of schemas lie: `<dir>/scorm20044thedition/common/…`. */
const DEPTH = 3
/** More than any standard has; whoever names a whole disk by mistake should not wait for it. */
const MOST_FILES = 1000

/**
 * The schema files (`.xsd`, `.dtd`) of a folder and its subfolders, by their path below it. Links are not followed. Throws
 * the system's error when the folder cannot be read.
 */
export function readSchemaFolder(dir: string): SchemaFiles {
  const files = new Map<string, Uint8Array>()
  const read = (path: string, depth: number): void => {
    const entries = readdirSync(join(dir, path), { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name))
    for (const entry of entries) {
      const name = `${path}${entry.name}`
      if (entry.isDirectory() && depth < DEPTH) read(`${name}/`, depth + 1)
      else if (entry.isFile() && /\.(?:xsd|dtd)$/i.test(name) && files.size < MOST_FILES)
        files.set(name, new Uint8Array(readFileSync(join(dir, name))))
    }
  }
  read('', 1)
  return files
}
