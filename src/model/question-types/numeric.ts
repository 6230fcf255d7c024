import type { Numeric } from '../schema-types.ts'
import { NUMBER_LIMIT } from '../state/pack.ts'
import { type QuestionType, whole } from './question-type.ts'
import { typed } from './text.ts'

/** A number as people type it: `1,250.5`, `1250,5`, `−3`, `70 %`. Undefined when it is none. */
export function parseNumber(text: string): number | undefined {
  const bare = text
    .trim()
    .replace(/\u2212/g, '-')
    .replace(/[%\s\u00a0\u202f]/g, '')
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replace(/,/g, '') : bare.replace(',', '.')
  const value = /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN
  // Beyond it numbers lose their units digit, and print with an exponent that no standard's grammar takes.
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined
}

/** Decimal without exponent, as every standard's grammar wants it; at most 7 decimals. */
export const decimal = (value: number): string => {
  const text = value.toFixed(7)
  return text.replace(/0+$/, '').replace(/\.$/, '')
}

/** Nearness up to the error of binary fractions: 0.1 + 0.2 counts as 0.3. */
const within = (question: Numeric, value: number): boolean =>
  Math.abs(value - question.value) <= question.tolerance + 1e-9 * Math.max(1, Math.abs(question.value))

export const numeric: QuestionType<Numeric> = {
  ...typed(NUMBER_LIMIT),
  title: 'Numeric',
  answered: (_, response) => parseNumber(response[0] ?? '') !== undefined,
  score: (question, response) => {
    const value = parseNumber(response[0] ?? '')
    return whole(value !== undefined && within(question, value), question.points)
  },
  interaction: (question, response) => {
    const value = parseNumber(response[0] ?? '')
    const given = value === undefined ? '' : decimal(value)
    const range = `${decimal(question.value - question.tolerance)}[:]${decimal(question.value + question.tolerance)}`
    return {
      scorm12: { type: 'numeric', pattern: decimal(question.value), response: given },
      scorm2004: { type: 'numeric', patterns: [range], response: given },
      xapi: { interactionType: 'numeric', correctResponsesPattern: [range], response: given },
    }
  },
  key: (question) => [decimal(question.value)],
}
