import { describe, expect, it } from 'vitest'
import { attemptQuestions } from '../../src/model/actions.ts'
import { indexOf } from '../../src/model/course-index.ts'
import type { LearningEvent } from '../../src/model/events.ts'
import { typeOf } from '../../src/model/question-types/index.ts'
import type { CompiledCourse, CompiledExam } from '../../src/model/schema-types.ts'
import { checkQuestions, decodeState, encodeState } from '../../src/model/state/codec.ts'
import { emptyState } from '../../src/model/state/learner-state.ts'
import type { Connection, Snapshot } from '../../src/player/drivers/driver.ts'
import { createSession, type Session } from '../../src/player/session/session.ts'
import { compiledFixture } from '../support/compiled.ts'
import { type ManualClock, manualClock } from './manual-clock.ts'

const course = compiledFixture('minimal')
const exam = course.exams[0] as CompiledExam
const [FIRST = '', SECOND = ''] = indexOf(course).sections.keys()

interface Line {
  readonly events: LearningEvent[]
  readonly saves: Snapshot[]
  readonly exits: Snapshot[]
  readonly leaves: Snapshot[]
}

function open({
  state,
  mode = 'normal',
  of = course,
  clock = manualClock(),
  failing = () => false,
}: {
  readonly state?: string
  readonly mode?: Connection['mode']
  readonly of?: CompiledCourse
  readonly clock?: ManualClock
  readonly failing?: () => boolean
} = {}): { session: Session; clock: ManualClock; line: Line } {
  const line: Line = { events: [], saves: [], exits: [], leaves: [] }
  const connection: Connection = {
    connected: true,
    mode,
    canExit: true,
    ...(state === undefined ? {} : { state }),
    report: (event) => line.events.push(event),
    save: async (snapshot) => {
      line.saves.push(snapshot)
      return { saved: true }
    },
    exit: async (snapshot) => {
      line.exits.push(snapshot)
      return failing() ? { saved: false, reason: 'offline' } : { saved: true }
    },
    leave: (snapshot) => line.leaves.push(snapshot),
  }
  const session = createSession({
    course: of,
    connection,
    now: clock.now,
    schedule: clock.schedule,
    seed: () => 'abcdef',
  })
  return { session, clock, line }
}

/** Lets time pass as the page does: a tick a second, and signs of the learner unless there is none. */
async function pass(session: Session, clock: ManualClock, seconds: number, learner = true): Promise<void> {
  for (let i = 0; i < seconds; i++) {
    await clock.advance(1_000)
    if (learner) session.attend()
    session.tick()
  }
}

function answerAll(session: Session, of: CompiledExam, right: number): void {
  const attempt = session.state().exams[of.id]?.attempt
  if (attempt === undefined) throw new Error('not started')
  const ids = attemptQuestions(session.state(), of, attempt)
  const responses = Object.fromEntries(
    ids.slice(0, right).flatMap((id) => {
      const question = indexOf(session.course).questions.get(id)
      return question === undefined ? [] : [[id, typeOf(question).key(question)]]
    }),
  )
  session.changeAttempt(of, { responses })
}

const types = (line: Line): string[] => line.events.map(({ type }) => type)

describe('session', () => {
  it('tells of opening, progress, answers, the exam and completion, each once and in that order', async () => {
    const { session, clock, line } = open()
    for (const id of indexOf(course).sections.keys()) {
      session.visit(id, true)
      session.visit(id, true)
    }
    for (const id of checkQuestions(course, 'abcdef')) {
      const question = indexOf(course).questions.get(id)
      if (question !== undefined) session.answer('check', id, typeOf(question).key(question), 7)
    }
    session.startExam(exam)
    answerAll(session, exam, 8)
    await pass(session, clock, 3)
    session.submitExam(exam)
    session.visit(FIRST, true)
    await session.exit()
    const checks = checkQuestions(course, 'abcdef').length
    expect(types(line)).toEqual([
      'opened',
      ...Array(5).fill('progressed'),
      ...Array(checks).fill('answered'),
      'attempted',
      ...Array(8).fill('answered'),
      'passed',
      'completed',
      'suspended',
    ])
    expect(line.events.find(({ type }) => type === 'passed')).toMatchObject({
      exam: 'final',
      attempt: 1,
      percent: 10_000,
    })
    expect(line.events.filter(({ type }) => type === 'progressed').map((e) => 'fraction' in e && e.fraction)).toEqual(
      // Five sections, six check questions and the exam.
      [1, 2, 3, 4, 5].map((n) => n / 12),
    )
    expect(line.exits[0]?.progress).toMatchObject({ outcome: 'passed', complete: true })
  })

  it('saves answers at once and places within 2 s', async () => {
    const { session, clock, line } = open()
    session.visit(FIRST, false)
    await clock.advance(1_900)
    expect(line.saves.length).toBe(0)
    await clock.advance(200)
    expect(line.saves).toMatchObject([{ bookmark: FIRST, progress: { sections: { opened: 1 } } }])
    session.answer('check', 'category-length', ['3'], 4)
    await clock.advance(0)
    expect(line.saves.length).toBe(2)
    const saved = decodeState(course, line.saves[1]?.state ?? '')
    expect('state' in saved && saved.state.checks).toEqual({ 'category-length': ['3'] })
  })

  it('counts time only while the page is visible, and not the sleep of a computer', async () => {
    const { session, clock, line } = open({ state: encodeState(course, { ...emptyState('abcdef'), seconds: 100 }) })
    await pass(session, clock, 30)
    session.setVisible(false)
    await pass(session, clock, 30)
    session.setVisible(true)
    await pass(session, clock, 10)
    clock.sleep(3_600_000)
    session.tick()
    session.leave()
    expect(line.leaves[0]).toMatchObject({ sessionSeconds: 130, totalSeconds: 230 })
  })

  it('counts five minutes without a sign of the learner, not a night, and goes on with the next sign', async () => {
    const { session, clock, line } = open()
    await pass(session, clock, 60)
    await pass(session, clock, 8 * 3_600, false)
    expect(session.seconds()).toBe(60 + 300)
    const saves = line.saves.length
    await pass(session, clock, 300, false)
    expect(line.saves.length).toBe(saves)
    await pass(session, clock, 100)
    session.leave()
    // The second before the first sign is not known.
    expect(line.leaves[0]).toMatchObject({ sessionSeconds: 459, totalSeconds: 459 })
    expect(line.events.at(-1)).toMatchObject({ type: 'suspended', seconds: 459 })
  })

  it('takes coming back to the page for a sign', async () => {
    const { session, clock } = open()
    await pass(session, clock, 1_000, false)
    session.setVisible(false)
    await pass(session, clock, 100, false)
    session.setVisible(true)
    await pass(session, clock, 1_000, false)
    expect(session.seconds()).toBe(600)
  })

  it('saves passing time once a minute, and at once when the page is hidden', async () => {
    const { session, clock, line } = open()
    await pass(session, clock, 59)
    expect(line.saves.length).toBe(0)
    await pass(session, clock, 3)
    expect(line.saves.map(({ totalSeconds }) => totalSeconds)).toEqual([61])
    session.setVisible(false)
    await clock.advance(0)
    expect(line.saves.length).toBe(2)
  })

  it('keeps a record it cannot read until the learner does something', async () => {
    const { session, clock, line } = open({ state: 'something else' })
    expect(session.refused).toBe('damaged')
    session.visit(FIRST, false)
    await pass(session, clock, 70)
    expect(line.saves.length).toBeGreaterThan(0)
    expect(line.saves.every(({ state }) => state === 'something else')).toBe(true)
    session.visit(SECOND, true)
    await clock.advance(3_000)
    expect(line.saves.at(-1)?.state).toMatch(/^1;abcdef;/)
  })

  it('writes and tells nothing in review mode, where looking and trying still work', async () => {
    const saved = encodeState(course, { ...emptyState('abcdef'), seconds: 100, bookmark: FIRST, visited: [FIRST] })
    const { session, clock, line } = open({ state: saved, mode: 'review' })
    session.visit(SECOND, true)
    session.answer('check', 'category-length', ['4'], 1)
    session.startExam(exam)
    await pass(session, clock, 70)
    session.setVisible(false)
    session.leave()
    expect(session.state().visited).toEqual([FIRST])
    expect(session.state().checks).toEqual({ 'category-length': ['4'] })
    expect(session.state().exams).toEqual({})
    expect(line.events).toEqual([])
    expect(line.saves).toEqual([])
    expect(line.leaves).toMatchObject([{ state: saved, totalSeconds: 100 }])
  })

  it('refuses a response the question cannot have', () => {
    const { session, line } = open()
    session.answer('check', 'sepsis-e-coli', ['z'], 1)
    session.answer('check', 'no-such-question', ['a'], 1)
    expect(session.state().checks).toEqual({})
    expect(types(line)).toEqual(['opened'])
  })

  it('stays open when leaving fails, and says goodbye once', async () => {
    let offline = true
    const { session, clock, line } = open({ failing: () => offline })
    session.visit(FIRST, true)
    expect(await session.exit()).toEqual({ saved: false, reason: 'offline' })
    offline = false
    session.visit(SECOND, true)
    expect(await session.exit()).toEqual({ saved: true })
    session.visit(FIRST, true)
    session.leave()
    const written = line.saves.length
    await clock.advance(120_000)
    expect(types(line).filter((type) => type === 'suspended')).toEqual(['suspended'])
    expect(line.leaves).toEqual([])
    expect(line.saves.length).toBe(written)
  })
})

describe('exam in a session', () => {
  it('is submitted when the time is up, with what was answered', async () => {
    const { session, clock, line } = open()
    session.startExam(exam)
    session.sit('final', 'category-length')
    answerAll(session, exam, 7)
    await pass(session, clock, 1_790)
    expect(session.secondsLeft(exam)).toBe(10)
    await pass(session, clock, 10)
    expect(session.state().exams.final?.attempt?.submitted).toBe(true)
    expect(session.ranOut('final')).toBe('here')
    expect(types(line).filter((type) => type === 'passed' || type === 'failed').length).toBe(1)
    expect(types(line).filter((type) => type === 'answered').length).toBe(7)
  })

  it('goes on while the learner thinks without a sign', async () => {
    const { session, clock } = open()
    session.startExam(exam)
    session.sit('final')
    await pass(session, clock, 900, false)
    expect(session.secondsLeft(exam)).toBe(900)
    session.submitExam(exam)
    expect(session.state().seconds).toBe(300)
  })

  it('gives no time twice when the clock is set back, and counts no absurd session', async () => {
    const { session, clock, line } = open()
    session.startExam(exam)
    session.sit('final')
    await pass(session, clock, 600)
    clock.sleep(-86_400_000)
    await pass(session, clock, 60)
    // The second in which the clock was set back is not known.
    expect(session.secondsLeft(exam)).toBe(1_800 - 659)
    clock.sleep(86_400_000)
    await pass(session, clock, 10)
    session.leave()
    expect(line.leaves[0]?.sessionSeconds).toBeGreaterThanOrEqual(660)
    expect(line.leaves[0]?.sessionSeconds).toBeLessThan(800)
  })

  it('whose time ran out while away is submitted on return', async () => {
    const clock = manualClock()
    const first = open({ clock })
    first.session.startExam(exam)
    answerAll(first.session, exam, 2)
    await clock.advance(3_000)
    const state = first.line.saves.at(-1)?.state ?? ''
    await clock.advance(3_600_000)
    const { session, line } = open({ clock, state })
    expect(session.ranOut('final')).toBe('away')
    expect(session.state().exams.final).toMatchObject({ submitted: 1, passed: false, attempt: { submitted: true } })
    expect(types(line)).toEqual(['opened', 'answered', 'answered', 'failed'])
    expect(session.secondsLeft(exam)).toBeUndefined()
  })

  it('with a clock that pauses counts only the time it is on the screen', async () => {
    const pausing: CompiledCourse = { ...course, exams: [{ ...exam, clock: 'pauses' }] }
    const final = pausing.exams[0] as CompiledExam
    const clock = manualClock()
    const first = open({ clock, of: pausing })
    first.session.startExam(final)
    first.session.sit('final')
    await pass(first.session, clock, 60)
    first.session.sit(undefined)
    await pass(first.session, clock, 600)
    first.session.leave()
    await clock.advance(7_200_000)
    const { session } = open({ clock, of: pausing, state: first.line.leaves[0]?.state ?? '' })
    expect(session.secondsLeft(final)).toBe(29 * 60)
  })

  it('measures each question and asks others in the next attempt', async () => {
    const { session, clock, line } = open()
    session.startExam(exam)
    const ids = attemptQuestions(session.state(), exam, session.state().exams.final?.attempt ?? never())
    answerAll(session, exam, 2)
    session.sit('final', ids[0])
    await pass(session, clock, 20)
    session.sit('final', ids[1])
    await pass(session, clock, 5)
    session.sit('final', ids[0])
    await pass(session, clock, 2)
    session.submitExam(exam)
    const answered = line.events.flatMap((event) => (event.type === 'answered' ? [event] : []))
    expect(answered.map(({ question, seconds }) => [question, seconds])).toEqual([
      [ids[0], 22],
      [ids[1], 5],
    ])
    expect(answered[0]?.within).toEqual({ exam: 'final', attempt: 1 })
    session.startExam(exam)
    expect(session.state().exams.final?.attempt).toMatchObject({ number: 2, responses: {}, usedSeconds: 0 })
  })
})

function never(): never {
  throw new Error('no attempt')
}

describe('the code book', () => {
  const withBook = (codebook?: 'open'): CompiledCourse => ({
    ...course,
    exams: course.exams.map(({ codebook: _codebook, ...one }) => (codebook === undefined ? one : { ...one, codebook })),
  })
  const first = (of: CompiledCourse): CompiledExam => of.exams[0] as CompiledExam

  it('is closed from the start of an exam that keeps it closed until it is handed in', () => {
    const of = withBook()
    const { session, line } = open({ of })
    expect(session.bookClosedBy()).toBeUndefined()
    session.startExam(first(of))
    expect(session.bookClosedBy()?.id).toBe(first(of).id)
    session.lookUp()
    session.submitExam(first(of))
    expect(session.bookClosedBy()).toBeUndefined()
    const result = line.events.find(({ type }) => type === 'failed')
    expect(result).toBeDefined()
    expect(result).not.toHaveProperty('lookUps')
  })

  it('is counted in an attempt that keeps it open, over a break, and anew in the next', async () => {
    const of = withBook('open')
    const { session, line, clock } = open({ of })
    session.lookUp()
    session.startExam(first(of))
    expect(session.bookClosedBy()).toBeUndefined()
    session.lookUp()
    session.lookUp()
    await clock.advance(10_000)
    const again = open({ of, clock, state: encodeState(of, session.state()) })
    again.session.lookUp()
    again.session.submitExam(first(of))
    expect(again.line.events.find(({ type }) => type === 'failed')).toMatchObject({ lookUps: 3 })
    again.session.lookUp()
    expect(again.session.state().exams[first(of).id]?.attempt?.lookUps).toBe(3)
    again.session.startExam(first(of))
    again.session.submitExam(first(of))
    expect(again.line.events.at(-1)).toMatchObject({ lookUps: 0 })
    expect(line.events.some(({ type }) => type === 'failed')).toBe(false)
  })
})
