import { zipSync } from 'fflate'
import { compareText } from '../../problems/problem.ts'

/** By path, with `/`. */
export type PackFiles = ReadonlyMap<string, Uint8Array>

/** The zip format has no time zone: these local fields are written as they are, the same in every zone. */
const date = new Date(2000, 0, 1)

/** Compressed already. */
const packed = /\.(pdf|png|jpg)$/

/** Sorted names, one fixed date: same files, same bytes. */
export function zipFiles(files: PackFiles): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => compareText(a, b))
  return zipSync(
    Object.fromEntries(sorted.map(([name, bytes]) => [name, [bytes, { level: packed.test(name) ? 0 : 6 }]])),
    { mtime: date },
  )
}
