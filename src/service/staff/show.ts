import { parseCertificateNumber } from '../../certificates/number.ts'
import { standings } from '../../model/ledger.ts'
import type { KeptCertificate } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { readSnapshot } from '../awards/snapshot.ts'
import type { Wrong } from './by.ts'

const PAGE = 100

export interface ShownCertificate {
  readonly number: string
  readonly status: 'valid' | 'revoked' | 'replaced'
  readonly learner: string
  /** As it stands on the certificate. */
  readonly name: string
  readonly title: string
  readonly credits: number
  readonly completedOn: string
  readonly issuedOn: string
  readonly entry: string
  readonly replaces?: string
  readonly replacedBy?: string
  /** Why it was revoked. */
  readonly reason?: string
}

export function shownCertificate(kept: KeptCertificate): ShownCertificate {
  const { number, learner, entry, replaces, replacedBy, events } = kept
  const { learnerName, activityTitle, credits, completedOn, issuedOn } = readSnapshot(kept.snapshot)
  const revoked = events.find((event) => event.kind === 'revoked')
  const status = revoked !== undefined ? 'revoked' : replacedBy === undefined ? 'valid' : 'replaced'
  const facts = {
    number,
    status,
    learner,
    name: learnerName,
    title: activityTitle,
    credits,
    completedOn,
    issuedOn,
  } as const
  return {
    ...facts,
    entry,
    ...(replaces === undefined ? {} : { replaces }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
    ...(revoked === undefined ? {} : { reason: revoked.reason }),
  }
}

const nobody = (id: string): Wrong => ({ wrong: `There is nobody with the id ${id.slice(0, 80)}.` })

/** Certificates by number, a hundred at a time, or all of one learner by the day they were issued. */
export async function listCertificates(
  { certificates, learners }: Store,
  { learner, after = '' }: { readonly learner?: string; readonly after?: string },
): Promise<{ readonly certificates: readonly ShownCertificate[]; readonly next?: string } | Wrong> {
  if (learner !== undefined && (await learners.get(learner)) === undefined) return nobody(learner)
  const page = learner === undefined ? await certificates.all(after, PAGE) : await certificates.ofLearner(learner)
  const last = page.at(-1)
  return {
    certificates: page.map(shownCertificate),
    ...(learner !== undefined || page.length < PAGE || last === undefined ? {} : { next: last.number }),
  }
}

export async function showCertificate(
  { certificates }: Store,
  { number }: { readonly number: string },
): Promise<{ readonly certificate: ShownCertificate } | Wrong> {
  const written = parseCertificateNumber(number)
  const kept = written === undefined ? undefined : await certificates.get(written)
  return kept === undefined
    ? { wrong: 'There is no certificate with this number.' }
    : { certificate: shownCertificate(kept) }
}

/** Everything in the ledger about a learner, with what became of it. */
export async function listCredits(
  store: Store,
  { learner }: { readonly learner: string },
): Promise<{ readonly learner: string; readonly credits: readonly unknown[] } | Wrong> {
  if ((await store.learners.get(learner)) === undefined) return nobody(learner)
  const credits = standings(await store.ledger.ofLearner(learner)).map(({ entry, standing }) => ({
    ...entry,
    standing: standing.kind === 'active' ? { kind: 'active' } : { kind: standing.kind, by: standing.by.id },
  }))
  return { learner, credits }
}
