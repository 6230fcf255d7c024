import type { StandingEntry } from '../model/ledger.ts'
import type { Credential, CredentialRule } from '../model/schema-types.ts'
import { type Apportioned, type Apportioning, apportion, type Bound, sum } from './apportion.ts'
import { type Cycle, cyclesUntil, type DatedCycle } from './cycle.ts'
import { toHundredths } from './hundredths.ts'
import { fits, type Selectable } from './selector.ts'
import { type Accepted, type Rejected, sift } from './sift.ts'

/** What a holder's credits are held against. */
export interface Question {
  readonly credential: Credential
  /** The file of the rules, for the record. */
  readonly origin?: { readonly file: string; readonly sha256: string }
  readonly holding: {
    /** First day of the first cycle that is known. */
    readonly since: string
    /** Further credentials of the same body. */
    readonly extra: number
  }
  /** All entries of one learner, in any order. */
  readonly standings: readonly StandingEntry[]
  /** Plain date where the learner is. */
  readonly today: string
}

/** One cycle with all that counts or does not. Amounts are hundredths of the body's unit. */
export interface Assessment {
  readonly cycle: Cycle
  readonly rules: readonly RuleBound[]
  readonly asked: Apportioning
  readonly answer: Apportioned
  readonly accepted: readonly (Accepted & { readonly bits: number })[]
  readonly rejected: readonly Rejected[]
  /** Activities that cannot be counted once more. */
  readonly spent: ReadonlySet<string>
}

export interface RuleBound extends Bound {
  readonly rule: CredentialRule
}

/** The cycle that holds `today`, assessed; undefined when no version of the rules covers it. */
export function assess({ credential, holding, standings, today }: Question): Assessment | undefined {
  const cycles = cyclesUntil(credential, holding.since, today)
  // What is left over of one cycle may count in the next; the chain begins where nothing is carried over, or is not known.
  let begin = cycles.length - 1
  while (begin > 0 && carries(cycles[begin]) && cycles[begin - 1]?.version !== undefined) begin--
  let surplus = 0
  let assessed: Assessment | undefined
  for (const { version, ...dates } of cycles.slice(begin)) {
    if (version === undefined) return undefined
    assessed = assessCycle(credential, { version, ...dates }, holding, standings, surplus)
    surplus = Math.max(0, sum(assessed.answer.counted) - assessed.asked.total)
  }
  return assessed
}

const carries = (cycle: DatedCycle | undefined): boolean => typeof cycle?.version?.carryOver === 'object'

function assessCycle(
  credential: Credential,
  cycle: Cycle,
  { since, extra }: Question['holding'],
  entries: readonly StandingEntry[],
  surplus: number,
): Assessment {
  const { version } = cycle
  const total = totalOf(version.total, extra)
  const rules = version.rules.map((rule, at): RuleBound => ({ rule, bit: 1 << at, amount: amountOf(rule, total) }))
  const { accepted: all, rejected, spent } = sift(credential, cycle, { since, entries })
  const carriedBit = 1 << rules.length
  const accepted = all.map((one) => ({ ...one, bits: bitsOf(rules, one.entry) | (one.carried ? carriedBit : 0) }))
  const lots = new Map<number, number>()
  for (const { bits, worth } of accepted) lots.set(bits, (lots.get(bits) ?? 0) + worth)
  const { carryOver } = version
  const most = typeof carryOver === 'string' ? 0 : toHundredths(carryOver.credits ?? Number.MAX_SAFE_INTEGER / 200)
  const carried = { bit: carriedBit, amount: Math.min(surplus, most) }
  const asked: Apportioning = {
    lots,
    mins: rules.filter(({ rule }) => rule.kind === 'min'),
    maxes: [...rules.filter(({ rule }) => rule.kind === 'max'), carried],
    total,
  }
  return { cycle, rules, asked, answer: apportion(asked), accepted, rejected, spent }
}

/** The bits of the rules that are about an entry. */
export const bitsOf = (rules: readonly RuleBound[], entry: Selectable): number =>
  rules.reduce((bits, { rule, bit }) => (fits(rule.of, entry) ? bits | bit : bits), 0)

const totalOf = ({ base, perExtra = 0, max }: Credential['versions'][number]['total'], extra: number): number => {
  const asked = toHundredths(base) + toHundredths(perExtra) * extra
  return max === undefined ? asked : Math.min(asked, toHundredths(max))
}

/** A share that is no whole number of hundredths asks for the next one, and allows only the one before. */
function amountOf({ kind, amount, share }: CredentialRule, total: number): number {
  if (share === undefined) return toHundredths(amount ?? 0)
  const exact = total * toHundredths(share)
  return kind === 'min' ? Math.ceil(exact / 10_000) : Math.floor(exact / 10_000)
}
