import type { InteractionLine } from '../interaction.ts'
import type { Response } from '../response.ts'
import type { CodeLine, Codes } from '../schema-types.ts'
import { bareCode, type CodeEntry, isDiagnosis, pointedCode, roleOf } from './entry.ts'
import { type Extra, explain, type LineCredit, poaMark } from './explain.ts'

/**
 * A coding task line by line, for records of interactions: each line of the key that counts, then each code that was
 * reported beyond it. Points add up to those of the whole, which never fall below nothing.
 */
export function interactionLines(question: Codes, response: Response): InteractionLine[] {
  if (response.length === 0) return []
  const { lines, extras } = explain(question, response)
  const ids = lineIds(question)
  return [
    ...lines.map((credit) => lineOf(question, ids.get(credit.line) ?? '', credit)),
    ...extras.map((extra) => beyond(question, extra)),
  ]
}

/**
 * Ids of the lines: letters, digits and hyphens. They follow from roles and codes, so they are the same in every attempt,
 * and in every version that has the code; a code that a key has twice is numbered from its second line on.
 */
function lineIds({ lines, instead }: Codes): ReadonlyMap<CodeLine, string> {
  const all = [...lines, ...instead.flatMap((rule) => rule.with)].filter(({ need }) => need !== 'not-supported')
  const count = new Map<string, number>()
  return new Map(
    all.map((line) => {
      const id = named(roleOf(line), bareCode(line.accepts[0]?.code ?? ''))
      const nth = (count.get(id) ?? 0) + 1
      count.set(id, nth)
      return [line, nth === 1 ? id : `${id}-${nth}`]
    }),
  )
}

function named(role: CodeEntry['role'], code: string): string {
  if (role === 'P') return 'principal'
  if (role === 'A') return 'admitting'
  if (role === 'D') return 'disposition'
  return `${role === 'R' ? 'procedure' : 'diagnosis'}-${code.toLowerCase()}`
}

/** A code with its mark, `A41.51:Y`; `not-first` after it where it should be the first diagnosis and is not. */
const written = (entry: CodeEntry, mark: string, sequence = ''): string =>
  [pointedCode(entry.role, entry.code), mark, sequence].filter((part) => part !== '').join(':')

function lineOf(
  question: Codes,
  id: string,
  { line, given, near, earned, possible, faults }: LineCredit,
): InteractionLine {
  const { asks } = question
  const role = roleOf(line)
  const poa = asks.includes('poa') && line.poa !== undefined ? poaMark(line.poa) : ''
  const day = asks.includes('days') && line.day !== undefined ? String(line.day) : ''
  const mark = poa === '' ? day : poa
  const meant = given ?? near
  const patterns = line.accepts
    // No pattern stands for a whole category.
    .filter(({ match }) => match !== 'category')
    .map(({ code }) => written({ role, code: bareCode(code), mark: '' }, mark))
  // A mark is told where the line asks for one, so that response and pattern compare.
  const response =
    meant === undefined
      ? ''
      : written(meant, mark === '' ? '' : meant.mark, faults.includes('sequence') ? 'not-first' : '')
  return told(id, line.title ?? line.accepts[0]?.code ?? '', patterns, response, {
    earned,
    possible,
    correct: faults.length === 0,
  })
}

function beyond(question: Codes, { given, line, cost }: Extra): InteractionLine {
  const code = pointedCode(given.role, given.code)
  const mark = question.asks.includes(isDiagnosis(given.role) ? 'poa' : 'days') ? given.mark : ''
  const day = given.role === 'R' && mark !== '' ? `-${mark}` : ''
  const id = `beyond-${named(isDiagnosis(given.role) ? 'S' : given.role, given.code)}${day}`
  return told(id, line?.title ?? code, [], written(given, mark), {
    earned: cost === 0 ? 0 : -cost,
    possible: 0,
    correct: false,
  })
}

function told(
  id: string,
  description: string,
  patterns: readonly string[],
  response: string,
  score: InteractionLine['score'],
): InteractionLine {
  const [pattern = '', ...alternates] = patterns
  const anyCase = patterns.map((one) => `{case_matters=false}${one}`)
  return {
    id,
    description,
    score,
    interaction: {
      scorm12: { type: 'fill-in', pattern, alternates, response },
      scorm2004: { type: 'fill-in', patterns: anyCase, response },
      xapi: { interactionType: 'fill-in', correctResponsesPattern: anyCase, response },
    },
  }
}
