import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it. One at a time, as `mkdirSync` with `recursive` tries without end where the system answers
 * "no such folder" below a folder that is there, which /proc does. Throws the system's error.
 */
export function makeFolder(folder: string, mode?: number): void {
  const missing: string[] = []
  for (let at = folder; statSync(at, { throwIfNoEntry: false }) === undefined && dirname(at) !== at; at = dirname(at))
    missing.push(at)
  for (const path of missing.reverse()) mkdirSync(path, mode)
}
