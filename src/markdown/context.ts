import type { Definition, FootnoteDefinition } from 'mdast'
import type { BankMeta } from '../model/schema-types.ts'
import type { Place, Problem } from '../problems/problem.ts'
import { type ProblemCode, problem } from '../problems/report.ts'
import type { Reference } from './parsed.ts'

/** Where text stands decides which directives it may hold. */
export type Setting = 'module' | 'fragment' | 'question' | 'definition'

export type CodeSystem = NonNullable<BankMeta['codes']>

/**
 * Footnotes are numbered per file and shown below the section that refers to them, because learners see one section at
 * a time.
 */
export interface Footnotes {
  /** Identifier → definition. */
  readonly written: Map<string, FootnoteDefinition>
  /** Identifier → number, in the order of the first reference. */
  readonly numbers: Map<string, number>
  /** Per section, the numbers that are referred to, with how often. */
  readonly shown: Map<string, number>[]
}

/** What has been seen of the headings of a file. */
export interface Headings {
  /** Address → line of its heading. */
  readonly bySlug: Map<string, number>
  /** Level of the last heading; 2 before the first, because a section or a fragment stands for that level. */
  lastLevel: number
}

/**
 * What is known while one text is read, and what is collected on the way. It lives as long as one parse function runs
 * and is handed along, so that parsing stays free of state between files.
 */
export interface Context {
  /** Relative to the course folder. */
  readonly file: string
  readonly setting: Setting
  /** The text that positions count in: the whole file, or one question of it. */
  readonly text: string
  /** Lines of the file before `text`. */
  readonly lineOffset: number
  /** The code system of `:code[…]` without `system=`. */
  readonly codeSystem: CodeSystem
  /** Whether the file names that system. */
  readonly codesNamed: boolean
  readonly definitions: Map<string, Definition>
  readonly footnotes: Footnotes
  readonly headings: Headings
  readonly references: Reference[]
  readonly problems: Problem[]
  /** Where everything is said to stand, for text whose own lines are not lines of the file. */
  readonly fixedPlace?: Place
}

export interface NewContext {
  readonly file: string
  readonly setting: Setting
  readonly text: string
  readonly lineOffset?: number
  readonly codes?: BankMeta['codes']
  readonly references?: Reference[]
  readonly problems?: Problem[]
  readonly fixedPlace?: Place
}

export function newContext({ lineOffset = 0, codes, references = [], problems = [], ...rest }: NewContext): Context {
  return {
    ...rest,
    lineOffset,
    codeSystem: codes ?? 'icd10cm',
    codesNamed: codes !== undefined,
    definitions: new Map(),
    footnotes: { written: new Map(), numbers: new Map(), shown: [] },
    headings: { bySlug: new Map(), lastLevel: 2 },
    references,
    problems,
  }
}

interface Positioned {
  readonly position?:
    | {
        readonly start: { readonly line: number; readonly column: number }
        readonly end: { readonly line: number; readonly column: number }
      }
    | undefined
}

/** The place of a node in its file. */
export function placeOf(context: Context, { position }: Positioned): Place {
  if (context.fixedPlace !== undefined) return context.fixedPlace
  if (position === undefined) return { file: context.file }
  return {
    file: context.file,
    line: position.start.line + context.lineOffset,
    column: position.start.column,
    endLine: position.end.line + context.lineOffset,
    endColumn: position.end.column,
  }
}

/** The place of a piece of the context's text, by offsets into it. */
export function placeAt(context: Context, start: number, end: number): Place {
  if (context.fixedPlace !== undefined) return context.fixedPlace
  const to = pointAt(context, end)
  return { file: context.file, ...pointAt(context, start), endLine: to.line, endColumn: to.column }
}

function pointAt({ text, lineOffset }: Context, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/)
  return { line: lines.length + lineOffset, column: (lines.at(-1) ?? '').length + 1 }
}

/** Adds a problem of the catalogue. */
export function report<C extends ProblemCode>(context: Context, ...args: Parameters<typeof problem<C>>): void {
  context.problems.push(problem(...args))
}
