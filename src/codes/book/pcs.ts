import type { PcsTable } from '../formats/pcs-tables.ts'
import type { BookEntry } from './front-code.ts'

export interface Choice {
  readonly value: string
  readonly label: string
}

/** What may stand at the next character of a code that is being built. */
export interface Step {
  /** From 1 to 7. */
  readonly position: number
  /** Name of the axis: Section, Body System, Operation, Body Part … */
  readonly axis: string
  readonly choices: readonly Choice[]
}

export interface Built {
  /** The characters that were chosen, each with its axis and label; those that no row allows are left out with all behind them. */
  readonly chosen: readonly (Choice & Pick<Step, 'axis' | 'position'>)[]
  /** Undefined when the code is whole. */
  readonly next: Step | undefined
  /** What the tables say of the operation; undefined until it is chosen. */
  readonly operation?: { readonly label: string; readonly definition: string }
}

/**
 * Builds an ICD-10-PCS code character by character. The first three choose the table; from the fourth on only values are
 * offered that stand in one row with all that were chosen before them.
 *
 * @param typed up to seven characters; those that make no code are left out
 */
export function buildPcs(tables: readonly PcsTable[], typed: string): Built {
  const chosen: Built['chosen'][number][] = []
  let left = tables.flatMap((table) => table.rows.map((row) => ({ table, axes: [...table.axes, ...row] })))
  for (let i = 0; i < 7; i++) {
    const axis = left[0]?.axes[i]?.title ?? ''
    const labels = new Map<string, string>()
    for (const { axes } of left)
      for (const [value, label] of Object.entries(axes[i]?.labels ?? {})) labels.set(value, label)
    const value = typed.charAt(i)
    const label = labels.get(value)
    if (label === undefined) {
      const choices = [...labels]
        .map(([one, text]) => ({ value: one, label: text }))
        .sort((a, b) => (a.value < b.value ? -1 : 1))
      return { chosen, next: { position: i + 1, axis, choices }, ...operationOf(chosen, left[0]?.table) }
    }
    chosen.push({ position: i + 1, axis, value, label })
    left = left.filter(({ axes }) => Object.hasOwn(axes[i]?.labels ?? {}, value))
  }
  return { chosen, next: undefined, ...operationOf(chosen, left[0]?.table) }
}

const operationOf = (chosen: Built['chosen'], table: PcsTable | undefined): Pick<Built, 'operation'> =>
  chosen.length < 3 || table === undefined
    ? {}
    : { operation: { label: chosen[2]?.label ?? '', definition: table.definition } }

/**
 * What of the tables is found by search: each table, and each value of its fourth character, under the words of the axes.
 * The rest of a code is chosen in the table. In order of their codes.
 */
export function pcsEntries(tables: readonly PcsTable[]): BookEntry[] {
  const found = new Map<string, string>()
  for (const { axes, rows } of tables) {
    for (const [first, second, third] of combinations(axes)) {
      if (first === undefined || second === undefined || third === undefined) continue
      const code = first.value + second.value + third.value
      found.set(code, `${third.label}, ${second.label} (${first.label})`)
      for (const row of rows) {
        for (const [value, label] of Object.entries(row[0]?.labels ?? {})) {
          found.set(code + value, `${third.label}, ${label} (${second.label}, ${first.label})`)
        }
      }
    }
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, title]) => ({ code, title, billable: false, poaExempt: false, fresh: false }))
}

const combinations = (axes: PcsTable['axes']): Choice[][] =>
  axes.reduce<Choice[][]>(
    (stems, { labels }) =>
      stems.flatMap((stem) => Object.entries(labels).map(([value, label]) => [...stem, { value, label }])),
    [[]],
  )

/** Title of a whole code: the labels of its characters from the third on, as the order file words most. */
export const pcsTitle = (chosen: Built['chosen']): string =>
  chosen
    .slice(2)
    .map(({ label }) => label)
    .join(', ')
