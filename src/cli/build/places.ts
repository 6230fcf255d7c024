import { type BigIntStats, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { CourseFolder } from '../course-folder.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { pathIn } from '../report-words.ts'

/** Why nothing is written: two sentences, and the exit code that goes with them. */
export interface Refusal {
  readonly message: string
  readonly hint: string
  readonly exit: typeof EXIT.usage | typeof EXIT.io
}

/** Something that a build is about to put into the output folder. */
export interface Product {
  /** Name in the output folder. */
  readonly file: string
  readonly shape: 'zip' | 'file' | 'folder'
  /** What the last build put into the folder; empty when nothing is known of it. */
  readonly before: readonly string[]
}

/** The folder as it is called from within the course, should it lie there; links are followed. Absolute paths. */
export function asSeenFrom(root: string, out: string): string {
  const [realRoot, realOut] = [realOf(root), realOf(out)]
  return realOut.startsWith(realRoot + sep) ? join(root, relative(realRoot, realOut)) : out
}

/**
 * Why the output folder cannot be this one: it is a course's own, it holds sources of one, or a file is in its way.
 *
 * @param out as it was written @param path absolute
 */
export function outRefused(out: string, path: string, folders: readonly CourseFolder[]): Refusal | undefined {
  const refusal = (because: string, exit: Refusal['exit']): Refusal => ({
    message: `The folder for what is built, ${out}, ${because}`,
    hint: 'Choose another with --out, inside the course (such as dist) or beside it.',
    exit,
  })
  if (folders.some(({ root }) => isSame(root, path)))
    return refusal('is the folder of the course itself; its sources would be overwritten.', EXIT.usage)
  if (folders.some(({ root }) => SOURCES.some((name) => isWithin(path, join(root, name)))))
    return refusal('holds sources of the course; they would not be read.', EXIT.usage)
  const file = nearestFile(path)
  return file === undefined ? undefined : refusal(`cannot be made: ${basename(file)} is a file.`, EXIT.io)
}

/** Folders that courses have; what is in the output folder is not part of the course. */
const SOURCES = ['cases', 'exams', 'media', 'modules', 'questions']

/** The file that is where a folder is needed: the path itself, or the first above it that exists. */
function nearestFile(path: string): string | undefined {
  const stat = statOf(path)
  if (stat === undefined && dirname(path) !== path) return nearestFile(dirname(path))
  return stat === undefined || stat.isDirectory() ? undefined : path
}

/** Why a product cannot stand where it would: a course's source is in that place, or below it. */
export function replacesSource(
  { out, path, folders }: { readonly out: string; readonly path: string; readonly folders: readonly CourseFolder[] },
  products: readonly Product[],
): Refusal | undefined {
  for (const { file } of products) {
    const course = folders.find(({ root }) => isWithin(root, join(path, file)))
    if (course === undefined) continue
    return {
      message: `The build would put ${pathIn(out, file)} in place of sources of the course ${course.name}.`,
      hint: 'Nothing was built. Choose another folder with --out.',
      exit: EXIT.usage,
    }
  }
  return undefined
}

/** Whether a path is, or lies below, another; on disk, whatever they are called. */
function isWithin(inner: string, outer: string): boolean {
  const real = realOf(inner)
  for (let at = real; ; at = dirname(at)) {
    if (isSame(at, outer)) return true
    if (dirname(at) === at) return false
  }
}

/** Says why nothing is written. Returns the exit code. */
export function refuse({ message, hint, exit }: Refusal, io: Io): number {
  io.stderr(`chartwright: ${message}\n${hint}\n`)
  return exit
}

/** Whether two paths are one folder or file; names alone do not tell it where case does not count or links lead there. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [statOf(a), statOf(b)]
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino
}

/** What is at a path, links followed; undefined when nothing is. */
function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true })
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Also where a folder of the path is a file. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

/** The path without links, as far as it exists. */
function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error
    return join(realOf(dirname(path)), basename(path))
  }
}
