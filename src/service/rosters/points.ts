import type { Understood } from './columns.ts'
import type { Table } from './table.ts'

/** Points that are 100 percent in the column of results; undefined where the file does not say. */
export function outOfIn({ header, rows }: Table, { format, columns }: Understood): number | undefined {
  if (columns.score === undefined) return undefined
  const heading = header.cells[columns.score] ?? ''
  if (/%|percent/i.test(heading)) return 100
  if (format === 'canvas') {
    if (/^(unposted )?(current|final) score$/i.test(heading)) return 100
    const possible = rows.find(({ cells }) => /^points possible$/i.test(cells[columns.name ?? 0] ?? ''))
    return positive(possible?.cells[columns.score])
  }
  // `Total [Total Pts: up to 50 Score] |664617`
  return positive(/\[total pts: (?:up to )?([\d.,]+)/i.exec(heading)?.[1])
}

function positive(text = ''): number | undefined {
  const amount = Number(text.replace(',', '.'))
  return amount > 0 && Number.isFinite(amount) ? amount : undefined
}
