import { type CreditEntry, type StandingEntry, standings } from '../../model/ledger.ts'
import type { Store } from '../../storage/store.ts'
import { recordingTime } from '../awards/recording-time.ts'
import { awardStanding } from '../awards/standing.ts'
import { appendWithCertificate } from './append.ts'
import { type By, isOwn, note, OWN, type World, type Wrong } from './by.ts'
import { signingTransaction } from './transaction.ts'

export interface Restored {
  readonly restored: {
    readonly learner: string
    /** The revoked entry, which stays revoked as its certificate does. */
    readonly follows: string
    readonly entry: string
    readonly certificate?: string
  }
}

/**
 * Gives revoked credit again, by another entry that follows the revoked one; where that had a certificate, with another
 * certificate, in the name that the learner has today.
 */
export const restoreCredit = (
  store: Store,
  world: World,
  asked: { readonly entry: string },
  by: By,
): Promise<Restored | Wrong> =>
  signingTransaction(store, async (tx) => {
    const revoked = await tx.ledger.entry(asked.entry)
    if (revoked?.kind !== 'credit') return { wrong: `There is no credit with the id ${asked.entry.slice(0, 80)}.` }
    if (isOwn(by.who, revoked.learner)) return { wrong: OWN }
    const entries = await tx.ledger.ofLearner(revoked.learner)
    const wrong = wrongIn(revoked, standings(entries)) ?? givenOtherwise(revoked, entries)
    if (wrong !== undefined) return { wrong }
    const at = await recordingTime(tx, world.now)
    const { certificate: _number, snapshot: _hash, ...evidence } = revoked.evidence
    const { replaces: _replaces, ...facts } = revoked
    const entry: CreditEntry = {
      ...facts,
      id: world.uuid(),
      evidence,
      follows: revoked.id,
      reason: by.reason,
      recordedBy: by.who,
      recordedAt: at,
    }
    const number = await appendWithCertificate(
      tx,
      { ...world, now: () => at },
      {
        entry,
        like: await tx.certificates.ofEntry(revoked.id),
        name: (await tx.learners.get(revoked.learner))?.name,
        replaces: undefined,
      },
    )
    await note(tx, world.now(), by, 'credit-restored', { entry: entry.id, follows: revoked.id })
    const { learner } = revoked
    const certificate = number === undefined ? {} : { certificate: number }
    return { restored: { learner, follows: revoked.id, entry: entry.id, ...certificate } }
  })

function wrongIn({ id, learner }: CreditEntry, entries: readonly StandingEntry[]): string | undefined {
  const standing = entries.find(({ entry }) => entry.id === id)?.standing
  if (standing?.kind === 'replaced') return `It was corrected, by ${standing.by.id}. Name that one.`
  if (standing?.kind !== 'revoked') return 'It was not revoked: there is nothing to give again.'
  if (standing.by.recordedBy === `learner:${learner}`) {
    return 'The learner has withdrawn it, and can report it again.'
  }
  const again = entries.find(({ entry }) => entry.follows === id)
  return again === undefined ? undefined : `It was given again before, by ${again.entry.id}.`
}

/** The same completion must not count twice. */
function givenOtherwise(
  { course, award, registration, source }: CreditEntry,
  entries: Parameters<typeof awardStanding>[0],
): string | undefined {
  if (course === undefined || award === undefined) return undefined
  const { kind } = awardStanding(entries, { course: course.id, award, registration, source })
  return kind === 'given' ? 'The award counts by another entry of the same completion.' : undefined
}
