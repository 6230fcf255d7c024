import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { CourseFolder } from '../course-folder.ts'
import { EXIT } from '../exit-codes.ts'
import { pathIn } from '../report-words.ts'

/** Why nothing is built: two sentences, and the exit code that goes with them. */
export interface Refusal {
  readonly message: string
  readonly hint: string
  readonly exit: typeof EXIT.usage | typeof EXIT.io
}

/** Something that a build is about to put into the output folder. */
export interface Product {
  /** Name in the output folder. */
  readonly file: string
  readonly shape: 'zip' | 'folder'
  /** What the last build put into the folder; empty when nothing is known of it. */
  readonly before: readonly string[]
}

/** The folder as it is called from within the course, should it lie there; links are followed. Absolute paths. */
export function asSeenFrom(root: string, out: string): string {
  const [realRoot, realOut] = [realOf(root), realOf(out)]
  return realOut.startsWith(realRoot + sep) ? join(root, relative(realRoot, realOut)) : out
}

/** Why the output folder cannot be this one: it is a course's own. @param out as it was written @param path absolute */
export function outIsSource(out: string, path: string, folders: readonly CourseFolder[]): Refusal | undefined {
  const course = folders.find(({ root }) => isSame(root, path))
  return (
    course && {
      message: `The folder for what is built, ${out}, is the folder of the course itself; its sources would be overwritten.`,
      hint: 'Choose another with --out, inside the course (such as dist) or beside it.',
      exit: EXIT.usage,
    }
  )
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
      message: `The build would put ${pathIn(out, file)} in the place of the source of the course ${course.name}.`,
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

/** Whether two paths are one folder or file; names alone do not tell it where case does not count or links lead there. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => statSync(realOf(path), { bigint: true, throwIfNoEntry: false }))
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino
}

/** The path without links, as far as it exists. */
function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    if (!missing || dirname(path) === path) throw error
    return join(realOf(dirname(path)), basename(path))
  }
}
