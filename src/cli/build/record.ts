import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../compiler/load.ts'
import { seal, unseal } from '../../compiler/sealed.ts'
import type { Problem } from '../../problems/problem.ts'

/** One package as it was written. */
export interface PackageRecord {
  readonly target: string
  /** Name in the output folder. */
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  /** How many files it holds. */
  readonly files: number
  /** Characters its standard promises to keep of saved progress; undefined where it sets no limit. */
  readonly stateLimit?: number
}

/** What a build of one course made, kept so that the next one can tell that nothing has changed. */
export interface BuildRecord {
  /** Of everything that went in: the course's files, the player, the targets asked for. */
  readonly inputs: string
  /** The day, where problems depend on it. */
  readonly day?: string
  readonly course: {
    readonly id: string
    readonly hash: string
    readonly modules: number
    readonly questions: number
    /** Characters of saved progress at worst. */
    readonly state: number
    /** Hash of course.json, and sizes of the files beside it. */
    readonly sha256: string
    readonly assets: readonly { readonly path: string; readonly bytes: number }[]
  }
  readonly playerHash: string
  readonly packages: readonly PackageRecord[]
  /** Places are relative to the course folder. */
  readonly problems: readonly Problem[]
}

export const recordPath = (key: string): string => `.cache/${key}.json`
export const cachePath = (key: string): string => `.cache/${key}.parsed.json`

export const recordText = (record: BuildRecord, version: string): string => seal(version, JSON.stringify(record))

/** The record of an earlier build by the same version of chartwright. */
export function readRecord(out: string, key: string, version: string): BuildRecord | undefined {
  const body = unseal(version, readKept(join(out, recordPath(key))))
  // The seal says that `recordText` of this very version has written it, so the type holds.
  return body === undefined ? undefined : (JSON.parse(body) as BuildRecord)
}

/** A file that may be missing or unreadable; then it counts as not there. */
export function readKept(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Whether a package still stands in the output folder as it was written. */
export const packageStands = (out: string, { file, bytes, sha256: hash }: PackageRecord): boolean =>
  hasSize(join(out, file), bytes) && sha256(readFileSync(join(out, file))) === hash

/** The same of the compiled course for the service. */
export function courseStands(out: string, { course }: BuildRecord): boolean {
  const file = join(out, course.id, 'course.json')
  return (
    existsSync(file) &&
    sha256(readFileSync(file)) === course.sha256 &&
    course.assets.every(({ path, bytes }) => hasSize(join(out, course.id, path), bytes))
  )
}

const hasSize = (path: string, bytes: number): boolean => {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat?.isFile() === true && stat.size === bytes
}
