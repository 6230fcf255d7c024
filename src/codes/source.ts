import type { CodeEntry } from './code-set.ts'
import { aprilOf, type EditionKey, fiscalYearStart } from './edition.ts'
import { type Fault, fault, linesOf, type Read } from './fault.ts'
import { type Addenda, looksLikeAddenda, readAddenda } from './formats/addenda.ts'
import { type Conversion, readConversion } from './formats/conversion.ts'
import {
  type GuidelineSections,
  looksLikeGuidelineSections,
  readGuidelineSections,
} from './formats/guideline-sections.ts'
import { looksLikeHcpcs, readHcpcs } from './formats/hcpcs.ts'
import { looksLikeOrder, readOrder, systemOf } from './formats/order.ts'
import { type PcsDefinitions, readPcsDefinitions } from './formats/pcs-definitions.ts'
import { type PcsTables, readPcsTables } from './formats/pcs-tables.ts'
import { looksLikePoaExempt, type PoaExempt, readPoaExempt } from './formats/poa-exempt.ts'
import { readTabular, type Tabular } from './formats/tabular.ts'
import type { XmlElement } from './formats/xml.ts'

/** A file of an agency, read: what it is, and which edition it belongs to. */
export type Source =
  | ({ readonly kind: 'order' | 'hcpcs'; readonly codes: ReadonlyMap<string, CodeEntry> } & EditionKey)
  | ({ readonly kind: 'addenda'; readonly addenda: Addenda } & EditionKey)
  | ({ readonly kind: 'poaExempt'; readonly list: PoaExempt } & EditionKey)
  | ({ readonly kind: 'conversion'; readonly rows: readonly Conversion[] } & EditionKey)
  | ({ readonly kind: 'tabular'; readonly tabular: Tabular } & EditionKey)
  | ({ readonly kind: 'tables'; readonly tables: PcsTables } & EditionKey)
  | ({ readonly kind: 'definitions'; readonly definitions: PcsDefinitions } & EditionKey)
  | { readonly kind: 'guidelines'; readonly sections: GuidelineSections }

export const kindNames = {
  order: 'order file',
  hcpcs: 'alphanumeric HCPCS file',
  addenda: 'addenda',
  poaExempt: 'list of codes exempt from POA',
  conversion: 'conversion table',
  tabular: 'tabular list',
  tables: 'ICD-10-PCS tables',
  definitions: 'ICD-10-PCS definitions',
  guidelines: 'sections of the guidelines',
} as const satisfies Readonly<Record<Source['kind'], string>>

export interface Naming {
  /** Names that say which edition a file is: its own, then that of the zip it came in. */
  readonly names: readonly string[]
  /** What the person who adds it says instead. */
  readonly effective?: string | undefined
}

/** Undefined: this is not a known kind of file. */
export type Recognised = Read<Source> | undefined

export function readTextSource(text: string, naming: Naming): Recognised {
  const lines = linesOf(text.slice(0, 20_000))
  const first = lines.find((line) => line.trim() !== '') ?? ''
  if (looksLikeOrder(first)) return orderSource(text, naming)
  if (looksLikeAddenda(first)) {
    return map(readAddenda(text), (addenda) => {
      const { system, fromYear, toYear } = addenda
      const effective = naming.effective ?? (fromYear === toYear ? aprilOf(toYear) : fiscalYearStart(toYear))
      return { kind: 'addenda', system, effective, addenda }
    })
  }
  if (looksLikePoaExempt(first)) {
    return map(readPoaExempt(text), (list) => {
      const effective = naming.effective ?? yearly(list.fiscalYear, naming)
      return { kind: 'poaExempt', system: 'icd10cm', effective, list }
    })
  }
  return lines.some(looksLikeHcpcs) ? hcpcsSource(text, naming) : undefined
}

export function readXmlSource(root: XmlElement, naming: Naming): Recognised {
  if (root.local === 'ICD10CM.tabular') {
    return map(readTabular(root), (tabular) => ({
      kind: 'tabular',
      system: 'icd10cm',
      effective: naming.effective ?? yearly(tabular.fiscalYear, naming),
      tabular,
    }))
  }
  if (root.local === 'ICD10PCS.tabular') {
    return map(readPcsTables(root), (tables) => ({
      kind: 'tables',
      system: 'icd10pcs',
      effective: naming.effective ?? yearly(tables.fiscalYear, naming),
      tables,
    }))
  }
  if (root.local !== 'ICD10PCS.definitions') return undefined
  return map(readPcsDefinitions(root), (definitions) => ({
    kind: 'definitions',
    system: 'icd10pcs',
    effective: naming.effective ?? yearly(definitions.fiscalYear, naming),
    definitions,
  }))
}

/** @param sheet root of the first worksheet */
export const readWorkbookSource = (sheet: XmlElement, strings: XmlElement | undefined, naming: Naming): Read<Source> =>
  map(readConversion(sheet, strings), (rows) => {
    const newest = rows.reduce((day, { effective }) => (effective > day ? effective : day), '')
    return { kind: 'conversion', system: 'icd10cm', effective: naming.effective ?? newest, rows }
  })

export const readJsonSource = (json: unknown): Recognised =>
  looksLikeGuidelineSections(json)
    ? map(readGuidelineSections(json), (sections) => ({ kind: 'guidelines', sections }))
    : undefined

function orderSource(text: string, naming: Naming): Read<Source> {
  return map(readOrder(text), (codes) => {
    const effective = naming.effective ?? named(naming)
    if (effective === undefined) return NO_YEAR
    return { kind: 'order', system: systemOf(codes.keys()), effective, codes }
  })
}

/** Quarterly files are called `HCPC2026_APR_ANWEB`. */
const QUARTERS: Readonly<Record<string, string>> = { JAN: '01', APR: '04', JUL: '07', OCT: '10' }

function hcpcsSource(text: string, { names, effective }: Naming): Read<Source> {
  const [, year, quarter = 'JAN'] = /HCPC(\d{4})(?:_(JAN|APR|JUL|OCT))?/i.exec(names.join('/')) ?? []
  const day = effective ?? (year === undefined ? undefined : `${year}-${QUARTERS[quarter.toUpperCase()]}-01`)
  if (day === undefined) return { fault: NO_YEAR }
  return map(readHcpcs(text, day), (codes) => ({ kind: 'hcpcs', system: 'hcpcs', effective: day, codes }))
}

const NO_YEAR: Fault = {
  because:
    'Its name does not say which year it is for. Say from which day it is in force, for example --effective 2026-10-01.',
}

/** The edition a name speaks of, as in icd10cm-order-2026.txt or Code-descriptions-April-2025.zip. */
function named(naming: Naming): string | undefined {
  const years = naming.names.flatMap((name) => /(?<!\d)(20\d\d)(?!\d)/.exec(name)?.[1] ?? [])
  return years[0] === undefined ? undefined : yearly(Number(years[0]), naming)
}

const yearly = (year: number, { names }: Naming): string =>
  names.some((name) => /april/i.test(name)) ? aprilOf(year) : fiscalYearStart(year)

function map<T>(read: Read<T>, make: (value: T) => Source | Fault): Read<Source> {
  if ('fault' in read) return read
  const made = make(read.value)
  return 'because' in made ? { fault: made } : { value: made }
}

/** A sentence for files that look like something known. */
export const unknownXml = (root: XmlElement): { readonly fault: Fault } =>
  fault(`XML with the root element <${root.local}> is not used. Tabular lists, ICD-10-PCS tables and definitions are.`)
