import { problem } from '../problems/report.ts'
import type { Check } from './check.ts'

/** The minutes of an award are minutes of this course. */
export const awardMinutes: Check = {
  summary: 'An award stands for no more minutes than the modules and exams take',
  run: ({ course, at }) => {
    const total = course.minutes + course.exams.reduce((sum, { minutes }) => sum + minutes, 0)
    return course.awards.flatMap(({ id, minutes }, i) =>
      minutes <= total
        ? []
        : [problem('award-minutes-course', { award: id, minutes, course: total }, at.course(`/awards/${i}/minutes`))],
    )
  },
}
