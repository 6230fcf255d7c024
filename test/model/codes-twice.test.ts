import { describe, expect, it } from 'vitest'
import { explain } from '../../src/model/codes/explain.ts'
import { codes } from '../../src/model/question-types/codes.ts'
import type { Codes } from '../../src/model/schema-types.ts'
import fc from '../support/properties.ts'
import { codeLine } from '../support/questions.ts'
import { given, respond, task } from './codes-task.ts'

describe('a procedure that was done twice', () => {
  const twice: Codes = {
    ...task,
    points: 5,
    instead: [],
    lines: [
      codeLine('principal', 'A41.51', 1, { poa: 'Y' }),
      codeLine('procedure', '5A1D70Z', 2, { system: 'icd10pcs', day: 2 }),
      codeLine('procedure', '5A1D70Z', 2, { system: 'icd10pcs', day: 5 }),
    ],
  }
  const first = 'P:A41.51:Y'

  it.each<[string, string[], number]>([
    ['on both days', [first, 'R:5A1D70Z:5', 'R:5A1D70Z:2'], 5],
    ['once', [first, 'R:5A1D70Z:5'], 3],
    ['twice on one day', [first, 'R:5A1D70Z:5', 'R:5A1D70Z:5'], 3],
    ['on a right and a wrong day', [first, 'R:5A1D70Z:3', 'R:5A1D70Z:5'], 4.5],
    ['on a third day as well', [first, 'R:5A1D70Z:2', 'R:5A1D70Z:3', 'R:5A1D70Z:5'], 4.5],
  ])('reported %s', (_, response, points) => {
    expect(codes.accepts(twice, response)).toBe(true)
    expect(explain(twice, response).score.earned).toBe(points)
    expect(codes.unpack(twice, codes.pack(twice, response))).toEqual(response)
  })

  it('has its key with both, and the day that was missed is told', () => {
    expect(codes.key(twice)).toEqual([first, 'R:5A1D70Z:2', 'R:5A1D70Z:5'])
    const { lines: credits } = explain(twice, [first, 'R:5A1D70Z:5'])
    expect(credits.map(({ line, faults }) => [line.day, ...faults])).toEqual([[undefined], [2, 'missing'], [5]])
  })

  it('is one where days are not asked for', () => {
    const undated = { ...twice, asks: ['diagnoses', 'procedures'] } satisfies Codes
    expect(explain(undated, ['P:A41.51', 'R:5A1D70Z:2', 'R:5A1D70Z:5']).score.earned).toBe(3)
  })

  it('naming two days for one procedure is never better than the worse of them alone', () => {
    const one: Codes = { ...task, rule: { ...task.rule, penalty: 0 } }
    const days = fc.constantFrom('', ':2', ':3', ':4')
    fc.assert(
      fc.property(given, days, days, ({ diagnoses, others }, first, second) => {
        const rest = others.filter((entry) => !entry.startsWith('R:0FT44ZZ'))
        const points = (...named: string[]): number =>
          explain(one, respond(diagnoses, [...rest, ...named.map((day) => `R:0FT44ZZ${day}`)])).score.earned
        expect(points(first, second)).toBeLessThanOrEqual(Math.min(points(first), points(second)))
      }),
    )
  })
})
