/** A coding task with a line of each kind, and whatever may be reported for it. */
import { explain } from '../../src/model/codes/explain.ts'
import { codes } from '../../src/model/question-types/codes.ts'
import type { Response } from '../../src/model/response.ts'
import type { CodeLine, Codes } from '../../src/model/schema-types.ts'
import fc from '../support/properties.ts'
import { codeLine, sample } from '../support/questions.ts'

export const exact = (...all: string[]): CodeLine['accepts'] => all.map((code) => ({ code, match: 'exact' }))

export const lines: CodeLine[] = [
  codeLine('principal', 'A41.51', 2, { poa: 'Y' }),
  codeLine('secondary', 'N18.30', 1, {
    poa: 'Y',
    accepts: [
      { code: 'N18.30', match: 'exact' },
      { code: 'N18', match: 'category' },
    ],
  }),
  codeLine('secondary', 'S52.501A', 1, { accepts: [{ code: 'S52.501A', match: 'seventh' }] }),
  codeLine('secondary', 'I11.0', 1),
  codeLine('secondary', 'I50.9', 1),
  codeLine('secondary', 'Z79.4', 1, { poa: 'exempt' }),
  codeLine('secondary', 'Z87.891', 0, { need: 'optional' }),
  codeLine('admitting', 'R50.9', 0.5),
  codeLine('procedure', '0FT44ZZ', 2, { system: 'icd10pcs', day: 2 }),
  codeLine('disposition', '01', 0.5, { system: 'discharge' }),
  codeLine('secondary', 'R65.20', 1.5, { need: 'not-supported' }),
]
export const task: Codes = {
  ...sample.codes('task'),
  points: 10,
  partial: true,
  asks: ['diagnoses', 'poa', 'admitting', 'procedures', 'days', 'disposition'],
  lines,
  instead: [{ lines: [3, 4], with: [codeLine('secondary', 'I13.0', 2)] }],
}
export const key = codes.key(task)
export const earned = (response: Response): number => explain(task, response).score.earned

/** Codes of the key, near misses and strangers, with and without marks. */
const diagnosis = fc.tuple(
  fc.constantFrom(
    'A41.51',
    'N18.30',
    'N18.4',
    'S52.501D',
    'I11.0',
    'I50.9',
    'I13.0',
    'Z79.4',
    'Z87.891',
    'R65.20',
    'J18.9',
    'A41.9',
  ),
  fc.constantFrom('', ':Y', ':N', ':E'),
)
const procedure = fc.tuple(fc.constantFrom('0FT44ZZ', '0FB44ZZ', '0DTJ4ZZ'), fc.constantFrom('', ':2', ':3'))
/** A report: diagnoses with their marks, and the entries behind them. */
export const given = fc
  .record({
    diagnoses: fc.uniqueArray(diagnosis, { selector: ([code]) => code, minLength: 1, maxLength: 11 }),
    procedures: fc.uniqueArray(procedure, { selector: ([code]) => code }),
    admitting: fc.subarray(['A:R50.9']),
    disposition: fc.subarray(['D:01']),
  })
  .map(({ diagnoses, procedures, admitting, disposition }) => ({
    diagnoses: diagnoses.map(([code, mark]) => `${code}${mark}`),
    others: [...admitting, ...procedures.map(([code, mark]) => `R:${code}${mark}`), ...disposition],
  }))
export const respond = (diagnoses: readonly string[], others: readonly string[]): string[] => [
  ...diagnoses.map((code, i) => `${i === 0 ? 'P' : 'S'}:${code}`),
  ...others,
]
