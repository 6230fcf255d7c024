import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { interactionOf } from '../../src/model/question-types/index.ts'
import type { Question } from '../../src/model/schema-types.ts'
import { hundredths } from '../../src/player/drivers/scorm/format.ts'
import { interval, isReal, localized, plainText, timestamp } from '../../src/player/drivers/scorm/scorm2004-format.ts'
import { scorm2004Interaction } from '../../src/player/drivers/scorm/scorm2004-interactions.ts'
import { arbitraryResponse } from '../support/arbitrary-course.ts'
import { compiledFixture } from '../support/compiled.ts'
import { createFakeLms } from '../support/fake-lms-2004.ts'
import { model } from '../support/fake-lms-2004-model.ts'
import * as type from '../support/fake-lms-2004-types.ts'
import { samples } from '../support/questions.ts'
import { keyOf, START } from './scorm12-sitting.ts'
import { inFrame, recordOf, sets, sit } from './scorm2004-sitting.ts'

const course = compiledFixture('minimal')

describe('interval', () => {
  test.each([
    [0, 'PT0S'],
    [2.05, 'PT2.05S'],
    [2.5, 'PT2.50S'],
    [59.999, 'PT1M'],
    [3599.994, 'PT59M59.99S'],
    [3600, 'PT1H'],
    [360_061, 'PT100H1M1S'],
    [-1, 'PT0S'],
  ])('writes %f seconds as %s', (seconds, text) => {
    expect(interval(seconds)).toBe(text)
  })

  test('is a timeinterval for every duration', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (seconds) => type.interval(interval(seconds))))
  })
})

test('timestamp is UTC with a fraction, without which the standard allows no zone', () => {
  expect(timestamp(Date.UTC(2026, 10, 22, 7, 5, 9, 87))).toBe('2026-11-22T07:05:09.08Z')
  expect(timestamp(-1)).toBeUndefined()
  expect(timestamp(Date.UTC(2039, 0))).toBeUndefined()
  fc.assert(fc.property(fc.nat(Date.UTC(2039, 0) - 1), (at) => type.time(timestamp(at) ?? '')))
})

test('every score is a real with at most seven decimals that reads back the same', () => {
  for (let value = 0; value <= 10_000; value++) {
    const scaled = String(value / 10_000)
    expect(isReal(scaled) && type.real(scaled) && type.real(hundredths(value))).toBe(true)
    expect(Math.round(Number(scaled) * 10_000)).toBe(value)
  }
})

describe('text', () => {
  test('keeps its letters and loses what the standard would read as its own marks', () => {
    expect(plainText('Café\n漢😀 [,] {a}', 250)).toBe('Café 漢😀 (,) {a}')
    expect(plainText('{lang=en}x', 250)).toBe('(lang=en}x')
    expect(localized('Codes', 'pt-BR')).toBe('{lang=pt-BR}Codes')
    expect(localized('Codes', 'zh-Hant-TW')).toBe('{lang=zh-Hant}Codes')
  })

  test('is a localized string of 250 for every text, never cut inside a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => type.localized(250)(localized(text, 'en'))),
    )
    expect(localized('😀'.repeat(200), 'en')).toMatch(/😀$/u)
  })
})

describe('every type of question', () => {
  const answered = (question: Question, response: readonly string[]) => ({
    type: 'answered' as const,
    at: START,
    question: question.id,
    response,
    score: { earned: 0, possible: 1, correct: false },
    seconds: 1,
    within: { check: 'any' },
  })
  const children = new Set((model['cmi.interactions._children']?.initial ?? '').split(','))

  test.each(samples.map((question) => [question.type, question] as const))(
    '%s: no answer is refused',
    (_, question) => {
      fc.assert(
        fc.property(arbitraryResponse(question), (response) => {
          const lms = createFakeLms()
          const api = lms.open()
          api.Initialize('')
          const fields = scorm2004Interaction('en')('q_1', question, answered(question, response), children)
          for (const [element, value] of fields) api.SetValue(`cmi.interactions.0.${element}`, value)
          expect(lms.refusals).toEqual([])
          expect(fields.map(([element]) => element).slice(0, 2)).toEqual(['id', 'type'])
          expect(fields.length).toBeGreaterThanOrEqual(9)
        }),
        { numRuns: 60 },
      )
    },
  )

  test('fill-in keeps five accepted answers, each with its rule, none twice', () => {
    const text = samples.find((question) => question.type === 'short-text')
    if (text?.type !== 'short-text') throw new Error('There is no sample of short text.')
    const question = { ...text, accepted: ['a', 'a', 'b', 'c', 'd', '{e', 'f'] }
    const fields = scorm2004Interaction('en')('q_1', question, answered(question, ['x']), children)
    const patterns = fields.filter(([element]) => element.endsWith('pattern')).map(([, value]) => value)
    expect(patterns).toEqual(['a', 'b', 'c', 'd', '(e'].map((accepted) => `{case_matters=false}${accepted}`))
  })
})

describe('in the LMS', () => {
  test('the answers of a whole course stand there in their own grammar', async () => {
    const lms = createFakeLms()
    const sitting = await sit(course, inFrame(lms))
    for (const { id } of course.questions) sitting.session.answer('any', id, keyOf(course, id), 2)
    await sitting.wait(5)
    for (const question of course.questions) {
      const told = interactionOf(question, keyOf(course, question.id)).scorm2004
      expect(recordOf(lms, 'interactions', `${question.id}_1`)).toMatchObject({
        type: told.type,
        learner_response: told.response,
        'correct_responses.0.pattern': told.patterns[0],
        result: 'correct',
        'objectives.0.id': `domain-${question.domain}`,
      })
    }
    expect(lms.refusals).toEqual([])
  })

  test('an answer carries time, objective, key, weighting, result, latency and the question', async () => {
    const lms = createFakeLms()
    const { session, wait } = await sit(course, inFrame(lms))
    session.answer('basics/structure-of-a-code#1', 'query-leading', ['true'], 12.5)
    await wait(5)
    const line = sets(lms).filter((text) => text.startsWith('interactions.0.'))
    expect(line.map((text) => text.replace('interactions.0.', ''))).toEqual([
      'id=query-leading_1',
      'type=true-false',
      'timestamp=2026-11-22T09:00:00.00Z',
      'objectives.0.id=domain-documentation',
      'correct_responses.0.pattern=false',
      'weighting=1',
      'learner_response=true',
      'result=incorrect',
      'latency=PT12.50S',
      expect.stringMatching(/^description=\{lang=en\}\S/),
    ])
  })
})
