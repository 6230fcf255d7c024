import type { Problem, Severity } from './problem.ts'

/** Shape of `--format json`; grows only by new fields. */
export interface JsonReport {
  readonly format: 1
  readonly problems: readonly Problem[]
  readonly counts: Readonly<Record<Severity, number>>
}

const count = (problems: readonly Problem[], severity: Severity): number =>
  problems.filter((problem) => problem.severity === severity).length

export function jsonReport(problems: readonly Problem[]): string {
  const report: JsonReport = {
    format: 1,
    problems: problems.map(({ code, severity, message, hint, place, actual, expected }) => ({
      code,
      severity,
      message,
      hint,
      place,
      ...(actual === undefined ? {} : { actual }),
      ...(expected === undefined ? {} : { expected }),
    })),
    counts: {
      error: count(problems, 'error'),
      warning: count(problems, 'warning'),
      info: count(problems, 'info'),
    },
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
