import { CsvError, parse } from 'csv-parse/sync'
import type { Wrong } from '../staff/by.ts'

/** Most a roster may have. A grade export of a thousand people with a hundred columns has about one megabyte. */
export const MOST_ROSTER_BYTES = 5 * 1024 * 1024
/** All of it is one transaction, in which every certificate is signed: about twelve milliseconds a line. */
export const MOST_ROSTER_LINES = 5_000
const MOST_COLUMNS = 1_000

export interface Row {
  /** The line of the file it begins on, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A table as text has it: white space around cells gone, empty lines left out. The first row holds the headings. */
export interface Table {
  readonly header: Row
  readonly rows: readonly Row[]
}

/** Reads the table that an LMS or a spreadsheet wrote: comma, semicolon or tab between cells, UTF-8 or UTF-16. */
export function readTable(bytes: Uint8Array): Table | Wrong {
  if (bytes.length === 0) return { wrong: 'The file is empty.' }
  if (bytes.length > MOST_ROSTER_BYTES) return { wrong: `The file has more than ${MOST_ROSTER_BYTES} bytes.` }
  const decoded = decode(bytes)
  if (typeof decoded !== 'string') return decoded
  let records: readonly unknown[]
  try {
    records = parse(decoded, {
      delimiter: delimiterOf(decoded),
      info: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      to: MOST_ROSTER_LINES + 2,
      maxRecordSize: 200_000,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return {
      wrong: `The file is not a table: a quotation mark is not closed or stands inside a cell, at line ${Number(error.lines) || 1} or above.`,
    }
  }
  const rows = records.filter(isRecord).map(rowOf)
  const [header, ...rest] = rows.filter(({ line, cells }) => cells.some(isSaid) && !(line === 1 && isHint(cells)))
  if (header === undefined) return { wrong: 'The file has no headings.' }
  if (rest.length > MOST_ROSTER_LINES) return { wrong: `The file has more than ${MOST_ROSTER_LINES} lines.` }
  if (header.cells.length > MOST_COLUMNS) return { wrong: `The file has more than ${MOST_COLUMNS} columns.` }
  return { header, rows: rest }
}

const isSaid = (cell: string): boolean => cell !== ''
/** `sep=;`: a first line in which some programs tell spreadsheets what separates cells. */
const isHint = ([first = '', ...rest]: readonly string[]): boolean => /^sep=.?$/i.test(first) && !rest.some(isSaid)

/** What the parser makes of a record when it is asked where it stands; its types do not say so. */
interface ParsedRecord {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

const isRecord = (value: unknown): value is ParsedRecord =>
  typeof value === 'object' && value !== null && 'record' in value && Array.isArray(value.record) && 'info' in value

/** The parser tells on which line a record ends. */
function rowOf({ record, info }: ParsedRecord): Row {
  const breaks = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
  return { line: info.lines - breaks, cells: record.map((cell) => cell.replaceAll('\u00A0', ' ').trim()) }
}

const NOT_TEXT: Wrong = {
  wrong: 'The file is neither UTF-8 nor UTF-16 text. Save it as "CSV UTF-8" and import that.',
}

function decode(bytes: Uint8Array): string | Wrong {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : first === 0
          ? 'utf-16be'
          : second === 0
            ? 'utf-16le'
            : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return text.includes('\0') ? NOT_TEXT : text.replace(/\r\n?/g, '\n')
  } catch {
    return NOT_TEXT
  }
}

/** Whichever separator stands most often in the first line, outside quotation marks. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 100_000).replace(/"(?:[^"]|"")*"/g, '')
  const line = first.split('\n').find((one) => one.trim() !== '') ?? ''
  const counted = ['\t', ';', ','].map((mark): [string, number] => [mark, line.split(mark).length])
  return counted.reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}
