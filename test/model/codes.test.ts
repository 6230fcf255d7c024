/** How a coding task is scored: by what is reported, line by line, and by nothing else. */

import { describe, expect, it } from 'vitest'
import { AXES } from '../../src/codes/pcs-axes.ts'
import { answerCheck, keepDraft } from '../../src/model/actions.ts'
import { differences } from '../../src/model/codes/differences.ts'
import { explain } from '../../src/model/codes/explain.ts'
import { codes } from '../../src/model/question-types/codes.ts'
import { interactionOf } from '../../src/model/question-types/index.ts'
import type { Response } from '../../src/model/response.ts'
import type { CodeLine, Codes } from '../../src/model/schema-types.ts'
import { partBudget, stateBudget } from '../../src/model/state/budget.ts'
import { decodeState, encodeState } from '../../src/model/state/codec.ts'
import { emptyState } from '../../src/model/state/learner-state.ts'
import { packText, unpackText } from '../../src/model/state/pack.ts'
import { readTyped } from '../../src/player/views/codes/typed.ts'
import { compiledFixture } from '../support/compiled.ts'
import fc from '../support/properties.ts'
import { codeLine, sample } from '../support/questions.ts'

const exact = (...all: string[]): CodeLine['accepts'] => all.map((code) => ({ code, match: 'exact' }))

const lines: CodeLine[] = [
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
const task: Codes = {
  ...sample.codes('task'),
  points: 10,
  partial: true,
  asks: ['diagnoses', 'poa', 'admitting', 'procedures', 'days', 'disposition'],
  lines,
  instead: [{ lines: [3, 4], with: [codeLine('secondary', 'I13.0', 2)] }],
}
const key = codes.key(task)
const earned = (response: Response): number => explain(task, response).score.earned
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
const given = fc
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
const respond = (diagnoses: readonly string[], others: readonly string[]): string[] => [
  ...diagnoses.map((code, i) => `${i === 0 ? 'P' : 'S'}:${code}`),
  ...others,
]

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

  it('is typed with its day; the same day and the same diagnosis are caught', () => {
    const typed = (text: string, role: 'S' | 'R', days: boolean) => {
      const { entries, repeated } = readTyped(text, role, [{ role: 'R', code: '5A1D70Z', mark: '2' }], days)
      return [entries.map(({ code, mark }) => `${code} ${mark}`.trim()), repeated]
    }
    expect(typed('5a1d70z 5, 5A1D70Z 2', 'R', true)).toEqual([['5A1D70Z 5'], ['5A1D70Z']])
    expect(typed('5a1d70z', 'R', true)).toEqual([['5A1D70Z'], []])
    expect(typed('5a1d70z 5', 'R', false)).toEqual([[], ['5A1D70Z']])
    expect(typed('e1122 y, E11.22 N', 'S', true)).toEqual([['E1122 Y'], ['E1122']])
  })
})

describe('codes that are pasted', () => {
  const read = (text: string, role: 'S' | 'R' = 'S') => {
    const { entries, refused } = readTyped(text, role, [], true)
    return [entries.map(({ code, mark }) => `${code} ${mark}`.trim()).join(', '), refused.join(' ')]
  }
  const three = ['E1122 Y, D510, N1831 N', '']

  it.each([
    ['with commas', 'E11.22 Y, D51.0, N18.31 N'],
    ['one a line', 'E11.22 Y\r\nD51.0\r\nN18.31 N\r\n'],
    ['as cells of one row', 'E11.22\tY\tD51.0\tN18.31\tN'],
    [
      'with titles behind them',
      'E11.22\tType 2 diabetes mellitus with diabetic chronic kidney disease\tY\nD51.0\tVitamin B12 deficiency anemia due to intrinsic factor deficiency\t\nN18.31\tChronic kidney disease, stage 3a\tN',
    ],
    [
      'as a spreadsheet with its heads and row numbers',
      'No.\tCode\tDescription\tPOA\n1\tE1122\tType 2 diabetes mellitus with complications\ty\n2\tD510\tVitamin B12 deficiency anemia\n3\tN1831\tChronic kidney disease, stage 3a\tN\n',
    ],
    [
      'as a list of a text',
      '1. E11.22 - Type 2 diabetes (POA: Y)\n2. D51.0 – Vitamin B12 deficiency anemia\n3. N18.31 – Chronic kidney disease, stage 3a; POA-N',
    ],
    ['as CSV', 'E11.22,"Type 2 diabetes mellitus",Y\nD51.0,"Anemia, vitamin B12",\nN18.31,"CKD, stage 3a",N'],
    [
      'in one line with titles',
      'E11.22 Type 2 diabetes Y, D51.0 Vitamin B12 deficiency anemia, N18.31 CKD, stage 3a N',
    ],
  ])('are taken %s', (_, text) => {
    expect(read(text)).toEqual(three)
  })

  it('keep their own marks, and take none from the end of a title', () => {
    expect(read('B17.2\tAcute hepatitis E\nE66.811 Obesity, class 1\nZ79.4 1')).toEqual(['B172, E66811, Z794 E', ''])
    expect(
      read('0FT44ZZ\tResection of Gallbladder, Percutaneous Endoscopic Approach\t2\ngzjzzzz Light Therapy', 'R'),
    ).toEqual(['0FT44ZZ 2, GZJZZZZ', ''])
    expect(read('XW033H5 Introduction, New Technology Group 5\n0CN70ZZ Release Bladder', 'R')).toEqual([
      'XW033H5, 0CN70ZZ',
      '',
    ])
  })

  it('are refused where they are misspelt, never passed over', () => {
    expect(read('E11.22 Ell.9, N18,31 IIO')).toEqual(['E1122, N18', 'Ell.9 31 IIO'])
    expect(read('foo E11.22 Y N')).toEqual(['E1122 Y', 'foo N'])
    expect(read('12')).toEqual(['', '12'])
    expect(read('resects', 'R')).toEqual(['', 'resects'])
  })
})

describe('interaction lines', () => {
  const linesOf = (response: Response) => codes.lines?.(task, response) ?? []
  const [, second = '', ...rest] = key
  const response = [second.replace('S:', 'P:'), 'S:A41.51:N', ...rest.filter((e) => e !== 'S:Z79.4:E'), 'S:J18.9:Y']

  it('are one for each line of the key that counts, and one for each code beyond it', () => {
    expect(
      linesOf(response).map(({ id, interaction: { scorm12 } }) => [id, scorm12.pattern, scorm12.response]),
    ).toEqual([
      ['principal', 'A41.51:Y', 'A41.51:N:not-first'],
      ['diagnosis-n1830', 'N18.30:Y', 'N18.30:Y'],
      ['diagnosis-s52501a', 'S52.501A', 'S52.501A'],
      ['diagnosis-i110', 'I11.0', 'I11.0'],
      ['diagnosis-i509', 'I50.9', 'I50.9'],
      ['diagnosis-z794', 'Z79.4:E', ''],
      ['admitting', 'R50.9', 'R50.9'],
      ['procedure-0ft44zz', '0FT44ZZ:2', '0FT44ZZ:2'],
      ['disposition', '01', '01'],
      ['beyond-diagnosis-j189', '', 'J18.9:Y'],
    ])
    expect(linesOf([])).toEqual([])
  })

  it('have ids that letters, digits and hyphens make, each once, the same whatever is reported', () => {
    fc.assert(
      fc.property(given, ({ diagnoses, others }) => {
        const ids = linesOf(respond(diagnoses, others)).map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      }),
    )
    const doubled = { ...task, lines: [...lines, codeLine('procedure', '0FT44ZZ', 1, { day: 5 })] }
    expect(codes.lines?.(doubled, ['P:I10']).map(({ id }) => id)).toContain('procedure-0ft44zz-2')
  })

  it('add up to the points of the whole', () => {
    fc.assert(
      fc.property(given, ({ diagnoses, others }) => {
        const whole = respond(diagnoses, others)
        const sum = linesOf(whole).reduce((points, { score }) => points + score.earned, 0)
        expect(Math.max(0, sum)).toBeCloseTo(earned(whole), 6)
      }),
    )
  })

  it('name alternates as further patterns, where they are codes', () => {
    const line = codeLine('secondary', 'N17.9', 1, {
      accepts: [...exact('N17.9', 'N17.8'), { code: 'N18', match: 'category' }],
    })
    const [told] = codes.lines?.({ ...task, lines: [line], instead: [] }, ['P:I10']) ?? []
    expect(told?.interaction.scorm12).toMatchObject({ pattern: 'N17.9', alternates: ['N17.8'] })
    expect(told?.interaction.scorm2004.patterns).toEqual(['{case_matters=false}N17.9', '{case_matters=false}N17.8'])
  })
})

describe('responses from outside', () => {
  it.each([
    [['S:N39.0']],
    [['P:A41.51', 'P:N39.0']],
    [['P:A41.51:X']],
    [['P:']],
    [['R:0FT44ZZ:0']],
    [['R:0FT44ZZ:367']],
    [['D:1']],
    [['A41.51']],
    [Array.from({ length: 20 }, (_, i) => `${i === 0 ? 'P' : 'S'}:A${10 + i}`)],
  ])('%j is none', (response) => {
    expect(codes.accepts(task, response)).toBe(false)
  })

  it('what the question asks for no more is left out of saved progress, the rest kept', () => {
    const packed = codes.pack(task, key)
    const less: Codes = { ...task, asks: ['diagnoses', 'procedures'] }
    expect(codes.unpack(less, packed)).toEqual([
      'P:A41.51',
      'S:N18.30',
      'S:S52.501A',
      'S:I11.0',
      'S:I50.9',
      'S:Z79.4',
      'R:0FT44ZZ',
    ])
  })

  it('a record of SCORM 1.2 that is too long ends with a whole entry', () => {
    const many = Array.from({ length: 30 }, (_, i) => codeLine('secondary', `S52.5${10 + i}A`))
    const long: Codes = { ...task, lines: [...many, ...lines] }
    const { pattern } = interactionOf(long, []).scorm12
    expect(pattern.length).toBeLessThanOrEqual(255)
    expect(pattern).toMatch(/,S:S52\.5\d\dA$/)
  })
})

describe('saved progress', () => {
  const course = compiledFixture('case')
  const half = ['P:A41.51:Y', 'S:N39.0']

  it('keeps a record that is being coded, until it is handed in', () => {
    const working = keepDraft(emptyState('abcdef'), 'urosepsis', half)
    const back = decodeState(course, encodeState(course, working))
    expect(back).toEqual({ state: working })
    const done = answerCheck(course, working, 'urosepsis', half)
    expect(done.drafts).toBeUndefined()
    expect(keepDraft(done, 'urosepsis', ['P:I10']).drafts).toBeUndefined()
    expect(decodeState(course, encodeState(course, done))).toEqual({ state: done })
  })

  it('fits SCORM 1.2, and the budget counts the longest answer', () => {
    const { worst, parts } = stateBudget(course)
    expect(worst).toBeLessThan(4096)
    expect(partBudget(course).worst).toBeLessThanOrEqual(worst)
    const longest = course.questions.flatMap((one) => (one.type === 'codes' ? [codes.longest(one)] : []))
    expect(parts.find(({ part }) => part === 'checks')?.characters).toBeGreaterThan(Math.max(...longest))
  })
})
