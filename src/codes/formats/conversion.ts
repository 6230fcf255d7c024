import { fault, type Read } from '../fault.ts'
import { bare } from '../system.ts'
import { attributeOf, childrenOf, type XmlElement } from './xml.ts'

/** One row of the conversion table: a code and what it was assigned before. */
export interface Conversion {
  /** Without a point. */
  readonly code: string
  /** Day from which the code is in force. */
  readonly effective: string
  /** Codes without a point; a range has both ends. */
  readonly previous: readonly { readonly from: string; readonly to: string }[]
}

/** Days between 1899-12-30, day 0 of a workbook (ECMA-376 part 1 §18.17.4.1, 1900 system, behind its 29 February), and 1970. */
const DAY_ZERO = 25_569

/** The column holds a calendar year (2024 is 1 October 2024) or, for an update within the year, a day of the workbook. */
function dayOf(cell: string): string | undefined {
  if (!/^\d{4,6}$/.test(cell)) return undefined
  if (cell.length === 4) return `${cell}-10-01`
  return new Date((Number(cell) - DAY_ZERO) * 86_400_000).toISOString().slice(0, 10)
}

/** @example previousOf('H44.20-H44.23 and K59.0') → [{ from: 'H4420', to: 'H4423' }, { from: 'K590', to: 'K590' }] */
export function previousOf(cell: string): Conversion['previous'] {
  // "K59.09 AND Code from categories T36-T50": the second is coded as well and was not an equivalent.
  const [codes = ''] = cell.split(/\bcode from\b/i)
  return [
    ...codes.matchAll(
      /\b([A-Z][\dA][0-9A-Z](?:\.[0-9A-Z]{1,4})?)(?:\s*[-–]\s*([A-Z][\dA][0-9A-Z](?:\.[0-9A-Z]{1,4})?))?/g,
    ),
  ].map(([, from = '', to = from]) => ({ from: bare(from), to: bare(to) }))
}

/**
 * Reads the first sheet of the conversion table's workbook.
 *
 * @param sheet root of xl/worksheets/sheet1.xml
 * @param strings root of xl/sharedStrings.xml (ECMA-376 part 1 §18.4.9)
 */
export function readConversion(sheet: XmlElement, strings: XmlElement | undefined): Read<readonly Conversion[]> {
  const shared = childrenOf(strings, 'si').map(allText)
  const rows = childrenOf(childrenOf(sheet, 'sheetData')[0], 'row').map((row) => {
    const cells = new Map<string, string>()
    for (const cell of childrenOf(row, 'c')) {
      const value = childrenOf(cell, 'v')[0]?.text ?? allText(childrenOf(cell, 'is')[0])
      const text = attributeOf(cell, 't') === 's' ? (shared[Number(value)] ?? '') : value
      cells.set(attributeOf(cell, 'r').replace(/\d+$/, ''), text.trim())
    }
    return cells
  })
  const head = rows.findIndex((row) => /^current code/i.test(row.get('A') ?? ''))
  if (head === -1) return fault('The workbook has no column "Current code assignment": it is not a conversion table.')
  const found: Conversion[] = []
  for (const [i, row] of rows.entries()) {
    const code = row.get('A') ?? ''
    if (i <= head || code === '') continue
    const effective = dayOf(row.get('B') ?? '')
    if (effective === undefined || !/^[A-Z][\dA][0-9A-Z.]{1,6}$/.test(code))
      return fault(`${JSON.stringify(code)}, effective ${JSON.stringify(row.get('B') ?? '')}, cannot be read.`, i + 1)
    found.push({ code: bare(code), effective, previous: previousOf(row.get('C') ?? '') })
  }
  return found.length === 0 ? fault('The workbook holds no codes.') : { value: found }
}

const allText = (element: XmlElement | undefined): string =>
  element === undefined
    ? ''
    : element.text +
      element.children
        .filter(({ local }) => local !== 'rPh')
        .map(allText)
        .join('')

/** One line each: `code TAB effective TAB from-to,…`. */
export const conversionText = (rows: readonly Conversion[]): string =>
  rows
    .map(
      ({ code, effective, previous }) =>
        `${code}\t${effective}\t${previous.map(({ from, to }) => `${from}-${to}`).join(',')}\n`,
    )
    .join('')

/** Reads what `conversionText` has written. */
export const readConversionText = (text: string): Conversion[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [code = '', effective = '', previous = ''] = line.split('\t')
      const ranges = previous === '' ? [] : previous.split(',').map((range) => range.split('-'))
      return { code, effective, previous: ranges.map(([from = '', to = from]) => ({ from, to })) }
    })
