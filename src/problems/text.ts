import type { Place, Problem, Severity } from './problem.ts'

const COLOUR: Readonly<Record<Severity, string>> = { error: '31', warning: '33', info: '36' }

/** `file:line:column`, as editors and terminals make it a link. */
export const placeText = ({ file, line, column }: Place): string =>
  [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':')

/**
 * Problems for a person at a terminal: two lines each, then a blank line.
 *
 * @example
 *     modules/01-basics.md:12:1 error directive-unknown ::quizz is not a known directive.
 *         Did you mean quiz? …
 */
export function textReport(problems: readonly Problem[], { colour = false } = {}): string {
  const paint = (code: string, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)
  return problems
    .map(({ place, severity, code, message, hint }) => {
      const head = [paint('1', placeText(place)), paint(COLOUR[severity], severity), paint('2', code), message]
      return `${head.join(' ')}\n    ${hint}\n`
    })
    .join('\n')
}

/** `2 errors, 1 warning`; `no problems` when there are none. */
export function summaryText(problems: readonly Problem[]): string {
  const count = (severity: Severity, one: string, many: string): string[] => {
    const n = problems.filter((problem) => problem.severity === severity).length
    return n === 0 ? [] : [`${n} ${n === 1 ? one : many}`]
  }
  const parts = [
    ...count('error', 'error', 'errors'),
    ...count('warning', 'warning', 'warnings'),
    ...count('info', 'note', 'notes'),
  ]
  return parts.length === 0 ? 'no problems' : parts.join(', ')
}
