import type { CompiledCourse } from '../model/schema-types.ts'

/** File name in the package → its bytes. */
export type Files = ReadonlyMap<string, Uint8Array>

export interface PackageInput {
  readonly course: CompiledCourse
  /** The built player: index.html, player.js, player.css, and what only some courses need. The same bytes in every package. */
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

/** The XML schemas that a standard is written in. Their licences keep them out of this project; authors hand them in. */
export interface SchemaSet {
  /** What the folder of the set may be called. */
  readonly folders: readonly string[]
  /** Namespace → file that defines it. */
  readonly files: Readonly<Record<string, string>>
  /** Nobody asks for these schemas in a package, so one is made without them too. */
  readonly optional?: true
}

export const layouts = ['single', 'multi'] as const
export type Layout = (typeof layouts)[number]

/** One package format. A new one is a folder beside this file and a line in `index.ts`. */
export interface PackageTarget {
  readonly name: string
  /** One line for `--help` and documentation. */
  readonly summary: string
  /** `zip`: one file to upload. `folder`: files to put on a web server. */
  readonly shape: 'zip' | 'folder'
  /** What the standard can say; a package of one that is missing here is made as `single`. */
  readonly layouts: readonly Layout[]
  /** Control schemas that the package can carry. */
  readonly schemas?: SchemaSet
  /** Characters of saved progress the standard lets an LMS refuse beyond; undefined where it sets no limit. */
  readonly stateLimit?: number
  /** Every file of the package, manifest included. Pure: same input, same bytes. */
  readonly files: (input: PackageInput) => Files
}

/** The layout a package of the target is made in when this one is asked for. */
export const layoutOf = ({ layouts: known }: PackageTarget, asked: Layout): Layout =>
  known.includes(asked) ? asked : 'single'
