import type { CompiledCourse } from '../model/schema-types.ts'

/** File name in the package → its bytes. */
export type Files = ReadonlyMap<string, Uint8Array>

export interface PackageInput {
  readonly course: CompiledCourse
  /** The built player: index.html, player.js, player.css. The same bytes in every package. */
  readonly player: Files
  /** Bytes of `course.assets`, by path. */
  readonly assets: Files
  readonly options: PackageOptions
}

/** How an author wants a package made; every target takes the same. */
export interface PackageOptions {
  /** `single`: one SCO or AU with the player's own menu. `multi`: one for each module and exam, in the LMS's menu. */
  readonly layout: Layout
  /** Control schemas (XSDs) of the target's standard for the root of the package, by their path in it. */
  readonly schemas?: Files
}

export const layouts = ['single', 'multi'] as const
export type Layout = (typeof layouts)[number]

/** One package format. A new one is a folder beside this file and a line in `index.ts`. */
export interface PackageTarget {
  readonly name: string
  /** One line for `--help` and documentation. */
  readonly summary: string
  /** Characters of saved progress the standard lets an LMS refuse beyond; undefined where it sets no limit. */
  readonly stateLimit?: number
  /** Every file of the package, manifest included. Pure: same input, same bytes. */
  readonly files: (input: PackageInput) => Files
}
