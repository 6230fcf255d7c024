/** Files in the formats of CMS and NCHS, short and written by us. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { strToU8, zipSync } from 'fflate'

/** `[code, title]` of a code, `[code, title, 'header']` of a header. */
export type Row = readonly [code: string, title: string, header?: 'header']

const padded = ([code, title, header]: Row): string =>
  `${code.padEnd(7)} ${header === undefined ? 1 : 0} ${title.slice(0, 60).padEnd(60)} ${title}`

export const orderFile = (rows: readonly Row[]): string =>
  rows.map((row, i) => `${String(i + 1).padStart(5, '0')} ${padded(row)}\r\n`).join('')

export interface AddendaRows {
  readonly add?: readonly Row[]
  readonly remove?: readonly Row[]
  readonly revise?: readonly (readonly [Row, Row])[]
}

/** @param years of the two order files. @param before counts of codes and headers of the edition it changes */
export function addendaFile(
  years: readonly [number, number],
  before: readonly [codes: number, headers: number],
  { add = [], remove = [], revise = [] }: AddendaRows,
): string {
  const line = (verb: string, [code, title, header]: Row): string =>
    `${`${verb}:`.padEnd(13)}${header === undefined ? 1 : 0} ${code.padEnd(7)} ${title.slice(0, 60).padEnd(60)} ${title}`
  const counts = (what: 'headers' | 'codes', n: number): string[] => {
    const kind = what === 'headers' ? 'header' : undefined
    const of = (rows: readonly Row[]): number => rows.filter((row) => row[2] === kind).length
    const revised = revise.filter(([, row]) => row[2] === kind).length
    return [
      what === 'headers' ? 'Headers' : 'Codes',
      `${String(n).padStart(7)} ${what} in icd10cm_order_${years[0]}.txt`,
      `${String(n + of(add) - of(remove)).padStart(7)} ${what} in icd10cm_order_${years[1]}.txt`,
      `${String(of(add)).padStart(7)} additions`,
      `${String(of(remove)).padStart(7)} deletions`,
      `${String(revised).padStart(7)} revisions`,
      'of which',
      `${String(revised).padStart(7)} revisions to both long and short titles`,
    ]
  }
  return [
    ...remove.map((row) => line('Delete', row)),
    ...add.map((row) => line('Add', row)),
    ...revise.flatMap(([from, to]) => [line('Revise from', from), line('Revise to', to)]),
    '',
    ...counts('headers', before[1]),
    '',
    ...counts('codes', before[0]),
    '',
  ].join('\r\n')
}

export const poaFile = (year: number, codes: readonly string[]): string =>
  [
    'OrdFY'.concat(String(year % 100), '\tPOAexemptCode\tDescription'),
    ...codes.map((code, i) => `${String(i + 1).padStart(5, '0')}\t${code}\tTitle of ${code}`),
    '',
  ].join('\r\n')

/** A workbook with the conversion table: `[code, effective, previous]`. Text stands in shared strings, as Excel writes it. */
export function conversionWorkbook(rows: readonly (readonly [string, number, string])[]): Uint8Array {
  const strings = [
    'Conversion Table',
    'Current code assignment',
    'Effective',
    'Previous Code(s) Assignment',
    ...rows.flatMap(([a, , c]) => [a, c]),
  ]
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const text = (ref: string, i: number): string => `<c r="${ref}" t="s"><v>${i}</v></c>`
  const body = rows.map(
    ([, day], i) =>
      `<row r="${i + 3}">${text(`A${i + 3}`, 4 + 2 * i)}<c r="B${i + 3}"><v>${day}</v></c>${text(`C${i + 3}`, 5 + 2 * i)}</row>`,
  )
  const sheet = `<worksheet ${main}><sheetData><row r="1">${text('A1', 0)}</row><row r="2">${text('A2', 1)}${text('B2', 2)}${text('C2', 3)}</row>${body.join('')}</sheetData></worksheet>`
  const shared = `<sst ${main}>${strings.map((one) => `<si><t>${one}</t></si>`).join('')}</sst>`
  return zipSync({
    'xl/workbook.xml': strToU8(`<workbook ${main}/>`),
    'xl/worksheets/sheet1.xml': strToU8(sheet),
    'xl/sharedStrings.xml': strToU8(shared),
  })
}

export const guidelineFile = (year: number, validFrom: string, headings: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    fiscalYear: year,
    validFrom,
    sections: Object.entries(headings).map(([id, heading]) => ({ id, heading })),
  })

const shared = fileURLToPath(new URL('../../../shared/codesets/', import.meta.url))

const XZ = 'xz'

/** Why tests with the agencies' own files cannot run; undefined when they can. */
export const realFilesMissing: string | undefined = !existsSync(shared)
  ? `the agencies' files are not in ${shared}`
  : spawnSync(XZ, ['--version']).status !== 0
    ? 'the program xz, which unpacks them, is not installed'
    : undefined

/** One of the agencies' own files; `.xz` is unpacked. */
export function realFile(name: string): Uint8Array {
  const path = join(shared, name)
  if (existsSync(path)) return new Uint8Array(readFileSync(path))
  const { stdout, status } = spawnSync(XZ, ['-dc', `${path}.xz`], { maxBuffer: 200_000_000 })
  if (status !== 0) throw new Error(`${path}.xz cannot be unpacked`)
  return new Uint8Array(stdout)
}
