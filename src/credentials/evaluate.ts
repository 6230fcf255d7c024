import type { CredentialVersion } from '../model/schema-types.ts'
import { compareText } from '../problems/problem.ts'
import { sum } from './apportion.ts'
import { type Assessment, assess, type Question } from './assess.ts'
import { fromHundredths } from './hundredths.ts'
import { daysBetween } from './plain-date.ts'
import { type ReasonCode, reasonFor } from './reasons.ts'

/** What one learner has and lacks in one cycle. Plain JSON; all amounts are in the body's unit. */
export interface Evaluation {
  /** The rules it was calculated by. */
  readonly rule: {
    readonly credential: string
    readonly name: string
    readonly body: string
    /** Whether credential and body are invented. */
    readonly example: boolean
    readonly version: string
    readonly from: string
    readonly source: CredentialVersion['source']
    readonly file?: string
    readonly sha256?: string
    readonly retention: CredentialVersion['retention']
    readonly fees: CredentialVersion['fees']
  }
  readonly cycle: {
    readonly start: string
    /** Last day that belongs to it. */
    readonly end: string
    /** 0 on the last day. */
    readonly daysLeft: number
  }
  readonly total: {
    readonly need: number
    /** The sum of what is counted. */
    readonly have: number
    readonly unit: string
    readonly unitMinutes: number
    readonly met: boolean
  }
  readonly rules: readonly RuleResult[]
  readonly counted: readonly CountedEntry[]
  readonly rejected: readonly RejectedEntry[]
  /** False only where limits keep the same credits from serving every rule at once, although each is met by itself. */
  readonly together: boolean
  readonly met: boolean
}

export interface RuleResult {
  readonly id: string
  readonly text: string
  readonly kind: 'min' | 'max'
  /** Of a max: the limit. */
  readonly need: number
  readonly have: number
  /** A max is always met: what is over it does not count. */
  readonly met: boolean
  /** Of a max: what is there and does not count. */
  readonly over: number
}

export interface CountedEntry {
  readonly entry: string
  readonly title: string
  readonly completedOn: string
  readonly credits: number
  /** As it stands in the ledger, before it was brought to the body's unit, rounded and limited. */
  readonly recorded: { readonly credits: number; readonly unit: string; readonly minutes: number }
  /** Whether it was completed in the cycle before. */
  readonly carried: boolean
  /** Ids of the rules that are about it. */
  readonly rules: readonly string[]
}

export interface RejectedEntry {
  readonly entry: string
  readonly title: string
  readonly completedOn: string
  readonly reason: ReasonCode
  readonly text: string
  /** For an entry of which a part counts: how much does not. */
  readonly credits?: number
}

/**
 * Holds all credits of a learner against the rules of the cycle that holds `today`. The order of the entries does not
 * matter. Undefined when no version of the rules covers that cycle: then nothing can be said.
 *
 * @example
 *     const { credential, file, sha256 } = credentials.get('ahima-ccs')
 *     evaluate({ credential, origin: { file, sha256 }, holding: { since: '2026-03-01', extra: 0 }, standings, today })
 */
export function evaluate(question: Question): Evaluation | undefined {
  const assessed = assess(question)
  return assessed === undefined ? undefined : present(question, assessed)
}

function present({ credential, origin, today }: Question, assessed: Assessment): Evaluation {
  const { cycle, asked, answer, rules } = assessed
  const { id, name, body, unit, example = false } = credential
  const { version, from, source, retention, fees } = cycle.version
  const results = rules.map((rule) => ruleResult(rule, assessed))
  const have = sum(answer.counted)
  return {
    rule: { credential: id, name, body, example, version, from, source, ...origin, retention, fees },
    cycle: { start: cycle.start, end: cycle.end, daysLeft: daysBetween(today, cycle.end) },
    total: {
      need: fromHundredths(asked.total),
      have: fromHundredths(have),
      unit: unit.name,
      unitMinutes: unit.minutes,
      met: have >= asked.total,
    },
    rules: results,
    ...entriesOf(assessed, unit.name),
    together: answer.together || have < asked.total || results.some(({ met }) => !met),
    met: answer.together,
  }
}

function ruleResult({ rule, bit, amount }: Assessment['rules'][number], { asked, answer }: Assessment): RuleResult {
  const { id, text, kind } = rule
  const counted = sum(answer.counted, bit)
  const have = kind === 'max' ? counted : (answer.haves[asked.mins.findIndex((one) => one.bit === bit)] ?? 0)
  return {
    id,
    text,
    kind,
    need: fromHundredths(amount),
    have: fromHundredths(have),
    met: kind === 'max' || have >= amount,
    over: kind === 'max' ? fromHundredths(sum(asked.lots, bit) - counted) : 0,
  }
}

/** What counts of each entry: where a limit lets only a part of a lot count, the entries completed first. */
function entriesOf(
  { accepted, rejected, rules, asked, answer }: Assessment,
  unit: string,
): Pick<Evaluation, 'counted' | 'rejected'> {
  const left = new Map(answer.counted)
  const counted: CountedEntry[] = []
  const refused = rejected.map(({ entry, reason: { code, text } }): RejectedEntry => {
    return { entry: entry.id, title: entry.title, completedOn: entry.completedOn, reason: code, text }
  })
  for (const { entry, worth, carried, bits } of accepted) {
    const { id, title, completedOn } = entry
    const part = Math.min(worth, left.get(bits) ?? 0)
    left.set(bits, (left.get(bits) ?? 0) - part)
    if (part > 0) {
      counted.push({
        entry: id,
        title,
        completedOn,
        credits: fromHundredths(part),
        recorded: { credits: entry.credits, unit: entry.unit.name, minutes: entry.minutes },
        carried,
        rules: rules.filter(({ bit }) => (bits & bit) !== 0).map(({ rule }) => rule.id),
      })
    }
    if (part < worth) {
      const over = fromHundredths(worth - part)
      const limits = asked.maxes
        .filter(({ bit, amount }) => (bits & bit) !== 0 && sum(asked.lots, bit) > amount)
        .map(({ bit, amount }) => rules.find((rule) => rule.bit === bit)?.rule.text ?? carriedText(amount, unit))
      const { code, text } = reasonFor('over-limit', { over, unit, limits })
      refused.push({ entry: id, title, completedOn, reason: code, text, credits: over })
    }
  }
  refused.sort((a, b) => compareText(a.completedOn, b.completedOn) || compareText(a.entry, b.entry))
  return { counted, rejected: refused }
}

const carriedText = (amount: number, unit: string): string =>
  `${fromHundredths(amount)} ${unit} are carried over from the cycle before`
