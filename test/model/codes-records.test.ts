/** What is told of a coding task, what is taken from outside, and what is kept of it. */

import { describe, expect, it } from 'vitest'
import { answerCheck, keepDraft } from '../../src/model/actions.ts'
import { codes } from '../../src/model/question-types/codes.ts'
import { interactionOf } from '../../src/model/question-types/index.ts'
import type { Response } from '../../src/model/response.ts'
import type { Codes } from '../../src/model/schema-types.ts'
import { partBudget, stateBudget } from '../../src/model/state/budget.ts'
import { decodeState, encodeState } from '../../src/model/state/codec.ts'
import { emptyState } from '../../src/model/state/learner-state.ts'
import { compiledFixture } from '../support/compiled.ts'
import fc from '../support/properties.ts'
import { codeLine } from '../support/questions.ts'
import { earned, exact, given, key, lines, respond, task } from './codes-task.ts'

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
