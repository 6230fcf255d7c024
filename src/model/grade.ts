import { indexOf } from './course-index.ts'
import { drawExam, examSeed } from './draw.ts'
import { scoreResponse } from './question-types/index.ts'
import type { Response, Score } from './response.ts'
import type { CompiledCourse, CompiledExam } from './schema-types.ts'
import type { ExamAttempt } from './state/learner-state.ts'

export interface GradedQuestion {
  readonly id: string
  readonly domain: string
  readonly response: Response
  readonly score: Score
}

export interface DomainResult {
  readonly domain: string
  readonly questions: number
  readonly correct: number
  readonly earned: number
  readonly possible: number
}

export interface ExamResult {
  readonly earned: number
  readonly possible: number
  /** Hundredths of a percent, rounded half up: 0 … 10000. */
  readonly percent: number
  readonly passed: boolean
  /** In the order of `course.domains`; only domains that were asked. */
  readonly domains: readonly DomainResult[]
  /** In the order asked. */
  readonly questions: readonly GradedQuestion[]
}

/** Points as whole hundredths, so that sums and comparisons are exact. */
const cents = (points: number): number => Math.round(points * 100)

/** Whether points reach a mark in percent, decided on whole numbers: neither the points nor the mark have more than two decimals. */
export const reaches = (mark: number, earned: number, possible: number): boolean =>
  possible > 0 && cents(earned) * 10_000 >= cents(mark) * cents(possible)

/**
 * Grades an attempt over exactly the questions it drew; what was not answered earns nothing. Passing is decided
 * on the points (`reaches`), never on the rounded percent.
 */
export function gradeExam(
  course: CompiledCourse,
  exam: CompiledExam,
  seed: string,
  attempt: Pick<ExamAttempt, 'number' | 'responses'>,
): ExamResult {
  const { questions } = indexOf(course)
  const graded = drawExam(examSeed(seed, exam.id, attempt.number), exam).flatMap((id): GradedQuestion[] => {
    const question = questions.get(id)
    if (question === undefined) return []
    const response = attempt.responses[id] ?? []
    return [{ id, domain: question.domain, response, score: scoreResponse(question, response) }]
  })
  const earned = sum(graded, (q) => cents(q.score.earned))
  const possible = sum(graded, (q) => cents(q.score.possible))
  return {
    earned: earned / 100,
    possible: possible / 100,
    percent: possible === 0 ? 0 : Math.floor((earned * 20_000 + possible) / (2 * possible)),
    passed: reaches(exam.pass, earned / 100, possible / 100),
    domains: course.domains.flatMap(({ id }) => {
      const own = graded.filter((q) => q.domain === id)
      return own.length === 0 ? [] : [domainResult(id, own)]
    }),
    questions: graded,
  }
}

const domainResult = (domain: string, own: readonly GradedQuestion[]): DomainResult => ({
  domain,
  questions: own.length,
  correct: own.filter((q) => q.score.correct).length,
  earned: sum(own, (q) => cents(q.score.earned)) / 100,
  possible: sum(own, (q) => cents(q.score.possible)) / 100,
})

const sum = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((total, item) => total + value(item), 0)
