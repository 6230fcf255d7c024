import { systemNames } from '../../codes/system.ts'
import type { NoteKind } from '../../codes/tabular-notes.ts'
import type { Volumes } from './host.ts'

type System = Volumes[number]['system']

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' })
const number = (n: number): string => n.toLocaleString('en')
/** Fiscal years begin in October; HCPCS goes by calendar years. */
const yearOf = (system: System, effective: string): string => {
  const year = Number(effective.slice(0, 4))
  return system === 'hcpcs' ? `${year}` : `FY${effective.slice(5) < '10-01' ? year : year + 1}`
}

/** Everything the code book says. */
export const bookWords = {
  title: 'Code book',
  close: 'Close the code book',
  back: 'Back',
  contents: 'Contents',
  loading: (done: number, of: number): string => `Loading ${number(done)} of ${number(of)} files`,
  failed: (file: string): string => `${file} could not be loaded. Check the connection and try again.`,
  again: 'Try again',
  edition: (system: System, effective: string): string =>
    `${systemNames[system]} ${yearOf(system, effective)}, valid from ${day.format(new Date(`${effective}T00:00:00Z`))}`,
  notesOf: (year: number): string => `Notes are from the tabular list of FY${year}.`,
  noPoa: 'Codes exempt from POA reporting are not marked.',
  noFresh: 'New codes are not marked.',
  notAffiliated: 'Made from the files of CMS and NCHS. Not affiliated with AHIMA or AAPC.',
  search: 'Code or words',
  results: 'Codes found',
  found: (total: number, shown: number): string =>
    total === 0
      ? 'Nothing found'
      : total > shown
        ? `${number(total)} found, the first ${number(shown)} are listed`
        : `${number(total)} found`,
  nothing:
    'Try fewer words, the beginning of a word, or the first characters of a code. Only the chapters of this book are searched.',
  keys: 'Arrow keys choose, Enter opens, Ctrl+Enter puts the code into the field you came from.',
  chapter: (system: System, id: string): string => (system === 'icd10cm' ? `Chapter ${id}` : `Section ${id}`),
  where: 'Where it is',
  below: 'Below it',
  codes: 'Codes',
  billable: 'Can be reported',
  header: 'Header: needs more characters',
  table: 'Table: choose the remaining characters',
  poaExempt: 'Exempt from POA reporting',
  fresh: (system: System, effective: string): string => `New in ${yearOf(system, effective)}`,
  freshShort: 'New',
  poaShort: 'POA exempt',
  insert: 'Put into the field',
  copy: 'Copy',
  copied: (code: string): string => `${code} copied.`,
  notes: 'Notes',
  noNotes: 'There are no notes at this code or above it.',
  kind: {
    includes: 'Includes',
    inclusionTerm: 'Inclusion terms',
    excludes1: 'Excludes 1: not coded here, never together',
    excludes2: 'Excludes 2: not included here, may be coded as well',
    codeFirst: 'Code first',
    useAdditionalCode: 'Use additional code',
    codeAlso: 'Code also',
    notes: 'Note',
    sevenChrNote: 'Seventh character',
  } as const satisfies Readonly<Record<NoteKind, string>>,
  from: (place: string): string => `from ${place}`,
  seventh: (from: string): string => `Seventh characters of ${from}`,
  character: 'Character',
  meaning: 'Meaning',
  builder: 'Build a code',
  codeSoFar: 'Code so far',
  choose: (position: number, axis: string): string => `Character ${position}: ${axis}`,
  changeShort: 'Change',
  change: (axis: string): string => `Change ${axis}`,
  whole: 'The code is whole.',
  definition: 'What it means',
  includesTerms: (terms: string): string => `Includes: ${terms}`,
} as const
