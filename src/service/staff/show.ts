import { parseCertificateNumber } from '../../certificates/number.ts'
import { standings } from '../../model/ledger.ts'
import type { KeptCertificate } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { readSnapshot } from '../awards/snapshot.ts'
import { type CertificateStatus, certificateStatus } from '../certificates/status.ts'
import { plainDate } from '../settings.ts'
import type { World, Wrong } from './by.ts'

const PAGE = 100

type Day = Pick<World, 'now' | 'settings'>

const today = ({ now, settings }: Day): string => plainDate(now(), settings.timeZone)

export interface ShownCertificate {
  readonly number: string
  readonly status: CertificateStatus['status']
  readonly learner: string
  /** As it stands on the certificate. */
  readonly name: string
  readonly title: string
  readonly credits: number
  readonly completedOn: string
  readonly issuedOn: string
  /** The last day on which it holds, where it expires. */
  readonly validUntil?: string
  readonly entry: string
  readonly replaces?: string
  readonly replacedBy?: string
  /** Why it was revoked. */
  readonly reason?: string
}

function shownCertificate(kept: KeptCertificate, today: string): ShownCertificate {
  const { number, learner, entry, replaces, replacedBy } = kept
  const { learnerName, activityTitle, credits, completedOn, issuedOn, validUntil } = readSnapshot(kept.snapshot)
  const found = certificateStatus(kept, today)
  const facts = {
    number,
    status: found.status,
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
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(found.status === 'revoked' ? { reason: found.reason } : {}),
  }
}

const nobody = (id: string): Wrong => ({ wrong: `There is nobody with the id ${id.slice(0, 80)}.` })

/** Certificates by number, a hundred at a time, or all of one learner by the day they were issued. */
export async function listCertificates(
  { certificates, learners }: Store,
  world: Day,
  { learner, after = '' }: { readonly learner?: string; readonly after?: string },
): Promise<{ readonly certificates: readonly ShownCertificate[]; readonly next?: string } | Wrong> {
  if (learner !== undefined && (await learners.get(learner)) === undefined) return nobody(learner)
  const page = learner === undefined ? await certificates.all(after, PAGE) : await certificates.ofLearner(learner)
  const last = page.at(-1)
  return {
    certificates: page.map((kept) => shownCertificate(kept, today(world))),
    ...(learner !== undefined || page.length < PAGE || last === undefined ? {} : { next: last.number }),
  }
}

export async function showCertificate(
  { certificates }: Store,
  world: Day,
  { number }: { readonly number: string },
): Promise<{ readonly certificate: ShownCertificate } | Wrong> {
  const written = parseCertificateNumber(number)
  const kept = written === undefined ? undefined : await certificates.get(written)
  return kept === undefined
    ? { wrong: 'There is no certificate with this number.' }
    : { certificate: shownCertificate(kept, today(world)) }
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
