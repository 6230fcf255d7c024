import { indexOf } from './course-index.ts'
import { drawExam, examSeed } from './draw.ts'
import { type ExamResult, gradeExam } from './grade.ts'
import { progressOf } from './progress.ts'
import type { Response } from './response.ts'
import type { CompiledCourse, CompiledExam } from './schema-types.ts'
import { type ExamAttempt, type ExamRecord, type LearnerState, noExam } from './state/learner-state.ts'

/**
 * Everything a learner can do, as pure steps from one state to the next. The caller hands in the time; nothing here
 * lowers a status, a best score or a count.
 */

/** Opens a section (or shows an exam) and remembers the place. */
export function visit(course: CompiledCourse, state: LearnerState, id: string): LearnerState {
  const { sections } = indexOf(course)
  if (!sections.has(id)) return { ...state, bookmark: id }
  const visited = new Set([...state.visited, id])
  return settle(course, {
    ...state,
    bookmark: id,
    visited: [...sections.keys()].filter((section) => visited.has(section)),
  })
}

export const answerCheck = (
  course: CompiledCourse,
  state: LearnerState,
  question: string,
  response: Response,
): LearnerState =>
  settle(course, keepDraft({ ...state, checks: { ...state.checks, [question]: response } }, question, []))

/** Remembers an answer that is being worked at; one to a question that was answered before is not kept. */
export function keepDraft(state: LearnerState, question: string, response: Response): LearnerState {
  const { drafts = {}, ...rest } = state
  const { [question]: _, ...others } = drafts
  const next =
    response.length === 0 || state.checks[question] !== undefined ? others : { ...others, [question]: response }
  return Object.keys(next).length === 0 ? rest : { ...rest, drafts: next }
}

export const addSeconds = (state: LearnerState, seconds: number): LearnerState => ({
  ...state,
  seconds: state.seconds + seconds,
})

/** Attempts still open to this learner; Infinity where the exam sets no limit. */
export const attemptsLeft = (exam: CompiledExam, record: ExamRecord = noExam): number =>
  exam.attempts === 0 ? Number.POSITIVE_INFINITY : Math.max(0, exam.attempts - record.submitted)

/** Begins the next attempt; the state stays as it is while one is running or none is left. */
export function startExam(state: LearnerState, exam: CompiledExam, now: number): LearnerState {
  const record = state.exams[exam.id] ?? noExam
  if ((record.attempt !== undefined && !record.attempt.submitted) || attemptsLeft(exam, record) === 0) return state
  return withAttempt(state, exam, {
    number: record.submitted + 1,
    startedAt: now,
    usedSeconds: 0,
    submitted: false,
    current: 0,
    responses: {},
    flags: [],
  })
}

/** Changes the running attempt (answers, flags, place, time used); nothing happens when none is running. */
export function changeAttempt(
  state: LearnerState,
  exam: CompiledExam,
  change: Partial<Pick<ExamAttempt, 'responses' | 'flags' | 'current' | 'usedSeconds' | 'lookUps'>>,
): LearnerState {
  const attempt = state.exams[exam.id]?.attempt
  return attempt === undefined || attempt.submitted ? state : withAttempt(state, exam, { ...attempt, ...change })
}

/** The exam under way that keeps the code book closed. */
export const closingExam = (course: CompiledCourse, state: LearnerState): CompiledExam | undefined =>
  course.exams.find((exam) => exam.codebook !== 'open' && isRunning(state, exam))

/** Counts a code that was looked up in the code book, in every attempt under way. */
export const lookUp = (course: CompiledCourse, state: LearnerState): LearnerState =>
  course.exams
    .filter((exam) => exam.codebook === 'open' && isRunning(state, exam))
    .reduce(
      (now, exam) => changeAttempt(now, exam, { lookUps: (now.exams[exam.id]?.attempt?.lookUps ?? 0) + 1 }),
      state,
    )

function isRunning(state: LearnerState, { id }: CompiledExam): boolean {
  const attempt = state.exams[id]?.attempt
  return attempt !== undefined && !attempt.submitted
}

/** Seconds left on the clock, not below 0; undefined where the exam has no clock. */
export function secondsLeft(exam: CompiledExam, attempt: ExamAttempt, now: number): number | undefined {
  if (exam.minutes === 0) return undefined
  // A computer's clock that is set back gives no time that was spent in the exam again.
  const used = Math.max(attempt.usedSeconds, exam.clock === 'runs' ? now - attempt.startedAt : 0)
  return Math.max(0, Math.ceil(exam.minutes * 60 - used))
}

/** Hands the running attempt in. Undefined when none is running. */
export function submitExam(
  course: CompiledCourse,
  state: LearnerState,
  exam: CompiledExam,
): { readonly state: LearnerState; readonly result: ExamResult } | undefined {
  const record = state.exams[exam.id]
  const attempt = record?.attempt
  if (record === undefined || attempt === undefined || attempt.submitted) return undefined
  const result = gradeExam(course, exam, state.seed, attempt)
  const next: ExamRecord = {
    submitted: Math.max(record.submitted, attempt.number),
    best: Math.max(record.best, result.percent),
    passed: record.passed || result.passed,
    attempt: { ...attempt, submitted: true },
  }
  return { state: settle(course, { ...state, exams: { ...state.exams, [exam.id]: next } }), result }
}

/** Questions of the attempt, in the order asked. */
export const attemptQuestions = (state: LearnerState, exam: CompiledExam, attempt: ExamAttempt): string[] =>
  drawExam(examSeed(state.seed, exam.id, attempt.number), exam)

const withAttempt = (state: LearnerState, exam: CompiledExam, attempt: ExamAttempt): LearnerState => ({
  ...state,
  exams: { ...state.exams, [exam.id]: { ...(state.exams[exam.id] ?? noExam), attempt } },
})

/** Completion is a ratchet: once the rule is met it stays met, whatever a later version of the course asks. */
const settle = (course: CompiledCourse, state: LearnerState): LearnerState =>
  state.completed || !progressOf(course, state).complete ? state : { ...state, completed: true }
