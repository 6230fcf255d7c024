import type { CompletionSource } from '../../model/completion-sources.ts'
import { isMembers, type Members } from '../../model/members.ts'
import type { Award, CompiledCourse } from '../../model/schema-types.ts'
import type { Learner, StoredStatement } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import type { Dependencies } from '../dependencies.ts'
import { plainDate } from '../settings.ts'
import { issueAward } from './issue.ts'
import { examOf, isWithin, takes } from './requirements.ts'
import type { Made } from './settle.ts'
import { awardStanding, isOpen } from './standing.ts'

/** What others say of one learner's taking of a course. Nothing of it can be graded again here. */
export interface Report {
  readonly source: Extract<CompletionSource, 'cmi5' | 'lms-key'>
  readonly registration: string | undefined
  readonly completed: boolean
  /** The pass, where one was reported; hundredths of a percent, where they were said. */
  readonly pass: { readonly percent: number | undefined } | undefined
  /** How often it was tried, the pass included. */
  readonly attempts: number
  /** Minutes spent. */
  readonly minutes: number
  readonly completedAt: number
  /** Ids of the statements that say so. */
  readonly statements: readonly string[]
}

/**
 * Makes the awards of a course that take this source and whose requirements a report meets, inside the caller's
 * transaction. Running it again changes nothing. Resolves to the awards made.
 */
export async function awardReported(
  store: Store,
  dependencies: Omit<Dependencies, 'store'>,
  { course, learner, report }: { readonly course: CompiledCourse; readonly learner: Learner; readonly report: Report },
): Promise<readonly Made[]> {
  const { source, registration, statements } = report
  const completedOn = plainDate(report.completedAt, dependencies.settings.timeZone)
  const entries = await store.ledger.ofLearner(learner.id)
  const made: Made[] = []
  for (const award of course.awards.filter((one) => takes(one, source) && meets(course, one, report, completedOn))) {
    const standing = awardStanding(entries, { course: course.id, award: award.id, registration, source })
    if (!isOpen(standing)) continue
    const exam = examOf(course, award)
    const percent = report.pass?.percent
    const issued = await issueAward(store, dependencies, {
      course,
      award,
      registration,
      learner,
      completedOn,
      source,
      exam: exam === undefined || percent === undefined ? undefined : { id: exam, attempt: report.attempts, percent },
      evidence: { statements },
      follows: standing.kind === 'again' ? standing.follows : undefined,
      recordedBy: 'service',
    })
    if (issued !== undefined) made.push({ course: course.id, award: award.id })
  }
  return made
}

/**
 * Whether a report meets what an award asks for. A pass speaks of the course as a whole, so it stands for the exam of the
 * completion rule, or for the only one there is; a pass without a score is taken only where no score is asked for.
 */
function meets(course: CompiledCourse, award: Award, report: Report, completedOn: string): boolean {
  const { requires } = award
  const whole = course.completion.exam ?? (course.exams.length === 1 ? course.exams[0]?.id : undefined)
  const passed = requires.exam === undefined || (requires.exam === whole && report.pass !== undefined)
  const need = requires.exam === undefined ? undefined : requires.score
  return (
    (!requires.completed || report.completed) &&
    (!requires.completed || course.completion.exam === undefined || report.pass !== undefined) &&
    passed &&
    (need === undefined || (report.pass?.percent ?? -1) >= need * 100) &&
    (requires.attempts === undefined || (report.pass !== undefined && report.attempts <= requires.attempts)) &&
    (requires.seatMinutes === undefined || report.minutes >= requires.seatMinutes) &&
    (award.approval === undefined || isWithin(completedOn, award.approval)) &&
    (award.window === undefined || isWithin(completedOn, award.window))
  )
}

/** A stored statement as the object it is. */
export function statementOf({ body }: Pick<StoredStatement, 'body'>): Members {
  const value: unknown = JSON.parse(body)
  return isMembers(value) ? value : {}
}

/** `result.score.scaled` in hundredths of a percent, rounded down; undefined where it was not said. */
export function percentOf({ result }: Members): number | undefined {
  const scaled = isMembers(result) && isMembers(result.score) ? result.score.scaled : undefined
  // Floats that come near a whole number are that number.
  return typeof scaled === 'number' && scaled >= 0 && scaled <= 1 ? Math.floor(scaled * 10_000 + 1e-6) : undefined
}
