import { basename, resolve } from 'node:path'
import { sha256 } from '../compiler/load.ts'
import type { Problem } from '../problems/problem.ts'
import type { Io } from './io.ts'

/** A course as it was named on the command line. */
export interface CourseFolder {
  /** As written, with forward slashes and without one at the end. */
  readonly name: string
  readonly root: string
  /** Names what is kept of this course between runs. */
  readonly key: string
}

export function courseFolder(written: string, io: Io): CourseFolder {
  const root = resolve(io.cwd, written)
  const name = written.replaceAll('\\', '/').replace(/(?<=.)\/+$/, '')
  return { name, root, key: `${basename(root).replace(/[^\w.-]/g, '_')}-${sha256(root).slice(0, 12)}` }
}

/** Problems with paths that can be opened from where the command was given. */
export function fromHere(folder: CourseFolder, problems: readonly Problem[]): Problem[] {
  const prefix = folder.name === '.' || folder.name === '' ? '' : `${folder.name}/`.replace(/\/\/$/, '/')
  return problems.map((one) => ({ ...one, place: { ...one.place, file: `${prefix}${one.place.file}` } }))
}

/** Each folder once, in the order given. */
export function courseFolders(written: readonly string[], io: Io): CourseFolder[] {
  const folders = written.map((one) => courseFolder(one, io))
  return folders.filter(({ root }, i) => folders.findIndex((other) => other.root === root) === i)
}
