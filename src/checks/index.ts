import { compareProblems, type Problem } from '../problems/problem.ts'
import { approvalGuard } from './approval-guard.ts'
import { awardMinutes } from './award-minutes.ts'
import type { Check, CheckInput } from './check.ts'
import { examPace } from './exam-pace.ts'
import { examRetake } from './exam-retake.ts'
import { longestKey } from './longest-key.ts'
import { stateBudgetCheck } from './state-budget.ts'

export type { CheckInput } from './check.ts'

/** Every rule, by name. */
export const checks = {
  'state-budget': stateBudgetCheck,
  'approval-guard': approvalGuard,
  'award-minutes': awardMinutes,
  'exam-pace': examPace,
  'exam-retake': examRetake,
  'longest-key': longestKey,
} as const satisfies Readonly<Record<string, Check>>

/** Runs every rule over a compiled course. */
export const runChecks = (input: CheckInput): Problem[] =>
  Object.values<Check>(checks)
    .flatMap(({ run }) => run(input))
    .sort(compareProblems)
