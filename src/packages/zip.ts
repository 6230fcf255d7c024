import { zipSync } from 'fflate'
import { compareText } from '../problems/problem.ts'
import type { Files } from './target.ts'

/**
 * Names every LMS keeps as they are: lower-case ASCII, no spaces, no hidden files, no `..`, no leading `/`. Upper case is
 * out because `A.png` and `a.png` are one file on some servers and two on others.
 */
const safeName = /^[a-z0-9_][a-z0-9._-]*(\/[a-z0-9_][a-z0-9._-]*)*$/

export const isSafeName = (name: string): boolean => safeName.test(name)

/** Compressed already; deflating them again costs time and gains nothing. */
const packed = /\.(png|jpe?g|gif|webp|avif|mp[34]|m4[av]|webm|og[gva]|woff2?|zip)$/

/** The zip format has no time zone: these local fields are written as they are, the same in every zone. */
const date = new Date(2000, 0, 1)

/**
 * Packs the files: entries sorted by name, one fixed date, no directory entries. Same files, same bytes, on every
 * machine. Throws when a name is not safe, because an LMS would rename or refuse the file; the compiler gives assets safe
 * names.
 */
export function writePackage(files: Files): Uint8Array {
  const unsafe = [...files.keys()].filter((name) => !isSafeName(name))
  if (unsafe.length > 0) {
    throw new Error(
      `File names that an LMS may refuse cannot go into a package: ${unsafe.sort(compareText).join(', ')}`,
    )
  }
  const entries = [...files].sort(([a], [b]) => compareText(a, b))
  return zipSync(
    Object.fromEntries(entries.map(([name, bytes]) => [name, [bytes, { level: packed.test(name) ? 0 : 6 }]])),
    { mtime: date },
  )
}
