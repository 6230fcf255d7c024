import type { Progress } from '../../../model/progress.ts'

/** Vocabularies of RTE 2004 §4.2.4 and §4.2.22 as far as a SCO moves along them, lowest first. */
const completions: readonly string[] = ['incomplete', 'completed']
const successes: readonly string[] = ['unknown', 'failed', 'passed']

const higher = (ranks: readonly string[], current: string, evidence: string): string =>
  ranks[Math.max(0, ranks.indexOf(current), ranks.indexOf(evidence))] ?? evidence

/**
 * The completion status to write: the higher one of what the LMS has and what the evidence says. It never goes down;
 * `not attempted` and `unknown` count as incomplete.
 */
export const completion = (current: string, complete: boolean): string =>
  higher(completions, current, complete ? 'completed' : 'incomplete')

/** The success status to write, by the same rule. `passed` undefined: nothing decides it. */
export const success = (current: string, passed: boolean | undefined): string =>
  higher(successes, current, passed === undefined ? 'unknown' : passed ? 'passed' : 'failed')

/** Passing the course is meeting its completion rule with an exam in it; a course without an exam is never passed. */
export const passedBy = ({ outcome }: Progress): boolean | undefined =>
  outcome === 'passed' ? true : outcome === 'failed' ? false : undefined
