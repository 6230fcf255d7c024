import { issueBadge } from '../../certificates/badge/issue.ts'
import type { CertificateApproval, CertificateSnapshot } from '../../certificates/snapshot.ts'
import { canonicalTemplate } from '../../certificates/template.ts'
import { addMonths } from '../../credentials/plain-date.ts'
import type { CreditEntry } from '../../model/ledger.ts'
import type { CertificateTemplate } from '../../model/schema-types.ts'
import { sha256 } from '../../storage/canonical.ts'
import type { CertificateCredential, Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { signingKeys } from '../badges/keys.ts'
import { badgeId, drawPlace, subjectId } from '../badges/places.ts'
import type { Dependencies } from '../dependencies.ts'
import { plainDate } from '../settings.ts'

/** Stands first in whatever a demonstration issues, on paper too. */
const DEMONSTRATION = 'DEMONSTRATION: the person is invented and this certifies nothing.'

type Maker = Pick<Dependencies, 'now' | 'random' | 'settings'>

/** What a certificate is made of beside its ledger entry. */
export interface CertificateOrder {
  /** Made by the caller, because the entry names it. */
  readonly number: string
  /** As it will be appended; what its evidence says of the certificate may still be missing. */
  readonly entry: CreditEntry
  readonly learner: Pick<Learner, 'id' | 'name'>
  readonly activityVersion: string
  readonly statement: string
  /** BCP 47 tag of the texts. */
  readonly language: string
  readonly approval?: CertificateApproval
  /** Practice percent, 0 to 100. */
  readonly score?: number
  /** Months after completion until which it holds; for good when left out. */
  readonly validMonths?: number
  /** SHA-256 of the template's JSON among the files. */
  readonly template?: string
  /** Number of the certificate in whose place it is issued. */
  readonly replaces?: string
}

/** A certificate that is not issued yet. */
export interface CertificateDraft {
  readonly snapshot: CertificateSnapshot
  /** JSON text of the snapshot, as it will be kept. */
  readonly text: string
  /** Hash of the text, for the entry's evidence. */
  readonly sha256: string
  /** Milliseconds. */
  readonly issued: number
}

/** Says what a certificate will say. Nothing is written. */
export function draftCertificate(
  store: Pick<Store, 'secret'>,
  maker: Pick<Maker, 'settings'>,
  order: CertificateOrder,
): CertificateDraft {
  const issued = order.entry.recordedAt
  const learnerId = subjectId(store, order.learner.id)
  const snapshot = snapshotOf(order, { ...maker, at: issued, learnerId })
  const text = JSON.stringify(snapshot)
  return { snapshot, text, sha256: sha256(text), issued }
}

/**
 * Writes a certificate, its signed badge and its place on a status list inside the caller's transaction, in which its
 * entry was appended before. Rejects with `SigningClockError` where the clock stands before the day the signing key was
 * made: the transaction must be undone then, and the claim stays open.
 */
export async function makeCertificate(
  store: Store,
  maker: Maker,
  entry: Pick<CreditEntry, 'id' | 'learner'>,
  { snapshot, text, issued }: CertificateDraft,
): Promise<void> {
  const { number, replaces } = snapshot
  await store.certificates.add({
    number,
    learner: entry.learner,
    entry: entry.id,
    snapshot: text,
    issued,
    ...(replaces === undefined ? {} : { replaces }),
  })
  await addBadge(store, maker, snapshot, issued)
}

/** Keeps a template as it is on the day of issue; resolves to the hash that the certificate names. */
export async function keepTemplate(store: Store, template: CertificateTemplate, at: number): Promise<string> {
  const content = new TextEncoder().encode(canonicalTemplate(template))
  const hash = sha256(content)
  await store.files.put({ sha256: hash, type: 'application/json', name: `${template.id}.json`, content, at })
  return hash
}

/** Signs the badge of a certificate that has none and keeps it. `issued` is when the certificate was. */
export async function addBadge(
  store: Store,
  { now, random, settings }: Maker,
  snapshot: CertificateSnapshot,
  issued: number,
): Promise<CertificateCredential> {
  const keys = await signingKeys(store, { now, random })
  const status = await drawPlace(store, random, keys)
  const { publicUrl } = settings
  const id = badgeId(store, status)
  const signed = await issueBadge({
    snapshot,
    keys: keys.pair,
    publicUrl,
    status,
    id,
    issued,
    at: Math.max(issued, now()),
  })
  const credential = { ...signed, ...status }
  await store.certificates.addCredential(snapshot.number, credential)
  return credential
}

function snapshotOf(
  wanted: CertificateOrder,
  { settings, at, learnerId }: Pick<Maker, 'settings'> & { readonly at: number; readonly learnerId: string },
): CertificateSnapshot {
  const { number, entry, learner, approval, score, validMonths, template, replaces } = wanted
  const [domain = ''] = entry.domains
  const [credential] = entry.credentials
  const demonstrates = settings.demo && !wanted.statement.startsWith(DEMONSTRATION)
  return {
    number,
    learnerName: learner.name,
    activityTitle: entry.title,
    activityId: entry.activity,
    ...(entry.award === undefined ? {} : { award: entry.award }),
    activityVersion: wanted.activityVersion,
    completedOn: entry.completedOn,
    issuedOn: plainDate(at, settings.timeZone),
    credits: entry.credits,
    unit: entry.unit,
    minutes: entry.minutes,
    domain,
    ...(entry.domains.length > 1 ? { domains: entry.domains } : {}),
    type: entry.type,
    statement: demonstrates ? `${DEMONSTRATION} ${wanted.statement}` : wanted.statement,
    ...(approval === undefined ? {} : { approval }),
    ...(approval !== undefined || entry.approver === undefined ? {} : { approver: entry.approver }),
    ...(credential === undefined ? {} : { credential }),
    ...(score === undefined ? {} : { score }),
    provider: settings.organisation,
    verifyUrl: `${settings.publicUrl}/verify/${number}`,
    language: wanted.language,
    learnerId,
    ...(validMonths === undefined ? {} : { validUntil: addMonths(entry.completedOn, validMonths) }),
    ...(template === undefined ? {} : { template }),
    ...(replaces === undefined ? {} : { replaces }),
  }
}
