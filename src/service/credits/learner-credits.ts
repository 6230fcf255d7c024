import { type Evaluation, evaluate } from '../../credentials/evaluate.ts'
import { type PlanStep, plan } from '../../credentials/plan.ts'
import { type CreditEntry, type Standing, type StandingEntry, standings } from '../../model/ledger.ts'
import { compareText } from '../../problems/problem.ts'
import type { Holding } from '../../storage/records.ts'
import type { Service } from '../dependencies.ts'
import { plural } from '../pages/words.ts'
import { plainDate } from '../settings.ts'
import { type CourseOffer, offersTo } from './offers.ts'

/** What one credential makes of an entry. */
export interface Verdict {
  readonly credential: string
  readonly name: string
  /** Credits that count, in the body's unit. */
  readonly counted?: { readonly credits: number; readonly unit: string }
  /** Why it does not count, or why not all of it. */
  readonly reason?: string
}

export interface EntryRow {
  readonly entry: CreditEntry
  readonly standing: Standing
  /** One for each credential held. */
  readonly verdicts: readonly Verdict[]
  /** Names of the credentials the entry is meant for. */
  readonly meantFor: readonly string[]
}

/** A course that would close a gap, by its id. */
export interface CourseStep extends PlanStep {
  readonly course: string
}

export interface HeldCredential {
  readonly holding: Holding
  readonly name: string
  readonly evaluation?: Evaluation
  /** Courses here that would close a gap, the one that closes most first. */
  readonly steps: readonly CourseStep[]
  /** Why there is no evaluation. */
  readonly missing?: string
}

export interface LearnerCredits {
  readonly held: readonly HeldCredential[]
  /** Newest completion first. */
  readonly rows: readonly EntryRow[]
}

type World = Pick<Service, 'store' | 'now' | 'settings' | 'credentials' | 'courses'>

/** The ledger of a learner, held against the rules of every credential they hold. */
export async function learnerCredits(world: World, learner: string): Promise<LearnerCredits> {
  const { store, now, settings } = world
  const today = plainDate(now(), settings.timeZone)
  const ledger = await store.ledger.ofLearner(learner)
  const entries = standings(ledger)
  const offers = await offersTo(store, world.courses, learner, ledger)
  const held = (await store.holdings.ofLearner(learner)).map((holding) =>
    heldCredential(world, holding, entries, { today, offers }),
  )
  const rows = entries.map(({ entry, standing }) => ({
    entry,
    standing,
    verdicts: held.flatMap((one) => verdictOn(one, entry.id)),
    meantFor: entry.credentials.map((id) => nameOf(world, id)),
  }))
  // Of one day, what was recorded last comes first: rows come in the order they were recorded.
  return { held, rows: rows.reverse().sort((a, b) => compareText(b.entry.completedOn, a.entry.completedOn)) }
}

/** The name of a credential; its id where no rules for it are installed. */
export const nameOf = ({ credentials }: Pick<World, 'credentials'>, id: string): string =>
  credentials.get(id)?.credential.name ?? id

function heldCredential(
  world: World,
  holding: Holding,
  entries: readonly StandingEntry[],
  { today, offers }: { readonly today: string; readonly offers: readonly CourseOffer[] },
): HeldCredential {
  const known = world.credentials.get(holding.credential)
  const name = nameOf(world, holding.credential)
  if (known === undefined)
    return { holding, name, steps: [], missing: 'No rules for this credential are installed here.' }
  const { credential, file, sha256 } = known
  const question = { credential, origin: { file, sha256 }, holding, standings: entries, today }
  const evaluation = evaluate(question)
  if (evaluation === undefined) {
    return { holding, name, steps: [], missing: 'No rules are known here for the current cycle.' }
  }
  const steps = plan(question, offers)?.steps ?? []
  return { holding, name, evaluation, steps: steps.flatMap((step) => withCourse(step, offers)) }
}

function withCourse(step: PlanStep, offers: readonly CourseOffer[]): CourseStep[] {
  const offer = offers.find(({ id }) => id === step.offer)
  return offer === undefined ? [] : [{ ...step, course: offer.course }]
}

/** What one credential makes of an entry. */
export function verdictOn({ holding, name, evaluation }: HeldCredential, entry: string): Verdict[] {
  if (evaluation === undefined) return []
  const counted = evaluation.counted.find((one) => one.entry === entry)
  const rejected = evaluation.rejected.find((one) => one.entry === entry)
  return [
    {
      credential: holding.credential,
      name,
      ...(counted === undefined ? {} : { counted: { credits: counted.credits, unit: evaluation.total.unit } }),
      ...reasonOf(rejected?.text ?? (counted && roundedWords(counted))),
    },
  ]
}

const reasonOf = (reason: string | undefined): Pick<Verdict, 'reason'> => (reason === undefined ? {} : { reason })

/** Why fewer or other credits count than are recorded. */
const roundedWords = ({ credits, recorded }: Evaluation['counted'][number]): string | undefined =>
  credits === recorded.credits
    ? undefined
    : `calculated from ${plural(recorded.credits, recorded.unit)} in ${plural(recorded.minutes, 'minute')}, by the rounding of this body.`
