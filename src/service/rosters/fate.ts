import { type CreditEntry, type StandingEntry, standings } from '../../model/ledger.ts'
import { compareText } from '../../problems/problem.ts'
import type { Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { certificateName } from '../auth/people.ts'
import { isOwn, OWN } from '../staff/by.ts'
import type { RosterAsked } from './asked.ts'
import { meritOf, type RosterAward } from './award.ts'
import type { Claim } from './claims.ts'
import type { Who } from './people.ts'

/** What a line is credited with. */
interface Earned {
  readonly completedOn: string
  readonly percent?: number
}

/** What becomes of a line. */
export type Fate =
  /** `again`: the day of the latest completion that they have the award of already. */
  | ({ readonly kind: 'credit'; readonly learner: string; readonly again?: string } & Earned)
  /** The same for somebody who is added first. */
  | ({ readonly kind: 'create' } & Earned)
  /** It is in the ledger already, counted or taken back. */
  | { readonly kind: 'known'; readonly learner: string; readonly entry: string }
  | { readonly kind: 'not-earned'; readonly reason: string }
  /** Somebody nobody here is known to be, and people of the same name. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly same: readonly string[] }
  | { readonly kind: 'duplicate'; readonly of: number }
  | { readonly kind: 'wrong'; readonly reason: string }

/** A readable line, and what it is judged by. */
export interface Judged {
  readonly claim: Claim
  readonly who: Exclude<Who, { readonly wrong: string }>
  readonly target: RosterAward
  readonly asked: Pick<RosterAsked, 'completedOn' | 'system' | 'create' | 'again'>
  readonly today: string
  readonly by: string
}

/** What becomes of a readable line. Writes nothing. */
export async function fateOf(store: Store, { claim, who, target, asked, today, by }: Judged): Promise<Fate> {
  const merit = meritOf(claim, target, asked.completedOn, today)
  if ('wrong' in merit) return { kind: 'wrong', reason: merit.wrong }
  if ('notEarned' in merit) {
    const given = 'person' in who ? await contradicted(store, who.person.id, target, claim) : undefined
    const stands = `An earlier roster gave them this credit, by the entry ${given?.id}; revoke it if this line is right.`
    const reason = given === undefined ? merit.notEarned : `${merit.notEarned} ${stands}`
    return { kind: 'not-earned', reason }
  }
  const earned = { completedOn: merit.earned, ...(claim.percent === undefined ? {} : { percent: claim.percent }) }
  if (!('person' in who)) return stranger(claim, who.same, asked, earned)
  const learner = who.person.id
  if (isOwn(by, learner)) return { kind: 'wrong', reason: OWN }
  const entries = await awardEntries(store, learner, target)
  const known = asked.again === true ? sameCompletion(entries, merit.earned) : anyCompletion(entries)
  if (known !== undefined) return { kind: 'known', learner, entry: known.id }
  const [latest] = entries.map(({ entry }) => entry.completedOn).sort((a, b) => compareText(b, a))
  return { kind: 'credit', learner, ...earned, ...(latest === undefined ? {} : { again: latest }) }
}

/** A learner's entries for this award, whatever became of them. */
async function awardEntries(
  store: Store,
  learner: string,
  { course, award }: RosterAward,
): Promise<readonly StandingEntry[]> {
  const entries = standings(await store.ledger.ofLearner(learner))
  return entries.filter(({ entry }) => entry.course?.id === course.id && entry.award === award.id)
}

/** The entry that an earlier roster made of a completion that this line denies. */
async function contradicted(
  store: Store,
  learner: string,
  target: RosterAward,
  { completedOn }: Claim,
): Promise<CreditEntry | undefined> {
  const entries = await awardEntries(store, learner, target)
  return entries.find(
    (one) =>
      counts(one) &&
      one.entry.source === 'roster' &&
      (completedOn === undefined || completedOn <= one.entry.completedOn),
  )?.entry
}

const counts = ({ standing }: StandingEntry): boolean => standing.kind === 'active'

/** The entry that gives the award: one that counts, or one of a roster whatever became of it. */
const anyCompletion = (entries: readonly StandingEntry[]): CreditEntry | undefined =>
  (entries.find(counts) ?? entries.find(({ entry }) => entry.source === 'roster'))?.entry

/** The same for a completion on this day: one that counts and is not older, or one of a roster of this very day. */
const sameCompletion = (entries: readonly StandingEntry[], day: string): CreditEntry | undefined =>
  (
    entries.find((one) => counts(one) && one.entry.completedOn >= day) ??
    entries.find(({ entry }) => entry.source === 'roster' && (entry.completedOn === day || entry.registration === day))
  )?.entry

function stranger(
  { name, email, id }: Claim,
  same: readonly Learner[],
  { create, system }: Judged['asked'],
  earned: Earned,
): Fate {
  const alike = same.map(({ id }) => id)
  if (create === true && name !== undefined && alike.length === 0 && email !== undefined) {
    const printable = certificateName(name)
    return 'wrong' in printable ? { kind: 'wrong', reason: printable.wrong } : { kind: 'create', ...earned }
  }
  const [one] = alike
  const who = email ?? id ?? ''
  const reason =
    one !== undefined
      ? `Nobody here is known by ${who}, but ${alike.length === 1 ? 'somebody has' : 'people have'} this name: say with \`links\` that it is the same person (${who}=${one}).`
      : email === undefined
        ? `Nobody here is known by the number ${who}${numberAdvice(system)} or say with \`links\` who it is (${who}=<id>).`
        : name === undefined
          ? `Nobody here is known by ${who}. To be added, a person needs a name too.`
          : `Nobody here is known by ${who}. Add the person on import with \`create\`, or say with \`links\` who it is (${who}=<id>).`
  return { kind: 'unknown', reason, same: alike }
}

/** What to do about a number that leads to nobody. @param system address of the LMS that was named */
const numberAdvice = (system: string | undefined): string =>
  system === undefined
    ? '. Name the LMS that it belongs to with `system`,'
    : ` in ${system}. Check the number and the address given as \`system\`,`
