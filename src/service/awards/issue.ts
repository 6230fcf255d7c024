import { CERTIFICATE_NUMBER_BYTES, certificateNumber } from '../../certificates/number.ts'
import { approverOf, unitOf } from '../../model/award.ts'
import type { CompletionSource } from '../../model/completion-sources.ts'
import type { CreditEntry } from '../../model/ledger.ts'
import type { Award, CertificateTemplate, CompiledCourse } from '../../model/schema-types.ts'
import { courseActivity } from '../../model/xapi.ts'
import type { Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { draftCertificate, keepTemplate, makeCertificate } from '../certificates/make.ts'
import type { Dependencies } from '../dependencies.ts'
import { recordingTime } from './recording-time.ts'

/** Everything an award is made from, verified. */
export interface Granted {
  readonly course: CompiledCourse
  readonly award: Award
  /** What keeps one completion from being awarded twice; undefined for the one that a learner has from this source. */
  readonly registration: string | undefined
  readonly learner: Learner
  /** Plain date in the service's time zone. */
  readonly completedOn: string
  readonly source: CompletionSource
  /** The attempt that was passed; percent in hundredths. */
  readonly exam: { readonly id: string; readonly attempt: number; readonly percent: number } | undefined
  readonly evidence: Pick<CreditEntry['evidence'], 'statements' | 'state' | 'roster'>
  /** Revoked entry of the same award after which it was earned anew. */
  readonly follows?: string | undefined
  readonly recordedBy: string
  /** Why, where people did it. */
  readonly reason?: string
}

/**
 * Writes the ledger entry and the certificate, inside the caller's transaction. Undefined when the learner already has
 * the award; then nothing is written.
 */
export async function issueAward(
  store: Store,
  world: Pick<Dependencies, 'now' | 'random' | 'uuid' | 'settings' | 'templates'>,
  granted: Granted,
): Promise<{ readonly entry: CreditEntry; readonly number: string } | undefined> {
  const { now, random, uuid, settings } = world
  const { course, award, learner, exam } = granted
  const at = await recordingTime(store, now)
  const number = certificateNumber(settings.certificatePrefix, random(CERTIFICATE_NUMBER_BYTES))
  const approver = approverOf(award)
  const drafted: CreditEntry = {
    kind: 'credit',
    id: uuid(),
    learner: learner.id,
    course: { id: course.id, version: course.version, hash: course.hash },
    award: award.id,
    ...(granted.registration === undefined ? {} : { registration: granted.registration }),
    activity: courseActivity(course.id),
    title: award.title,
    type: award.type,
    domains: [award.domain],
    ...(award.topic === undefined ? {} : { topic: award.topic }),
    credentials: award.credentials ?? [],
    credits: award.credits,
    unit: unitOf(award),
    minutes: award.minutes,
    ...(approver === undefined ? {} : { approver }),
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
    source: granted.source,
    evidence: {
      ...granted.evidence,
      ...(exam === undefined ? {} : { exam }),
      certificate: number,
    },
    ...(granted.follows === undefined ? {} : { follows: granted.follows }),
    ...(granted.reason === undefined ? {} : { reason: granted.reason }),
    recordedBy: granted.recordedBy,
    recordedAt: at,
  }
  const template = templateOf(world, award)
  const draft = draftCertificate(store, world, {
    number,
    entry: drafted,
    learner,
    activityVersion: course.version,
    statement: award.statement,
    language: course.language,
    ...(award.approval === undefined ? {} : { approval: award.approval }),
    ...(exam === undefined ? {} : { score: exam.percent / 100 }),
    ...(award.validMonths === undefined ? {} : { validMonths: award.validMonths }),
    ...(template === undefined ? {} : { template: await keepTemplate(store, template, at) }),
  })
  const entry: CreditEntry = { ...drafted, evidence: { ...drafted.evidence, snapshot: draft.sha256 } }
  if (!(await store.ledger.append(entry))) return undefined
  await makeCertificate(store, world, entry, draft)
  return { entry, number }
}

/** The template that the award names, or the one called `default`; undefined for the standard one. */
function templateOf({ templates }: Pick<Dependencies, 'templates'>, award: Award): CertificateTemplate | undefined {
  if (award.template === undefined) return templates?.get('default')
  const template = templates?.get(award.template)
  if (template === undefined) {
    throw new Error(
      `The award ${award.id} names the certificate template ${award.template}, which is not in the data folder`,
    )
  }
  return template
}
