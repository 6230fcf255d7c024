import type { PcsTables } from '../../codes/formats/pcs-tables.ts'
import { written } from '../../codes/system.ts'
import type { Note, TabularNotes } from '../../codes/tabular-notes.ts'
import type { CheckInput } from '../check.ts'
import { codedItems } from './items.ts'

export const tabularOn = ({ codes }: CheckInput, day: string): TabularNotes | undefined => codes.installed?.tabular(day)

export const tablesOn = ({ codes }: CheckInput, day: string): PcsTables | undefined => codes.installed?.tables(day)

const fiscalYearOf = (day: string): number => Number(day.slice(0, 4)) + (day.slice(5) >= '10-01' ? 1 : 0)

/** Where a note stands, for messages. Notes change, so one of an older year than the day the codes are meant for is called that. */
export function placeOfNote({ fiscalYear }: TabularNotes, { from }: Note, day: string): string {
  const meant = fiscalYearOf(day)
  const old =
    fiscalYear < meant
      ? `, older than fiscal year ${meant} that the codes are meant for, asOf ${day}: the note may have changed since`
      : ''
  return `${written('icd10cm', from)} (tabular list of fiscal year ${fiscalYear}${old})`
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

const MOST_NAMED = 5

/** Each code once, in the order of the course; the first few where there are many. */
function named(keys: readonly { readonly code: string }[]): string {
  const codes = [...new Set(keys.map(({ code }) => code))]
  const more = codes.length - MOST_NAMED
  return `${codes.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${count(more, 'other code', 'other codes')}` : ''}`
}

/** What could not be checked, because what it takes is not installed or not locked. One sentence each; empty when nothing. */
export function uncheckedKeys(input: CheckInput): string[] {
  const keys = codedItems(input).flatMap((item) => item.keys.flatMap(({ codes }) => codes))
  const diagnoses = keys.filter(({ system }) => system === 'icd10cm')
  const procedures = keys.filter(({ system }) => system === 'icd10pcs')
  const unknown = keys.filter(({ system, known }) => system !== 'cpt' && known === undefined)
  const unnoted = diagnoses.filter(({ day }) => tabularOn(input, day) === undefined).length
  const untabled = procedures.filter(
    ({ day, known }) => known === undefined && tablesOn(input, day) === undefined,
  ).length
  const unlisted = diagnoses.filter(
    ({ line, known }) => line?.poa !== undefined && known?.poaExempt === undefined,
  ).length
  const old = [...new Set(diagnoses.flatMap(({ day }) => oldTabular(input, day)))].sort((a, b) => a - b)
  return [
    ...(unknown.length === 0
      ? []
      : [
          `${count(unknown.length, 'key', 'keys')} not checked for being headers (${named(unknown)}): neither the code lock nor an installed edition has them.`,
        ]),
    ...(unnoted === 0
      ? []
      : [
          `${count(unnoted, 'key', 'keys')} not checked against Excludes and "code first" notes and seventh characters: no ICD-10-CM tabular list is installed.`,
        ]),
    ...old.map(
      (year) =>
        `Notes are those of the tabular list of fiscal year ${year}, the newest installed: newer notes are not checked.`,
    ),
    ...(untabled === 0
      ? []
      : [
          `${count(untabled, 'procedure key', 'procedure keys')} not checked against the ICD-10-PCS tables: those of their edition are not installed.`,
        ]),
    ...(unlisted === 0
      ? []
      : [
          `${count(unlisted, 'POA indicator', 'POA indicators')} not checked: no POA exempt list of their edition is locked or installed.`,
        ]),
  ]
}

function oldTabular(input: CheckInput, day: string): number[] {
  const year = tabularOn(input, day)?.fiscalYear
  return year !== undefined && year < fiscalYearOf(day) ? [year] : []
}
