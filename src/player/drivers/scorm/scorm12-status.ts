import type { Progress } from '../../../model/progress.ts'

/** What a SCO may write into cmi.core.lesson_status (RTE 1.2 §3.4.4), lowest first. */
const ranks: readonly string[] = ['incomplete', 'failed', 'completed', 'passed']

/**
 * The status to write: the higher one of what the LMS has and what the evidence says. It never goes down, so a visit after
 * passing or a new version of the course takes nothing away. `not attempted`, `browsed` and anything unknown count as
 * below `incomplete`.
 */
export const ratchet = (current: string, outcome: Progress['outcome']): string =>
  ranks[Math.max(ranks.indexOf(current), ranks.indexOf(outcome))] ?? 'incomplete'
