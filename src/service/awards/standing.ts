import type { CompletionSource } from '../../model/completion-sources.ts'
import { type LedgerEntry, type StandingEntry, standings } from '../../model/ledger.ts'

/** One award of one completion: what `keyOf` tells apart, without what came after a revocation. */
export interface AwardPlace {
  readonly course: string
  readonly award: string
  readonly registration: string | undefined
  readonly source: CompletionSource
}

/**
 * Whether an award is still to be made. given: it counts. barred: a person took it back, and only a person can give it
 * again. again: the service took it back because a statement it stood on was voided; it may be earned anew, after the
 * entry `follows`, by what still stands.
 */
export type AwardStanding =
  | { readonly kind: 'none' }
  | { readonly kind: 'given' }
  | { readonly kind: 'barred' }
  | { readonly kind: 'again'; readonly follows: string }

/** Reads it off the entries of the learner, in their order. */
export function awardStanding(entries: readonly LedgerEntry[], place: AwardPlace): AwardStanding {
  const known = standings(entries)
  const byId = new Map(known.map((one) => [one.entry.id, one]))
  const ends = known
    .filter(({ entry }) => entry.replaces === undefined && isOf(entry, place))
    .map((one) => lastOf(one, byId))
  const end = ends.at(-1)
  if (end === undefined) return { kind: 'none' }
  if (ends.some(({ standing }) => standing.kind === 'active')) return { kind: 'given' }
  if (ends.some(({ standing }) => standing.kind === 'revoked' && standing.by.recordedBy !== 'service'))
    return { kind: 'barred' }
  return { kind: 'again', follows: end.entry.id }
}

const isOf = ({ course, award, registration, source }: StandingEntry['entry'], place: AwardPlace): boolean =>
  course?.id === place.course &&
  award === place.award &&
  registration === place.registration &&
  (registration !== undefined || source === place.source)

/** The entry that corrections of corrections led to. */
function lastOf(one: StandingEntry, byId: ReadonlyMap<string, StandingEntry>): StandingEntry {
  const next = one.standing.kind === 'replaced' ? byId.get(one.standing.by.id) : undefined
  return next === undefined ? one : lastOf(next, byId)
}

/** Whether the award may be made now. */
export const isOpen = ({ kind }: AwardStanding): boolean => kind === 'none' || kind === 'again'
