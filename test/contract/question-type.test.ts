/** What every question type must hold to, whichever it is. */
import { describe, expect, it } from 'vitest'
import { questionTypes, typeOf } from '../../src/model/question-types/index.ts'
import type { Response } from '../../src/model/response.ts'
import type { Question } from '../../src/model/schema-types.ts'
import { sample, samples } from '../support/questions.ts'

/** A wrong but whole response per type, with what each standard is told of it. */
const WRONG: Record<Question['type'], { response: Response; scorm12: string; scorm2004: string; xapi: string }> = {
  'single-choice': { response: ['a'], scorm12: 'a', scorm2004: 'a', xapi: 'a' },
  'multiple-response': { response: ['c', 'b'], scorm12: 'b,c', scorm2004: 'b[,]c', xapi: 'b[,]c' },
  'true-false': { response: ['true'], scorm12: 't', scorm2004: 'true', xapi: 'true' },
  ordering: { response: ['b', 'a', 'c'], scorm12: 'b,a,c', scorm2004: 'b[,]a[,]c', xapi: 'b[,]a[,]c' },
  matching: { response: ['a', 'b'], scorm12: 'a.a,b.b', scorm2004: 'a[.]a[,]b[.]b', xapi: 'a[.]a[,]b[.]b' },
  numeric: { response: ['43,25'], scorm12: '43.25', scorm2004: '43.25', xapi: '43.25' },
  'short-text': { response: ['secondary'], scorm12: 'secondary', scorm2004: 'secondary', xapi: 'secondary' },
  codes: {
    response: ['P:I10:N', 'R:0DTJ0ZZ'],
    scorm12: 'P:I10:N,R:0DTJ0ZZ',
    scorm2004: 'I10[.]first-N[,]0DTJ0ZZ[.]procedure',
    xapi: 'I10[.]first-N[,]0DTJ0ZZ[.]procedure',
  },
}

const PATTERNS: Record<Question['type'], { scorm12: string; scorm2004: readonly string[] }> = {
  'single-choice': { scorm12: 'b', scorm2004: ['b'] },
  'multiple-response': { scorm12: 'a,c', scorm2004: ['a[,]c'] },
  'true-false': { scorm12: 'f', scorm2004: ['false'] },
  ordering: { scorm12: 'a,b,c', scorm2004: ['a[,]b[,]c'] },
  matching: { scorm12: 'a.c,b.a', scorm2004: ['a[.]c[,]b[.]a'] },
  numeric: { scorm12: '42', scorm2004: ['41.5[:]42.5'] },
  'short-text': {
    scorm12: 'principal diagnosis',
    scorm2004: ['{case_matters=false}principal diagnosis', '{case_matters=false}first-listed diagnosis'],
  },
  codes: {
    scorm12: 'P:A41.51:Y,S:N39.0:Y,R:0DTJ4ZZ:2',
    scorm2004: ['{order_matters=false}A41.51[.]first-Y[,]N39.0[.]other-Y[,]0DTJ4ZZ[.]procedure-2'],
  },
}

describe.each(samples.map((question) => [question.type, question] as const))('%s', (type, question) => {
  const of = typeOf(question)
  const wrong = WRONG[type]

  it('scores its own key in full and nothing for no answer', () => {
    const key = of.key(question)
    expect(of.accepts(question, key)).toBe(true)
    expect(of.answered(question, key)).toBe(true)
    expect(of.score(question, key)).toEqual({ earned: 1, possible: 1, correct: true })
    expect(of.answered(question, [])).toBe(false)
    expect(of.score(question, [])).toEqual({ earned: 0, possible: 1, correct: false })
  })

  it('scores a wrong response as wrong', () => {
    expect(of.accepts(question, wrong.response)).toBe(true)
    expect(of.score(question, wrong.response)).toEqual({ earned: 0, possible: 1, correct: false })
  })

  it('packs every response into a string it reads back, within its longest', () => {
    for (const response of [of.key(question), wrong.response]) {
      const packed = of.pack(question, response)
      expect(packed.length).toBeLessThanOrEqual(of.longest(question))
      expect(of.unpack(question, packed)).toEqual(type === 'multiple-response' ? [...response].sort() : response)
    }
  })

  it.each(['', 'z', 'Zz', 'q!', '*', 'aa', 'ABCDEFz'])('does not read %j as a choice it does not have', (packed) => {
    const back = of.unpack(question, packed)
    if (back !== undefined) expect(of.accepts(question, back)).toBe(true)
  })

  it('tells each standard in its own grammar', () => {
    const told = of.interaction(question, wrong.response)
    expect(told.scorm12.response).toBe(wrong.scorm12)
    expect(told.scorm2004.response).toBe(wrong.scorm2004)
    expect(told.xapi.response).toBe(wrong.xapi)
    expect(told.scorm12.pattern).toBe(PATTERNS[type].scorm12)
    expect(told.scorm2004.patterns).toEqual(PATTERNS[type].scorm2004)
    expect(told.xapi.correctResponsesPattern).toEqual(PATTERNS[type].scorm2004)
  })
})

describe('question types', () => {
  it('have a sample each in these tests', () => {
    expect(samples.map((question) => question.type).sort()).toEqual(Object.keys(questionTypes).sort())
  })
})

describe('partial credit', () => {
  const partial = { partial: true, points: 2 }

  it('multiple response: right minus wrong, never below nothing', () => {
    const question = sample['multiple-response']('m', partial)
    const { score } = questionTypes['multiple-response']
    expect(score(question, ['a'])).toEqual({ earned: 1, possible: 2, correct: false })
    expect(score(question, ['a', 'c', 'b']).earned).toBe(1)
    expect(score(question, ['b', 'd']).earned).toBe(0)
    expect(score(question, ['a', 'b', 'c', 'd']).earned).toBe(0)
  })

  it('ordering: items at their own place', () => {
    expect(questionTypes.ordering.score(sample.ordering('o', partial), ['a', 'c', 'b']).earned).toBe(0.67)
  })

  it('matching: sources with their own target', () => {
    const question = sample.matching('m', partial)
    expect(questionTypes.matching.score(question, ['c', '']).earned).toBe(1)
    expect(questionTypes.matching.answered(question, ['c', ''])).toBe(false)
  })
})

describe('typed answers', () => {
  const number = sample.numeric()
  const text = sample['short-text']()

  it.each([
    ['42', true],
    ['42.5', true],
    ['41,5', true],
    [' 42 % ', true],
    ['42.51', false],
    ['4 2', true],
    ['forty-two', false],
    ['1e2', false],
    ['1000000000000000000000', false],
  ])('numeric %j is right: %s', (given, right) => {
    expect(questionTypes.numeric.score(number, [given]).correct).toBe(right)
  })

  it('numbers with thousands separators and a real minus sign are read', () => {
    const big = { ...number, value: -1250.5, tolerance: 0 }
    expect(questionTypes.numeric.score(big, ['−1,250.5']).correct).toBe(true)
    expect(questionTypes.numeric.score({ ...number, value: 0.3, tolerance: 0 }, [String(0.1 + 0.2)]).correct).toBe(true)
  })

  it.each([
    ['Principal  Diagnosis.', true],
    ['first‑listed diagnosis', true],
    ['primary', false],
  ])('short text %j is right: %s', (given, right) => {
    expect(questionTypes['short-text'].score(text, [given]).correct).toBe(right)
  })

  it('short text minds case where the question says so', () => {
    const strict = { ...text, caseSensitive: true, accepted: ['POA'] }
    expect(questionTypes['short-text'].score(strict, ['poa']).correct).toBe(false)
    expect(questionTypes['short-text'].score(strict, ['POA']).correct).toBe(true)
  })

  it('refuses text too long for saved progress', () => {
    expect(questionTypes['short-text'].accepts(text, ['a'.repeat(120)])).toBe(true)
    expect(questionTypes['short-text'].accepts(text, ['a'.repeat(121)])).toBe(false)
    expect(questionTypes['short-text'].accepts(text, ['漢'.repeat(25)])).toBe(false)
  })
})
