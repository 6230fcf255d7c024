import { indexOf } from '../../model/course-index.ts'
import { type ExamResult, gradeExam } from '../../model/grade.ts'
import { isMembers } from '../../model/members.ts'
import { typeOf } from '../../model/question-types/index.ts'
import type { Response } from '../../model/response.ts'
import type { CompiledCourse, CompiledExam } from '../../model/schema-types.ts'
import type { LearnerState } from '../../model/state/learner-state.ts'
import { courseActivity, partActivity, xapiExtensions } from '../../model/xapi.ts'
import type { StoredStatement } from '../../storage/records.ts'

/**
 * What a `scored` statement is worth. The statement alone is worth nothing: it names an exam and an attempt,
 * and the service grades that attempt again, over exactly the questions the learner's seed draws, from the answers in
 * the saved progress or, when a later attempt has replaced them there, from the `answered` statements of the attempt.
 *
 * This keeps out replays, damaged or foreign progress, forged or mistaken results, and results of another version of
 * the course. It cannot keep out somebody who reads the keys out of the course in the browser and sends right answers:
 * that takes exams whose questions and keys stay on the server.
 */
export interface ExamClaim {
  readonly statement: StoredStatement
  readonly exam: CompiledExam
  readonly attempt: number
}

/** The exam and attempt a statement speaks of; undefined where it is about no exam of this course. */
export function examClaim(course: CompiledCourse, statement: StoredStatement): ExamClaim | undefined {
  const extensions = contextExtensions(statement)
  const exam = course.exams.find(({ id }) => id === extensions[xapiExtensions.exam])
  const attempt = extensions[xapiExtensions.attempt]
  if (exam === undefined || typeof attempt !== 'number' || !Number.isInteger(attempt) || attempt < 1) return undefined
  const { object } = parsed(statement)
  if (!isMembers(object) || object.id !== partActivity(courseActivity(course.id), 'exam', exam.id)) return undefined
  return { statement, exam, attempt }
}

/**
 * The attempt's result as the saved progress and the answers bear it out; undefined where they do not, because the
 * attempt was never handed in, goes beyond the attempts allowed, or none of its answers are known.
 */
export function gradeClaim(
  course: CompiledCourse,
  state: LearnerState,
  { exam, attempt }: ExamClaim,
  answers: readonly StoredStatement[],
): ExamResult | undefined {
  const record = state.exams[exam.id]
  if (record === undefined || attempt > record.submitted) return undefined
  if (exam.attempts > 0 && attempt > exam.attempts) return undefined
  const saved = record.attempt
  if (saved?.number === attempt && saved.submitted) return gradeExam(course, exam, state.seed, saved)
  const responses = answersOf(course, exam, attempt, answers)
  return Object.keys(responses).length === 0
    ? undefined
    : gradeExam(course, exam, state.seed, { number: attempt, responses })
}

/** Last answer to each question of an attempt, from `answered` statements in the order they were accepted. */
function answersOf(
  course: CompiledCourse,
  exam: CompiledExam,
  attempt: number,
  statements: readonly StoredStatement[],
): Record<string, Response> {
  const { questions } = indexOf(course)
  const responses: Record<string, Response> = {}
  for (const statement of statements) {
    const extensions = contextExtensions(statement)
    if (extensions[xapiExtensions.exam] !== exam.id || extensions[xapiExtensions.attempt] !== attempt) continue
    const id = extensions[xapiExtensions.question]
    const question = typeof id === 'string' ? questions.get(id) : undefined
    const response = responseOf(statement)
    if (question !== undefined && response !== undefined && typeOf(question).accepts(question, response)) {
      responses[question.id] = response
    }
  }
  return responses
}

const parsed = (statement: StoredStatement): Readonly<Record<string, unknown>> => {
  const body: unknown = JSON.parse(statement.body)
  return isMembers(body) ? body : {}
}

function contextExtensions(statement: StoredStatement): Readonly<Record<string, unknown>> {
  const { context } = parsed(statement)
  return isMembers(context) && isMembers(context.extensions) ? context.extensions : {}
}

function responseOf(statement: StoredStatement): Response | undefined {
  const { result } = parsed(statement)
  const given =
    isMembers(result) && isMembers(result.extensions) ? result.extensions[xapiExtensions.response] : undefined
  return Array.isArray(given) && given.every((item) => typeof item === 'string') ? given : undefined
}

/** When a statement says it happened, held between two times the service knows: learners' clocks go wrong. */
export function happenedAt(statement: StoredStatement, notBefore: number): number {
  const { timestamp } = parsed(statement)
  const said = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN
  return Number.isNaN(said) ? statement.stored : Math.min(statement.stored, Math.max(notBefore, said))
}
