import { type CompletionSource, DEFAULT_SOURCES } from '../../model/completion-sources.ts'
import { progressOf } from '../../model/progress.ts'
import type { Award, CompiledCourse } from '../../model/schema-types.ts'
import { emptyState, type LearnerState } from '../../model/state/learner-state.ts'
import type { ExamOutcome } from '../../storage/records.ts'

/** One thing an award asks for, what the record shows of it, and whether that is enough. */
export type Requirement =
  | { readonly kind: 'sections'; readonly have: number; readonly need: number; readonly met: boolean }
  | {
      readonly kind: 'checks'
      readonly mode: 'answered' | 'correct'
      readonly have: number
      readonly need: number
      readonly met: boolean
    }
  | {
      readonly kind: 'exam'
      readonly exam: string
      readonly title: string
      /** Percent; undefined before the first attempt. */
      readonly best: number | undefined
      readonly need: number
      readonly met: boolean
    }
  | {
      readonly kind: 'attempts'
      readonly title: string
      /** Handed in so far. */
      readonly have: number
      readonly most: number
      readonly met: boolean
    }
  | { readonly kind: 'time'; readonly haveMinutes: number; readonly needMinutes: number; readonly met: boolean }
  | { readonly kind: 'approval' | 'window'; readonly from: string; readonly until: string; readonly met: boolean }

/** What the service has verified of one learner in one course. */
export interface Verified {
  /** Saved progress; its marks "passed" and "completed" are not believed. */
  readonly state: LearnerState | undefined
  /** Graded by the service. */
  readonly outcomes: readonly ExamOutcome[]
  /** Minutes since the learner enrolled, by the service's clock. */
  readonly minutesSinceStart: number
  /** Plain date of completion, as it would stand in the ledger. */
  readonly completedOn: string
}

export const requirementsOf = (course: CompiledCourse, award: Award, verified: Verified): readonly Requirement[] => {
  const { requires } = award
  const exams = new Map<string, number>()
  if (requires.completed && course.completion.exam !== undefined) exams.set(course.completion.exam, 0)
  if (requires.exam !== undefined) exams.set(requires.exam, requires.score ?? 0)
  return [
    ...(requires.completed ? completion(course, verified) : []),
    ...[...exams].flatMap(([exam, score]) => examRequirement(course, verified, exam, score)),
    ...(requires.attempts === undefined ? [] : attempts(course, award, verified, requires.attempts)),
    ...(requires.seatMinutes === undefined || requires.seatMinutes === 0
      ? []
      : [seatTime(verified, requires.seatMinutes)]),
    ...(award.approval === undefined ? [] : [between('approval', verified, award.approval)]),
    ...(award.window === undefined ? [] : [between('window', verified, award.window)]),
  ]
}

function completion(course: CompiledCourse, { state }: Verified): Requirement[] {
  const { sections, checks } = progressOf(course, state ?? emptyState(''))
  const need = Math.ceil((course.completion.sections * sections.total) / 100)
  const mode = course.completion.checks
  const have = mode === 'correct' ? checks.correct : checks.answered
  return [
    { kind: 'sections', have: sections.opened, need, met: sections.opened >= need },
    ...(mode === 'none'
      ? []
      : [{ kind: 'checks' as const, mode, have, need: checks.total, met: have >= checks.total }]),
  ]
}

function examRequirement(course: CompiledCourse, { outcomes }: Verified, id: string, score: number): Requirement[] {
  const exam = course.exams.find((found) => found.id === id)
  if (exam === undefined) return []
  const own = outcomes.filter((outcome) => outcome.exam === id)
  const best = bestOf(own)
  return [
    {
      kind: 'exam',
      exam: id,
      title: exam.title,
      best: best && best.percent / 100,
      need: Math.max(score, exam.pass),
      met: own.some(({ passed, percent }) => passed && percent >= score * 100),
    },
  ]
}

/** The outcome with the highest percent, the earliest of equals. */
export const bestOf = (outcomes: readonly ExamOutcome[]): ExamOutcome | undefined =>
  outcomes.reduce<ExamOutcome | undefined>(
    (best, outcome) => (best === undefined || outcome.percent > best.percent ? outcome : best),
    undefined,
  )

/** The exam whose pass an award stands on: its own, or that of the course's completion rule. */
export const examOf = (course: CompiledCourse, award: Award): string | undefined =>
  award.requires.exam ?? course.completion.exam

/** Passed outcomes of the award's exam that it takes: good enough, and within the attempts it allows. */
export const accepted = (course: CompiledCourse, award: Award, outcomes: readonly ExamOutcome[]): ExamOutcome[] =>
  outcomes.filter(
    ({ exam, passed, percent, attempt }) =>
      exam === examOf(course, award) &&
      passed &&
      (award.requires.exam === undefined || percent >= (award.requires.score ?? 0) * 100) &&
      attempt <= (award.requires.attempts ?? Number.POSITIVE_INFINITY),
  )

function attempts(course: CompiledCourse, award: Award, { outcomes }: Verified, most: number): Requirement[] {
  const exam = course.exams.find(({ id }) => id === examOf(course, award))
  if (exam === undefined) return []
  const have = Math.max(0, ...outcomes.filter((outcome) => outcome.exam === exam.id).map(({ attempt }) => attempt))
  return [{ kind: 'attempts', title: exam.title, have, most, met: accepted(course, award, outcomes).length > 0 }]
}

/** The time the player counted, but no more than has passed since the learner began. */
function seatTime({ state, minutesSinceStart }: Verified, needMinutes: number): Requirement {
  const haveMinutes = Math.floor(Math.min((state?.seconds ?? 0) / 60, minutesSinceStart))
  return { kind: 'time', haveMinutes, needMinutes, met: haveMinutes >= needMinutes }
}

const between = (
  kind: 'approval' | 'window',
  { completedOn }: Pick<Verified, 'completedOn'>,
  { from, until }: { readonly from: string; readonly until: string },
): Requirement => ({ kind, from, until, met: isWithin(completedOn, { from, until }) })

/** Whether a plain date lies between two others, or is one of them. */
export const isWithin = (date: string, { from, until }: { readonly from: string; readonly until: string }): boolean =>
  date >= from && date <= until

/** Whether an award takes completions from a source. */
export const takes = ({ acceptedSources }: Award, source: CompletionSource): boolean =>
  (acceptedSources ?? DEFAULT_SOURCES).some((taken) => taken === source)
