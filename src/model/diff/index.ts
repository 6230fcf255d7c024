import type { CompiledCourse } from '../schema-types.ts'
import { stateBudget } from '../state/budget.ts'
import { type CheckDiff, type CheckQuestionDiff, checkQuestionsDiff, checksDiff } from './checks.ts'
import { type CompletionDiff, completionDiff } from './completion.ts'
import { type ExamDiff, examsDiff } from './exams.ts'
import type { Fate } from './fate.ts'
import { type ModuleDiff, modulesDiff } from './modules.ts'
import { type Renamed, renamedQuestions } from './renamed.ts'

/** What a new version of a course does to the saved progress of learners who are in the middle of it. */
export interface CourseDiff {
  readonly modules: readonly ModuleDiff[]
  readonly checks: readonly CheckDiff[]
  readonly questions: readonly CheckQuestionDiff[]
  readonly exams: readonly ExamDiff[]
  readonly completion: CompletionDiff
  /** Questions that are lost and added, though they are one and the same. */
  readonly renamed: readonly Renamed[]
  /** Characters of the longest saved progress. */
  readonly state: { readonly before: number; readonly after: number }
}

/**
 * Compares by stable ids, and by way of saved progress as it is really written and read. Both must have one course id:
 * progress of another course is refused as a whole.
 */
export const diffCourses = (before: CompiledCourse, after: CompiledCourse): CourseDiff => ({
  modules: modulesDiff(before, after),
  checks: checksDiff(before, after),
  questions: checkQuestionsDiff(before, after),
  exams: examsDiff(before, after),
  completion: completionDiff(before, after),
  renamed: renamedQuestions(before, after),
  state: { before: stateBudget(before).worst, after: stateBudget(after).worst },
})

/** From best to worst. */
const worst: readonly Fate[] = ['added', 'kept', 'rescored', 'lost']

export interface Tally {
  readonly kept: number
  readonly lost: number
  readonly rescored: number
  readonly added: number
  /** Rules of exams and of completion that ask more of learners, or give them less. */
  readonly stricter: number
}

/**
 * Modules, knowledge checks, questions and exams by what becomes of them, each question once by the worst of it. A module
 * of which sections are counted is kept; an exam whose draw changes is lost: somebody loses an answer or a mark.
 */
export function tally(diff: CourseDiff): Tally {
  const { modules, checks, questions, exams } = diff
  const asked = new Map<string, Fate>()
  for (const { id, fate } of [...questions, ...exams.flatMap(({ attempt }) => attempt.questions)]) {
    if (worst.indexOf(fate) > worst.indexOf(asked.get(id) ?? 'added')) asked.set(id, fate)
    else if (!asked.has(id)) asked.set(id, fate)
  }
  const fates = [
    ...modules.map(({ fate }) => (fate === 'counted' ? 'kept' : fate)),
    ...checks.map(({ fate }) => fate),
    ...asked.values(),
    ...exams.map(({ fate, attempt }) => (fate === 'kept' && attempt.draw === 'changed' ? 'lost' : fate)),
  ]
  const count = (fate: (typeof fates)[number]): number => fates.filter((one) => one === fate).length
  const stricter = stricterRules(diff).length
  return { kept: count('kept'), lost: count('lost'), rescored: count('rescored'), added: count('added'), stricter }
}

/** Rules that have become stricter. `of` names the exam; undefined for the completion rule. */
export const stricterRules = ({ exams, completion }: CourseDiff): { of?: string; rule: string }[] => [
  ...exams.flatMap(({ id, rules }) => rules.filter(({ stricter }) => stricter).map(({ rule }) => ({ of: id, rule }))),
  ...completion.rules.filter(({ stricter }) => stricter).map(({ rule }) => ({ rule })),
]
