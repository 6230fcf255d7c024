import type { CreditEntry, StandingEntry } from '../model/ledger.ts'
import type { Credential, CredentialVersion } from '../model/schema-types.ts'
import { compareText } from '../problems/problem.ts'
import { type Creditable, proofOf } from './creditable.ts'
import type { Cycle } from './cycle.ts'
import { worthOf } from './hundredths.ts'
import { addMonths } from './plain-date.ts'
import { type Reason, reasonFor } from './reasons.ts'

export interface Accepted {
  readonly entry: CreditEntry
  /** Hundredths of the body's unit. */
  readonly worth: number
  /** Whether it was completed in the cycle before. */
  readonly carried: boolean
}

export interface Rejected {
  readonly entry: CreditEntry
  readonly reason: Reason
}

export interface Sifted {
  /** In the order in which they were completed. */
  readonly accepted: readonly Accepted[]
  readonly rejected: readonly Rejected[]
  /** Activities that cannot be counted once more. */
  readonly spent: ReadonlySet<string>
}

interface Worthy {
  readonly entry: CreditEntry
  readonly worth: number
}

const byCompletion = (a: Worthy, b: Worthy): number =>
  compareText(a.entry.completedOn, b.entry.completedOn) || compareText(a.entry.id, b.entry.id)

/** Entries that can count in some cycle, in the order in which they were completed, and those that count in none. */
export function worthy(
  credential: Credential,
  version: CredentialVersion,
  entries: readonly StandingEntry[],
): { readonly worthy: readonly Worthy[]; readonly rejected: readonly Rejected[] } {
  const kept: Worthy[] = []
  const rejected: Rejected[] = []
  for (const { entry, standing } of entries) {
    const worth = worthOf(entry, credential.unit)
    const reason =
      standing.kind === 'revoked'
        ? reasonFor('revoked', { reason: standing.by.reason })
        : standing.kind === 'replaced'
          ? reasonFor('replaced', { by: standing.by.id })
          : objection({ ...entry, proof: proofOf(entry) }, worth, credential, version)
    if (reason === undefined) kept.push({ entry, worth })
    else rejected.push({ entry, reason })
  }
  kept.sort(byCompletion)
  return { worthy: kept, rejected }
}

/** Why something could count in no cycle, whenever it is completed; undefined when it could. */
export function objection(
  { credentials, source, proof, credits, unit, minutes }: Creditable,
  worth: number,
  { id }: Credential,
  { accept, evidenceRequired = [] }: CredentialVersion,
): Reason | undefined {
  if (credentials.length > 0 && !credentials.includes(id)) return reasonFor('other-credential', { credentials })
  if (accept !== undefined && !accept.includes(source)) return reasonFor('source-not-accepted', { source })
  const missing = evidenceRequired.find(({ anyOf }) => !anyOf.some((kind) => proof.has(kind)))
  if (missing !== undefined) return reasonFor('evidence-missing', { kinds: missing.anyOf })
  return worth > 0 ? undefined : reasonFor('no-credit', { credits, unit: unit.name, minutes })
}

/**
 * The entries that count in a cycle. Those that were completed in the last months of the one before come too, as far as the
 * rules carry credit over; how much of it counts is not decided here.
 */
export function sift(
  credential: Credential,
  { version, start, end }: Cycle,
  { since, entries }: { readonly since: string; readonly entries: readonly StandingEntry[] },
): Sifted {
  const { worthy: all, rejected: never } = worthy(credential, version, entries)
  const { earnOnce, carryOver } = version
  const carriedFrom = typeof carryOver === 'string' ? start : addMonths(start, -carryOver.months)
  const accepted: Accepted[] = []
  const rejected = [...never]
  const firsts = new Map<string, CreditEntry>()
  // A completion before the cycle could count in its own cycle, so it takes the place of none in this one.
  const isEarlier = ({ entry }: Worthy): boolean => earnOnce === 'cycle' && entry.completedOn < start
  for (const { entry, worth } of [...all.filter((one) => !isEarlier(one)), ...all.filter(isEarlier)]) {
    const { completedOn, activity } = entry
    const outside = outsideOf(completedOn, { since, start, end, carriedFrom })
    const first = firsts.get(activity)
    if (first === undefined && (outside === undefined || earnOnce === 'ever')) firsts.set(activity, entry)
    const reason =
      outside ??
      (first === undefined || earnOnce === 'no' || isPartOf(first, entry)
        ? undefined
        : reasonFor('repeated', { completedOn: first.completedOn, ever: earnOnce === 'ever' }))
    if (reason === undefined) accepted.push({ entry, worth, carried: completedOn < start })
    else rejected.push({ entry, reason })
  }
  accepted.sort(byCompletion)
  return { accepted, rejected, spent: new Set(earnOnce === 'no' ? [] : firsts.keys()) }
}

/**
 * Whether two entries are different awards of one completion, such as the hours of a course that it gives in ethics beside
 * those in coding: then the second does not repeat the first. A ledger holds each award of a completion once.
 */
const isPartOf = (first: CreditEntry, { award, course, registration, source }: CreditEntry): boolean =>
  award !== undefined &&
  first.award !== undefined &&
  award !== first.award &&
  course?.id === first.course?.id &&
  registration === first.registration &&
  source === first.source

interface Dates {
  readonly since: string
  readonly start: string
  readonly end: string
  readonly carriedFrom: string
}

function outsideOf(completedOn: string, { since, start, end, carriedFrom }: Dates): Reason | undefined {
  if (completedOn < since) return reasonFor('before-holding', { completedOn, since })
  if (completedOn < carriedFrom) return reasonFor('before-cycle', { completedOn, start })
  return completedOn > end ? reasonFor('after-cycle', { completedOn, end }) : undefined
}
