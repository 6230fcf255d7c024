import type { PcsTable, PcsTables } from './formats/pcs-tables.ts'

/** Why no row of the tables makes a code. */
export type RowFault =
  /** No table begins with its first three characters. */
  | { readonly is: 'table'; readonly table: string }
  /** No row has the value at this position (4 to 7) together with the values before it. */
  | {
      readonly is: 'value'
      readonly position: number
      readonly value: string
      readonly axis: string
      readonly allowed: readonly string[]
    }

/** Undefined when a row of the tables makes the code. @param code seven characters */
export function rowFault({ tables }: PcsTables, code: string): RowFault | undefined {
  const here = tables.filter(({ axes }) => axes.every(({ labels }, i) => Object.hasOwn(labels, code.charAt(i))))
  if (here.length === 0) return { is: 'table', table: code.slice(0, 3) }
  let rows = here.flatMap((table: PcsTable) => table.rows)
  for (let i = 0; i < 4; i++) {
    const value = code.charAt(i + 3)
    const left = rows.filter((row) => Object.hasOwn(row[i]?.labels ?? {}, value))
    if (left.length === 0) {
      const allowed = [...new Set(rows.flatMap((row) => Object.keys(row[i]?.labels ?? {})))].sort()
      return { is: 'value', position: i + 4, value, axis: rows[0]?.[i]?.title ?? '', allowed }
    }
    rows = left
  }
  return undefined
}
