import { CERTIFICATE_NUMBER_BYTES, certificateNumber } from '../../certificates/number.ts'
import type { CertificateSnapshot } from '../../certificates/snapshot.ts'
import type { Award, CompiledCourse } from '../../model/schema-types.ts'
import { courseActivity } from '../../model/xapi.ts'
import type { Enrolment, ExamOutcome, Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import type { Dependencies } from '../dependencies.ts'
import { plainDate } from '../settings.ts'

/** Stands first in whatever a demonstration issues, on paper too. */
const DEMONSTRATION = 'DEMONSTRATION: the person is invented and this certifies nothing.'

const DEFAULT_UNIT = { name: 'CEU', minutes: 60 } as const

/** Everything an award is made from, verified. */
export interface Granted {
  readonly course: CompiledCourse
  readonly award: Award
  readonly enrolment: Enrolment
  readonly learner: Learner
  readonly completedOn: string
  readonly outcome: ExamOutcome | undefined
  readonly statements: readonly string[]
  readonly state: string
}

/**
 * Writes the ledger entry and the certificate, inside the caller's transaction. False when the learner already has the
 * award; then nothing is written.
 */
export async function issueAward(
  store: Store,
  { now, random, uuid, settings }: Omit<Dependencies, 'store'>,
  granted: Granted,
): Promise<boolean> {
  const { course, award, enrolment, learner, outcome } = granted
  const at = now()
  const number = certificateNumber(settings.certificatePrefix, random(CERTIFICATE_NUMBER_BYTES))
  const unit = award.unit ?? DEFAULT_UNIT
  const credential = award.credential === undefined ? {} : { credential: award.credential }
  const entry = uuid()
  const appended = await store.ledger.append({
    id: entry,
    learner: learner.id,
    course: { id: course.id, version: course.version, hash: course.hash },
    award: award.id,
    registration: enrolment.registration,
    title: award.title,
    type: award.type,
    domain: award.domain,
    ...credential,
    credits: award.credits,
    unit,
    minutes: award.minutes,
    ...(award.approval === undefined
      ? {}
      : {
          approval: {
            approver: award.approval.approver,
            number: award.approval.number,
            title: award.approval.title,
          },
        }),
    completedOn: granted.completedOn,
    timeZone: settings.timeZone,
    source: 'hosted',
    evidence: {
      statements: granted.statements,
      state: granted.state,
      ...(outcome === undefined
        ? {}
        : { exam: { id: outcome.exam, attempt: outcome.attempt, percent: outcome.percent } }),
      certificate: number,
    },
    recordedBy: 'service',
    recordedAt: at,
  })
  if (!appended) return false
  const snapshot: CertificateSnapshot = {
    number,
    learnerName: learner.name,
    activityTitle: award.title,
    activityId: courseActivity(course.id),
    activityVersion: course.version,
    completedOn: granted.completedOn,
    issuedOn: plainDate(at, settings.timeZone),
    credits: award.credits,
    unit,
    minutes: award.minutes,
    domain: award.domain,
    type: award.type,
    statement: settings.demo ? `${DEMONSTRATION} ${award.statement}` : award.statement,
    ...(award.approval === undefined ? {} : { approval: award.approval }),
    ...credential,
    ...(outcome === undefined ? {} : { score: outcome.percent / 100 }),
    provider: settings.organisation,
    verifyUrl: `${settings.publicUrl}/verify/${number}`,
    language: course.language,
  }
  await store.certificates.add({ number, learner: learner.id, entry, snapshot: JSON.stringify(snapshot), issued: at })
  return true
}
