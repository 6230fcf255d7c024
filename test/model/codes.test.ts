/** How a coding task is scored: by what is reported, line by line, and by nothing else. */

import { describe, expect, it } from 'vitest'
import { AXES } from '../../src/codes/pcs-axes.ts'
import { differences } from '../../src/model/codes/differences.ts'
import { explain } from '../../src/model/codes/explain.ts'
import { codes } from '../../src/model/question-types/codes.ts'
import type { Response } from '../../src/model/response.ts'
import type { Codes } from '../../src/model/schema-types.ts'
import { packText, unpackText } from '../../src/model/state/pack.ts'
import fc from '../support/properties.ts'
import { codeLine } from '../support/questions.ts'
import { earned, exact, given, key, respond, task } from './codes-task.ts'

/** The key with one entry in the place of another, or without it. */
const but = (from: string, ...to: string[]): Response => key.flatMap((entry) => (entry === from ? to : [entry]))

describe('the score of a coding task', () => {
  it('is full for its key', () => {
    expect(key).toEqual([
      'P:A41.51:Y',
      'S:N18.30:Y',
      'S:S52.501A',
      'S:I11.0',
      'S:I50.9',
      'S:Z79.4:E',
      'A:R50.9',
      'R:0FT44ZZ:2',
      'D:01',
    ])
    expect(explain(task, key).score).toEqual({ earned: 10, possible: 10, correct: true })
  })

  it.each<[string, Response, number]>([
    ['a required code is missing', but('S:Z79.4:E'), 9],
    ['an alternate of the category stands there', but('S:N18.30:Y', 'S:N18.32:Y'), 10],
    ['the 7th character is another', but('S:S52.501A', 'S:S52.501D'), 10],
    ['another code of the 7-character category stands there', but('S:S52.501A', 'S:S52.502A'), 9],
    ['the POA indicator is wrong', but('P:A41.51:Y', 'P:A41.51:N'), 9.5],
    ['the POA indicator is missing where the code is exempt', but('S:Z79.4:E', 'S:Z79.4'), 9.75],
    ['the day is wrong', but('R:0FT44ZZ:2', 'R:0FT44ZZ:3'), 9.5],
    ['a procedure of the same body system stands there, without a penalty', but('R:0FT44ZZ:2', 'R:0FB44ZZ:2'), 8],
    ['a code is not supported, with the penalty of its line', [...key, 'S:R65.20'], 8.5],
    ['a code is in no line, with the penalty of the rule', [...key, 'S:J18.9'], 9.5],
    ['a code that may be reported is reported', [...key, 'S:Z87.891'], 10],
    ['another code stands for two together', but('S:I11.0', 'S:I13.0').filter((entry) => entry !== 'S:I50.9'), 10],
    ['the admitting diagnosis is wrong, without a penalty', but('A:R50.9', 'A:R10.9'), 9.5],
    ['the disposition is wrong', but('D:01', 'D:03'), 9.5],
  ])('when %s', (_, response, points) => {
    expect(codes.accepts(task, response)).toBe(true)
    expect(earned(response)).toBe(points)
  })

  it('takes part of the points of a principal diagnosis that stands elsewhere', () => {
    const [, second = '', ...rest] = key
    const swapped = [second.replace('S:', 'P:'), 'S:A41.51:Y', ...rest]
    const { score, lines: credits } = explain(task, swapped)
    expect(score.earned).toBe(9)
    expect(credits[0]).toMatchObject({ earned: 1, possible: 2, faults: ['sequence'] })
    expect(credits[1]).toMatchObject({ earned: 1, faults: [] })
  })

  it('never falls below nothing, and is all or nothing where the question says so', () => {
    expect(earned(['P:J18.9', 'S:J18.8', 'S:R65.20', 'S:E11.9'])).toBe(0)
    expect(explain({ ...task, partial: false }, but('S:Z79.4:E')).score).toEqual({
      earned: 0,
      possible: 10,
      correct: false,
    })
  })

  it('says of a wrong code for which line it was meant, and of a procedure where it differs', () => {
    const { lines: credits, extras } = explain(task, but('R:0FT44ZZ:2', 'R:0FB40ZZ:2'))
    expect(credits.find(({ line }) => line.role === 'procedure')).toMatchObject({
      faults: ['missing'],
      near: { code: '0FB40ZZ' },
    })
    expect(extras).toEqual([])
    const axes = (AXES['0'] ?? []).map((title) => ({ title, values: title === 'approach' ? { 0: 'Open' } : {} }))
    expect(differences('0FB40ZZ', '0FT44ZZ', axes)).toEqual([
      { position: 3, axis: 'operation', given: ['B'], key: ['T'] },
      { position: 5, axis: 'approach', given: ['0', 'Open'], key: ['4'] },
    ])
    expect(differences('0FB4', '0FT44ZZ', axes)).toEqual([])
    // Of another section only that is told by name; and a course of an older version names none.
    expect(differences('3FT40ZZ', '0FT44ZZ', axes)).toEqual([
      { position: 1, axis: 'section', given: ['3'], key: ['0'] },
      { position: 5, given: ['0'], key: ['4'] },
    ])
    expect(differences('0FT40ZZ', '0FT44ZZ')).toEqual([{ position: 5, given: ['0'], key: ['4'] }])
  })

  it('gives the code that a line names itself to that line, whatever else accepts it', () => {
    const two: Codes = {
      ...task,
      points: 2,
      instead: [],
      lines: [
        codeLine('secondary', 'N18.30', 1, { accepts: [...exact('N18.30'), { code: 'N18', match: 'category' }] }),
        codeLine('secondary', 'N18.4', 1),
      ],
    }
    expect(explain(two, ['P:N18.4', 'S:N18.30']).score.earned).toBe(2)
    expect(explain(two, ['P:N18.4', 'S:N18.9']).score.earned).toBe(2)
    expect(explain(two, ['P:N18.4']).score.earned).toBe(1)
    const one: Codes = {
      ...two,
      points: 1,
      lines: [
        codeLine('secondary', 'N18.9', 1, {
          poa: 'Y',
          accepts: [...exact('N18.9'), { code: 'N18', match: 'category' }],
        }),
      ],
    }
    expect(explain(one, ['P:N18.30:N', 'S:N18.9:Y']).lines[0]).toMatchObject({ given: { code: 'N189' }, faults: [] })
  })
})

describe('whatever is reported', () => {
  it('the score lies between nothing and all, in hundredths, and agrees with its lines', () => {
    fc.assert(
      fc.property(given, ({ diagnoses, others }) => {
        const { score, lines: credits, extras } = explain(task, respond(diagnoses, others))
        expect(score.earned).toBeGreaterThanOrEqual(0)
        expect(score.earned).toBeLessThanOrEqual(score.possible)
        const sum = credits.reduce((n, one) => n + one.earned, 0) - extras.reduce((n, one) => n + one.cost, 0)
        expect(score.earned).toBeCloseTo(Math.max(0, sum), 6)
        expect(Math.round(score.earned * 100)).toBe(Number((score.earned * 100).toFixed(6)))
      }),
    )
  })

  it('the order of all but the first diagnosis makes no difference', () => {
    const shuffledToo = given.chain(({ diagnoses: [first = '', ...rest], others }) =>
      fc.record({
        written: fc.constant(respond([first, ...rest], others)),
        shuffled: fc
          .tuple(
            fc.shuffledSubarray(rest, { minLength: rest.length }),
            fc.shuffledSubarray(others, { minLength: others.length }),
          )
          .map(([secondaries, further]) => respond([first, ...secondaries], further)),
      }),
    )
    fc.assert(
      fc.property(shuffledToo, ({ written, shuffled }) => {
        expect(earned(shuffled)).toBe(earned(written))
      }),
    )
  })

  it('saying a code twice never gains anything', () => {
    const again = given.chain(({ diagnoses, others }) =>
      fc.record({
        once: fc.constant(respond(diagnoses, others)),
        code: fc.constantFrom(...diagnoses.map((code) => code.split(':')[0] ?? '')),
        mark: fc.constantFrom('', ':Y', ':N', ':E'),
      }),
    )
    fc.assert(
      fc.property(again, ({ once, code, mark }) => {
        const diagnoses = once.filter((entry) => /^[PS]/.test(entry))
        const twice = [...diagnoses, `S:${code}${mark}`, ...once.filter((entry) => !/^[PS]/.test(entry))]
        expect(earned(twice)).toBeLessThanOrEqual(earned(once))
      }),
    )
  })

  it('what is packed is read back, within the longest', () => {
    fc.assert(
      fc.property(given, ({ diagnoses, others }) => {
        const response = respond(diagnoses, others)
        const packed = codes.pack(task, response)
        expect(packed).toMatch(/^[A-Z0-9:.*,_]+-$/)
        expect(packed.length).toBeLessThanOrEqual(codes.longest(task))
        const sorted = (entries: Response | undefined): string[] => [...(entries ?? [])].sort()
        expect(sorted(codes.unpack(task, packed))).toEqual(sorted(response))
      }),
    )
  })

  it('a text that was typed is never read as codes, nor codes as a text', () => {
    const typed = fc.oneof(fc.string({ maxLength: 20 }), fc.stringMatching(/^[.:*,_!]?[a-z0-9]{1,9}!?$/))
    fc.assert(
      fc.property(typed, (text) => {
        expect(codes.unpack(task, packText(text))).toBeUndefined()
      }),
    )
    fc.assert(
      fc.property(given, ({ diagnoses, others }) => {
        expect(unpackText(codes.pack(task, respond(diagnoses, others)))).toBeUndefined()
      }),
    )
  })
})
