import { minutesFor, unitOf } from '../../model/award.ts'
import { DEFAULT_SOURCES } from '../../model/completion-sources.ts'
import type { Award, CompiledCourse } from '../../model/schema-types.ts'
import type { Place, Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'

/** Where a field of the award stands in course.yaml. */
export type FieldPlace = (field: string) => Place

/** What an award claims against the purpose of the course and its own minutes and exam. */
export function claimProblems(award: Award, purpose: CompiledCourse['purpose'], at: FieldPlace): Problem[] {
  const { id, credits, minutes, requires, approval, approver } = award
  const needed = minutesFor(credits, unitOf(award).minutes)
  const found: Problem[] = []
  if (purpose === 'exam-prep' && credits > 0)
    found.push(problem('award-exam-prep', { award: id, credits }, at('credits')))
  if (purpose === 'exam-prep' && approval !== undefined) {
    found.push(problem('award-exam-prep-approval', { award: id, named: `approval ${approval.number}` }, at('approval')))
  } else if (purpose === 'exam-prep' && approver !== undefined) {
    found.push(problem('award-exam-prep-approval', { award: id, named: `approver "${approver}"` }, at('approver')))
  }
  if (needed > minutes) {
    found.push(problem('award-credits-minutes', { award: id, credits, minutes, needed }, at('credits')))
  }
  const hosted = (award.acceptedSources ?? DEFAULT_SOURCES).includes('hosted')
  if (purpose !== 'exam-prep' && credits > 0 && hosted && requires.seatMinutes === undefined) {
    found.push(problem('award-seat-minutes', { award: id, credits, minutes }, at('requires')))
  }
  if (requires.exam === undefined && requires.score !== undefined) {
    found.push(problem('award-score-without-exam', { award: id, score: requires.score }, at('requires/score')))
  }
  if (requires.exam === undefined && requires.attempts !== undefined) {
    const { attempts } = requires
    found.push(problem('award-attempts-without-exam', { award: id, attempts }, at('requires/attempts')))
  }
  return found
}
