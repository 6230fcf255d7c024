import { problem } from '../problems/report.ts'
import type { Check } from './check.ts'

/** A second attempt measures something only when it asks something else, or when no keys were shown in between. */
export const examRetake: Check = {
  summary: 'An exam that may be taken again does not ask what it has just explained',
  whole: true,
  run: ({ course, at }) =>
    course.exams.flatMap((exam) => {
      const draws = exam.sections.flatMap((section) => section.draws)
      const same = draws.length > 0 && draws.every(({ count, questions }) => count === questions.length)
      if (!same || exam.attempts === 1 || exam.feedback !== 'after-submit') return []
      return [problem('exam-retake-same', { exam: exam.id }, at.exam(exam.id, '/sections'))]
    }),
}
