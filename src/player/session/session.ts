import {
  addSeconds,
  answerCheck,
  changeAttempt,
  closingExam,
  keepDraft,
  lookUp,
  secondsLeft,
  startExam,
  submitExam,
  visit,
} from '../../model/actions.ts'
import { indexOf } from '../../model/course-index.ts'
import type { LearningEvent } from '../../model/events.ts'
import type { GradedQuestion } from '../../model/grade.ts'
import { progressOf } from '../../model/progress.ts'
import { scoreResponse, typeOf } from '../../model/question-types/index.ts'
import type { Response } from '../../model/response.ts'
import type { CompiledCourse, CompiledExam } from '../../model/schema-types.ts'
import { decodeState, encodeState, type Refusal } from '../../model/state/codec.ts'
import { type ExamAttempt, emptyState, type LearnerState } from '../../model/state/learner-state.ts'
import type { Connection, SaveOutcome, Snapshot } from '../drivers/driver.ts'
import { createSaver, type SaveStatus, type Schedule } from './saver.ts'
import { createStopwatch } from './stopwatch.ts'

/** One learner's time with one course, from launch to exit: what is known, and everything that can be done. */
export interface Session {
  readonly course: CompiledCourse
  readonly connection: Connection
  /** browse and review: looking is allowed, nothing is recorded. */
  readonly readOnly: boolean
  /** Whether there is progress of an earlier session. */
  readonly resumed: boolean
  /** Why the saved progress of an earlier session could not be read. */
  readonly refused?: Refusal
  readonly state: () => LearnerState
  readonly saveStatus: () => SaveStatus
  readonly subscribe: (listener: () => void) => () => void
  /** Seconds the page was visible and somebody gave a sign of being there now and then. */
  readonly seconds: () => number
  /** `learner`: somebody chose to go there; false for the place a session opens at. */
  readonly visit: (id: string, learner: boolean) => void
  readonly answer: (check: string, question: string, response: Response, seconds: number) => void
  /** An answer to a knowledge-check question that is being worked at. */
  readonly keepDraft: (question: string, response: Response) => void
  readonly startExam: (exam: CompiledExam) => void
  readonly changeAttempt: (
    exam: CompiledExam,
    change: Partial<Pick<ExamAttempt, 'responses' | 'flags' | 'current'>>,
  ) => void
  readonly submitExam: (exam: CompiledExam) => void
  /** The exam under way that keeps the code book closed. */
  readonly bookClosedBy: () => CompiledExam | undefined
  /** A code was looked up in the code book. */
  readonly lookUp: () => void
  /** Which exam is on the screen, so that its clock runs, and which of its questions is being looked at. */
  readonly sit: (exam: string | undefined, question?: string) => void
  /** Seconds left of the running attempt; undefined without clock or attempt. */
  readonly secondsLeft: (exam: CompiledExam) => number | undefined
  /** Where the learner was when the time of the last attempt ran out; undefined when it did not. */
  readonly ranOut: (exam: string) => 'here' | 'away' | undefined
  /** Once a second. */
  readonly tick: () => void
  readonly setVisible: (visible: boolean) => void
  /** A sign that the learner is there; without one, time is not counted for long. */
  readonly attend: () => void
  readonly retrySave: () => void
  readonly exit: () => Promise<SaveOutcome>
  readonly leave: () => void
}

export function createSession({
  course,
  scored = true,
  connection,
  now,
  schedule,
  seed,
}: {
  readonly course: CompiledCourse
  /** False: the course is a part whose score is not told (`isScored` of `model/part.ts`). */
  readonly scored?: boolean
  readonly connection: Connection
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
  readonly schedule: Schedule
  /** Six base64url characters. */
  readonly seed: () => string
}): Session {
  const saved = connection.state === undefined || connection.state === '' ? undefined : connection.state
  const decoded = saved === undefined ? undefined : decodeState(course, saved)
  const refused = decoded !== undefined && 'refused' in decoded ? decoded.refused : undefined
  const readOnly = connection.mode !== 'normal'
  let state = decoded !== undefined && 'state' in decoded ? decoded.state : emptyState(seed())

  const listeners = new Set<() => void>()
  const notify = (): void => {
    for (const listener of listeners) listener()
  }
  const saver = createSaver({ write: () => connection.save(snapshot()), schedule, now, changed: notify })

  // A string that could not be read stays with the record keeper until the learner has done something new.
  let keepOld = refused !== undefined
  let ended = false
  let endReported = false

  const watch = createStopwatch(now)
  const ranOut = new Map<string, 'here' | 'away'>()

  /** Moves whole seconds into the state. Nothing on the screen but clocks depends on them, so nobody is notified. */
  function fold(): void {
    if (readOnly) return
    const { exam: id } = watch
    const taken = watch.take()
    state = addSeconds(state, taken.course)
    const exam = id === undefined ? undefined : indexOf(course).exams.get(id)
    const attempt = exam === undefined ? undefined : state.exams[exam.id]?.attempt
    if (exam === undefined || attempt === undefined || taken.exam === 0) return
    state = changeAttempt(state, exam, { usedSeconds: attempt.usedSeconds + taken.exam })
  }

  function snapshot(): Snapshot {
    fold()
    const { score, ...progress } = progressOf(course, state)
    return {
      state: saved !== undefined && (keepOld || readOnly) ? saved : encodeState(course, state),
      ...(state.bookmark === undefined ? {} : { bookmark: state.bookmark }),
      progress: { ...progress, ...(scored && score !== undefined ? { score } : {}) },
      sessionSeconds: Math.floor(watch.seconds()),
      totalSeconds: state.seconds,
    }
  }

  const report = (event: LearningEvent): void => {
    if (!readOnly && !ended) connection.report(event)
  }

  function become(next: LearnerState, urgency: 'now' | 'soon'): void {
    const before = state
    state = next
    if (next.completed && !before.completed) report({ type: 'completed', at: now(), seconds: next.seconds })
    if (!readOnly && !ended) saver.touch(urgency)
    notify()
  }

  const reportAnswers = (exam: CompiledExam, attempt: number, graded: readonly GradedQuestion[]): void => {
    for (const { id, response, score } of graded) {
      // Drivers are told of answers; what was left out shows in the result.
      if (response.length === 0) continue
      const seconds = Math.round(watch.spentOn(id))
      const within = { exam: exam.id, attempt }
      report({ type: 'answered', at: now(), question: id, response, score, seconds, within })
    }
    watch.forgetQuestions()
  }

  function submit(exam: CompiledExam): void {
    if (readOnly) return
    fold()
    const attempt = state.exams[exam.id]?.attempt
    const done = submitExam(course, state, exam)
    if (attempt === undefined || done === undefined) return
    keepOld = false
    const { questions, passed, earned, possible, percent } = done.result
    reportAnswers(exam, attempt.number, questions)
    const facts = { exam: exam.id, attempt: attempt.number, earned, possible, percent, seconds: attempt.usedSeconds }
    const looked = exam.codebook === 'open' ? { lookUps: attempt.lookUps ?? 0 } : {}
    report({ type: passed ? 'passed' : 'failed', at: now(), ...facts, ...looked })
    become(done.state, 'now')
  }

  const timeLeft = (exam: CompiledExam): number | undefined => {
    fold()
    const attempt = state.exams[exam.id]?.attempt
    return attempt === undefined || attempt.submitted ? undefined : secondsLeft(exam, attempt, Math.floor(now() / 1000))
  }

  function submitOverdue(where: 'here' | 'away'): void {
    for (const exam of course.exams) {
      if (readOnly || timeLeft(exam) !== 0) continue
      ranOut.set(exam.id, watch.exam === exam.id ? where : 'away')
      submit(exam)
    }
  }

  report({ type: 'opened', at: now() })
  submitOverdue('away')

  return {
    course,
    connection,
    readOnly,
    resumed: decoded !== undefined && 'state' in decoded && decoded.state.bookmark !== undefined,
    ...(refused === undefined ? {} : { refused }),
    state: () => state,
    saveStatus: saver.status,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    seconds: watch.seconds,
    visit: (id, learner) => {
      if (readOnly) return
      if (learner) keepOld = false
      const opened = state.visited.length
      fold()
      const next = visit(course, state, id)
      if (next.visited.length > opened) {
        report({ type: 'progressed', at: now(), section: id, fraction: progressOf(course, next).fraction })
      }
      become(next, 'soon')
    },
    answer: (check, id, response, seconds) => {
      const question = indexOf(course).questions.get(id)
      if (question === undefined || !typeOf(question).accepts(question, response)) return
      keepOld = false
      const score = scoreResponse(question, response)
      report({ type: 'answered', at: now(), question: id, response, score, seconds, within: { check } })
      become(answerCheck(course, state, id, response), 'now')
    },
    keepDraft: (id, response) => {
      const question = indexOf(course).questions.get(id)
      if (readOnly || question === undefined || !typeOf(question).accepts(question, response)) return
      keepOld = false
      become(keepDraft(state, id, response), 'soon')
    },
    startExam: (exam) => {
      if (readOnly) return
      keepOld = false
      ranOut.delete(exam.id)
      watch.forgetQuestions()
      const before = state
      const next = startExam(state, exam, Math.floor(now() / 1000))
      const attempt = next.exams[exam.id]?.attempt
      if (next === before || attempt === undefined) return
      report({ type: 'attempted', at: now(), exam: exam.id, attempt: attempt.number })
      become(next, 'now')
    },
    changeAttempt: (exam, change) => {
      if (readOnly) return
      keepOld = false
      become(changeAttempt(state, exam, change), 'soon')
    },
    submitExam: submit,
    bookClosedBy: () => (readOnly ? undefined : closingExam(course, state)),
    lookUp: () => {
      const next = lookUp(course, state)
      if (!readOnly && next !== state) become(next, 'soon')
    },
    sit: (exam, question) => {
      fold()
      watch.watch(exam, question)
    },
    secondsLeft: timeLeft,
    ranOut: (exam) => ranOut.get(exam),
    tick: () => {
      const before = state.seconds
      fold()
      submitOverdue('here')
      if (!readOnly && !ended && state.seconds > before) saver.touch('later')
    },
    setVisible: (visible) => {
      watch.setVisible(visible)
      if (!visible) saver.flush()
    },
    attend: watch.attend,
    retrySave: saver.flush,
    exit: async () => {
      fold()
      endReport()
      const outcome = await connection.exit(snapshot())
      if (outcome.saved) {
        ended = true
        saver.stop()
      }
      return outcome
    },
    leave: () => {
      if (ended) return
      fold()
      endReport()
      ended = true
      saver.stop()
      connection.leave(snapshot())
    },
  }

  function endReport(): void {
    if (endReported) return
    endReported = true
    const { fraction } = progressOf(course, state)
    report({ type: 'suspended', at: now(), seconds: Math.floor(watch.seconds()), fraction })
  }
}
