/**
 * A problem is data: what is wrong, where, and how to mend it. Problems are collected, never thrown one by one,
 * so that one run shows everything that is wrong with a course.
 */

/** `error` stops a build; `warning` does not; `info` is advice. */
export type Severity = 'error' | 'warning' | 'info'

/** Where a problem is. Lines and columns count from 1, columns in UTF-16 units, as editors and SARIF do. */
export interface Place {
  /** Path with forward slashes, relative to the course folder, or as the user named it. */
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly endLine?: number
  readonly endColumn?: number
}

export interface Problem {
  /** Permanent name, e.g. `duplicate-id`. */
  readonly code: string
  readonly severity: Severity
  /** What is wrong and why that matters, in the author's words. */
  readonly message: string
  /** How to mend it. */
  readonly hint: string
  readonly place: Place
  /** The offending value as written. */
  readonly actual?: string
  /** Values that would have been accepted. */
  readonly expected?: readonly string[]
}

/** One entry of the catalogue. `P` is what the message needs to know. */
export interface ProblemKind<P> {
  readonly severity: Severity
  /** One line for lists and SARIF rules. */
  readonly title: string
  readonly message: (params: P) => string
  readonly hint: string | ((params: P) => string)
}

/** Gives a catalogue entry its parameter type; nothing happens at run time. */
export const kind = <P>(entry: ProblemKind<P>): ProblemKind<P> => entry

/** Orders problems by file, line, column, code, so that every run prints them alike. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareText(a.place.file, b.place.file) ||
    (a.place.line ?? 0) - (b.place.line ?? 0) ||
    (a.place.column ?? 0) - (b.place.column ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  )
}

/** Code-unit order: the same on every machine, unlike `localeCompare`. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const hasErrors = (problems: readonly Problem[]): boolean => problems.some((p) => p.severity === 'error')
