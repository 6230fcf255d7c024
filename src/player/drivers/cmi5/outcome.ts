import { indexOf } from '../../../model/course-index.ts'
import type { LearningEvent } from '../../../model/events.ts'
import { progressOf } from '../../../model/progress.ts'
import type { CompiledCourse } from '../../../model/schema-types.ts'
import { decodeState } from '../../../model/state/codec.ts'
import { type Cmi5Frame, type Judged, verdictOf } from './statements.ts'

/** What saved progress says of the AU, by the LMS's mastery score. */
export interface Standing {
  readonly completed: boolean
  readonly passed?: Judged
  /** Seconds in the course so far. */
  readonly seconds: number
}

/** The exam that decides whether the AU is passed, if any does. */
const decidingExam = (course: CompiledCourse) =>
  course.completion.exam === undefined ? undefined : indexOf(course).exams.get(course.completion.exam)

export function standingOf(text: string | undefined, frame: Cmi5Frame): Standing {
  const { course, masteryScore } = frame
  const decoded = text === undefined ? undefined : decodeState(course, text)
  if (decoded === undefined || !('state' in decoded)) return { completed: false, seconds: 0 }
  const { state } = decoded
  const exam = decidingExam(course)
  const record = exam === undefined ? undefined : state.exams[exam.id]
  const judged = record !== undefined && record.submitted > 0 ? { percent: record.best } : undefined
  // The best percent is rounded; where the mark is the exam's own or higher, the exam was passed by exact points.
  const passed =
    judged !== undefined &&
    verdictOf(judged, frame) === 'passed' &&
    (record?.passed === true || (masteryScore ?? 0) * 100 < (exam?.pass ?? 0))
  return {
    completed: progressOf(course, state).complete,
    seconds: state.seconds,
    ...(passed && judged !== undefined ? { passed: judged } : {}),
  }
}

type Result = Extract<LearningEvent, { type: 'passed' | 'failed' }>

/** The result of an attempt as the AU's own, where the attempt decides about it. */
export function judgedBy(event: Result, { course }: Cmi5Frame): (Judged & { readonly last: boolean }) | undefined {
  const exam = decidingExam(course)
  if (exam === undefined || exam.id !== event.exam) return undefined
  const { percent, earned, possible, attempt } = event
  return { percent, points: { earned, possible }, last: exam.attempts > 0 && attempt >= exam.attempts }
}
