import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { missingGlyphs } from '../certificates/fonts.ts'
import { approverOf } from '../model/award.ts'
import type { CompiledCourse } from '../model/schema-types.ts'
import { compareText } from '../problems/problem.ts'
import { sha256 } from '../storage/canonical.ts'
import { check } from '../validation/check.ts'

/** A compiled course and its files, as the service hosts it. */
export interface HostedCourse {
  readonly course: CompiledCourse
  /** `course.js` for the player. */
  readonly script: Uint8Array
  /** Bytes of one of the course's assets; undefined for any other path. */
  readonly asset: (path: string) => Uint8Array | undefined
}

/** A course that was left out, and why. */
export interface SkippedCourse {
  readonly file: string
  readonly reason: string
}

export interface LoadedCourses {
  readonly courses: ReadonlyMap<string, HostedCourse>
  readonly skipped: readonly SkippedCourse[]
}

/**
 * Loads every `<folder>/<course>/course.json` that `chartwright build` wrote. A file that is not a compiled course, or
 * whose assets are not the ones it was compiled with, is skipped with its reason; a missing folder holds no courses.
 */
export function loadCourses(folder: string): LoadedCourses {
  const courses = new Map<string, HostedCourse>()
  const skipped: SkippedCourse[] = []
  for (const name of folders(folder)) {
    const file = join(folder, name, 'course.json')
    const text = readIfThere(file)
    if (text === undefined) continue
    const loaded = loadCourse(join(folder, name), text.toString('utf8'))
    if (typeof loaded === 'string') skipped.push({ file, reason: loaded })
    else if (courses.has(loaded.course.id))
      skipped.push({ file, reason: `another folder already has ${loaded.course.id}` })
    else courses.set(loaded.course.id, loaded)
  }
  return { courses, skipped }
}

function loadCourse(folder: string, text: string): HostedCourse | string {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return `it is not JSON: ${error instanceof Error ? error.message : String(error)}`
  }
  const { value: course, issues } = check('compiled-course', json)
  if (course === undefined) {
    const first = issues[0]
    return `it is not a compiled course of this version: ${first === undefined ? 'unknown reason' : `${first.pointer} ${first.message}`}`
  }
  const wrong = course.assets.find(({ path, sha256: known }) => {
    const bytes = readIfThere(join(folder, path))
    return bytes === undefined || sha256(bytes) !== known
  })
  if (wrong !== undefined) return `its file ${wrong.path} is missing or was changed; build the course again`
  // Found out now, not by the first learner who passes.
  for (const award of course.awards) {
    const { id, title, statement, approval } = award
    const missing = missingGlyphs(`${title} ${statement} ${approverOf(award) ?? ''} ${approval?.number ?? ''}`)
    if (missing.length > 0) return `certificates cannot print ${missing.join(' ')} of its award ${id}`
  }
  return hostedCourse(course, (path) => readIfThere(join(folder, path)))
}

/** Makes a course servable; `read` finds the bytes of an asset by its path. */
export function hostedCourse(course: CompiledCourse, read: (path: string) => Uint8Array | undefined): HostedCourse {
  const assets = new Set(course.assets.map(({ path }) => path))
  return {
    course,
    script: new TextEncoder().encode(`globalThis.chartwrightCourse = ${scriptJson(course)}\n`),
    // Only paths that the course itself lists are ever looked up, so no request can name another file.
    asset: (path) => (assets.has(path) ? read(path) : undefined),
  }
}

/** JSON that may stand in a script: no `</script>`, no line separators that older engines refuse. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

function folders(folder: string): string[] {
  let entries: Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort(compareText)
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
