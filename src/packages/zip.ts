import { zipSync } from 'fflate'
import { compareText } from '../problems/problem.ts'
import type { Files } from './target.ts'

/**
 * Names every LMS keeps as they are: lower-case ASCII, no spaces, no hidden files, no `..`, no leading `/`. Upper case is
 * out because `A.png` and `a.png` are one file on some servers and two on others.
 */
const safeName = /^[a-z0-9_][a-z0-9._-]*(\/[a-z0-9_][a-z0-9._-]*)*$/

/** Schema files keep the names they were published under, because they refer to each other by them. */
const schemaName = /^[A-Za-z0-9_][A-Za-z0-9._-]*\.(xsd|dtd)$/

export const isSafeName = (name: string): boolean => safeName.test(name) || schemaName.test(name)

/** Compressed already; deflating them again costs time and gains nothing. */
const packed = /\.(png|jpe?g|gif|webp|avif|mp[34]|m4[av]|webm|og[gva]|woff2?|zip)$/

/** The zip format has no time zone: these local fields are written as they are, the same in every zone. */
const date = new Date(2000, 0, 1)

/** Sizes and places of fields in a zip without extra fields or comments (APPNOTE 4.3.12, 4.3.16). */
const DIRECTORY_END = { bytes: 22, entriesHere: 8, entries: 10, directoryBytes: 12, directoryStart: 16 } as const
const ENTRY_OFFSET = 42

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
  return joined([...files].sort(([a], [b]) => compareText(a, b)).map(([name, bytes]) => zipped(name, bytes)))
}

/** Compressing the course is most of the work, and the packages of one build hold the same bytes. */
const kept = new WeakMap<Uint8Array, Map<string, Uint8Array>>()

/** A zip of this one file. */
function zipped(name: string, bytes: Uint8Array): Uint8Array {
  const known = kept.get(bytes) ?? new Map<string, Uint8Array>()
  kept.set(bytes, known)
  const zip = known.get(name) ?? zipSync({ [name]: [bytes, { level: packed.test(name) ? 0 : 6 }] }, { mtime: date })
  known.set(name, zip)
  return zip
}

/** One zip of many: their entries, then their directories with the entries' new places, then one end. */
function joined(zips: readonly Uint8Array[]): Uint8Array {
  const total = zips.reduce<number>((sum, { length }) => sum + length - DIRECTORY_END.bytes, DIRECTORY_END.bytes)
  const all = new Uint8Array(total)
  const view = new DataView(all.buffer)
  const starts = zips.map((zip) => new DataView(zip.buffer, zip.byteOffset + zip.length - DIRECTORY_END.bytes))
  const entryBytes = starts.map((end) => end.getUint32(DIRECTORY_END.directoryStart, true))
  const directoryStart = entryBytes.reduce((sum, length) => sum + length, 0)
  let entry = 0
  let record = directoryStart
  for (const [i, zip] of zips.entries()) {
    const length = entryBytes[i] ?? 0
    all.set(zip.subarray(0, length), entry)
    all.set(zip.subarray(length, -DIRECTORY_END.bytes), record)
    view.setUint32(record + ENTRY_OFFSET, entry, true)
    entry += length
    record += zip.length - DIRECTORY_END.bytes - length
  }
  all.set((zips[0] ?? zipSync({})).subarray(-DIRECTORY_END.bytes), record)
  view.setUint16(record + DIRECTORY_END.entriesHere, zips.length, true)
  view.setUint16(record + DIRECTORY_END.entries, zips.length, true)
  view.setUint32(record + DIRECTORY_END.directoryBytes, record - directoryStart, true)
  view.setUint32(record + DIRECTORY_END.directoryStart, directoryStart, true)
  return all
}
