import { indexOf } from '../../model/course-index.ts'
import { typeOf } from '../../model/question-types/index.ts'
import type { CompiledCourse, Question } from '../../model/schema-types.ts'
import type { ExamAttempt } from '../../model/state/learner-state.ts'

/** One question of a running attempt, as navigator and review list show it. */
export interface QuestionStanding {
  readonly question: Question
  readonly answered: boolean
  readonly flagged: boolean
}

export const standingsOf = (course: CompiledCourse, attempt: ExamAttempt, ids: readonly string[]): QuestionStanding[] =>
  ids.flatMap((id) => {
    const question = indexOf(course).questions.get(id)
    if (question === undefined) return []
    const answered = typeOf(question).answered(question, attempt.responses[id] ?? [])
    return [{ question, answered, flagged: attempt.flags.includes(id) }]
  })
