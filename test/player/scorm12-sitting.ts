import { attemptQuestions } from '../../src/model/actions.ts'
import { indexOf } from '../../src/model/course-index.ts'
import { drawCheck } from '../../src/model/draw.ts'
import { typeOf } from '../../src/model/question-types/index.ts'
import type { Response } from '../../src/model/response.ts'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import type { Connection, Snapshot } from '../../src/player/drivers/driver.ts'
import { scorm12 } from '../../src/player/drivers/scorm12.ts'
import { createSession, type Session } from '../../src/player/session/session.ts'

/** A window as far as the driver looks at one. Time-outs pass at once and are counted. */
export interface FakeWindow {
  waited: number
  parent: unknown
  top: unknown
  opener: unknown
  readonly setTimeout: (step: () => void, ms: number) => void
  readonly localStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  closed: boolean
  readonly close: () => void
}

export function fakeWindow(surroundings: Record<string, unknown> = {}): FakeWindow {
  const stored = new Map<string, string>()
  const window: FakeWindow & Record<string, unknown> = {
    waited: 0,
    parent: undefined,
    top: undefined,
    opener: null,
    setTimeout: (step, ms) => {
      window.waited += ms
      queueMicrotask(step)
    },
    localStorage: {
      getItem: (name) => stored.get(name) ?? null,
      setItem: (name, value) => void stored.set(name, value),
      removeItem: (name) => void stored.delete(name),
    },
    closed: false,
    close: () => {
      window.closed = true
    },
  }
  window.parent = window
  window.top = window
  return Object.assign(window, surroundings)
}

/** What a player hands in that has nothing to tell. */
export const untouched: Snapshot = {
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

export const START = Date.UTC(2026, 10, 22, 9, 0, 0)

/** The driver for SCORM 1.2; a test of another standard hands in its own. */
export const connect = (course: CompiledCourse, window: FakeWindow, now: () => number = () => START) =>
  scorm12(
    { driver: 'scorm12' },
    // The driver asks for nothing of a window but what FakeWindow has.
    { course, window: window as unknown as Window, now, uuid: () => '00000000-0000-4000-8000-000000000000' },
  )

export type Connect = typeof connect

export interface Sitting {
  readonly connection: Connection
  readonly session: Session
  /** Lets the player's saver do what is due after so many seconds. */
  readonly wait: (seconds: number) => Promise<void>
}

/** Launches the course in an LMS: the real driver and the player's own session logic, without its screens. */
export async function sit(
  course: CompiledCourse,
  window: FakeWindow,
  seed = 'seed42',
  observe: (connection: Connection) => Connection = (connection) => connection,
  open: Connect = connect,
): Promise<Sitting> {
  const time = { at: START, now: () => time.at }
  const connection = observe(await open(course, window, time.now))
  const due = new Set<{ at: number; step: () => void }>()
  const session = createSession({
    course,
    connection,
    now: time.now,
    seed: () => seed,
    schedule: (ms, step) => {
      const entry = { at: time.at + ms, step }
      due.add(entry)
      return () => due.delete(entry)
    },
  })
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const wait = async (seconds: number): Promise<void> => {
    const until = time.at + seconds * 1000
    for (;;) {
      await settle()
      const [next] = [...due].filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)
      if (next === undefined) break
      due.delete(next)
      time.at = Math.max(time.at, next.at)
      next.step()
    }
    time.at = until
    await settle()
  }
  return { connection, session, wait }
}

/** Opens every section and answers every knowledge check right. */
export function study({ session }: Sitting): void {
  const { course } = session
  for (const section of course.modules.flatMap((module) => module.sections)) {
    session.visit(section.id, true)
    for (const check of section.blocks.filter((block) => block.kind === 'check')) {
      for (const id of drawCheck(session.state().seed, check)) session.answer(check.id, id, keyOf(course, id), 5)
    }
  }
}

/** Takes the exam: `right` of its questions right, the others left out. */
export function takeExam({ session }: Sitting, right: number): void {
  const exam = session.course.exams[0]
  if (exam === undefined) throw new Error('The course has no exam.')
  session.startExam(exam)
  const attempt = session.state().exams[exam.id]?.attempt
  const ids = attempt === undefined ? [] : attemptQuestions(session.state(), exam, attempt)
  const responses = Object.fromEntries(ids.slice(0, right).map((id) => [id, keyOf(session.course, id)]))
  session.changeAttempt(exam, { responses })
  session.submitExam(exam)
}

export function keyOf(course: CompiledCourse, id: string): Response {
  const question = indexOf(course).questions.get(id)
  if (question === undefined) throw new Error(`The course has no question ${id}.`)
  return typeOf(question).key(question)
}
