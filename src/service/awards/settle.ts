import type { CompiledCourse } from '../../model/schema-types.ts'
import { xapiVerbs } from '../../model/xapi.ts'
import type { Enrolment, ExamOutcome, StoredStatement } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import type { Dependencies } from '../dependencies.ts'
import { agentKeyOf } from '../lrs/agent.ts'
import { plainDate } from '../settings.ts'
import { examClaim, gradeClaim, happenedAt } from './evidence.ts'
import { issueAward } from './issue.ts'
import { accepted, bestOf, requirementsOf, takes } from './requirements.ts'
import { type SavedProgress, savedProgress } from './saved-progress.ts'
import { awardStanding, isOpen } from './standing.ts'

/** More answers than any exam has questions, over all its attempts. */
const MOST_ANSWERS = 5000

/** Statements that claim something worth looking at. */
export const CLAIM_VERBS: readonly string[] = [xapiVerbs.scored, xapiVerbs.completed]

/** An award that was made. */
export interface Made {
  readonly course: string
  readonly award: string
}

/**
 * Brings one enrolment up to date with its statements and saved progress, inside the caller's transaction: grades exam
 * attempts that were claimed, makes every award whose requirements are met and that was not made before, and notes
 * whether a claim still waits for evidence. Running it again changes nothing. Resolves to the awards made.
 */
export async function settleEnrolment(
  store: Store,
  dependencies: Omit<Dependencies, 'store'>,
  registration: string,
): Promise<readonly Made[]> {
  const enrolment = await store.enrolments.get(registration)
  const course = enrolment && dependencies.courses.get(enrolment.course)?.course
  const learner = enrolment && (await store.learners.get(enrolment.learner))
  if (enrolment?.claim !== 'open' || course === undefined || learner === undefined) return []
  const claims = await claimStatements(store, enrolment)

  const saved = await savedProgress(store, course, enrolment)
  if (saved !== undefined) await gradeAttempts(store, course, enrolment, saved, claims)
  const outcomes = await standingOutcomes(store, course, registration, claims)
  const entries = await store.ledger.ofLearner(learner.id)
  const made: Made[] = []
  let waiting = false
  for (const award of course.awards.filter((one) => takes(one, 'hosted'))) {
    const standing = awardStanding(entries, { course: course.id, award: award.id, registration, source: 'hosted' })
    if (!isOpen(standing)) continue
    const outcome = bestOf(accepted(course, award, outcomes))
    const evidence = evidenceOf(claims, outcome)
    const statements = evidence.map(({ id }) => id)
    const completedAt = Math.max(enrolment.started, ...evidence.map((claim) => happenedAt(claim, enrolment.started)))
    const completedOn = plainDate(completedAt, dependencies.settings.timeZone)
    const minutesSinceStart = (dependencies.now() - enrolment.started) / 60_000
    const verified = { state: saved?.state, outcomes, minutesSinceStart, completedOn }
    const ready =
      statements.length > 0 && requirementsOf(course, award, verified).every((requirement) => requirement.met)
    const issued =
      saved === undefined || !ready
        ? undefined
        : await issueAward(store, dependencies, {
            course,
            award,
            registration,
            learner,
            completedOn,
            source: 'hosted',
            exam: outcome && { id: outcome.exam, attempt: outcome.attempt, percent: outcome.percent },
            evidence: { statements, state: saved.etag },
            follows: standing.kind === 'again' ? standing.follows : undefined,
            recordedBy: 'service',
          })
    if (issued === undefined) waiting = true
    else made.push({ course: course.id, award: award.id })
  }
  const graded = new Set(outcomes.map(({ exam, attempt }) => `${exam}/${attempt}`))
  const ungraded = claims.some((statement) => {
    const claim = examClaim(course, statement)
    return claim !== undefined && !graded.has(`${claim.exam.id}/${claim.attempt}`)
  })
  if (!waiting && !ungraded) await store.enrolments.setClaim(registration, 'closed')
  return made
}

/**
 * Only what learners said in sessions of their own counts: whoever has a key can store statements about anybody, and a
 * reference to a claim is not a claim.
 */
const ownStatements = (store: Store, { registration, learner }: Enrolment) =>
  ({ registration, authority: agentKeyOf(store, learner), direct: true, ascending: true, limit: MOST_ANSWERS }) as const

async function claimStatements(store: Store, enrolment: Enrolment): Promise<readonly StoredStatement[]> {
  const found: StoredStatement[] = []
  for (const verb of CLAIM_VERBS) {
    found.push(...(await store.statements.find({ ...ownStatements(store, enrolment), verb })))
  }
  return found.sort((a, b) => a.seq - b.seq)
}

async function gradeAttempts(
  store: Store,
  course: CompiledCourse,
  enrolment: Enrolment,
  saved: SavedProgress,
  claims: readonly StoredStatement[],
): Promise<void> {
  const { registration } = enrolment
  const known = new Set(
    (await store.enrolments.outcomes(registration)).map(({ exam, attempt }) => `${exam}/${attempt}`),
  )
  let answers: readonly StoredStatement[] | undefined
  for (const statement of claims) {
    const claim = examClaim(course, statement)
    if (claim === undefined || known.has(`${claim.exam.id}/${claim.attempt}`)) continue
    const verb = xapiVerbs.answered
    answers ??= await store.statements.find({ ...ownStatements(store, enrolment), verb })
    const result = gradeClaim(course, saved.state, claim, answers)
    if (result === undefined) continue
    known.add(`${claim.exam.id}/${claim.attempt}`)
    await store.enrolments.addOutcome({
      registration,
      exam: claim.exam.id,
      attempt: claim.attempt,
      percent: result.percent,
      passed: result.passed,
      statement: statement.id,
      at: happenedAt(statement, enrolment.started),
    })
  }
}

/**
 * Outcomes whose claim still stands. One whose statement was voided counts only where another statement claims the same
 * attempt, and then stands on that one.
 */
async function standingOutcomes(
  store: Store,
  course: CompiledCourse,
  registration: string,
  claims: readonly StoredStatement[],
): Promise<readonly ExamOutcome[]> {
  const found: ExamOutcome[] = []
  for (const outcome of await store.enrolments.outcomes(registration)) {
    const voided = (await store.statements.get(outcome.statement))?.voided === true
    const other = voided
      ? claims.find((statement) => {
          const claim = examClaim(course, statement)
          return claim?.exam.id === outcome.exam && claim.attempt === outcome.attempt
        })
      : undefined
    if (!voided) found.push(outcome)
    else if (other !== undefined) found.push({ ...outcome, statement: other.id })
  }
  return found
}

/** The statements an award stands on: the pass of its exam and the first claim of completion that stands. */
const evidenceOf = (claims: readonly StoredStatement[], outcome: ExamOutcome | undefined): StoredStatement[] => {
  const completed = claims.find(({ verb }) => verb === xapiVerbs.completed)
  const passed = outcome && claims.find(({ id }) => id === outcome.statement)
  return [passed, completed].flatMap((statement) => statement ?? [])
}
