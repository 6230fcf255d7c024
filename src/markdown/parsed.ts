/**
 * What the front end makes of one file, without looking at any other: plain JSON, so that an unchanged file is taken
 * from the cache. What depends on other files (links, banks, terms, includes) stands here as references with their
 * places; the compiler's link phase resolves them.
 *
 * In rendered HTML an address inside the course is written `course:<path>#<anchor>` (path relative to the course
 * folder; path steps and anchor percent-encoded by `courseAddress` of addresses.ts, so that it matches
 * `/course:[^"#]*(#[^"]*)?/` and holds no character references); the link phase replaces it. Terms are `<span class="term" data-term="…">`.
 */
import type { BankMeta, ModuleMeta, Question } from '../model/schema-types.ts'
import type { Place, Problem } from '../problems/problem.ts'

/** A text file of the course: already UTF-8 and with `\n` line ends. */
export interface SourceFile {
  /** Relative to the course folder, forward slashes. */
  readonly path: string
  readonly text: string
}

/** A use of something that stands elsewhere. */
export interface Reference {
  readonly kind: 'module' | 'asset' | 'term' | 'code' | 'guideline'
  /** module and asset: path relative to the course folder; term: the glossary term; code: the code as written; guideline: section id. */
  readonly target: string
  /** module and asset: the anchor behind #. code: the code system. guideline: the edition, such as `fy2026`, if named. */
  readonly detail?: string
  /** code: only how codes begin, as in `any of N18`. */
  readonly category?: true
  readonly place: Place
}

export type ParsedBlock =
  | { readonly kind: 'text'; readonly html: string }
  | {
      readonly kind: 'quiz'
      readonly bank: string
      /** How many questions are asked; all that match when left out. */
      readonly pick?: number
      readonly domain?: string
      readonly difficulty?: 'easy' | 'medium' | 'hard'
      readonly place: Place
    }
  | { readonly kind: 'question'; readonly question: string; readonly place: Place }
  | { readonly kind: 'case'; readonly case: string; readonly place: Place }
  | { readonly kind: 'include'; readonly src: string; readonly place: Place }

export interface ParsedSection {
  /** Slug of the heading, unique in the module. */
  readonly slug: string
  readonly title: string
  readonly place: Place
  readonly blocks: readonly ParsedBlock[]
}

interface Parsed {
  readonly file: string
  readonly references: readonly Reference[]
  readonly problems: readonly Problem[]
}

export interface ParsedModule extends Parsed {
  /** Undefined when the front matter did not hold what the schema asks for; `problems` says why. */
  readonly meta: ModuleMeta | undefined
  readonly sections: readonly ParsedSection[]
  /** Slugs of all headings, for links. */
  readonly anchors: readonly string[]
}

/** A file that others include: blocks without sections of their own. */
export interface ParsedFragment extends Parsed {
  readonly blocks: readonly ParsedBlock[]
}

export interface ParsedQuestion {
  /** Whole, unless it had an error; then only its id and place stand. */
  readonly question: Question | undefined
  readonly id: string
  readonly place: Place
}

export interface ParsedBank extends Parsed {
  readonly meta: BankMeta | undefined
  readonly questions: readonly ParsedQuestion[]
}

/** A medical record with its coding key. */
export interface ParsedCase extends Parsed {
  /** Undefined when the front matter is not what the schema asks for. */
  readonly id: string | undefined
  readonly domain: string | undefined
  /** Day its codes are meant for. */
  readonly asOf: string | undefined
  /** Where its id and its domain stand. */
  readonly places: { readonly id: Place; readonly domain: Place }
  /** Questions asked after the codes. */
  readonly followUp: readonly { readonly id: string; readonly place: Place }[]
  /** First line below the front matter, which holds the key. */
  readonly bodyLine: number
  /** The coding task; undefined when the case had an error. */
  readonly question: Question | undefined
}

/** A sentence with inline Markdown, such as a definition of the glossary. */
export interface ParsedInline {
  /** Without a paragraph around it. */
  readonly html: string
  readonly references: readonly Reference[]
  readonly problems: readonly Problem[]
}
