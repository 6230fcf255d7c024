import { describe, expect, test } from 'vitest'
import { decodeState } from '../../src/model/state/codec.ts'
import { compiledFixture } from '../support/compiled.ts'
import { countOf, inFrame, type Lms, setsOf, standards, type Tested } from './scorm-standards.ts'
import { type Sitting, sit as sitIn, untouched } from './scorm12-sitting.ts'

/** What fails is told, made up for, and never taken for done; the same in both SCORM standards. */
const course = compiledFixture('minimal')

describe.each(Object.entries<Tested>(standards))('%s: an LMS that fails', (_, standard) => {
  const { calls, location, create, connect, errors, reasons } = standard
  const sets = (lms: Lms, start: string): string[] => setsOf(standard, lms).filter((line) => line.startsWith(start))
  const sit = (lms: Lms): Promise<Sitting> => sitIn(course, inFrame(standard, lms), 'seed42', undefined, connect)
  const failing = (failures: { left: number }, name: string, element?: string): Lms =>
    create({
      disturb: (called, [first]) =>
        called === name && (element === undefined || first === element) && failures.left-- > 0
          ? errors.passing
          : undefined,
    })

  test('a failed commit is told with code and words, and made up for', async () => {
    const failures = { left: 0 }
    const lms = failing(failures, calls.commit)
    const { session, wait } = await sit(lms)
    failures.left = 1
    session.visit('basics/documentation', true)
    await wait(3)
    expect(session.saveStatus()).toMatchObject({ kind: 'failed', reason: reasons.commit })
    await wait(10)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    expect(lms.record()[location]).toBe('basics/documentation')
  })

  test('a save in which nothing has changed still makes up for a failed commit', async () => {
    const failures = { left: 0 }
    const lms = failing(failures, calls.commit)
    const connection = await connect(course, inFrame(standard, lms))
    failures.left = 1
    expect(await connection.save({ ...untouched, state: 'abc' })).toMatchObject({ saved: false })
    expect(await connection.save({ ...untouched, state: 'abc' })).toEqual({ saved: true })
    expect(lms.record()['cmi.suspend_data']).toBe('abc')
  })

  test('a commit that answers with a promise is not one that worked', async () => {
    const lms = create()
    const window = inFrame(standard, lms)
    const opened: object = Reflect.get(Object(window.parent), standard.api)
    Object.assign(opened, { [calls.commit]: () => new Promise(() => undefined) })
    const connection = await connect(course, window)
    expect(await connection.save({ ...untouched, state: 'abc' })).toMatchObject({ saved: false })
  })

  test('an answer that could not be set is set with the next save, in its own place', async () => {
    const failures = { left: 0 }
    const lms = failing(failures, calls.set, `cmi.interactions.0.${standard.response}`)
    const { session, wait } = await sit(lms)
    failures.left = 1
    session.answer('any', 'query-leading', ['true'], 1)
    await wait(1)
    expect(session.saveStatus()).toMatchObject({ kind: 'failed' })
    session.answer('any', 'query-leading', ['false'], 1)
    await wait(10)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    const [first, second] = [0, 1].map((at) => lms.record()[`cmi.interactions.${at}.${standard.response}`])
    expect(first).toMatch(/^t(rue)?$/)
    expect(second).toMatch(/^f(alse)?$/)
    expect(sets(lms, 'interactions.0.id')).toHaveLength(1)
  })

  test('an LMS that takes no more answers does not hold up progress and is not asked again', async () => {
    const lms = create({
      disturb: (_, [element]) => (/^cmi\.interactions\.\d/.test(String(element)) ? errors.refused : undefined),
    })
    const { session, wait } = await sit(lms)
    session.answer('any', 'query-leading', ['true'], 1)
    await wait(1)
    expect(session.saveStatus()).toMatchObject({ kind: 'failed', reason: reasons.answer })
    await wait(10)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    session.answer('any', 'query-leading', ['false'], 1)
    await wait(1)
    expect(session.saveStatus()).toMatchObject({ kind: 'saved' })
    expect(sets(lms, 'interactions')).toHaveLength(1)
  })

  test('throwing at every call never throws at the player', async () => {
    const state = { broken: false }
    const lms = create({ disturb: () => (state.broken ? new Error('The window is gone') : undefined) })
    const { connection, session, wait } = await sit(lms)
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
    const lms = failing(failures, calls.commit)
    const { session } = await sit(lms)
    session.visit('basics/documentation', true)
    failures.left = 1
    expect(await session.exit()).toMatchObject({ saved: false })
    expect(countOf(standard, lms, 'finish')).toBe(0)
    session.leave()
    expect(countOf(standard, lms, 'finish')).toBe(1)
    expect(lms.record()[location]).toBe('basics/documentation')
  })

  test.each([false, true])('"save and exit" twice finishes once; the page left meanwhile: %s', async (left) => {
    const lms = create()
    const { session } = await sit(lms)
    session.visit('basics/documentation', true)
    const exits = [session.exit(), session.exit()]
    if (left) session.leave()
    expect(await Promise.all(exits)).toEqual([{ saved: true }, { saved: true }])
    expect(countOf(standard, lms, 'finish')).toBe(1)
    expect(lms.refusals).toEqual([])
  })

  test('an LMS that cuts off what it takes is found out', async () => {
    const lms = create({ hold: (element, value) => (element === 'cmi.suspend_data' ? value.slice(0, 255) : value) })
    const connection = await connect(course, inFrame(standard, lms))
    expect(await connection.save({ ...untouched, state: 'x'.repeat(255) })).toEqual({ saved: true })
    expect(await connection.save({ ...untouched, state: 'y'.repeat(256) })).toEqual({
      saved: false,
      reason: 'The LMS keeps only 255 of the 256 characters of your progress.',
    })
  })
})
