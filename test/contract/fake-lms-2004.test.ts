import { describe, expect, test } from 'vitest'
import { addIntervals, createFakeLms, type LmsOptions } from '../support/fake-lms-2004.ts'

/** The tests of the SCORM 2004 driver are worth as much as the LMS they run against: here it is shown to refuse. */
function running(options: LmsOptions = {}) {
  const lms = createFakeLms(options)
  const api = lms.open()
  api.Initialize('')
  return { lms, api, error: () => Number(api.GetLastError()) }
}

function setting(pairs: readonly (readonly [string, string])[], options?: LmsOptions): number {
  const { api, error } = running(options)
  for (const [element, value] of pairs) api.SetValue(element, value)
  return error()
}

const id = ['cmi.interactions.0.id', 'q_1'] as const
const ofType = (type: string) => [id, ['cmi.interactions.0.type', type]] as const
const response = 'cmi.interactions.0.learner_response'
const pattern = 'cmi.interactions.0.correct_responses.0.pattern'

describe('values', () => {
  test.each([
    [401, [['cmi.core.lesson_status', 'passed']]],
    [401, [['score', '1']]],
    [351, [['', '1']]],
    [404, [['cmi.score._children', 'x']]],
    [404, [['cmi.interactions._count', '1']]],
    [404, [['cmi.learner_name', 'x']]],
    [404, [['cmi.total_time', 'PT1S']]],
    [406, [['cmi.completion_status', 'passed']]],
    [406, [['cmi.success_status', 'completed']]],
    [406, [['cmi.exit', 'finish']]],
    [407, [['cmi.score.scaled', '1.2']]],
    [407, [['cmi.progress_measure', '-0.1']]],
    [406, [['cmi.score.scaled', '0.12345678']]],
    [406, [['cmi.score.raw', '79.5%']]],
    [406, [['cmi.session_time', '0000:01:00']]],
    [406, [['cmi.session_time', 'PT2.050S']]],
    [406, [['cmi.session_time', 'P']]],
    [406, [['cmi.suspend_data', 'x'.repeat(64_001)]]],
    [406, [['cmi.location', 'x'.repeat(1001)]]],
    [406, [['cmi.interactions.0.id', 'two words']]],
    [406, [['cmi.interactions.0.id', 'urn:x']]],
    [351, [['cmi.interactions.1.id', 'q_1']]],
    [408, [['cmi.interactions.0.type', 'choice']]],
    [408, [['cmi.objectives.0.success_status', 'passed']]],
    [408, [id, [response, 'a']]],
    [408, [id, [pattern, 'a']]],
    [406, [...ofType('choice'), ['cmi.interactions.0.result', 'wrong']]],
    [406, [...ofType('choice'), ['cmi.interactions.0.timestamp', '2026-01-02T03:04:05Z']]],
    [406, [...ofType('choice'), ['cmi.interactions.0.description', 'x'.repeat(251)]]],
    [351, [...ofType('choice'), ['cmi.interactions.0.objectives.1.id', 'd']]],
    [351, [...ofType('numeric'), [pattern, '1[:]2'], ['cmi.interactions.0.correct_responses.1.pattern', '3[:]4']]],
    [
      351,
      [
        ['cmi.objectives.0.id', 'a'],
        ['cmi.objectives.1.id', 'a'],
      ],
    ],
    [
      351,
      [
        ['cmi.objectives.0.id', 'a'],
        ['cmi.objectives.0.id', 'b'],
      ],
    ],
    [406, [['adl.nav.request', 'leave']]],
    [0, [['cmi.suspend_data', 'x'.repeat(64_000)]]],
    [0, [['cmi.score.scaled', '-1']]],
    [0, [['cmi.session_time', 'P1DT2H3M4.05S']]],
    [0, [...ofType('choice'), ['cmi.interactions.0.timestamp', '2026-01-02T03:04:05.00Z']]],
    [0, [...ofType('choice'), ['cmi.interactions.0.timestamp', '2026-01-02T03:04:05']]],
    [0, [...ofType('choice'), ['cmi.interactions.0.result', '0.5']]],
    [0, [['adl.nav.request', 'exitAll']]],
  ] as const)('%i for %j', (error, pairs) => {
    expect(setting(pairs)).toBe(error)
  })

  test.each([
    ['choice', response, 'a[,]c', 'a[,]a'],
    ['matching', response, 'a[.]1[,]b[.]2', 'a.1,b.2'],
    ['sequencing', response, 'c[,]a', 'c a'],
    ['true-false', response, 'true', 't'],
    ['numeric', response, '-42.5', '42,5'],
    ['numeric', pattern, '41[:]43', '43[:]41'],
    ['fill-in', response, '{lang=en}principal diagnosis', 'x'.repeat(251)],
    ['fill-in', pattern, '{case_matters=false}diagnóstico', '{case_matters=maybe}x'],
    ['likert', response, 'agree', 'rather agree'],
    ['performance', response, 'step[.]done', 'step'],
    ['long-fill-in', response, 'x'.repeat(4000), 'x'.repeat(4001)],
    ['other', response, 'anything', '\u0007'],
  ])('%s: %s takes %j and refuses %j', (type, element, good, bad) => {
    expect(setting([...ofType(type), [element, good]])).toBe(0)
    expect(setting([...ofType(type), [element, bad]])).toBe(406)
  })

  test('what is not a string is refused, what is not implemented is said to be', () => {
    const { api, error } = running({ without: ['cmi.objectives'] })
    Reflect.apply(api.SetValue, api, ['cmi.score.raw', 80])
    expect(error()).toBe(201)
    expect([api.GetValue('cmi.objectives._count'), error()]).toEqual(['', 402])
  })

  test.each([
    ['cmi.exit', 405],
    ['cmi.session_time', 405],
    ['cmi.suspend_data', 403],
    ['cmi.score.scaled', 403],
    ['cmi.entry._count', 301],
    ['cmi.location._children', 301],
    ['cmi.nothing', 401],
    ['cmi.objectives.0.id', 301],
    ['cmi.interactions.0.type', 403],
  ])('reading %s gives error %i', (element, error) => {
    const { api, error: last } = running()
    api.SetValue('cmi.interactions.0.id', 'q_1')
    expect([api.GetValue(element), last()]).toEqual(['', error])
  })
})

test('nothing before Initialize, nothing after Terminate, each once', () => {
  const lms = createFakeLms()
  const api = lms.open()
  const tried = (): number[] =>
    [
      () => api.GetValue('cmi.entry'),
      () => api.SetValue('cmi.exit', ''),
      () => api.Commit(''),
      () => api.Terminate(''),
    ].map((run) => {
      run()
      return Number(api.GetLastError())
    })
  expect(tried()).toEqual([122, 132, 142, 112])
  expect([api.Initialize('x'), api.GetLastError()]).toEqual(['false', '201'])
  expect(api.Initialize('')).toBe('true')
  expect([api.Initialize(''), api.GetLastError()]).toEqual(['false', '103'])
  expect(api.Terminate('')).toBe('true')
  expect(tried()).toEqual([123, 133, 143, 113])
  expect([api.Initialize(''), api.GetLastError()]).toEqual(['false', '104'])
})

describe('sessions', () => {
  test('a suspended attempt goes on with all it had', () => {
    const { lms, api } = running({ objectives: ['module-a'] })
    expect(api.GetValue('cmi.objectives.0.id')).toBe('module-a')
    api.SetValue('cmi.exit', 'suspend')
    api.SetValue('cmi.session_time', 'PT59M59.60S')
    api.SetValue('cmi.suspend_data', 'kept')
    api.Terminate('')
    const second = lms.open()
    second.Initialize('')
    expect(
      ['entry', 'total_time', 'suspend_data', 'objectives._count'].map((e) => second.GetValue(`cmi.${e}`)),
    ).toEqual(['resume', 'PT0H59M59.6S', 'kept', '1'])
  })

  test.each(['normal', ''])('an attempt that ends with %j is over; the next begins empty', (exit) => {
    const { lms, api } = running({ objectives: ['module-a'] })
    api.SetValue('cmi.exit', exit)
    api.SetValue('cmi.suspend_data', 'gone')
    api.Terminate('')
    const second = lms.open()
    second.Initialize('')
    expect(['entry', 'suspend_data', 'objectives.0.id'].map((e) => second.GetValue(`cmi.${e}`))).toEqual([
      'ab-initio',
      '',
      'module-a',
    ])
    expect(lms.finished).toMatchObject([{ 'cmi.suspend_data': 'gone' }])
  })

  test('suspending everything suspends this too', () => {
    const { lms, api } = running()
    api.SetValue('adl.nav.request', 'suspendAll')
    api.Terminate('')
    expect(lms.record()['cmi.entry']).toBe('resume')
  })

  test('a session that only breaks off counts as far as it was committed', () => {
    const { lms, api } = running()
    api.SetValue('cmi.exit', 'suspend')
    api.SetValue('cmi.session_time', 'PT1M')
    api.Commit('')
    api.SetValue('cmi.suspend_data', 'lost')
    lms.open()
    expect(lms.record()).toEqual({ 'cmi.total_time': 'PT0H1M0S', 'cmi.entry': 'resume' })
  })

  test('adds times', () => {
    expect(addIntervals('PT99H59M59.99S', 'PT0.01S')).toBe('PT100H0M0S')
    expect(addIntervals('P1DT1H', 'PT1M')).toBe('PT25H1M0S')
  })
})
