import type { Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import type { Check, CourseText } from '../check.ts'
import { type Identifier, identifierClasses } from './identifier.ts'
import { scanText } from './scan.ts'
import { withoutSecrets } from './secrets.ts'
import { suppressionsOf, withoutSuppressions } from './suppressions.ts'

/** Front matter that says when codes are in force or where something stands, never who somebody is. */
const OWN_FIELDS = /^\s*(?:- )?\{?\s*["']?(?:asOf|ref|case|bank|domain|codes)["']?\s*:/

/** Charts and questions carry nobody's data. */
export const phi: Check = {
  summary: 'Charts and questions show no identifiers of the Safe Harbor classes',
  run: ({ texts }) => texts.flatMap(textProblems),
}

/** Identifiers found in one file, and suppressions that are wrong or unused. */
export function textProblems({ path: file, text, chart }: CourseText): Problem[] {
  const lines = text.split('\n')
  const suppressions = suppressionsOf(lines)
  const front = frontMatterEnd(lines)
  const used = new Set<number>()
  const found = scanText(
    lines.map((line, i) => (i < front && (!chart || OWN_FIELDS.test(line)) ? '' : withoutSuppressions(line))),
  ).flatMap((identifiers, i) =>
    identifiers
      .filter((one) => chart || !isCodeSetDay(one))
      .flatMap(({ is, start, end }): Problem[] => {
        const line = i + 1
        const shown = withoutSecrets(lines[i] ?? '', start, end)
        const covering = suppressions.filter(({ from, to, reason }) => from <= line && line <= to && reason !== '')
        for (const one of covering) used.add(one.line)
        if (covering.length > 0) return []
        const params = { is: identifierClasses[is], text: shown }
        const place = { file, line, column: start + 1, endLine: line, endColumn: end + 1 }
        return [problem(chart ? 'phi-in-chart' : 'phi-in-question', params, place, { actual: shown })]
      }),
  )
  const wrong = suppressions.flatMap(({ line, column, reason }) => {
    if (reason === '') return [problem('phi-ok-without-reason', {}, { file, line, column })]
    return used.has(line) ? [] : [problem('phi-ok-unused', { reason }, { file, line, column })]
  })
  return [...found, ...wrong]
}

/** Questions speak of the days on which code sets and fees change, and of months for which a code is right. */
const CODE_SET_DAY =
  /^(?:(?:Jan(?:uary)?|Apr(?:il)?|Oct(?:ober)?)\.? 1(?:st)?|1(?:st)? (?:of )?(?:Jan(?:uary)?|Apr(?:il)?|Oct(?:ober)?)|Sept?(?:ember)?\.? 30(?:th)?)(?:,? \d{4})?$|^[A-Z][a-z]+(?: \d{4})?$|^the [a-z-]+ of [A-Z][a-z]+$/

const isCodeSetDay = ({ is, text }: Identifier): boolean => is === 'date' && CODE_SET_DAY.test(text)

/** Lines of the front matter, its fences included. */
function frontMatterEnd(lines: readonly string[]): number {
  if (!/^---[ \t]*$/.test(lines[0] ?? '')) return 0
  const end = lines.findIndex((line, i) => i > 0 && /^---[ \t]*$/.test(line))
  return end === -1 ? 0 : end + 1
}
