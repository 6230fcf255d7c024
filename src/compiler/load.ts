import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { SourceFile } from '../markdown/parsed.ts'
import type { Place, Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import { nearest } from '../validation/nearest.ts'
import type { Folder, FolderEntry } from './folder.ts'

/**
 * Phase 1, load: course folder → `Inventory`. What files there are and how large; texts and pictures are read one by
 * one when a later phase asks, so that memory does not grow with the course.
 */
export interface Inventory {
  readonly folder: Folder
  /** By path relative to the course folder. */
  readonly files: ReadonlyMap<string, FolderEntry>
  readonly problems: readonly Problem[]
}

/** Bytes a Markdown or YAML file may have, and any other. */
export const TEXT_BYTES = 2_000_000
export const ASSET_BYTES = 10_000_000

export function loadCourse(folder: Folder): Inventory {
  const files = new Map<string, FolderEntry>()
  const problems: Problem[] = []
  for (const entry of folder.entries()) {
    if (entry.inside && isSafePath(entry.path)) files.set(entry.path, entry)
    else problems.push(problem('file-name-unsafe', { path: entry.path }, { file: entry.path }, { actual: entry.path }))
  }
  return { folder, files, problems }
}

/** A backslash is a separator on Windows, and control characters break manifests and terminals. */
const isSafePath = (path: string): boolean => !/[\\\p{Cc}]/u.test(path) && !path.split('/').includes('..')

/** What a file is, once its bytes were read. */
export interface LoadedText {
  readonly source: SourceFile
  /** SHA-256 of the bytes on disk, in hex. */
  readonly sha256: string
}

/**
 * Reads a text file: UTF-8, without byte order mark, line ends `\n`. `at` is where the file is named, for problems that
 * keep it from being read.
 */
export function readText({ folder, files }: Inventory, path: string, at: Place): LoadedText | { problem: Problem } {
  const entry = files.get(path)
  if (entry === undefined) return { problem: missing(path, files.keys(), at) }
  if (entry.bytes > TEXT_BYTES) return { problem: tooLarge(entry, TEXT_BYTES, at) }
  const bytes = folder.read(path)
  if (!isUtf8(bytes)) return { problem: notUtf8(path, bytes) }
  // The decoder drops the byte order mark.
  const text = new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n')
  return { source: { path, text }, sha256: sha256(bytes) }
}

/** A path that leads to no file. */
export function missing(path: string, files: Iterable<string>, at: Place): Problem {
  const known = [...files]
  const near = elsewhere(path, known) ?? nearest(path, known)
  return problem('file-missing', { path, ...(near === undefined ? {} : { nearest: near }) }, at, { actual: path })
}

/** The only file of that name, in whatever folder it is. */
function elsewhere(path: string, known: readonly string[]): string | undefined {
  const nameOf = (of: string): string => of.slice(of.lastIndexOf('/') + 1)
  const [only, another] = known.filter((one) => nameOf(one) === nameOf(path))
  return another === undefined ? only : undefined
}

export const tooLarge = ({ path, bytes }: FolderEntry, limit: number, at: Place): Problem =>
  problem('file-too-large', { path, bytes, limit }, at)

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** A line feed is never part of a longer character, so the first bad line can be looked for by itself. */
function notUtf8(file: string, bytes: Uint8Array): Problem {
  let lineStart = 0
  for (let line = 1; ; line++) {
    const next = bytes.indexOf(10, lineStart)
    const lineEnd = next === -1 ? bytes.length : next
    const lineBytes = bytes.subarray(lineStart, lineEnd)
    if (!isUtf8(lineBytes) || next === -1) {
      const length = utf8Length(lineBytes)
      const column = new TextDecoder().decode(bytes.subarray(lineStart, lineStart + length)).length + 1
      return problem('file-not-utf8', { offset: lineStart + length }, { file, line, column })
    }
    lineStart = next + 1
  }
}

/** How many bytes from the beginning are whole characters. */
function utf8Length(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0
    const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1
    if (at + size > bytes.length || !isUtf8(bytes.subarray(at, at + size))) return at
    at += size
  }
  return at
}
