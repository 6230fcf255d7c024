import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../compiler/load.ts'
import { seal, unseal } from '../../compiler/sealed.ts'
import type { Files, PackageTarget } from '../../packages/target.ts'
import { compareText, type Problem } from '../../problems/problem.ts'

/** One package as it was written. */
export interface PackageRecord {
  readonly target: string
  /** Name in the output folder. */
  readonly file: string
  readonly shape: PackageTarget['shape']
  /** Hash of what was asked for beside the target: layout and control schemas. */
  readonly options: string
  /** Of a folder: of all its files together. */
  readonly bytes: number
  /** Of a folder: over names and contents. */
  readonly sha256: string
  /** How many files it holds. */
  readonly files: number
  /** Of a folder: their names. */
  readonly names?: readonly string[]
  /** Characters of saved progress at worst; in a package of parts, of the part that needs most. */
  readonly state: number
  /** Characters its standard promises to keep of saved progress; undefined where it sets no limit. */
  readonly stateLimit?: number
}

/** What a build of one course made, kept so that the next one can tell that nothing has changed. */
export interface BuildRecord {
  /** Of everything that went in: the course's files, the player, what was asked for. */
  readonly inputs: string
  /** The day, where problems depend on it. */
  readonly day?: string
  readonly course: {
    readonly id: string
    readonly hash: string
    readonly modules: number
    readonly questions: number
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

export const recordText = (record: BuildRecord, sealKey: string): string => seal(sealKey, JSON.stringify(record))

/** The record of an earlier build by the same version of chartwright and the same user. */
export function readRecord(out: string, key: string, sealKey: string): BuildRecord | undefined {
  const body = unseal(sealKey, readKept(join(out, recordPath(key))))
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
export function packageStands(out: string, { file, shape, bytes, sha256: hash }: PackageRecord): boolean {
  const path = join(out, file)
  if (shape === 'folder') return filesHash(filesBelow(path)) === hash
  return hasSize(path, bytes) && sha256(readFileSync(path)) === hash
}

/** One hash over names and contents, in any order of the files. */
export const filesHash = (files: Files): string =>
  sha256(
    [...files]
      .sort(([a], [b]) => compareText(a, b))
      .map(([name, bytes]) => `${name} ${sha256(bytes)}`)
      .join('\n'),
  )

/** Everything in a folder, by path with forward slashes; nothing when there is no such folder. */
function filesBelow(folder: string): Files {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return new Map()
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return new Map(
    paths
      .filter((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true)
      .map((path) => [path.replaceAll('\\', '/'), new Uint8Array(readFileSync(join(folder, path)))]),
  )
}

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
