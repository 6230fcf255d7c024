import type { Award } from '../../model/schema-types.ts'
import type { Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import type { FieldPlace } from './claims.ts'

/** The days an award takes completions of: in order, within its approval, not over. */
export function windowProblems({ id, window, approval }: Award, today: string, at: FieldPlace): Problem[] {
  if (window === undefined) return []
  const { from, until } = window
  if (from > until) return [problem('award-window-dates', { award: id, from, until }, at('window/from'))]
  const outside = approval !== undefined && (from < approval.from || until > approval.until)
  if (outside) {
    const params = { award: id, window: days(window), approval: days(approval) }
    return [problem('award-window-approval', params, at('window'))]
  }
  return until < today ? [problem('award-window-ended', { award: id, until }, at('window/until'))] : []
}

const days = ({ from, until }: { readonly from: string; readonly until: string }): string => `from ${from} to ${until}`
