import { rules, type Verified, type Violation } from '../packages/verify/index.ts'
import type { Problem, Severity } from '../problems/problem.ts'
import { sarifReport } from '../problems/sarif.ts'
import { summaryText, textReport } from '../problems/text.ts'
import { type Io, wantsColour } from './io.ts'
import { printable } from './printable.ts'
import { version } from './version.ts'

/** A package as it was named on the command line, and what came out. */
export interface VerifiedFile extends Verified {
  readonly name: string
  /** Why nothing could be found out: a sentence. */
  readonly unreadable?: string
}

/** A file that could not be read. */
export const unreadable = (name: string, words: string): VerifiedFile => ({
  name,
  unreadable: words,
  standard: undefined,
  version: undefined,
  xsd: 'unchecked',
  violations: [],
})

/** A problem of this program's run, not of a package, so it is not a rule. */
const UNREADABLE = 'file-unreadable'
const unreadableKind = {
  severity: 'error',
  title: 'The file could not be read',
  hint: 'Name a file that is there and may be read.',
  clause: 'The operating system',
} as const

/** Every way to print what was found, by the name `--format` uses. */
export const verifyFormats = {
  text: (files, io) =>
    [
      ...files.filter((file) => file.unreadable === undefined).map((file) => text(file, io)),
      ...notesOf(files).map((note) => `${note}\n`),
    ].join('\n'),
  json: (files) => `${JSON.stringify({ format: 1, files: files.map(jsonOf), notes: notesOf(files) }, null, 2)}\n`,
  sarif: (files) => sarifReport(files.flatMap(problemsOf), version(), { kinds: kindsOf(files), notes: notesOf(files) }),
} as const satisfies Readonly<Record<string, (files: readonly VerifiedFile[], io: Io) => string>>

/** What holds for the whole report. */
const notesOf = (files: readonly VerifiedFile[]): string[] =>
  files.some(({ standard, xsd }) => xsd === 'unchecked' && standard !== undefined && standard !== 'tincan')
    ? ['XML schemas were not checked. To check them too, name a folder that holds them: --schemas <dir>']
    : []

const kindsOf = (files: readonly VerifiedFile[]) =>
  files.some((file) => file.unreadable !== undefined) ? { ...rules, [UNREADABLE]: unreadableKind } : rules

/** What was found as problems of the file; the clause follows the hint. */
export const problemsOf = ({ name, unreadable: words, violations }: VerifiedFile): Problem[] => {
  if (words !== undefined) {
    const { severity, hint } = unreadableKind
    return [{ code: UNREADABLE, severity, message: printable(words), hint, place: { file: name } }]
  }
  return violations.map((violation) => {
    const { severity, hint, clause } = rules[violation.rule]
    return {
      code: violation.rule,
      severity,
      message: printable(violation.message),
      hint: `${hint} [${clause}]`,
      place: placeOf(violation, violation.file === undefined ? name : `${name}!/${printable(violation.file)}`),
    }
  })
}

const placeOf = ({ line, column }: Violation, file: string): Problem['place'] => ({
  file,
  ...(line === undefined ? {} : { line }),
  ...(column === undefined ? {} : { column }),
})

const STANDARDS = { scorm12: 'SCORM', scorm2004: 'SCORM', cmi5: 'cmi5', tincan: 'xAPI (tincan.xml)' } as const

function text(file: VerifiedFile, io: Io): string {
  const problems = problemsOf(file)
  const report = textReport(problems, { colour: wantsColour(io) })
  const what = file.standard === undefined ? 'no known standard' : STANDARDS[file.standard]
  const whole = [what, file.standard === 'cmi5' ? undefined : file.version].filter((part) => part !== undefined)
  return `${report}${report === '' ? '' : '\n'}${file.name} (${whole.join(' ')}): ${summaryText(problems)}\n`
}

/** Grows only by new fields. */
function jsonOf({ name, unreadable: words, standard, version, xsd, violations }: VerifiedFile) {
  const { severity, hint, clause } = unreadableKind
  const problems =
    words === undefined
      ? violations.map((violation) => {
          const { severity, clause, hint } = rules[violation.rule]
          const { rule, message, file } = violation
          return { rule, severity, message, hint, clause, place: file === undefined ? {} : placeOf(violation, file) }
        })
      : [{ rule: UNREADABLE, severity, message: words, hint, clause, place: {} }]
  const count = (severity: Severity): number => problems.filter((one) => one.severity === severity).length
  return {
    file: name,
    standard: standard ?? null,
    version: version ?? null,
    xsd,
    problems,
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
  }
}
