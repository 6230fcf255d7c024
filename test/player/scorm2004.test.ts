import { describe, expect, test } from 'vitest'
import { objectivesOf } from '../../src/model/objectives.ts'
import { compiledFixture } from '../support/compiled.ts'
import { createFakeLms, type FakeLms } from '../support/fake-lms-2004.ts'
import { fakeWindow, study, takeExam, untouched } from './scorm12-sitting.ts'
import { connect, inFrame, named, recordOf, sets, sit } from './scorm2004-sitting.ts'

const course = compiledFixture('minimal')

/** One sitting in which everything is read and answered and the exam taken with `right` of 8 questions right. */
async function throughExam(lms: FakeLms, right: number) {
  const sitting = await sit(course, inFrame(lms))
  study(sitting)
  takeExam(sitting, right)
  await sitting.wait(5)
  return sitting
}

describe('beginning', () => {
  test('takes no API of SCORM 1.2 for its own', async () => {
    const api = Object.fromEntries(
      ['LMSInitialize', 'LMSFinish', 'LMSGetValue', 'LMSSetValue', 'LMSCommit', 'LMSGetLastError'].map((name) => [
        name,
        () => 'true',
      ]),
    )
    expect((await connect(course, fakeWindow({ API: api, API_1484_11: api }))).connected).toBe(false)
  })
})

describe('a course from first to last page', () => {
  test('a finished course that is opened again is still finished, with all its answers', async () => {
    const lms = createFakeLms()
    const { session } = await throughExam(lms, 8)
    await session.exit()
    const again = await sit(course, inFrame(lms))
    expect(again.session.state()).toEqual(session.state())
    await again.session.exit()
    expect(lms.finished).toEqual([])
    expect(lms.record()).toMatchObject({ 'cmi.success_status': 'passed', 'cmi.completion_status': 'completed' })
  })

  test('score comes first, then objectives, interactions, statuses and commit', async () => {
    const lms = createFakeLms()
    const sitting = await sit(course, inFrame(lms))
    study(sitting)
    await sitting.wait(5)
    const from = lms.calls.length
    takeExam(sitting, 8)
    await sitting.wait(5)
    const order = lms.calls.slice(from).map(({ name, parameters: [element] }) => `${name} ${String(element)}`)
    // The exam's start was saved by itself before; this is the save that has the result.
    const result = order.slice(order.indexOf('SetValue cmi.score.min'))
    const parts = ['cmi.score.', 'cmi.objectives.', 'cmi.interactions.', '_status', 'Commit ']
    const groups = result.map((call) => parts.findIndex((part) => call.includes(part))).filter((group) => group >= 0)
    expect(groups).toEqual([...groups].sort((a, b) => a - b))
    expect(new Set(groups).size).toBe(parts.length)
  })

  test('there is no score before an exam was handed in, and progress stays below 1 until all is done', async () => {
    const lms = createFakeLms()
    const sitting = await sit(course, inFrame(lms))
    study(sitting)
    await sitting.wait(5)
    expect(sets(lms).filter((line) => line.startsWith('score'))).toEqual([])
    expect(lms.record()).toMatchObject({ 'cmi.completion_status': 'incomplete', 'cmi.success_status': 'unknown' })
    const read = { ...untouched.progress, fraction: 1 }
    await sitting.connection.save({ ...untouched, progress: read })
    expect(lms.record()['cmi.progress_measure']).toBe('0.99')
  })

  test('a course without an exam is completed and never passed', async () => {
    const lms = createFakeLms()
    const { exam: _, ...rule } = course.completion
    const sitting = await sit({ ...course, exams: [], completion: rule }, inFrame(lms))
    study(sitting)
    await sitting.session.exit()
    expect(lms.record()).toMatchObject({ 'cmi.completion_status': 'completed', 'cmi.success_status': 'unknown' })
  })
})

describe('objectives', () => {
  test('one per module and exam domain, with title, score and both statuses', async () => {
    const lms = createFakeLms()
    await throughExam(lms, 4)
    expect(recordOf(lms, 'objectives', 'module-basics')).toEqual({
      id: 'module-basics',
      description: '{lang=en}Basics',
      'score.scaled': '1',
      'score.raw': '100',
      'score.min': '0',
      'score.max': '100',
      completion_status: 'completed',
      success_status: 'passed',
    })
    const domains = ['domain-diagnosis', 'domain-documentation'].map((id) => recordOf(lms, 'objectives', id))
    expect(domains.map((domain) => domain.completion_status)).toEqual(['completed', 'completed'])
    expect(domains.map((domain) => domain.success_status)).toContain('failed')
    expect(lms.record()).not.toHaveProperty('cmi.objectives.4.id')
    expect(lms.refusals).toEqual([])
  })

  test('those an LMS made from the manifest are used, in its order; what is missing is added', async () => {
    const objectives = ['someone-elses', 'domain-diagnosis', 'module-sequencing']
    const lms = createFakeLms({ objectives })
    for (const right of [3, 8]) await (await throughExam(lms, right)).session.exit()
    const ids = Array.from({ length: 6 }, (_, i) => lms.record()[`cmi.objectives.${i}.id`])
    expect(ids).toEqual([...objectives, 'module-basics', 'domain-documentation', undefined])
    expect(sets(lms).filter((line) => /^objectives\.\d+\.id/.test(line))).toHaveLength(2)
    expect(sets(lms).filter((line) => line.startsWith('objectives.0'))).toEqual([])
    expect(lms.refusals).toEqual([])
  })

  test('a worse attempt takes nothing away', async () => {
    const lms = createFakeLms()
    const sitting = await sit(course, inFrame(lms))
    takeExam(sitting, 8)
    await sitting.wait(5)
    takeExam(sitting, 0)
    await sitting.session.exit()
    for (const id of ['domain-diagnosis', 'domain-documentation']) {
      expect(recordOf(lms, 'objectives', id)).toMatchObject({ 'score.raw': '100', success_status: 'passed' })
    }
  })

  test('what an LMS does not keep is not set, and one that keeps none does not hold up progress', async () => {
    const few = createFakeLms({ record: { 'cmi.objectives._children': 'id,success_status' } })
    await throughExam(few, 8)
    expect(sets(few).filter((line) => /^objectives\.\d+\.(?!id|success)/.test(line))).toEqual([])
    const told = sets(few).filter((line) => /^objectives\.\d+\.success/.test(line))
    expect(told.filter((line) => line.endsWith('passed'))).toHaveLength(objectivesOf(course).length)
    const none = createFakeLms({ without: ['cmi.objectives'] })
    const { session } = await throughExam(none, 8)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    expect(sets(none).filter((line) => line.startsWith('objectives'))).toEqual([])
  })

  test('an LMS that takes no more of them is told of once', async () => {
    const lms = createFakeLms({ disturb: (_, [name]) => (/objectives\.2\.id/.test(String(name)) ? 351 : undefined) })
    const { session, wait } = await sit(course, inFrame(lms))
    session.visit('basics/documentation', true)
    takeExam({ session, wait, connection: session.connection }, 8)
    await wait(30)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    expect(sets(lms).filter((line) => line.startsWith('objectives.2.id'))).toHaveLength(1)
  })
})

describe('what is written', () => {
  test.each([
    ['completed', 'passed', '0.955'],
    ['completed', 'unknown', '0.5'],
    ['incomplete', 'failed', '0.4'],
  ])('%s and %s are said again and never lowered', async (completion, success, scaled) => {
    const record = {
      'cmi.completion_status': completion,
      'cmi.success_status': success,
      'cmi.score.scaled': scaled,
      'cmi.progress_measure': '0.6',
    }
    const lms = createFakeLms({ record })
    const { session } = await sit(course, inFrame(lms))
    session.visit('basics/documentation', true)
    await session.exit()
    expect(lms.record()).toMatchObject(record)
    expect(sets(lms).filter((line) => /^(completion|success)_status/.test(line))).toEqual([
      `completion_status=${completion}`,
      `success_status=${success}`,
    ])
  })
})

describe('ending', () => {
  test('"save and exit" in the middle suspends, also where the LMS knows no navigation requests', async () => {
    for (const without of [[], ['adl.nav.request']]) {
      const lms = createFakeLms({ without })
      const { session } = await sit(course, inFrame(lms))
      expect(await session.exit()).toEqual({ saved: true })
      expect(sets(lms).at(-1)).toBe('adl.nav.request=suspendAll')
      expect(lms.record()['cmi.entry']).toBe('resume')
    }
  })
})

describe('an LMS that fails', () => {
  const failing = (failures: { left: number }, name: string, element?: string) =>
    createFakeLms({
      disturb: (called, [first]) =>
        called === name && (element === undefined || first === element) && failures.left-- > 0 ? 391 : undefined,
    })

  test('while it does not take "suspend", nothing is written and the session is not ended', async () => {
    const failures = { left: 0 }
    const lms = failing(failures, 'SetValue', 'cmi.exit')
    const before = await sit(course, inFrame(lms))
    before.session.visit('basics/documentation', true)
    await before.session.exit()
    failures.left = 99
    const { session } = await sit(course, inFrame(lms))
    session.visit('sequencing/overview', true)
    expect(await session.exit()).toMatchObject({ saved: false })
    session.leave()
    expect(named(lms, 'Terminate')).toBe(1)
    const third = await sit(course, inFrame(lms))
    expect(third.session.state().visited).toEqual(['basics/documentation'])
  })

  test('a pass that could not be written does not end the attempt', async () => {
    const failures = { left: 0 }
    const lms = failing(failures, 'SetValue', 'cmi.completion_status')
    const sitting = await sit(course, inFrame(lms))
    failures.left = 99
    study(sitting)
    takeExam(sitting, 8)
    sitting.session.leave()
    failures.left = 0
    const again = await sit(course, inFrame(lms))
    await again.session.exit()
    expect(lms.record()).toMatchObject({ 'cmi.completion_status': 'completed', 'cmi.success_status': 'passed' })
    expect(lms.finished).toEqual([])
  })
})
