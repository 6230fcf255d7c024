import { describe, expect, test } from 'vitest'
import { objectivesOf } from '../../src/model/objectives.ts'
import { decodeState } from '../../src/model/state/codec.ts'
import type { Snapshot } from '../../src/player/drivers/driver.ts'
import { compiledFixture } from '../support/compiled.ts'
import { createFakeLms, type FakeLms, type LmsOptions } from '../support/fake-lms-2004.ts'
import { fakeWindow, study, takeExam } from './scorm12-sitting.ts'
import { connect, inFrame, named, recordOf, sets, sit } from './scorm2004-sitting.ts'

const course = compiledFixture('minimal')

/** What a player hands in that has nothing to tell. */
const untouched: Snapshot = {
  state: '',
  progress: {
    sections: { opened: 0, total: 1 },
    checks: { answered: 0, correct: 0, total: 0 },
    fraction: 0,
    complete: false,
    outcome: 'incomplete',
  },
  sessionSeconds: 1,
  totalSeconds: 1,
}

/** One sitting in which everything is read and answered and the exam taken with `right` of 8 questions right. */
async function throughExam(lms: FakeLms, right: number) {
  const sitting = await sit(course, inFrame(lms))
  study(sitting)
  takeExam(sitting, right)
  await sitting.wait(5)
  return sitting
}

describe('beginning', () => {
  test('initialises once and makes the session resumable and incomplete before anything else', async () => {
    const lms = createFakeLms()
    const connection = await connect(course, inFrame(lms))
    expect(connection).toMatchObject({ connected: true, mode: 'normal', canExit: true, learnerName: 'Jane Doe' })
    expect(connection.state).toBeUndefined()
    expect(named(lms, 'Initialize')).toBe(1)
    expect(sets(lms)).toEqual(['exit=suspend', 'completion_status=incomplete', 'success_status=unknown'])
    expect(lms.record()).toMatchObject({ 'cmi.exit': 'suspend', 'cmi.completion_status': 'incomplete' })
    expect(lms.refusals).toEqual([])
  })

  test('hands back what was saved', async () => {
    const lms = createFakeLms({ record: { 'cmi.suspend_data': 'as it was', 'cmi.entry': 'resume' } })
    expect(await connect(course, inFrame(lms))).toMatchObject({ state: 'as it was' })
  })

  test('takes no API of SCORM 1.2 for its own', async () => {
    const api = Object.fromEntries(
      ['LMSInitialize', 'LMSFinish', 'LMSGetValue', 'LMSSetValue', 'LMSCommit', 'LMSGetLastError'].map((name) => [
        name,
        () => 'true',
      ]),
    )
    expect((await connect(course, fakeWindow({ API: api, API_1484_11: api }))).connected).toBe(false)
  })

  test.each<[string, LmsOptions]>([
    ['does not initialise', { disturb: (name) => (name === 'Initialize' ? 102 : undefined) }],
    ['throws', { disturb: (name) => (name === 'Initialize' ? new Error('gone') : undefined) }],
    ['cannot read the saved progress', { disturb: (_, [name]) => (name === 'cmi.suspend_data' ? 301 : undefined) }],
  ])('an LMS that %s is not taken for an empty record', async (_, options) => {
    const lms = createFakeLms({ ...options, record: { 'cmi.suspend_data': 'precious' } })
    expect((await connect(course, inFrame(lms))).connected).toBe(false)
    expect(sets(lms)).toEqual([])
    expect(lms.record()['cmi.suspend_data']).toBe('precious')
  })

  test('reading is tried again before it counts as failed', async () => {
    let failures = 2
    const lms = createFakeLms({
      record: { 'cmi.suspend_data': 'precious' },
      disturb: (_, [element]) => (element === 'cmi.suspend_data' && failures-- > 0 ? 301 : undefined),
    })
    expect(await connect(course, inFrame(lms))).toMatchObject({ connected: true, state: 'precious' })
  })

  test('a session that a page of the LMS has initialised is used; one that has ended is not', async () => {
    const lms = createFakeLms()
    const api = lms.open()
    api.Initialize('')
    expect((await connect(course, fakeWindow({ API_1484_11: api }))).connected).toBe(true)
    api.Terminate('')
    expect((await connect(course, fakeWindow({ API_1484_11: api }))).connected).toBe(false)
  })

  test('an LMS that answers booleans or has no mode is as good as any', async () => {
    const lms = createFakeLms({ booleans: true, record: { 'cmi.mode': '', 'cmi.credit': '' } })
    const { connection, session, wait } = await sit(course, inFrame(lms))
    expect(connection).toMatchObject({ connected: true, mode: 'normal' })
    session.visit('basics/documentation', true)
    await wait(5)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    expect(lms.record()['cmi.location']).toBe('basics/documentation')
  })
})

describe('a course from first to last page', () => {
  test('read, fail, come back, pass: what the LMS has in the end', async () => {
    const lms = createFakeLms()
    const first = await throughExam(lms, 4)
    expect(lms.record()).toMatchObject({
      'cmi.completion_status': 'incomplete',
      'cmi.success_status': 'failed',
      'cmi.score.scaled': '0.5556',
      'cmi.score.raw': '55.56',
      'cmi.score.min': '0',
      'cmi.score.max': '100',
      'cmi.progress_measure': '0.92',
      'cmi.exit': 'suspend',
    })
    await first.session.exit()
    expect(lms.record()).toMatchObject({ 'cmi.entry': 'resume', 'cmi.success_status': 'failed' })

    const second = await sit(course, inFrame(lms))
    expect(second.session.state()).toEqual(first.session.state())
    takeExam(second, 8)
    await second.wait(5)
    expect(lms.record()).toMatchObject({
      'cmi.completion_status': 'completed',
      'cmi.success_status': 'passed',
      'cmi.score.scaled': '1',
      'cmi.score.raw': '100',
      'cmi.progress_measure': '1',
      'cmi.exit': 'suspend',
    })
    expect(await second.session.exit()).toEqual({ saved: true })
    expect(sets(lms).at(-1)).toBe('adl.nav.request=suspendAll')
    expect(lms.record()).toMatchObject({ 'cmi.entry': 'resume', 'cmi.success_status': 'passed' })
    expect(lms.refusals).toEqual([])
    expect(named(lms, 'Terminate')).toBe(2)
  })

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

  test('passing the exam before reading everything is not passing the course', async () => {
    const lms = createFakeLms()
    const sitting = await sit(course, inFrame(lms))
    takeExam(sitting, 8)
    await sitting.session.exit()
    expect(lms.record()).toMatchObject({
      'cmi.completion_status': 'incomplete',
      'cmi.success_status': 'unknown',
      'cmi.score.scaled': '1',
    })
  })

  test('a course without an exam is completed and never passed', async () => {
    const lms = createFakeLms()
    const { exam: _, ...rule } = course.completion
    const sitting = await sit({ ...course, exams: [], completion: rule }, inFrame(lms))
    study(sitting)
    await sitting.session.exit()
    expect(lms.record()).toMatchObject({ 'cmi.completion_status': 'completed', 'cmi.success_status': 'unknown' })
  })

  test('the session time is that of this session, and the LMS adds it up', async () => {
    const lms = createFakeLms()
    for (const seconds of [61, 3600]) {
      const { session, wait } = await sit(course, inFrame(lms))
      session.visit('basics/documentation', true)
      for (let waited = 0; waited < seconds; waited += 1) {
        session.tick()
        await wait(1)
      }
      await session.exit()
    }
    expect(lms.record()['cmi.total_time']).toBe('PT1H1M1S')
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
  test('500 quick answers cost a few calls each, however many came before', async () => {
    const lms = createFakeLms()
    const { session, wait } = await sit(course, inFrame(lms))
    const from = lms.calls.length
    for (let i = 0; i < 500; i++) {
      session.answer('any', 'query-leading', [i % 2 === 0 ? 'true' : 'false'], 1)
      await wait(0)
    }
    const calls = lms.calls.slice(from)
    expect(calls.filter(({ parameters: [e] }) => String(e).endsWith('.learner_response'))).toHaveLength(500)
    // Ten elements an answer, the saved progress where it changed, and one commit; the objectives once.
    expect(calls.length).toBeLessThanOrEqual(500 * 12 + 40)
    expect(named(lms, 'Commit')).toBeLessThanOrEqual(502)
    expect(lms.refusals).toEqual([])
  })

  test('a save that changes nothing makes no call', async () => {
    const lms = createFakeLms()
    const { connection } = await sit(course, inFrame(lms))
    const snapshot = { ...untouched, state: 'abc' }
    await connection.save(snapshot)
    const before = lms.calls.length
    expect(await connection.save(snapshot)).toEqual({ saved: true })
    expect(lms.calls).toHaveLength(before)
    expect(await connection.save({ ...snapshot, state: 'x'.repeat(64_001) })).toEqual({
      saved: false,
      reason: 'Progress is 64001 characters long; SCORM 2004 keeps 64000.',
    })
    expect(lms.refusals).toEqual([])
    expect(lms.record()['cmi.suspend_data']).toBe('abc')
  })

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

  test('a lower result leaves the better score', async () => {
    const lms = createFakeLms({ record: { 'cmi.score.scaled': '0.955', 'cmi.score.raw': '95.5' } })
    await throughExam(lms, 6)
    expect(lms.record()).toMatchObject({ 'cmi.score.scaled': '0.955', 'cmi.score.raw': '95.5' })
  })

  test('nothing but Terminate in review and browse mode', async () => {
    for (const mode of ['review', 'browse']) {
      const lms = createFakeLms({ record: { 'cmi.mode': mode, 'cmi.suspend_data': 'x', 'cmi.entry': 'resume' } })
      const { connection, session } = await sit(course, inFrame(lms))
      expect(connection).toMatchObject({ connected: true, mode, state: 'x' })
      session.visit('basics/documentation', true)
      expect(await session.exit()).toEqual({ saved: true })
      session.leave()
      connection.leave(untouched)
      expect(sets(lms)).toEqual([])
      expect(named(lms, 'Terminate')).toBe(1)
      expect(lms.refusals).toEqual([])
    }
  })
})

describe('ending', () => {
  test('leaving saves, ends once, asks the LMS for nothing, and nothing is written after it', async () => {
    const lms = createFakeLms()
    const { connection, session } = await sit(course, inFrame(lms))
    session.visit('basics/documentation', true)
    session.leave()
    session.leave()
    const after = lms.calls.length
    expect(connection.connected).toBe(false)
    expect(await connection.save({ ...untouched, state: 'later' })).toMatchObject({ saved: false })
    connection.leave({ ...untouched, state: 'later' })
    expect(lms.calls).toHaveLength(after)
    expect(named(lms, 'Terminate')).toBe(1)
    expect(sets(lms).filter((line) => line.startsWith('adl.'))).toEqual([])
    expect(lms.record()).toMatchObject({ 'cmi.location': 'basics/documentation', 'cmi.entry': 'resume' })
  })

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

  test('a failed commit is told with code and words, and made up for', async () => {
    const failures = { left: 0 }
    const lms = failing(failures, 'Commit')
    const { session, wait } = await sit(course, inFrame(lms))
    failures.left = 1
    session.visit('basics/documentation', true)
    await wait(3)
    expect(session.saveStatus()).toMatchObject({
      kind: 'failed',
      reason: 'Commit failed: error 391, General Commit Failure.',
    })
    await wait(10)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    expect(lms.record()['cmi.location']).toBe('basics/documentation')
  })

  test('an answer that could not be set is set with the next save, in its own place', async () => {
    const failures = { left: 0 }
    const lms = failing(failures, 'SetValue', 'cmi.interactions.0.learner_response')
    const { session, wait } = await sit(course, inFrame(lms))
    failures.left = 1
    session.answer('any', 'query-leading', ['true'], 1)
    await wait(1)
    expect(session.saveStatus()).toMatchObject({ kind: 'failed' })
    session.answer('any', 'query-leading', ['false'], 1)
    await wait(10)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    expect(lms.record()).toMatchObject({
      'cmi.interactions.0.learner_response': 'true',
      'cmi.interactions.1.learner_response': 'false',
    })
  })

  test('an LMS that takes no more answers does not hold up progress and is not asked again', async () => {
    const lms = createFakeLms({
      disturb: (_, [element]) => (/^cmi\.interactions\.\d/.test(String(element)) ? 351 : undefined),
    })
    const { session, wait } = await sit(course, inFrame(lms))
    session.answer('any', 'query-leading', ['true'], 1)
    await wait(1)
    expect(session.saveStatus()).toMatchObject({ kind: 'failed' })
    await wait(10)
    session.answer('any', 'query-leading', ['false'], 1)
    await wait(1)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    expect(sets(lms).filter((line) => line.startsWith('interactions'))).toHaveLength(1)
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

  test('throwing at every call never throws at the player', async () => {
    const state = { broken: false }
    const lms = createFakeLms({ disturb: () => (state.broken ? new Error('The window is gone') : undefined) })
    const { connection, session, wait } = await sit(course, inFrame(lms))
    state.broken = true
    session.visit('basics/documentation', true)
    await wait(3)
    const status = session.saveStatus()
    expect(status.kind === 'failed' ? status.reason : '').toContain('The window is gone')
    expect(await session.exit()).toMatchObject({ saved: false })
    state.broken = false
    expect(connection.connected).toBe(true)
    expect(await session.exit()).toEqual({ saved: true })
    const saved = decodeState(course, lms.record()['cmi.suspend_data'] ?? '')
    expect(saved).toMatchObject({ state: { bookmark: 'basics/documentation' } })
  })
})
