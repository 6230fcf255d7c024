import type { Award, CompiledCourse } from '../model/schema-types.ts'
import type { Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import type { Check, CheckInput } from './check.ts'

/** Minutes of one unit when the award names none: a CEU of these bodies is 60 contact minutes. */
const UNIT_MINUTES = 60

/** An award claims nothing that an auditor would have to strike out. */
export const approvalGuard: Check = {
  summary: 'Awards claim no more than the course, its purpose and its approval allow',
  run: ({ course, at, today }) =>
    course.awards.flatMap((award, i) => [
      ...claims(award, course.purpose, (field) => at.course(`/awards/${i}/${field}`)),
      ...approval(award, today, (field) => at.course(`/awards/${i}/${field}`)),
    ]),
}

type At = (field: string) => ReturnType<CheckInput['at']['course']>

function claims(award: Award, purpose: CompiledCourse['purpose'], at: At): Problem[] {
  const { id, credits, minutes, requires } = award
  const needed = credits * (award.unit?.minutes ?? UNIT_MINUTES)
  return [
    ...(purpose === 'exam-prep' && credits > 0
      ? [problem('award-exam-prep', { award: id, credits }, at('credits'))]
      : []),
    ...(needed > minutes
      ? [problem('award-credits-minutes', { award: id, credits, minutes, needed }, at('credits'))]
      : []),
    ...(requires.score !== undefined && requires.exam === undefined
      ? [problem('award-score-without-exam', { award: id, score: requires.score }, at('requires/score'))]
      : []),
  ]
}

function approval({ id, title, approval: given }: Award, today: string, at: At): Problem[] {
  if (given === undefined) return []
  const { from, until } = given
  return [
    ...(given.title === title
      ? []
      : [problem('award-approval-title', { award: id, title, approved: given.title }, at('title'))]),
    // Dates as year-month-day compare as text.
    ...(from > until
      ? [problem('award-approval-dates', { award: id, from, until }, at('approval/from'))]
      : until < today
        ? [problem('award-approval-ended', { award: id, until }, at('approval/until'))]
        : []),
  ]
}
