import { describe, expect, test } from 'vitest'
import { type Api, addTimes, createFakeLms, type LmsOptions } from '../support/fake-lms.ts'

/** The tests of the SCORM 1.2 driver are worth as much as the LMS they run against: here it is shown to refuse. */
function running(options: LmsOptions = {}): { lms: ReturnType<typeof createFakeLms>; api: Api } {
  const lms = createFakeLms(options)
  const api = lms.open()
  api.LMSInitialize('')
  return { lms, api }
}

const errorOf = (api: Api): number => Number(api.LMSGetLastError())

function setting(pairs: readonly (readonly [string, string])[]): number {
  const { api } = running()
  for (const [element, value] of pairs) api.LMSSetValue(element, value)
  return errorOf(api)
}

const question = [
  ['cmi.interactions.0.id', 'q_1'],
  ['cmi.interactions.0.type', 'choice'],
] as const

describe('values', () => {
  test.each([
    [401, [['cmi.core.completion_status', 'completed']]],
    [401, [['cmi.score.scaled', '0.5']]],
    [201, [['score', '1']]],
    [401, [['cmi.nothing._count', '1']]],
    [402, [['cmi.core._children', 'x']]],
    [402, [['cmi.interactions._count', '1']]],
    [403, [['cmi.core.student_name', 'x']]],
    [405, [['cmi.core.lesson_status', 'not attempted']]],
    [405, [['cmi.core.lesson_status', 'Passed']]],
    [405, [['cmi.core.exit', 'normal']]],
    [405, [['cmi.core.score.raw', '101']]],
    [405, [['cmi.core.score.raw', '79.5%']]],
    [405, [['cmi.core.session_time', 'PT1M']]],
    [405, [['cmi.core.session_time', '00:61:00']]],
    [405, [['cmi.core.session_time', '0000:00:00.005']]],
    [405, [['cmi.suspend_data', 'x'.repeat(4097)]]],
    [405, [['cmi.suspend_data', 'é']]],
    [405, [['cmi.core.lesson_location', 'x'.repeat(256)]]],
    [405, [['cmi.interactions.0.id', 'E11.9']]],
    [405, [['cmi.interactions.0.id', 'two words']]],
    [201, [['cmi.interactions.1.id', 'q_1']]],
    [201, [['cmi.interactions.0.type', 'choice']]],
    [
      201,
      [
        ['cmi.interactions.0.id', 'q_1'],
        ['cmi.interactions.0.student_response', 'a'],
      ],
    ],
    [405, [...question, ['cmi.interactions.0.student_response', 'a,bc']]],
    [405, [...question, ['cmi.interactions.0.student_response', '']]],
    [405, [...question, ['cmi.interactions.0.result', 'incorrect']]],
    [405, [...question, ['cmi.interactions.0.time', '2026-11-22T09:00:00']]],
    [201, [...question, ['cmi.interactions.0.objectives.1.id', 'd']]],
    [0, [['cmi.suspend_data', 'x'.repeat(4096)]]],
    [0, [...question, ['cmi.interactions.0.student_response', 'a,c']]],
    [0, [...question, ['cmi.interactions.0.result', '0.5']]],
    [0, [...question, ['cmi.interactions.0.correct_responses.0.pattern', 'a']]],
  ] as const)('%i for %j', (error, pairs) => {
    expect(setting(pairs)).toBe(error)
  })

  test.each([
    ['matching', 'a.1,b.2', 'a,1'],
    ['sequencing', 'c,a,b', 'cab'],
    ['true-false', 't', 'true'],
    ['numeric', '-42.5', '42,5'],
    ['fill-in', 'principal diagnosis', 'diagnóstico'],
  ])('%s takes %j and refuses %j', (type, good, bad) => {
    const record = [question[0], ['cmi.interactions.0.type', type]] as const
    expect(setting([...record, ['cmi.interactions.0.student_response', good]])).toBe(0)
    expect(setting([...record, ['cmi.interactions.0.student_response', bad]])).toBe(405)
  })

  test('what is not a string is refused', () => {
    const { api } = running()
    Reflect.apply(api.LMSSetValue, api, ['cmi.core.score.raw', 80])
    expect(errorOf(api)).toBe(201)
  })

  test.each([
    ['cmi.core.exit', 404],
    ['cmi.interactions.0.id', 404],
    ['cmi.core.entry._count', 203],
    ['cmi.core.entry._children', 202],
    ['cmi.core.nothing', 401],
    ['cmi.objectives.0.id', 201],
  ])('reading %s gives error %i', (element, error) => {
    const { api } = running()
    api.LMSSetValue('cmi.interactions.0.id', 'q_1')
    expect(api.LMSGetValue(element)).toBe('')
    expect(errorOf(api)).toBe(error)
  })
})

describe('turns', () => {
  test('nothing before LMSInitialize, nothing after LMSFinish, each once', () => {
    const lms = createFakeLms()
    const api = lms.open()
    expect([api.LMSGetValue('cmi.core.entry'), errorOf(api)]).toEqual(['', 301])
    expect([api.LMSFinish(''), errorOf(api)]).toEqual(['false', 301])
    expect(api.LMSInitialize('x')).toBe('false')
    expect(api.LMSInitialize('')).toBe('true')
    expect([api.LMSInitialize(''), errorOf(api)]).toEqual(['false', 101])
    expect(api.LMSFinish('')).toBe('true')
    expect([api.LMSFinish(''), errorOf(api)]).toEqual(['false', 301])
    expect([api.LMSSetValue('cmi.core.exit', ''), errorOf(api)]).toEqual(['false', 301])
    expect([api.LMSCommit(''), errorOf(api)]).toEqual(['false', 301])
    expect(lms.refusals).toHaveLength(7)
  })
})

describe('sessions', () => {
  test('accumulates time, keeps data, and says how the learner comes in', () => {
    const lms = createFakeLms()
    const first = lms.open()
    first.LMSInitialize('')
    expect(first.LMSGetValue('cmi.core.entry')).toBe('ab-initio')
    first.LMSSetValue('cmi.core.exit', 'suspend')
    first.LMSSetValue('cmi.core.lesson_status', 'incomplete')
    first.LMSSetValue('cmi.core.session_time', '0000:59:59.60')
    first.LMSSetValue('cmi.suspend_data', 'kept')
    first.LMSSetValue('cmi.interactions.0.id', 'q_1')
    first.LMSFinish('')
    const second = lms.open()
    second.LMSInitialize('')
    expect(second.LMSGetValue('cmi.core.entry')).toBe('resume')
    expect(second.LMSGetValue('cmi.core.total_time')).toBe('0000:59:59.60')
    expect(second.LMSGetValue('cmi.suspend_data')).toBe('kept')
    expect(second.LMSGetValue('cmi.interactions._count')).toBe('1')
    second.LMSSetValue('cmi.core.session_time', '0000:00:00.40')
    second.LMSSetValue('cmi.core.lesson_status', 'passed')
    second.LMSFinish('')
    expect(lms.record()).toMatchObject({ 'cmi.core.total_time': '0001:00:00.00', 'cmi.core.entry': '' })
  })

  test('a session that only breaks off counts as far as it was committed', () => {
    const { lms, api } = running()
    api.LMSSetValue('cmi.core.session_time', '00:01:00')
    api.LMSCommit('')
    api.LMSSetValue('cmi.suspend_data', 'lost')
    lms.open()
    expect(lms.record()).toMatchObject({ 'cmi.core.total_time': '0000:01:00.00' })
    expect(lms.record()).not.toHaveProperty('cmi.suspend_data')
  })

  test('a SCO that sets no status is completed, and a mastery score overrides what it set', () => {
    const silent = running()
    silent.api.LMSFinish('')
    expect(silent.lms.record()['cmi.core.lesson_status']).toBe('completed')
    const judged = running({ masteryScore: 70 })
    judged.api.LMSSetValue('cmi.core.score.raw', '70')
    judged.api.LMSSetValue('cmi.core.lesson_status', 'incomplete')
    judged.api.LMSFinish('')
    expect(judged.lms.record()['cmi.core.lesson_status']).toBe('passed')
  })

  test('adds times', () => {
    expect(addTimes('0099:59:59.99', '00:00:00.01')).toBe('0100:00:00.00')
  })
})
