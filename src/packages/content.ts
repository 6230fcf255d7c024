import type { CompiledCourse } from '../model/schema-types.ts'
import { CODE_BOOK_PLAYER } from './codebook.ts'
import { credentialsIn } from './credentials.ts'
import type { Files, PackageInput } from './target.ts'

/** What `launch.js` tells the player: the name of a driver and what that driver needs. */
export type LaunchSettings = { readonly driver: string } & Readonly<Record<string, unknown>>

/**
 * The files every package has, whatever its format: the player, the course (`course.js`), how to connect (`launch.js`)
 * and the course's assets. Throws when two of them claim one name, an asset's bytes are missing, or the settings hold a
 * credential: those come with a launch and are never in a package.
 */
export function contentFiles(input: PackageInput, launch: LaunchSettings): Files {
  const [credential] = credentialsIn(JSON.stringify(launch))
  if (credential !== undefined) throw new Error(`The launch settings hold ${credential.what}.`)
  const files = new Map([...input.player].filter(([name]) => isNeeded(name, input.course)))
  add(files, 'course.js', courseScript(input.course))
  add(files, 'launch.js', script('chartwrightLaunch', launch))
  for (const { path } of input.course.assets) {
    const bytes = input.assets.get(path)
    if (bytes === undefined) throw new Error(`The course names the asset ${path}, but its bytes were not handed in.`)
    add(files, path, bytes)
  }
  return files
}

/** What shows code entry and records; it goes only into packages of courses that ask for codes. */
export const CODING_PLAYER: ReadonlySet<string> = new Set(['coding.js', 'coding.css'])

function isNeeded(name: string, { codebook, questions }: CompiledCourse): boolean {
  if (CODE_BOOK_PLAYER.has(name)) return codebook !== undefined
  return !CODING_PLAYER.has(name) || questions.some(({ type }) => type === 'codes')
}

/** Writing out a large course takes a while, and the packages of one build hold the same; it is frozen, so it stays true. */
const written = new WeakMap<CompiledCourse, Uint8Array>()

function courseScript(course: CompiledCourse): Uint8Array {
  const bytes = written.get(course) ?? script('chartwrightCourse', course)
  written.set(course, bytes)
  return bytes
}

function add(files: Map<string, Uint8Array>, name: string, bytes: Uint8Array): void {
  if (files.has(name)) throw new Error(`Two files of the package are called ${name}.`)
  files.set(name, bytes)
}

/**
 * A script that sets a global to a JSON value. `<` is escaped so that the text stays harmless when inlined, and all that
 * is not ASCII so that it stays right when an LMS serves scripts under another character set.
 */
const script = (name: string, value: unknown): Uint8Array =>
  new TextEncoder().encode(`globalThis.${name}=${JSON.stringify(value).replace(/[<\u007f-\uffff]/g, escapeUnit)};\n`)

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
