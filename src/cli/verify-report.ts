import { rules, type Verified, type Violation } from '../packages/verify/index.ts'
import type { Problem, Severity } from '../problems/problem.ts'
import { sarifReport } from '../problems/sarif.ts'
import { summaryText, textReport } from '../problems/text.ts'
import { type Io, wantsColour } from './io.ts'
import { version } from './version.ts'

/** A package as it was named on the command line, and what came out. */
export interface VerifiedFile extends Verified {
  readonly name: string
}

/** Every way to print what was found, by the name `--format` uses. */
export const verifyFormats = {
  text: (files, io) => files.map((file) => text(file, io)).join('\n'),
  json: (files) => `${JSON.stringify({ format: 1, files: files.map(jsonOf) }, null, 2)}\n`,
  sarif: (files) => sarifReport(files.flatMap(problemsOf), version(), rules),
} as const satisfies Readonly<Record<string, (files: readonly VerifiedFile[], io: Io) => string>>

/** What was found as problems of the file; the clause stands behind the hint. */
export const problemsOf = ({ name, violations }: VerifiedFile): Problem[] =>
  violations.map((violation) => {
    const { severity, hint, clause } = rules[violation.rule]
    return {
      code: violation.rule,
      severity,
      message: printable(violation.message),
      hint: `${hint} [${clause}]`,
      place: placeOf(violation, violation.file === undefined ? name : `${name}!/${printable(violation.file)}`),
    }
  })

/** Names and values of a stranger's package must not steer the terminal. */
const printable = (words: string): string => words.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')

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
function jsonOf({ name, standard, version, violations }: VerifiedFile) {
  const count = (severity: Severity): number =>
    violations.filter(({ rule }) => rules[rule].severity === severity).length
  return {
    file: name,
    standard: standard ?? null,
    version: version ?? null,
    problems: violations.map((violation) => {
      const { severity, clause, hint } = rules[violation.rule]
      const { rule, message, file } = violation
      return { rule, severity, message, hint, clause, place: file === undefined ? {} : placeOf(violation, file) }
    }),
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
  }
}
