import { examLength } from '../model/draw.ts'
import { problem } from '../problems/report.ts'
import type { Check } from './check.ts'

/** Certification exams in the field give from one to two and a half minutes a question; outside of this is a slip. */
const SECONDS = { least: 30, most: 600 } as const

export const examPace: Check = {
  summary: 'The clock of an exam fits the number of its questions',
  whole: true,
  run: ({ course, at }) =>
    course.exams.flatMap((exam) => {
      const questions = examLength(exam)
      const seconds = (exam.minutes * 60) / questions
      if (exam.minutes === 0 || questions === 0 || (seconds >= SECONDS.least && seconds <= SECONDS.most)) return []
      const params = { exam: exam.id, minutes: exam.minutes, questions }
      return [problem('exam-pace', params, at.exam(exam.id, '/minutes'))]
    }),
}
