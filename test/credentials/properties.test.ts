/** What holds for every ledger and every rule file. */

import { afterEach, describe, expect, it } from 'vitest'
import { type Apportioning, apportion, type Bound, sum } from '../../src/credentials/apportion.ts'
import type { Question } from '../../src/credentials/assess.ts'
import { cyclesUntil } from '../../src/credentials/cycle.ts'
import { evaluate } from '../../src/credentials/evaluate.ts'
import { worthOf } from '../../src/credentials/hundredths.ts'
import { addDays, addMonths, daysBetween, isPlainDate } from '../../src/credentials/plain-date.ts'
import type { CreditEntry } from '../../src/model/ledger.ts'
import type { CredentialRule, CredentialVersion } from '../../src/model/schema-types.ts'
import fc from '../support/properties.ts'
import { active, credentialWith, credit, question, version } from './sample.ts'

const runs = { numRuns: 300 }

const dates = (from: string, to: string) =>
  fc.integer({ min: 0, max: daysBetween(from, to) }).map((days) => addDays(from, days))
const hundredths = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((n) => n / 100)
const domains = ['coding', 'ethics', 'hiim']
const types = ['self-study', 'course', 'webinar'] as const

const entries = (id: fc.Arbitrary<string>, activity?: (id: string) => string): fc.Arbitrary<CreditEntry> =>
  fc
    .record({
      id,
      type: fc.constantFrom(...types),
      domains: fc.subarray(domains, { minLength: 1 }),
      credits: hundredths(4),
      minutes: fc.integer({ min: 0, max: 300 }),
      unit: fc.constantFrom({ name: 'CEU', minutes: 60 }, { name: 'hour', minutes: 60 }),
      completedOn: dates('2023-06-01', '2026-06-01'),
      source: fc.constantFrom('hosted', 'external'),
      timeZone: fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'),
    })
    .map((changes) => credit(changes.id, { ...changes, activity: activity?.(changes.id) ?? changes.id.slice(0, 1) }))

const ledger = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 12 })
  .chain((ids) => fc.tuple(...ids.map((id) => entries(fc.constant(id)))))

const selector: fc.Arbitrary<CredentialRule['of']> = fc.oneof(
  fc.subarray(domains, { minLength: 1 }).map((some) => ({ domains: some })),
  fc.subarray([...types], { minLength: 1 }).map((some) => ({ types: some })),
  fc.constant<CredentialRule['of']>({ domains: ['coding'], types: ['self-study'] }),
)

const rule: fc.Arbitrary<CredentialRule> = fc
  .record({
    id: fc.string({ minLength: 1 }),
    kind: fc.constantFrom('min', 'max'),
    amount: hundredths(8),
    share: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    of: selector,
  })
  .map(({ amount, share, ...rest }) => ({ ...rest, text: rest.id, ...(share === undefined ? { amount } : { share }) }))

const versions: fc.Arbitrary<CredentialVersion> = fc
  .record({
    total: hundredths(20).map((base) => ({ base })),
    earnOnce: fc.constantFrom('ever', 'cycle', 'no'),
    carryOver: fc.constantFrom('none', { months: 3 }, { months: 12, credits: 2 }),
    rules: fc.array(rule, { maxLength: 4 }),
  })
  .map((changes) => version(changes))

const unit = fc.constantFrom(
  { name: 'CEU', minutes: 60 },
  { name: 'CEU', minutes: 60, rounding: { step: 0.25, mode: 'down' as const, upFrom: 10 } },
  { name: 'CEU', minutes: 60, rounding: { step: 1, mode: 'nearest' as const } },
)

const questions: fc.Arbitrary<Question> = fc
  .record({ version: versions, unit, ledger, today: dates('2023-06-01', '2026-06-01') })
  .map(({ version: one, unit: counted, ledger: all, today }) =>
    question({
      credential: credentialWith([one], { unit: counted }),
      holding: { since: '2023-06-01', extra: 0 },
      standings: all.map(active),
      today,
    }),
  )

describe('evaluate', () => {
  it('does not depend on the order of the entries', () => {
    fc.assert(
      fc.property(
        questions.chain((one) =>
          fc.tuple(fc.constant(one), fc.shuffledSubarray([...one.standings], { minLength: one.standings.length })),
        ),
        ([one, shuffled]) => {
          expect(evaluate({ ...one, standings: shuffled })).toEqual(evaluate(one))
        },
      ),
      runs,
    )
  })

  it('never has less for a min when another activity is added', () => {
    const another = entries(fc.constant('another'), () => 'https://example.org/another')
    fc.assert(
      fc.property(questions, another, (one, more) => {
        const before = evaluate(one)
        const after = evaluate({ ...one, standings: [...one.standings, active(more)] })
        for (const [at, result] of (before?.rules ?? []).entries()) {
          if (result.kind === 'min') expect(after?.rules[at]?.have).toBeGreaterThanOrEqual(result.have)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('counts every entry or says why not, never more than there is, and never more than a limit', () => {
    fc.assert(
      fc.property(questions, (one) => {
        const evaluation = evaluate(one)
        if (evaluation === undefined) throw new Error('the rules cover every cycle')
        const { counted, rejected, rules, total, met } = evaluation
        const cents = (credits: number): number => Math.round(credits * 100)
        for (const { entry } of one.standings) {
          const part = counted.find((item) => item.entry === entry.id)
          const rest = rejected.find((item) => item.entry === entry.id)
          expect(part ?? rest).toBeDefined()
          const told = cents(part?.credits ?? 0) + cents(rest?.credits ?? 0)
          if (part !== undefined) expect(told).toBe(worthOf(entry, one.credential.unit))
        }
        expect(counted.reduce((all, { credits }) => all + cents(credits), 0)).toBe(cents(total.have))
        for (const { kind, id, have, need } of rules) {
          if (kind === 'max') expect(have, id).toBeLessThanOrEqual(need)
        }
        if (met) expect([total.met, ...rules.map((result) => result.met)]).not.toContain(false)
      }),
      runs,
    )
  })

  describe('in any time zone of the machine', () => {
    const zone = process.env.TZ
    afterEach(() => {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    })

    it('gives the same result', () => {
      fc.assert(
        fc.property(questions, (one) => {
          const results = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns'].map((name) => {
            process.env.TZ = name
            return JSON.stringify(evaluate(one))
          })
          expect(new Set(results).size).toBe(1)
        }),
        { numRuns: 50 },
      )
    })
  })
})

describe('cycles', () => {
  it('follow each other without a gap, each on the day of the first or the last of its month', () => {
    const months = fc.constantFrom(1, 12, 24, 36)
    fc.assert(
      fc.property(dates('1996-01-01', '2012-12-31'), months, (since, length) => {
        const credential = credentialWith([
          version({ from: '1990-01-01', cycle: { months: length, anchor: 'holder' } }),
        ])
        const cycles = cyclesUntil(credential, since, '2013-01-01')
        expect(cycles[0]?.start).toBe(since)
        for (const [at, { start, end }] of cycles.entries()) {
          const next = cycles[at + 1]
          if (next !== undefined) expect(next.start).toBe(addDays(end, 1))
          const lastOfMonth = addDays(start, 1).endsWith('-01')
          expect(start.slice(8) === since.slice(8) || (lastOfMonth && start.slice(8) < since.slice(8))).toBe(true)
        }
      }),
      runs,
    )
  })

  it('are made of days that there are', () => {
    fc.assert(
      fc.property(dates('1900-01-01', '2199-12-31'), fc.integer({ min: -500, max: 500 }), (date, months) => {
        const moved = addMonths(date, months)
        expect(isPlainDate(moved)).toBe(true)
        expect(moved.slice(8) <= date.slice(8)).toBe(true)
        const apart = (Number(moved.slice(0, 4)) - Number(date.slice(0, 4))) * 12
        expect(apart + Number(moved.slice(5, 7)) - Number(date.slice(5, 7))).toBe(months)
      }),
      runs,
    )
    expect(['2026-02-29', '2026-2-3', '2026-13-01', 'today'].filter(isPlainDate)).toEqual([])
  })
})

describe('apportion', () => {
  const bits = [1, 2, 4, 8]
  const bounds = (some: readonly number[]): fc.Arbitrary<Bound[]> =>
    fc.tuple(...some.map((bit) => fc.record({ bit: fc.constant(bit), amount: fc.integer({ min: 0, max: 4 }) })))
  const asked: fc.Arbitrary<Apportioning> = fc.record({
    lots: fc
      .array(fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 3 })), { maxLength: 4 })
      .map((lots) => new Map(lots)),
    maxes: bounds(bits.slice(0, 2)),
    mins: bounds(bits.slice(2)),
    total: fc.integer({ min: 0, max: 6 }),
  })

  /** Every way to count the lots that no limit forbids. */
  function* ways({ lots, maxes }: Apportioning): Generator<ReadonlyMap<number, number>> {
    const all = [...lots]
    function* from(at: number, chosen: Map<number, number>): Generator<ReadonlyMap<number, number>> {
      const lot = all[at]
      if (lot === undefined) {
        if (maxes.every(({ bit, amount }) => sum(chosen, bit) <= amount)) yield new Map(chosen)
        return
      }
      for (let n = 0; n <= lot[1]; n++) yield* from(at + 1, new Map(chosen).set(lot[0], n))
    }
    yield* from(0, new Map())
  }

  it('counts whole hundredths where the best share of them would be a half', () => {
    const lots = new Map([6, 1, 13, 10].map((bits, at) => [bits, at < 2 ? 1 : 2]))
    const [one, two, four, eight] = bits.map((bit) => ({ bit, amount: bit === 8 ? 3 : 2 }))
    if (!one || !two || !four || !eight) throw new Error('four bits')
    expect(apportion({ lots, maxes: [one, two], mins: [four, eight], total: 0 }).together).toBe(true)
    const rings = new Map([3, 6, 5].map((ring) => [ring, 1]))
    const limits = [1, 2, 4].map((bit) => ({ bit, amount: 1 }))
    expect(sum(apportion({ lots: rings, maxes: limits, mins: [], total: 2 }).counted)).toBe(1)
  })

  it('finds what trying everything finds', () => {
    fc.assert(
      fc.property(asked, (one) => {
        const { haves, counted, together } = apportion(one)
        const all = [...ways(one)]
        for (const [at, { bit }] of one.mins.entries())
          expect(haves[at]).toBe(Math.max(...all.map((way) => sum(way, bit))))
        const meets = (way: ReadonlyMap<number, number>): boolean =>
          sum(way) >= one.total && one.mins.every(({ bit, amount }) => sum(way, bit) >= amount)
        expect(together).toBe(all.some(meets))
        expect(one.maxes.every(({ bit, amount }) => sum(counted, bit) <= amount)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
