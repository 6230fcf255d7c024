import type { Award } from '../../model/schema-types.ts'
import type { Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import type { FieldPlace } from './claims.ts'

/** The approval an award quotes: its title letter for letter, in force on the day of the check, of one approver. */
export function approvalProblems(award: Award, today: string, at: FieldPlace): Problem[] {
  const { id, title, approver, approval } = award
  if (approval === undefined) return []
  const { from, until } = approval
  const found: Problem[] = []
  if (approval.title !== title) {
    found.push(problem('award-approval-title', { award: id, title, approved: approval.title }, at('title')))
  }
  if (approver !== undefined && approver !== approval.approver) {
    found.push(problem('award-approver', { award: id, approver, approved: approval.approver }, at('approver')))
  }
  // Dates as year-month-day compare as text.
  if (from > until) found.push(problem('award-approval-dates', { award: id, from, until }, at('approval/from')))
  else if (until < today) found.push(problem('award-approval-ended', { award: id, until }, at('approval/until')))
  else if (today < from) found.push(problem('award-approval-early', { award: id, from, today }, at('approval/from')))
  return found
}
