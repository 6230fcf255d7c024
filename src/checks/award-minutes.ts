import type { Award } from '../model/schema-types.ts'
import { problem } from '../problems/report.ts'
import type { Check } from './check.ts'

/** The minutes of an award are minutes of this course. */
export const awardMinutes: Check = {
  summary: 'An award stands for no more minutes than the modules and exams take',
  whole: true,
  run: ({ course, at }) => {
    const total = course.minutes + course.exams.reduce((sum, { minutes }) => sum + minutes, 0)
    return course.awards.flatMap((award, i) => {
      const { id, minutes } = award
      const place = at.course(`/awards/${i}/minutes`)
      if (minutes > total) return [problem('award-minutes-course', { award: id, minutes, course: total }, place)]
      const others = course.awards.slice(0, i).filter((other) => countBoth(other, award))
      const together = others.reduce((sum, other) => sum + other.minutes, minutes)
      const awards = [...others.map((other) => other.id), id]
      return others.length === 0 || together <= total
        ? []
        : [problem('award-minutes-together', { awards, minutes: together, course: total }, place)]
    })
  },
}

/** Whether there is somebody for whom the credits of both awards count, one beside the other. */
function countBoth(a: Award, b: Award): boolean {
  if (a.credits === 0 || b.credits === 0) return false
  const [ofA, ofB] = [a.credentials ?? [], b.credentials ?? []]
  return ofA.length === 0 || ofB.length === 0 || ofA.some((id) => ofB.includes(id))
}
