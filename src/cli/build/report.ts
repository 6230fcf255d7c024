import type { Problem } from '../../problems/problem.ts'
import { pathIn, sizeText } from '../report-words.ts'
import { textTable } from '../text-table.ts'
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
const NUMBERS: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6])

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
  return textTable([HEADINGS, ...rows], NUMBERS)
}

/** The same for programs; grows only by new fields. @param notes what has to be known of the packages, a line each */
export function buildJson(
  built: readonly BuiltCourse[],
  out: string,
  { problems, notes }: { readonly problems: readonly Problem[]; readonly notes: readonly string[] },
): string {
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
  return `${JSON.stringify({ format: 1, packages, problems, notes }, null, 2)}\n`
}

const thousands = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',')

const timeText = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
