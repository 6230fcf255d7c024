import { describe, expect, test } from 'vitest'
import { indexOf } from '../../src/model/course-index.ts'
import { compiledFixture } from '../support/compiled.ts'
import { countOf, inFrame, type Lms, type Options, setsOf, standards, type Tested } from './scorm-standards.ts'
import { fakeWindow, keyOf, type Sitting, sit as sitIn, study, takeExam, untouched } from './scorm12-sitting.ts'

/** The story that both SCORM standards tell alike; what each says in its own way is in its own file. */
const course = compiledFixture('minimal')

describe.each(Object.entries<Tested>(standards))('%s', (_, standard) => {
  const { api, calls, location, create, connect, errors, reasons, story } = standard
  const framed = (lms: Lms) => inFrame(standard, lms)
  const sets = (lms: Lms, start = ''): string[] => setsOf(standard, lms).filter((line) => line.startsWith(start))
  const count = (lms: Lms, name: keyof typeof calls): number => countOf(standard, lms, name)
  const sit = (lms: Lms, of = course): Promise<Sitting> => sitIn(of, framed(lms), 'seed42', undefined, connect)

  /** One sitting in which everything is read and answered and the exam taken with `right` of 8 questions right. */
  async function throughExam(lms: Lms, right: number): Promise<Sitting> {
    const sitting = await sit(lms)
    study(sitting)
    takeExam(sitting, right)
    await sitting.wait(5)
    return sitting
  }

  describe('beginning', () => {
    test('initialises once and makes the session resumable and incomplete before anything else', async () => {
      const lms = create()
      const connection = await connect(course, framed(lms))
      expect(connection).toMatchObject({ connected: true, mode: 'normal', canExit: true, learnerName: 'Jane Doe' })
      expect(connection.state).toBeUndefined()
      expect(count(lms, 'initialize')).toBe(1)
      expect(sets(lms)).toEqual(standard.begun)
      const { [standard.exit]: exit } = lms.record()
      expect(exit).toBe('suspend')
      expect(standard.standing(lms.record())).toEqual(standard.standing(standard.visited))
      expect(lms.refusals).toEqual([])
    })

    test('hands back what was saved', async () => {
      const lms = create({ record: { ...standard.visited, 'cmi.suspend_data': 'as it was' } })
      expect(await connect(course, framed(lms))).toMatchObject({ state: 'as it was' })
    })

    test('waits for an API that comes late', async () => {
      const lms = create()
      const parent = fakeWindow()
      const window = fakeWindow({ parent })
      const later = { step: window.setTimeout }
      Object.assign(window, {
        setTimeout: (step: () => void, ms: number) => {
          if (window.waited >= 3000) Object.assign(parent, { [api]: lms.open() })
          later.step(step, ms)
        },
      })
      expect((await connect(course, window)).connected).toBe(true)
      expect(window.waited).toBeGreaterThanOrEqual(3000)
      expect(window.waited).toBeLessThan(4000)
    })

    test('without an LMS it works on in this browser: after 10 s in a frame, sooner in a page alone', async () => {
      const frame = fakeWindow({ parent: fakeWindow() })
      expect(await connect(course, frame)).toMatchObject({ connected: false, mode: 'normal' })
      expect(frame.waited).toBeGreaterThanOrEqual(10_000)
      const alone = fakeWindow()
      expect((await connect(course, alone)).connected).toBe(false)
      expect(alone.waited).toBeLessThan(3000)
    })

    test.each<[string, Options]>([
      ['does not initialise', { disturb: (name) => (name === calls.initialize ? errors.closed : undefined) }],
      ['throws', { disturb: (name) => (name === calls.initialize ? new Error('gone') : undefined) }],
      [
        'cannot read the saved progress',
        { disturb: (_, [element]) => (element === 'cmi.suspend_data' ? errors.readLater : undefined) },
      ],
    ])('an LMS that %s is not taken for an empty record', async (_, options) => {
      const lms = create({ ...options, record: { 'cmi.suspend_data': 'precious' } })
      expect((await connect(course, framed(lms))).connected).toBe(false)
      expect(sets(lms)).toEqual([])
      expect(lms.record()['cmi.suspend_data']).toBe('precious')
    })

    test('reading is tried again before it counts as failed', async () => {
      let failures = 2
      const lms = create({
        record: { 'cmi.suspend_data': 'precious' },
        disturb: (_, [element]) => (element === 'cmi.suspend_data' && failures-- > 0 ? errors.readLater : undefined),
      })
      expect(await connect(course, framed(lms))).toMatchObject({ connected: true, state: 'precious' })
    })

    test('a session that a page of the LMS has initialised is used; one that has ended is not', async () => {
      const opened = create().open()
      const call = (name: string): unknown => Reflect.get(opened, name)('')
      call(calls.initialize)
      expect((await connect(course, fakeWindow({ [api]: opened }))).connected).toBe(true)
      call(calls.finish)
      expect((await connect(course, fakeWindow({ [api]: opened }))).connected).toBe(false)
    })

    test.each<[string, Options]>([
      ['answers booleans', { booleans: true }],
      ['has no mode', { record: { [standard.mode]: '', [standard.mode.replace(/(lesson_)?mode/, 'credit')]: '' } }],
      ['has a mode of its own', { record: { [standard.mode]: 'instructor' } }],
      ['gives null for nothing', { give: (value) => (value === '' ? null : value) }],
      ['gives undefined for nothing', { give: (value) => (value === '' ? undefined : value) }],
      ['gives the word null for nothing', { give: (value) => (value === '' ? 'null' : value) }],
      ['gives numbers for numbers', { give: (value) => (/^\d+$/.test(value) ? Number(value) : value) }],
    ])('an LMS that %s is as good as any', async (_, options) => {
      const lms = create(options)
      const { connection, session, wait } = await sit(lms)
      expect(connection).toMatchObject({ connected: true, mode: 'normal' })
      expect(connection.state).toBeUndefined()
      session.visit('basics/documentation', true)
      await wait(5)
      expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
      expect(lms.record()[location]).toBe('basics/documentation')
    })
  })

  describe('a course from first to last page', () => {
    test('read, fail, come back, pass: what the LMS has in the end', async () => {
      const lms = create()
      const first = await throughExam(lms, 4)
      expect(lms.record()).toMatchObject(story.failed)
      await first.session.exit()
      expect(lms.record()[standard.entry]).toBe('resume')
      const failed = Object.entries(story.failed).find(([, value]) => value === 'failed')
      expect(lms.record()).toMatchObject(Object.fromEntries([failed ?? []]))

      const second = await sit(lms)
      expect(second.session.state()).toEqual(first.session.state())
      expect(lms.calls.at(-1)?.name).toBe(calls.commit)
      takeExam(second, 8)
      await second.wait(5)
      expect(lms.record()).toMatchObject(story.passed)
      await second.wait(3595)
      expect(await second.session.exit()).toEqual({ saved: true })
      expect(lms.record()).toMatchObject(story.ended)
      expect(lms.refusals).toEqual([])
      expect(count(lms, 'finish')).toBe(2)
    })

    test('there is no score before an exam was handed in', async () => {
      const lms = create()
      const sitting = await sit(lms)
      study(sitting)
      await sitting.wait(5)
      expect(sets(lms).filter((line) => /^(core\.)?score/.test(line))).toEqual([])
      expect(standard.standing(lms.record())).toEqual(standard.standing(standard.visited))
    })

    test('passing the exam before reading everything is not passing the course', async () => {
      const lms = create()
      const sitting = await sit(lms)
      takeExam(sitting, 8)
      await sitting.session.exit()
      expect(lms.record()).toMatchObject(story.examOnly)
    })

    test('the session time is that of this session, and the LMS adds it up', async () => {
      const lms = create()
      for (const seconds of [61, 3600]) {
        const { session, wait } = await sit(lms)
        session.visit('basics/documentation', true)
        for (let waited = 0; waited < seconds; waited += 1) {
          session.attend()
          session.tick()
          await wait(1)
        }
        await session.exit()
      }
      const [element, total] = standard.total
      expect(lms.record()[element]).toBe(total)
    })
  })

  describe('interactions', () => {
    test('one record per attempt and question, with ids that stay and never repeat', async () => {
      const lms = create()
      const [check] = indexOf(course).checks
      const id = check?.questions[0]
      if (check === undefined || id === undefined) throw new Error('The course has no knowledge check.')
      for (let launch = 0; launch < 3; launch++) {
        const sitting = await sit(lms)
        for (let time = 0; time < 2; time++) sitting.session.answer(check.id, id, keyOf(course, id), 3)
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

    test('partial credit is the share of the points', async () => {
      const questions = course.questions.map((q) => (q.id === 'steps-order' ? { ...q, partial: true } : q))
      const key = keyOf(course, 'steps-order')
      const lms = create()
      const { session, wait } = await sit(lms, { ...course, questions })
      session.answer('any', 'steps-order', [key[1] ?? '', key[0] ?? '', ...key.slice(2)], 1)
      await wait(5)
      expect(Number(lms.record()['cmi.interactions.0.result'])).toBeCloseTo((key.length - 2) / key.length, 2)
      expect(lms.refusals).toEqual([])
    })

    test('an LMS that keeps no interactions gets none, one that keeps few gets those', async () => {
      const answer = async (children: string) => {
        const lms = create({ record: { 'cmi.interactions._children': children } })
        const { session, wait } = await sit(lms)
        session.answer('any', 'query-leading', ['true'], 1)
        await wait(5)
        return sets(lms, 'interactions')
      }
      expect(await answer('')).toEqual([])
      expect(await answer('id,result')).toEqual([
        'interactions.0.id=query-leading_1',
        `interactions.0.result=${standard.wrong}`,
      ])
    })
  })

  describe('what is written', () => {
    test('500 quick answers cost a few calls each, however many came before', async () => {
      const lms = create()
      const { session, wait } = await sit(lms)
      const from = lms.calls.length
      for (let i = 0; i < 500; i++) {
        session.answer('any', 'query-leading', [i % 2 === 0 ? 'true' : 'false'], 1)
        await wait(0)
      }
      const made = lms.calls.slice(from)
      const responses = made.filter(({ parameters: [e] }) => String(e).endsWith(`.${standard.response}`))
      expect(responses).toHaveLength(500)
      expect(made.length).toBeLessThanOrEqual(standard.costs)
      expect(count(lms, 'commit')).toBeLessThanOrEqual(502)
      expect(lms.refusals).toEqual([])
    })

    test('a save that changes nothing makes no call', async () => {
      const lms = create()
      const { connection } = await sit(lms)
      const snapshot = { ...untouched, state: 'abc' }
      await connection.save(snapshot)
      const before = lms.calls.length
      expect(await connection.save(snapshot)).toEqual({ saved: true })
      expect(lms.calls).toHaveLength(before)
      expect(await connection.save({ ...snapshot, state: 'x'.repeat(standard.limit + 1) })).toEqual({
        saved: false,
        reason: reasons.tooLong,
      })
      expect(lms.refusals).toEqual([])
      expect(lms.record()['cmi.suspend_data']).toBe('abc')
    })

    test('a lower result leaves the better score', async () => {
      const lms = create({ record: standard.better })
      await throughExam(lms, 6)
      expect(lms.record()).toMatchObject(standard.better)
    })

    test('nothing but the end of the session in review and browse mode', async () => {
      for (const mode of ['review', 'browse']) {
        const lms = create({ record: { ...standard.passed, [standard.mode]: mode, 'cmi.suspend_data': 'x' } })
        const { connection, session } = await sit(lms)
        expect(connection).toMatchObject({ connected: true, mode, state: 'x' })
        session.visit('basics/documentation', true)
        expect(await session.exit()).toEqual({ saved: true })
        session.leave()
        connection.leave(untouched)
        expect(sets(lms)).toEqual([])
        expect(count(lms, 'finish')).toBe(1)
        expect(lms.refusals).toEqual([])
      }
    })
  })

  describe('ending', () => {
    test('leaving saves, finishes once, asks the LMS for nothing, and nothing is written after it', async () => {
      const lms = create()
      const { connection, session } = await sit(lms)
      session.visit('basics/documentation', true)
      session.leave()
      session.leave()
      const snapshot = { ...untouched, state: 'later' }
      const after = lms.calls.length
      // The page comes back from the browser's cache: a session cannot begin again, so it says it is not connected.
      expect(connection.connected).toBe(false)
      expect(await connection.save(snapshot)).toMatchObject({ saved: false })
      connection.leave(snapshot)
      expect(lms.calls).toHaveLength(after)
      expect(count(lms, 'finish')).toBe(1)
      expect(sets(lms, 'adl.')).toEqual([])
      expect(lms.record()).toMatchObject({ [location]: 'basics/documentation', [standard.entry]: 'resume' })
    })

    test('a pop-up is closed after saving, a frame is not', async () => {
      for (const popup of [true, false]) {
        const opener = fakeWindow({ [api]: create().open() })
        const window = popup ? fakeWindow({ opener }) : fakeWindow({ parent: opener })
        await (await sitIn(course, window, 'seed42', undefined, connect)).session.exit()
        expect(window.closed).toBe(popup)
      }
    })
  })
})
