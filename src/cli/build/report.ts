import type { Problem } from '../../problems/problem.ts'
import type { BuildRecord } from './record.ts'

/** A course of a build, done. */
export interface BuiltCourse {
  readonly record: BuildRecord
  /** With paths as seen from where the command was given. */
  readonly problems: readonly Problem[]
  readonly milliseconds: number
  /** Everything stood already as it would have come out. */
  readonly unchanged: boolean
}

const HEADINGS = ['file', 'size', 'modules', 'questions', 'saved progress', 'time', 'warnings'] as const

/** One line for each package. `saved progress`: characters at worst, of those the standard promises to keep, if it says. */
export function buildTable(built: readonly BuiltCourse[], out: string): string {
  const rows = built.flatMap(({ record, problems, milliseconds, unchanged }) =>
    record.packages.map(({ file, shape, bytes, state, stateLimit }) => [
      `${pathIn(out, file)}${shape === 'folder' ? '/' : ''}`,
      sizeText(bytes),
      String(record.course.modules),
      String(record.course.questions),
      `${thousands(state)}${stateLimit === undefined ? ', no limit' : ` of ${thousands(stateLimit)}`}`,
      `${timeText(milliseconds)}${unchanged ? ', unchanged' : ''}`,
      String(problems.filter(({ severity }) => severity === 'warning').length),
    ]),
  )
  const lines = [[...HEADINGS], ...rows]
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  return lines
    .map((line) =>
      line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .map((line) => `${line.trimEnd()}\n`)
    .join('')
}

/** The same for programs; grows only by new fields. */
export function buildJson(built: readonly BuiltCourse[], out: string, problems: readonly Problem[]): string {
  const packages = built.flatMap(({ record, problems: own, milliseconds, unchanged }) =>
    record.packages.map(({ target, file, bytes, sha256, files, state, stateLimit }) => ({
      course: record.course.id,
      target,
      file: pathIn(out, file),
      bytes,
      sha256,
      files,
      modules: record.course.modules,
      questions: record.course.questions,
      state: { worst: state, ...(stateLimit === undefined ? {} : { limit: stateLimit }) },
      problems: own,
      milliseconds,
      unchanged,
    })),
  )
  return `${JSON.stringify({ format: 1, packages, problems }, null, 2)}\n`
}

const pathIn = (out: string, file: string): string => (out === '.' || out === '' ? file : `${out}/${file}`)

const thousands = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',')

const sizeText = (bytes: number): string =>
  bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(2)} MB`

const timeText = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
