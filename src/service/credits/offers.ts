import type { EvidenceKind } from '../../credentials/creditable.ts'
import type { Offer } from '../../credentials/plan.ts'
import { approverOf, unitOf } from '../../model/award.ts'
import type { LedgerEntry } from '../../model/ledger.ts'
import type { Award, CompiledCourse } from '../../model/schema-types.ts'
import { courseActivity } from '../../model/xapi.ts'
import type { Enrolment, ExamOutcome } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { accepted, examOf, takes } from '../awards/requirements.ts'
import { awardStanding } from '../awards/standing.ts'
import type { HostedCourse } from '../courses.ts'

/** An award that can be earned here, as the planner looks at it, with the course to open for it. */
export interface CourseOffer extends Offer {
  readonly course: string
}

/**
 * The awards that one learner can still earn here: not those for which no attempt is left, nor those that a person revoked,
 * because only a person can restore them. @param entries of the learner
 */
export async function offersTo(
  { enrolments }: Pick<Store, 'enrolments'>,
  courses: ReadonlyMap<string, HostedCourse>,
  learner: string,
  entries: readonly LedgerEntry[],
): Promise<readonly CourseOffer[]> {
  const closed = new Set<string>()
  const last = new Map((await enrolments.ofLearner(learner)).map((one) => [one.course, one]))
  for (const enrolment of last.values()) {
    const course = courses.get(enrolment.course)?.course
    if (course === undefined) continue
    const outcomes = await enrolments.outcomes(enrolment.registration)
    for (const award of course.awards) {
      if (isBarred(course, award, enrolment, entries) || isUsedUp(course, award, outcomes))
        closed.add(offerId(course, award))
    }
  }
  return offersOf(courses).filter(({ id }) => !closed.has(id))
}

const isBarred = (
  course: CompiledCourse,
  award: Award,
  { registration }: Enrolment,
  entries: readonly LedgerEntry[],
): boolean =>
  awardStanding(entries, { course: course.id, award: award.id, registration, source: 'hosted' }).kind === 'barred'

function isUsedUp(course: CompiledCourse, award: Award, outcomes: readonly ExamOutcome[]): boolean {
  const exam = course.exams.find(({ id }) => id === examOf(course, award))
  if (exam === undefined || !isExamAsked(course, award) || accepted(course, award, outcomes).length > 0) return false
  const most = [exam.attempts, award.requires.attempts ?? 0].filter((attempts) => attempts > 0)
  const had = outcomes.flatMap((outcome) => (outcome.exam === exam.id ? [outcome.attempt] : []))
  return Math.max(0, ...had) >= Math.min(Number.POSITIVE_INFINITY, ...most)
}

/** An award may ask for time alone, in a course whose completion asks for an exam. */
const isExamAsked = (course: CompiledCourse, award: Award): boolean => {
  const { completed, exam, attempts } = award.requires
  return examOf(course, award) !== undefined && (completed || exam !== undefined || attempts !== undefined)
}

const offerId = (course: CompiledCourse, award: Award): string => `${course.id}/${award.id}`

/** Every award that the service makes of a course taken here. */
export function offersOf(courses: ReadonlyMap<string, HostedCourse>): readonly CourseOffer[] {
  return [...courses.values()].flatMap(({ course }) =>
    course.awards
      .filter((one) => takes(one, 'hosted'))
      .map((award): CourseOffer => {
        const { title, type, domain, topic, credits, minutes, credentials = [], approval, window } = award
        const approver = approverOf(award)
        const proof = new Set<EvidenceKind>(['statements', 'certificate'])
        if (isExamAsked(course, award)) proof.add('exam')
        if (approval !== undefined) proof.add('approval')
        const from = latest(approval?.from, window?.from)
        const until = earliest(approval?.until, window?.until)
        return {
          id: offerId(course, award),
          course: course.id,
          activity: courseActivity(course.id),
          title,
          type,
          domains: [domain],
          ...(topic === undefined ? {} : { topic }),
          ...(approver === undefined ? {} : { approver }),
          ...(approval === undefined ? {} : { approval }),
          credentials,
          credits,
          unit: unitOf(award),
          minutes,
          source: 'hosted',
          proof,
          ...(from === undefined ? {} : { from }),
          ...(until === undefined ? {} : { until }),
        }
      }),
  )
}

const latest = (...days: readonly (string | undefined)[]): string | undefined => sorted(days).at(-1)
const earliest = (...days: readonly (string | undefined)[]): string | undefined => sorted(days)[0]
/** Plain dates sort as texts. */
const sorted = (days: readonly (string | undefined)[]): string[] => days.filter((day) => day !== undefined).sort()
