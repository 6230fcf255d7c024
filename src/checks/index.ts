import { compareProblems, type Problem } from '../problems/problem.ts'
import { approvalGuard } from './approval-guard.ts'
import { awardMinutes } from './award-minutes.ts'
import type { Check, CheckInput } from './check.ts'
import { distractorRight } from './coding/distractor-right.ts'
import { keyCodeFirst } from './coding/key-code-first.ts'
import { keyExcludes } from './coding/key-excludes.ts'
import { keyGrounds } from './coding/key-grounds.ts'
import { keyHeader } from './coding/key-header.ts'
import { keyPcsRow } from './coding/key-pcs-row.ts'
import { keyPoa } from './coding/key-poa.ts'
import { examPace } from './exam-pace.ts'
import { examRetake } from './exam-retake.ts'
import { longestKey } from './longest-key.ts'
import { phi } from './phi/index.ts'
import { stateBudgetCheck } from './state-budget.ts'

export type { CheckInput, CourseText, InstalledCodes } from './check.ts'
export { keyPlaces } from './coding/key-header.ts'
export { uncheckedKeys } from './coding/knowledge.ts'
export { FICTIONAL_FAMILY_NAMES, FICTIONAL_GIVEN_NAMES } from './phi/fictional-names.ts'
export type { Identifier } from './phi/identifier.ts'
export { textProblems } from './phi/index.ts'
export { scanText } from './phi/scan.ts'

/** Every rule, by name. */
export const checks = {
  'state-budget': stateBudgetCheck,
  'approval-guard': approvalGuard,
  'award-minutes': awardMinutes,
  'exam-pace': examPace,
  'exam-retake': examRetake,
  'longest-key': longestKey,
  phi,
  'key-header': keyHeader,
  'key-excludes': keyExcludes,
  'key-code-first': keyCodeFirst,
  'key-pcs-row': keyPcsRow,
  'key-poa': keyPoa,
  'key-grounds': keyGrounds,
  'distractor-right': distractorRight,
} as const satisfies Readonly<Record<string, Check>>

/** Runs every rule over a compiled course, or those that say something of a part over a part of one. */
export const runChecks = (input: CheckInput): Problem[] =>
  Object.values<Check>(checks)
    .flatMap(({ whole, run }) => (whole === true && input.whole === false ? [] : run(input)))
    .sort(compareProblems)
