import { describe, expect, test } from 'vitest'
import { decodeState } from '../../src/model/state/codec.ts'
import type { Snapshot } from '../../src/player/drivers/driver.ts'
import { compiledFixture } from '../support/compiled.ts'
import { createFakeLms, type FakeLms, type LmsOptions } from '../support/fake-lms.ts'
import { connect, fakeWindow, keyOf, sit, study, takeExam } from './scorm12-sitting.ts'

const course = compiledFixture('minimal')

const inFrame = (lms: FakeLms) => fakeWindow({ parent: fakeWindow({ API: lms.open() }) })

/** Elements set, in order, as `element=value` without `cmi.`. */
const sets = (lms: FakeLms, from = 0): string[] =>
  lms.calls
    .slice(from)
    .filter(({ name }) => name === 'LMSSetValue')
    .map(({ parameters: [element, value] }) => `${String(element).replace(/^cmi\./, '')}=${String(value)}`)

const named = (lms: FakeLms, name: string): number => lms.calls.filter((call) => call.name === name).length

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
    expect(named(lms, 'LMSInitialize')).toBe(1)
    expect(sets(lms)).toEqual(['core.exit=suspend', 'core.lesson_status=incomplete'])
    expect(lms.record()['cmi.core.lesson_status']).toBe('incomplete')
    expect(lms.refusals).toEqual([])
  })

  test('hands back what was saved', async () => {
    const lms = createFakeLms({ record: { 'cmi.suspend_data': 'as it was', 'cmi.core.entry': 'resume' } })
    expect(await connect(course, inFrame(lms))).toMatchObject({ state: 'as it was' })
  })

  test('waits for an API that comes late', async () => {
    const lms = createFakeLms()
    const parent = fakeWindow()
    const window = fakeWindow({ parent })
    const later = { step: window.setTimeout }
    Object.assign(window, {
      setTimeout: (step: () => void, ms: number) => {
        if (window.waited >= 3000) Object.assign(parent, { API: lms.open() })
        later.step(step, ms)
      },
    })
    expect((await connect(course, window)).connected).toBe(true)
    expect(window.waited).toBeGreaterThanOrEqual(3000)
    expect(window.waited).toBeLessThan(4000)
  })

  test('without an LMS it works on in this browser: after 10 s in a frame, sooner in a page alone', async () => {
    const framed = fakeWindow({ parent: fakeWindow() })
    expect(await connect(course, framed)).toMatchObject({ connected: false, mode: 'normal' })
    expect(framed.waited).toBeGreaterThanOrEqual(10_000)
    const alone = fakeWindow()
    expect((await connect(course, alone)).connected).toBe(false)
    expect(alone.waited).toBeLessThan(3000)
  })

  test.each<[string, LmsOptions]>([
    ['does not initialise', { disturb: (name) => (name === 'LMSInitialize' ? 401 : undefined) }],
    ['throws', { disturb: (name) => (name === 'LMSInitialize' ? new Error('gone') : undefined) }],
    [
      'cannot read the saved progress',
      { disturb: (_, [element]) => (element === 'cmi.suspend_data' ? 101 : undefined) },
    ],
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
      disturb: (_, [element]) => (element === 'cmi.suspend_data' && failures-- > 0 ? 101 : undefined),
    })
    expect(await connect(course, inFrame(lms))).toMatchObject({ connected: true, state: 'precious' })
  })

  test('a session that a page of the LMS has initialised is used; one that has ended is not', async () => {
    const lms = createFakeLms()
    const api = lms.open()
    api.LMSInitialize('')
    expect((await connect(course, fakeWindow({ API: api }))).connected).toBe(true)
    api.LMSFinish('')
    expect((await connect(course, fakeWindow({ API: api }))).connected).toBe(false)
  })

  test('an LMS that answers booleans or has no mode is as good as any', async () => {
    const lms = createFakeLms({ booleans: true, record: { 'cmi.core.lesson_mode': '', 'cmi.core.credit': '' } })
    const { connection, session, wait } = await sit(course, inFrame(lms))
    expect(connection).toMatchObject({ connected: true, mode: 'normal' })
    session.visit('basics/documentation', true)
    await wait(5)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    expect(lms.record()['cmi.core.lesson_location']).toBe('basics/documentation')
  })
})

describe('a course from first to last page', () => {
  test('read, fail, come back, pass: what the LMS has in the end', async () => {
    const lms = createFakeLms()
    const first = await throughExam(lms, 4)
    expect(lms.record()).toMatchObject({
      'cmi.core.lesson_status': 'failed',
      'cmi.core.score.raw': '55.56',
      'cmi.core.score.min': '0',
      'cmi.core.score.max': '100',
      'cmi.core.exit': 'suspend',
    })
    await first.session.exit()
    expect(lms.record()).toMatchObject({ 'cmi.core.entry': 'resume', 'cmi.core.lesson_status': 'failed' })

    const second = await sit(course, inFrame(lms))
    expect(second.session.state()).toEqual(first.session.state())
    expect(lms.calls.at(-1)?.name).toBe('LMSCommit')
    takeExam(second, 8)
    await second.wait(5)
    expect(lms.record()).toMatchObject({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '100' })
    await second.wait(3595)
    expect(await second.session.exit()).toEqual({ saved: true })
    expect(lms.record()).toMatchObject({ 'cmi.core.entry': '', 'cmi.core.lesson_status': 'passed' })
    expect(lms.refusals).toEqual([])
    expect(named(lms, 'LMSFinish')).toBe(2)
  })

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

  test('there is no score before an exam was handed in', async () => {
    const lms = createFakeLms()
    const sitting = await sit(course, inFrame(lms))
    study(sitting)
    await sitting.wait(5)
    expect(sets(lms).filter((line) => line.includes('score'))).toEqual([])
    expect(lms.record()['cmi.core.lesson_status']).toBe('incomplete')
  })

  test('passing the exam before reading everything is not passing the course', async () => {
    const lms = createFakeLms()
    const sitting = await sit(course, inFrame(lms))
    takeExam(sitting, 8)
    await sitting.session.exit()
    expect(lms.record()).toMatchObject({ 'cmi.core.lesson_status': 'incomplete', 'cmi.core.score.raw': '100' })
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
    expect(lms.record()['cmi.core.total_time']).toBe('0001:01:01.00')
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

  test('one record per attempt and question, with ids that stay and never repeat', async () => {
    const lms = createFakeLms()
    for (const seed of ['seed42', 'seed42', 'seed42']) {
      const sitting = await sit(course, inFrame(lms), seed)
      const check = course.modules[0]?.sections[0]?.blocks.find((block) => block.kind === 'check')
      const id = check?.kind === 'check' ? (check.questions[0] ?? '') : ''
      sitting.session.answer(check?.kind === 'check' ? check.id : '', id, keyOf(course, id), 3)
      sitting.session.answer(check?.kind === 'check' ? check.id : '', id, keyOf(course, id), 3)
      takeExam(sitting, 4)
      await sitting.session.exit()
    }
    const ids = Object.entries(lms.record()).flatMap(([name, value]) =>
      /^cmi\.interactions\.\d+\.id$/.test(name) ? [value] : [],
    )
    expect(ids).toHaveLength(3 * (2 + 4))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => id.endsWith('_final_3'))).toHaveLength(4)
    expect(ids[0]).toMatch(/^[a-z-]+_1$/)
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

  test('partial credit is the share of the points', async () => {
    const partial = {
      ...course,
      questions: course.questions.map((q) => (q.id === 'steps-order' ? { ...q, partial: true } : q)),
    }
    const key = keyOf(course, 'steps-order')
    const lms = createFakeLms()
    const { session, wait } = await sit(partial, inFrame(lms))
    session.answer('any', 'steps-order', [key[1] ?? '', key[0] ?? '', ...key.slice(2)], 1)
    await wait(5)
    expect(Number(lms.record()['cmi.interactions.0.result'])).toBeCloseTo((key.length - 2) / key.length, 2)
    expect(lms.refusals).toEqual([])
  })

  test('an LMS that keeps no interactions gets none, one that keeps few gets those', async () => {
    const answer = async (children: string) => {
      const lms = createFakeLms({ record: { 'cmi.interactions._children': children } })
      const { session, wait } = await sit(course, inFrame(lms))
      session.answer('any', 'query-leading', ['true'], 1)
      await wait(5)
      return sets(lms).filter((line) => line.startsWith('interactions'))
    }
    expect(await answer('')).toEqual([])
    expect(await answer('id,result')).toEqual(['interactions.0.id=query-leading_1', 'interactions.0.result=wrong'])
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
    expect(calls.filter(({ parameters: [e] }) => String(e).endsWith('.student_response'))).toHaveLength(500)
    // Nine elements an answer, the saved progress where it changed, and one commit.
    expect(calls.length).toBeLessThanOrEqual(500 * 11 + 10)
    expect(named(lms, 'LMSCommit')).toBeLessThanOrEqual(502)
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
    expect(await connection.save({ ...snapshot, state: 'x'.repeat(4097) })).toEqual({
      saved: false,
      reason: 'Progress is 4097 characters long; SCORM 1.2 keeps 4096.',
    })
    expect(lms.refusals).toEqual([])
    expect(lms.record()['cmi.suspend_data']).toBe('abc')
  })

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

  test('a lower result leaves the better score', async () => {
    const lms = createFakeLms({ record: { 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '95.5' } })
    await throughExam(lms, 6)
    expect(lms.record()).toMatchObject({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '95.5' })
  })

  test('nothing but LMSFinish in review and browse mode', async () => {
    for (const mode of ['review', 'browse']) {
      const lms = createFakeLms({
        record: { 'cmi.core.lesson_mode': mode, 'cmi.suspend_data': 'x', 'cmi.core.lesson_status': 'passed' },
      })
      const { connection, session } = await sit(course, inFrame(lms))
      expect(connection).toMatchObject({ connected: true, mode, state: 'x' })
      session.visit('basics/documentation', true)
      expect(await session.exit()).toEqual({ saved: true })
      session.leave()
      connection.leave(untouched)
      expect(sets(lms)).toEqual([])
      expect(named(lms, 'LMSFinish')).toBe(1)
      expect(lms.refusals).toEqual([])
    }
  })
})

describe('ending', () => {
  test('leaving saves, finishes once, and nothing is written after it', async () => {
    const lms = createFakeLms()
    const { connection, session } = await sit(course, inFrame(lms))
    session.visit('basics/documentation', true)
    session.leave()
    session.leave()
    const snapshot = { ...untouched, state: 'later' }
    const after = lms.calls.length
    // The page comes back from the browser's cache: SCORM 1.2 cannot begin again, so it says it is not connected.
    expect(connection.connected).toBe(false)
    expect(await connection.save(snapshot)).toMatchObject({ saved: false })
    connection.leave(snapshot)
    expect(lms.calls).toHaveLength(after)
    expect(named(lms, 'LMSFinish')).toBe(1)
    expect(lms.record()['cmi.core.lesson_location']).toBe('basics/documentation')
  })

  test('a pop-up is closed after saving, a frame is not', async () => {
    for (const popup of [true, false]) {
      const lms = createFakeLms()
      const opener = fakeWindow({ API: lms.open() })
      const window = popup ? fakeWindow({ opener }) : fakeWindow({ parent: opener })
      await (await sit(course, window)).session.exit()
      expect(window.closed).toBe(popup)
    }
  })
})

describe('an LMS that fails', () => {
  const failing = (failures: { left: number }, name: string, element?: string) =>
    createFakeLms({
      disturb: (called, [first]) =>
        called === name && (element === undefined || first === element) && failures.left-- > 0 ? 101 : undefined,
    })

  test('a failed commit is told with code and words, and made up for', async () => {
    const failures = { left: 0 }
    const lms = failing(failures, 'LMSCommit')
    const { session, wait } = await sit(course, inFrame(lms))
    failures.left = 1
    session.visit('basics/documentation', true)
    await wait(3)
    expect(session.saveStatus()).toMatchObject({
      kind: 'failed',
      reason: 'LMSCommit failed: error 101, General Exception.',
    })
    await wait(10)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    expect(lms.record()['cmi.core.lesson_location']).toBe('basics/documentation')
  })

  test('a save in which nothing has changed still makes up for a failed commit', async () => {
    const failures = { left: 0 }
    const lms = failing(failures, 'LMSCommit')
    const connection = await connect(course, inFrame(lms))
    failures.left = 1
    expect(await connection.save({ ...untouched, state: 'abc' })).toMatchObject({ saved: false })
    expect(await connection.save({ ...untouched, state: 'abc' })).toEqual({ saved: true })
    expect(lms.record()['cmi.suspend_data']).toBe('abc')
  })

  test('an answer that could not be set is set with the next save, in its own place', async () => {
    const failures = { left: 0 }
    const lms = failing(failures, 'LMSSetValue', 'cmi.interactions.0.student_response')
    const { session, wait } = await sit(course, inFrame(lms))
    failures.left = 1
    session.answer('any', 'query-leading', ['true'], 1)
    await wait(1)
    expect(session.saveStatus()).toMatchObject({ kind: 'failed' })
    session.answer('any', 'query-leading', ['false'], 1)
    await wait(10)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    expect(lms.record()).toMatchObject({
      'cmi.interactions.0.student_response': 't',
      'cmi.interactions.1.student_response': 'f',
    })
    expect(sets(lms).filter((line) => line.startsWith('interactions.0.id'))).toHaveLength(1)
  })

  test('an LMS that takes no more answers does not hold up progress and is not asked again', async () => {
    const lms = createFakeLms({
      disturb: (_, [element]) => (/^cmi\.interactions\.\d/.test(String(element)) ? 405 : undefined),
    })
    const { session, wait } = await sit(course, inFrame(lms))
    session.answer('any', 'query-leading', ['true'], 1)
    await wait(1)
    expect(session.saveStatus()).toMatchObject({
      kind: 'failed',
      reason: 'LMSSetValue of cmi.interactions.0.id failed: error 405, Incorrect Data Type.',
    })
    await wait(10)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    session.answer('any', 'query-leading', ['false'], 1)
    await wait(1)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    expect(sets(lms).filter((line) => line.startsWith('interactions'))).toHaveLength(1)
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

  test('exit does not finish while something is unsaved; leaving tries once more', async () => {
    const failures = { left: 0 }
    const lms = failing(failures, 'LMSCommit')
    const { session } = await sit(course, inFrame(lms))
    session.visit('basics/documentation', true)
    failures.left = 1
    expect(await session.exit()).toMatchObject({ saved: false })
    expect(named(lms, 'LMSFinish')).toBe(0)
    session.leave()
    expect(named(lms, 'LMSFinish')).toBe(1)
    expect(lms.record()['cmi.core.lesson_location']).toBe('basics/documentation')
  })
})
