import { type AtMost, maximise } from './maximise.ts'

/** A rule by its bit: which lots it is about. */
export interface Bound {
  readonly bit: number
  /** Hundredths of a credit that are asked for, or that may count at most. */
  readonly amount: number
}

export interface Apportioning {
  /** Hundredths of all credits that the same rules are about, by the bits of those rules. */
  readonly lots: ReadonlyMap<number, number>
  readonly mins: readonly Bound[]
  readonly maxes: readonly Bound[]
  /** Hundredths that are asked for in all. */
  readonly total: number
}

export interface Apportioned {
  /** For each min, the most of its credits that the limits let count, whatever the other rules make of them. */
  readonly haves: readonly number[]
  /** How much of each lot counts where all rules are served at once. */
  readonly counted: ReadonlyMap<number, number>
  /** Whether what counts meets the total and every min at the same time. */
  readonly together: boolean
}

/**
 * What counts where limits let only a part count. Limits may overlap, and a credit that one limit holds back may be the one
 * that a min asks for; so it is a linear programme over the lots, of which there are few, and not over the entries.
 */
export function apportion(asked: Apportioning): Apportioned {
  const { lots, mins, maxes, total } = asked
  const limits = maxes.filter(({ bit, amount }) => sum(lots, bit) > amount)
  const counted = limits.length === 0 ? lots : countedUnder(asked, limits)
  const haves = mins.map(({ bit }) => (limits.length === 0 ? sum(lots, bit) : mostOf(lots, bit, limits)))
  const together = sum(counted) >= total && mins.every(({ bit, amount }) => sum(counted, bit) >= amount)
  return { haves, counted, together }
}

/** Hundredths of the lots that a rule is about; of all lots without one. */
export function sum(lots: ReadonlyMap<number, number>, bit?: number): number {
  let all = 0
  for (const [bits, amount] of lots) if (bit === undefined || (bits & bit) !== 0) all += amount
  return all
}

/** No more of each lot than there is, and of each limit's lots no more than it allows. Variables are the lots in order. */
function bounds(lots: ReadonlyMap<number, number>, limits: readonly Bound[]): AtMost[] {
  const each = [...lots.values()].map((most, at): AtMost => ({ of: new Map([[at, 1]]), most }))
  const limited = limits.map(({ bit, amount }): AtMost => ({ of: ones(lots, bit), most: amount }))
  return [...each, ...limited]
}

const ones = (lots: ReadonlyMap<number, number>, bit?: number): Map<number, number> =>
  new Map([...lots.keys()].flatMap((bits, at) => (bit === undefined || (bits & bit) !== 0 ? [[at, 1] as const] : [])))

function mostOf(lots: ReadonlyMap<number, number>, bit: number, limits: readonly Bound[]): number {
  const own = new Map([...lots].filter(([bits]) => (bits & bit) !== 0))
  return maximise(own.size, ones(own), bounds(own, limits)).best
}

/**
 * First as much as can be of what is asked for, then as much as can be of the rest. Each need has a variable of its own,
 * which is at most the need and at most what its lots give.
 */
function countedUnder({ lots, mins, total }: Apportioning, limits: readonly Bound[]): ReadonlyMap<number, number> {
  const first = sum(lots) + 1
  const goal = ones(lots)
  const constraints = bounds(lots, limits)
  for (const [at, { bit, amount }] of [{ bit: undefined, amount: total }, ...mins].entries()) {
    const variable = lots.size + at
    goal.set(variable, first)
    const given = new Map([...ones(lots, bit)].map(([lot]) => [lot, -1]))
    constraints.push({ of: new Map([[variable, 1]]), most: amount })
    constraints.push({ of: given.set(variable, 1), most: 0 })
  }
  const { values } = maximise(lots.size + mins.length + 1, goal, constraints)
  return new Map([...lots.keys()].map((bits, at) => [bits, values[at] ?? 0]))
}
