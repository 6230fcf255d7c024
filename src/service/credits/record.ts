import type { CreditEntry } from '../../model/ledger.ts'
import { canonicalJson, sha256 } from '../../storage/canonical.ts'
import type { Store } from '../../storage/store.ts'
import { recordingTime } from '../awards/recording-time.ts'
import { revokeEntry } from '../awards/revoke.ts'
import type { Service } from '../dependencies.ts'
import type { EvidenceType } from './evidence-file.ts'
import { type ExternalActivity, externalActivityId } from './external-activity.ts'
import type { HoldingValues } from './holding-form.ts'

type World = Pick<Service, 'store' | 'now' | 'uuid' | 'settings'>

/** A file that was looked into. */
export interface EvidenceFile extends Pick<EvidenceType, 'type'> {
  readonly name: string
  readonly content: Uint8Array
}

/** Who wrote an entry or did something, as ledger and audit have it. */
export const byLearner = (id: string): string => `learner:${id}`

/**
 * Two forms that were sent are the same when they come from one filling-in (`formKey`) and say the same. Other content sent
 * from the same page, after going back, is another report.
 */
export const keyOfForm = (formKey: string, activity: ExternalActivity, file: EvidenceFile | undefined): string =>
  `${formKey}/${sha256(canonicalJson([activity, file === undefined ? null : sha256(file.content)])).slice(0, 16)}`

/**
 * Writes what a learner did elsewhere into the ledger, with the file that proves it. The same form sent twice is recorded
 * once. Resolves to the id of the entry, the earlier one's when it was there.
 */
export async function recordExternal(
  { store, now, uuid, settings }: World,
  learner: string,
  activity: ExternalActivity,
  file: EvidenceFile,
  formKey: string,
): Promise<string> {
  const hash = sha256(file.content)
  const registration = keyOfForm(formKey, activity, file)
  const { approvalNumber, provider, title, ...rest } = activity
  const facts: Omit<CreditEntry, 'recordedAt'> = {
    kind: 'credit',
    id: uuid(),
    learner,
    registration,
    activity: externalActivityId(activity),
    title,
    provider,
    ...rest,
    ...(approvalNumber === undefined ? {} : { approval: { approver: provider, number: approvalNumber, title } }),
    timeZone: settings.timeZone,
    source: 'external',
    evidence: {
      statements: [],
      file: { sha256: hash, name: file.name, type: file.type, bytes: file.content.byteLength },
    },
    recordedBy: byLearner(learner),
  }
  return store.transaction(async (tx) => {
    const entry: CreditEntry = { ...facts, recordedAt: await recordingTime(tx, now) }
    await tx.files.put({ sha256: hash, type: file.type, name: file.name, content: file.content, at: now() })
    if (await tx.ledger.append(entry)) {
      await note(tx, now(), learner, 'credit-reported', { entry: entry.id, file: hash })
      return entry.id
    }
    const entries = await tx.ledger.ofLearner(learner)
    return entries.find((known) => known.kind === 'credit' && known.registration === registration)?.id ?? entry.id
  })
}

/**
 * Takes back what a learner reported, by an entry that says why. False when the entry is not one that this learner reported.
 * Doing it twice changes nothing.
 */
export async function withdrawExternal(
  { store, now, uuid }: World,
  learner: string,
  entry: string,
  reason: string,
): Promise<boolean> {
  return store.transaction(async (tx) => {
    const known = await tx.ledger.entry(entry)
    if (known?.kind !== 'credit' || !isWithdrawable(known, learner)) return false
    const asked = { entry, reason, by: byLearner(learner), at: await recordingTime(tx, now), id: uuid() }
    if (await revokeEntry(tx, asked))
      await note(tx, now(), learner, 'credit-withdrawn', { entry, revocation: asked.id })
    return true
  })
}

/** Learners withdraw what they reported themselves; everything else is for staff. */
export const isWithdrawable = (entry: CreditEntry, learner: string): boolean =>
  entry.learner === learner && entry.source === 'external' && entry.recordedBy === byLearner(learner)

export async function putHolding({ store, now }: World, learner: string, values: HoldingValues): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.holdings.put({ learner, ...values, recordedAt: now() })
    await note(tx, now(), learner, 'holding-set', { ...values })
  })
}

export async function removeHolding({ store, now }: World, learner: string, credential: string): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.holdings.remove(learner, credential)
    await note(tx, now(), learner, 'holding-removed', { credential })
  })
}

const note = (
  tx: Store,
  at: number,
  learner: string,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> => tx.audit({ at, who: byLearner(learner), action, detail: JSON.stringify(detail) })
