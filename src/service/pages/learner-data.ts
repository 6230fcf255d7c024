import { type LedgerEntry, standings } from '../../model/ledger.ts'
import { type Progress, progressOf } from '../../model/progress.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import { emptyState } from '../../model/state/learner-state.ts'
import type { Enrolment, KeptCertificate, Learner } from '../../storage/records.ts'
import { hasItsAwards } from '../awards/again.ts'
import { type Requirement, requirementsOf } from '../awards/requirements.ts'
import { type SavedProgress, savedProgress } from '../awards/saved-progress.ts'
import { readSnapshot } from '../awards/snapshot.ts'
import { type CertificateStatus, certificateStatus } from '../certificates/status.ts'
import { type LearnerCredits, learnerCredits } from '../credits/learner-credits.ts'
import type { Service } from '../dependencies.ts'
import { plainDate } from '../settings.ts'

/** One course as one learner stands in it. */
export interface CourseStanding {
  readonly course: CompiledCourse
  readonly enrolment: Enrolment | undefined
  readonly saved: SavedProgress | undefined
  /** Whether its awards were made, so that the course can be taken once more. */
  readonly canBeginAgain: boolean
  readonly progress: Progress
  /** Titles of exams that were begun and not handed in. */
  readonly running: readonly string[]
  /** Awards not made yet, with what each asks for. */
  readonly open: readonly {
    readonly title: string
    readonly requirements: readonly Requirement[]
    /** The player has shown a pass that the service could not verify yet, because its evidence has not arrived. */
    readonly unverified: boolean
  }[]
}

export interface CertificateRow {
  readonly number: string
  readonly title: string
  readonly issuedOn: string
  readonly status: CertificateStatus
  /** The last day on which it holds, where it expires. */
  readonly validUntil: string | undefined
}

export interface LearnerHome {
  readonly courses: readonly CourseStanding[]
  readonly credits: LearnerCredits
  /** The newest first. */
  readonly certificates: readonly CertificateRow[]
}

/** Everything the learner's page shows, after every award due has been made. */
export async function learnerHome(service: Service, person: Learner): Promise<LearnerHome> {
  await service.awards.settled()
  const { store, now, settings } = service
  const ledger = await store.ledger.ofLearner(person.id)
  const enrolments = await store.enrolments.ofLearner(person.id)
  const courses: CourseStanding[] = []
  for (const { course } of service.courses.values()) {
    const taken = enrolments.filter((found) => found.course === course.id)
    courses.push(await standing(service, course, taken, ledger))
  }
  const certificates = await store.certificates.ofLearner(person.id)
  const today = plainDate(now(), settings.timeZone)
  return {
    courses,
    credits: await learnerCredits(service, person.id),
    certificates: certificates.map((one) => certificateRow(one, today)).reverse(),
  }
}

/** With the same status as on the page that verifies it. */
function certificateRow(kept: KeptCertificate, today: string): CertificateRow {
  const { activityTitle: title, issuedOn, validUntil } = readSnapshot(kept.snapshot)
  return { number: kept.number, title, issuedOn, validUntil, status: certificateStatus(kept, today) }
}

async function standing(
  { store, now, settings }: Service,
  course: CompiledCourse,
  taken: readonly Enrolment[],
  ledger: readonly LedgerEntry[],
): Promise<CourseStanding> {
  const enrolment = taken.at(-1)
  const saved = enrolment && (await savedProgress(store, course, enrolment))
  const outcomes = enrolment === undefined ? [] : await store.enrolments.outcomes(enrolment.registration)
  // However it was earned: here, launched from elsewhere, or entered by staff. Taken once more, what is earned by that.
  const given = standings(ledger).flatMap(({ entry, standing }) =>
    standing.kind === 'active' &&
    entry.course?.id === course.id &&
    (taken.length < 2 || entry.registration === enrolment?.registration)
      ? entry.award
      : [],
  )
  const verified = {
    state: saved?.state,
    outcomes,
    minutesSinceStart: enrolment === undefined ? 0 : (now() - enrolment.started) / 60_000,
    completedOn: plainDate(now(), settings.timeZone),
  }
  return {
    course,
    enrolment,
    saved,
    canBeginAgain: enrolment !== undefined && hasItsAwards(course, enrolment, ledger),
    progress: progressOf(course, saved?.state ?? emptyState('')),
    running: course.exams
      .filter(({ id }) => saved?.state.exams[id]?.attempt?.submitted === false)
      .map(({ title }) => title),
    open: course.awards
      .filter(({ id }) => !given.includes(id))
      .map((award) => {
        const requirements = requirementsOf(course, award, verified)
        const unverified = requirements.some(
          (requirement) =>
            requirement.kind === 'exam' && !requirement.met && saved?.state.exams[requirement.exam]?.passed,
        )
        return { title: award.title, requirements, unverified }
      }),
  }
}
