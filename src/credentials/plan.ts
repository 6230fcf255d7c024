import { compareText } from '../problems/problem.ts'
import { type Apportioned, apportion, sum } from './apportion.ts'
import { type Assessment, assess, bitsOf, type Question } from './assess.ts'
import type { Creditable } from './creditable.ts'
import { fromHundredths, worthOf } from './hundredths.ts'
import { type Reason, reasonFor } from './reasons.ts'
import { objection } from './sift.ts'

/** A course with an award that a learner could still earn. */
export interface Offer extends Creditable {
  readonly id: string
  /** First and last plain date on which it can be completed. */
  readonly from?: string
  readonly until?: string
}

/** What is missing of the total (`rule: 'total'`) or of a min, in the body's unit. */
export interface Gap {
  readonly rule: string
  readonly missing: number
}

export interface PlanStep {
  readonly offer: string
  readonly title: string
  /** What it is worth in the body's unit. */
  readonly credits: number
  readonly minutes: number
  /** Last day on which it can be completed for this cycle. */
  readonly by: string
  /** The gaps it makes smaller, and by how much. */
  readonly closes: readonly { readonly rule: string; readonly by: number; readonly closed: boolean }[]
}

export interface Plan {
  readonly steps: readonly PlanStep[]
  /** What is missing before any of the steps. */
  readonly missing: readonly Gap[]
  /** What would still be missing after all of them. */
  readonly left: readonly Gap[]
  /** Every offer that is not among the steps. */
  readonly passedOver: readonly { readonly offer: string; readonly title: string; readonly reason: Reason }[]
}

interface Candidate {
  readonly offer: Offer
  readonly worth: number
  readonly bits: number
  readonly by: string
}

/**
 * Which of the offered courses close which rule before the cycle ends: one after the other, always that which closes most of
 * what is missing, and of several the shortest. Undefined when no version of the rules covers the cycle.
 */
export function plan(question: Question, offers: readonly Offer[]): Plan | undefined {
  const assessed = assess(question)
  if (assessed === undefined) return undefined
  const passedOver: { offer: Offer; reason: Reason }[] = []
  let open: Candidate[] = []
  for (const offer of [...offers].sort((a, b) => compareText(a.id, b.id))) {
    const candidate = candidateOf(offer, question, assessed)
    if ('reason' in candidate) passedOver.push({ offer, reason: candidate.reason })
    else open.push(candidate)
  }
  const steps: PlanStep[] = []
  let lots = assessed.asked.lots
  let gaps = gapsOf(assessed, assessed.answer)
  const missing = gaps
  for (;;) {
    const tried = open
      .map((candidate) => {
        const added = withOffer(lots, candidate)
        const after = gapsOf(assessed, apportion({ ...assessed.asked, lots: added }))
        return { candidate, added, after, gain: all(gaps) - all(after) }
      })
      .filter(({ gain }) => gain > 0)
    const [best] = tried.sort((a, b) => b.gain - a.gain || a.candidate.offer.minutes - b.candidate.offer.minutes)
    if (best === undefined) break
    steps.push(stepOf(best.candidate, gaps, best.after))
    open = open.filter((candidate) => candidate !== best.candidate)
    lots = best.added
    gaps = best.after
  }
  const rest = offers.filter(({ id }) => !steps.some(({ offer }) => offer === id))
  return {
    steps,
    missing: told(missing),
    left: told(gaps),
    passedOver: rest.map((offer) => {
      const reason = passedOver.find((one) => one.offer === offer)?.reason ?? reasonFor('closes-nothing')
      return { offer: offer.id, title: offer.title, reason }
    }),
  }
}

function candidateOf(
  offer: Offer,
  { credential, holding, today }: Question,
  { cycle, rules, spent }: Assessment,
): Candidate | { readonly reason: Reason } {
  const { version, start, end } = cycle
  const worth = worthOf(offer, credential.unit)
  const reason = objection(offer, worth, credential, version)
  if (reason !== undefined) return { reason }
  const { from, until } = offer
  const soonest = latest([today, start, holding.since, from ?? today])
  const by = until !== undefined && until < end ? until : end
  if (soonest > by) {
    const window = { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) }
    return { reason: reasonFor('not-in-time', window) }
  }
  if (spent.has(offer.activity)) return { reason: reasonFor('earned') }
  return { offer, worth, bits: bitsOf(rules, offer), by }
}

const latest = (days: readonly string[]): string => days.reduce((a, b) => (a > b ? a : b))

const withOffer = (lots: ReadonlyMap<number, number>, { bits, worth }: Candidate): ReadonlyMap<number, number> =>
  new Map([...lots, [bits, (lots.get(bits) ?? 0) + worth]])

/** Hundredths that are missing, by rule. */
type Gaps = ReadonlyMap<string, number>

const gapsOf = ({ asked, rules }: Assessment, { counted }: Apportioned): Gaps =>
  new Map([
    ['total', Math.max(0, asked.total - sum(counted))],
    ...rules
      .filter(({ rule }) => rule.kind === 'min')
      .map(({ rule, bit, amount }): [string, number] => [rule.id, Math.max(0, amount - sum(counted, bit))]),
  ])

const all = (gaps: Gaps): number => [...gaps.values()].reduce((sum, gap) => sum + gap, 0)

const told = (gaps: Gaps): readonly Gap[] =>
  [...gaps].filter(([, gap]) => gap > 0).map(([rule, gap]) => ({ rule, missing: fromHundredths(gap) }))

function stepOf({ offer, worth, by }: Candidate, before: Gaps, after: Gaps): PlanStep {
  const closes = [...before].flatMap(([rule, gap]) => {
    const left = after.get(rule) ?? 0
    return left < gap ? [{ rule, by: fromHundredths(gap - left), closed: left === 0 }] : []
  })
  return { offer: offer.id, title: offer.title, credits: fromHundredths(worth), minutes: offer.minutes, by, closes }
}
