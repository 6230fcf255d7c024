import { describe, expect, test } from 'vitest'
import { interactionLinesOf, interactionOf } from '../../src/model/question-types/index.ts'
import type { Question } from '../../src/model/schema-types.ts'
import { hundredths } from '../../src/player/drivers/scorm/format.ts'
import type { Recorded } from '../../src/player/drivers/scorm/journal.ts'
import { interval, isReal, localized, plainText, timestamp } from '../../src/player/drivers/scorm/scorm2004-format.ts'
import { scorm2004Interaction } from '../../src/player/drivers/scorm/scorm2004-interactions.ts'
import { arbitraryResponse } from '../support/arbitrary-course.ts'
import { compiledFixture } from '../support/compiled.ts'
import { createFakeLms } from '../support/fake-lms-2004.ts'
import { model } from '../support/fake-lms-2004-model.ts'
import * as type from '../support/fake-lms-2004-types.ts'
import fc from '../support/properties.ts'
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
  const whole = (question: Question, response: readonly string[]): Recorded => ({
    id: 'q_1',
    interaction: interactionOf(question, response),
    score: { earned: 0, possible: 1, correct: false },
    description: question.stemText,
    domain: question.domain,
    at: START,
    seconds: 1,
  })
  /** The lines of a case as well. */
  const records = (question: Question, response: readonly string[]): Recorded[] => [
    whole(question, response),
    ...interactionLinesOf(question, response).map((line) => ({
      ...line,
      id: `q__${line.id}_1`,
      domain: question.domain,
      at: START,
    })),
  ]
  const children = new Set((model['cmi.interactions._children']?.initial ?? '').split(','))

  test.each(samples.map((question) => [question.type, question] as const))(
    '%s: no answer is refused',
    (_, question) => {
      fc.assert(
        fc.property(arbitraryResponse(question), (response) => {
          const lms = createFakeLms()
          const api = lms.open()
          api.Initialize('')
          for (const [i, recorded] of records(question, response).entries()) {
            const fields = scorm2004Interaction('en')(recorded, children)
            for (const [element, value] of fields) api.SetValue(`cmi.interactions.${i}.${element}`, value)
            expect(fields.map(([element]) => element).slice(0, 2)).toEqual(['id', 'type'])
            expect(fields.length).toBeGreaterThanOrEqual(i === 0 ? 9 : 7)
          }
          expect(lms.refusals).toEqual([])
        }),
        { numRuns: 60 },
      )
    },
  )

  test('fill-in keeps five accepted answers, each with its rule, none twice', () => {
    const text = samples.find((question) => question.type === 'short-text')
    if (text?.type !== 'short-text') throw new Error('There is no sample of short text.')
    const question = { ...text, accepted: ['a', 'a', 'b', 'c', 'd', '{e', 'f'] }
    const fields = scorm2004Interaction('en')(whole(question, ['x']), children)
    const patterns = fields.filter(([element]) => element.endsWith('pattern')).map(([, value]) => value)
    expect(patterns).toEqual(['a', 'b', 'c', 'd', '(e'].map((accepted) => `{case_matters=false}${accepted}`))
  })
})

const linesOf = (cases: typeof course, response: readonly string[]): string[] => {
  const question = cases.questions.find(({ id }) => id === 'urosepsis')
  return question === undefined ? [] : interactionLinesOf(question, response).map(({ id }) => id)
}

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

  test('a case has a record for each line, until 200 records are there; whole questions go on', async () => {
    const cases = compiledFixture('case')
    const lms = createFakeLms()
    const { session, wait } = await sit(cases, inFrame(lms))
    const response = ['P:A41.51:Y', 'R:0T768ZZ:3', 'S:R65.20']
    const others = linesOf(cases, response).map((id) => `urosepsis__${id}_1`)
    const ids = (): string[] => sets(lms).flatMap((text) => /^interactions\.\d+\.id=(.*)/.exec(text)?.slice(1) ?? [])
    session.answer('record/the-record', 'urosepsis', response, 30)
    await wait(5)
    expect(ids()).toEqual(['urosepsis_1', ...others])
    expect(recordOf(lms, 'interactions', 'urosepsis__procedure-0t768dz_1')).toMatchObject({
      type: 'fill-in',
      'correct_responses.0.pattern': '{case_matters=false}0T768DZ:2',
      learner_response: '0T768ZZ:3',
      result: 'incorrect',
      weighting: '4',
    })
    const latencies = sets(lms).filter((text) => text.includes('.latency='))
    expect(latencies).toEqual(['interactions.0.latency=PT30S'])

    for (let i = 0; i < 30; i++) {
      session.answer('record/the-record', 'urosepsis', response, 30)
      await wait(1)
    }
    await wait(5)
    const all = ids()
    expect(all.findLastIndex((id) => id.includes('__'))).toBeLessThan(200)
    expect(all.filter((id) => id.includes('__'))).toHaveLength(Math.floor(200 / (others.length + 1)) * others.length)
    expect(all.filter((id) => !id.includes('__'))).toHaveLength(31)
    // The lines of an answer end as the record of the whole does.
    expect(all.slice(others.length + 1, 2 * others.length + 2).map((id) => id.replace(/.*_/, ''))).toEqual(
      Array.from({ length: others.length + 1 }, () => String(others.length + 2)),
    )
    expect(new Set(all).size).toBe(all.length)
    expect(lms.refusals).toEqual([])
  })
})
