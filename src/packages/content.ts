import type { Files, PackageInput } from './target.ts'

/** What `launch.js` tells the player: the name of a driver and what that driver needs. */
export type LaunchSettings = { readonly driver: string } & Readonly<Record<string, unknown>>

/**
 * The files every package has, whatever its format: the player, the course (`course.js`), how to connect (`launch.js`)
 * and the course's assets. Throws when two of them claim one name or an asset's bytes are missing.
 */
export function contentFiles(input: PackageInput, launch: LaunchSettings): Files {
  const files = new Map(input.player)
  add(files, 'course.js', script('chartwrightCourse', input.course))
  add(files, 'launch.js', script('chartwrightLaunch', launch))
  for (const { path } of input.course.assets) {
    const bytes = input.assets.get(path)
    if (bytes === undefined) throw new Error(`The course names the asset ${path}, but its bytes were not handed in.`)
    add(files, path, bytes)
  }
  return files
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
