import { describe, expect, test } from 'vitest'
import { compiledFixture } from '../support/compiled.ts'
import { createFakeLms, type FakeLms } from '../support/fake-lms.ts'
import { fakeWindow, sit, study, takeExam } from './scorm12-sitting.ts'

const course = compiledFixture('minimal')

const inFrame = (lms: FakeLms) => fakeWindow({ parent: fakeWindow({ API: lms.open() }) })

/** Elements set, in order, as `element=value` without `cmi.`. */
const sets = (lms: FakeLms, from = 0): string[] =>
  lms.calls
    .slice(from)
    .filter(({ name }) => name === 'LMSSetValue')
    .map(({ parameters: [element, value] }) => `${String(element).replace(/^cmi\./, '')}=${String(value)}`)

/** One sitting in which everything is read and answered and the exam taken with `right` of 8 questions right. */
async function throughExam(lms: FakeLms, right: number) {
  const sitting = await sit(course, inFrame(lms))
  study(sitting)
  takeExam(sitting, right)
  await sitting.wait(5)
  return sitting
}

describe('a course from first to last page', () => {
  test('score comes before interactions, interactions before status, status before commit', async () => {
    const lms = createFakeLms()
    const sitting = await sit(course, inFrame(lms))
    study(sitting)
    await sitting.wait(5)
    const from = lms.calls.length
    takeExam(sitting, 8)
    await sitting.wait(5)
    const order = lms.calls.slice(from).map(({ name, parameters: [element] }) => `${name} ${String(element)}`)
    const raw = order.indexOf('LMSSetValue cmi.core.score.raw')
    const status = order.indexOf('LMSSetValue cmi.core.lesson_status')
    const interactions = order.flatMap((call, i) => (call.includes('interactions') ? [i] : []))
    expect(raw).toBeGreaterThan(-1)
    expect(Math.min(...interactions)).toBeGreaterThan(raw)
    expect(status).toBeGreaterThan(Math.max(...interactions))
    expect(order.indexOf('LMSCommit ', status)).toBe(status + 1)
  })
})

describe('interactions', () => {
  test('every type of question is told in its own grammar', async () => {
    const lms = createFakeLms()
    await throughExam(lms, 8)
    const record = lms.record()
    const told = new Map(
      Array.from({ length: 30 }, (_, i) => `cmi.interactions.${i}`)
        .filter((name) => record[`${name}.id`] !== undefined)
        .map((name) => [
          record[`${name}.id`]?.replace(/_.*/, ''),
          [record[`${name}.type`], record[`${name}.student_response`], record[`${name}.correct_responses.0.pattern`]],
        ]),
    )
    for (const question of course.questions) {
      const seen = told.get(question.id)
      if (seen === undefined) continue
      expect(seen[1]).toBe(seen[2])
    }
    expect(new Set([...told.values()].map(([type]) => type)).size).toBeGreaterThanOrEqual(5)
    expect(lms.refusals).toEqual([])
  })

  test('an answer carries time, domain, result, weighting and latency', async () => {
    const lms = createFakeLms()
    const { session, wait } = await sit(course, inFrame(lms))
    session.answer('basics/structure-of-a-code#1', 'query-leading', ['true'], 12.5)
    await wait(5)
    const line = sets(lms).filter((text) => text.startsWith('interactions.0.'))
    expect(line.map((text) => text.replace('interactions.0.', ''))).toEqual([
      'id=query-leading_1',
      'type=true-false',
      expect.stringMatching(/^time=\d\d:\d\d:\d\d$/),
      expect.stringMatching(/^objectives\.0\.id=[a-z-]+$/),
      'correct_responses.0.pattern=f',
      'student_response=t',
      'result=wrong',
      'weighting=1',
      'latency=0000:00:12.50',
    ])
  })

  test('the same answer again within a second changes no progress, but is told', async () => {
    const lms = createFakeLms()
    const { session, wait } = await sit(course, inFrame(lms))
    for (let i = 0; i < 2; i++) {
      session.answer('any', 'query-leading', ['true'], 1)
      await wait(0)
    }
    expect(lms.record()['cmi.interactions.1.id']).toBe('query-leading_2')
  })
})

describe('what is written', () => {
  test.each([
    ['passed', '95.5'],
    ['completed', ''],
    ['failed', '40'],
  ])('a status of %s is said again and never lowered', async (status, raw) => {
    const record = { 'cmi.core.lesson_status': status, 'cmi.core.score.raw': raw }
    const lms = createFakeLms({ record })
    const sitting = await sit(course, inFrame(lms))
    sitting.session.visit('basics/documentation', true)
    await sitting.session.exit()
    expect(lms.record()).toMatchObject(record)
    expect(sets(lms).filter((line) => line.startsWith('core.lesson_status'))).toEqual([`core.lesson_status=${status}`])
  })
})
