import type { Difference } from '../../model/codes/differences.ts'
import type { CodeEntry } from '../../model/codes/entry.ts'
import { count, number } from './en-numbers.ts'

/** Words of code entry and records, in English; they come with `coding.js`. */
export const enCoding = {
  record: 'Medical record',
  documents: 'Documents of the record',
  searchRecord: 'Search the record',
  foundCount: (n: number): string => count(n, '# match', '# matches'),
  foundAt: (n: number, of: number, title: string): string => `Match ${number(n)} of ${number(of)}, in ${title}`,
  foundNothing: 'No match',
  selectFirst: 'Select words first, or search for them.',
  setOffTool: { highlight: 'Highlight', strike: 'Strike' },
  setOff: { highlight: 'Highlight changed', strike: 'Strike changed' },
  diagnoses: 'Diagnoses',
  procedures: 'Procedures',
  admitting: 'Admitting diagnosis',
  disposition: 'Discharge disposition',
  addDiagnosis: 'Add a diagnosis code',
  addProcedure: 'Add a procedure code',
  addCode: 'Add',
  codeHint: (role: 'S' | 'R', marks: boolean): string => {
    const [example, marked] =
      role === 'R'
        ? [marks ? '0DTJ4ZZ' : '0DTJ4ZZ or 99213', 'its day: 0DTJ4ZZ 2']
        : ['E11.22 or e1122', 'POA: E11.22 Y']
    return `${example}; Enter adds it; a list can be pasted.${marks ? ` With ${marked}.` : ''}`
  },
  notACode: (text: string, role: CodeEntry['role']): string =>
    `“${text}” is not written like ${role === 'R' ? 'a procedure code' : role === 'D' ? 'a discharge status, such as 01' : 'a diagnosis code, such as E11.22'}.`,
  codeRepeated: (code: string): string => `${code} is in the list already.`,
  listFull: (n: number): string => `There is room for ${number(n)} codes.`,
  codeAdded: (code: string, n: number, title: string | undefined): string =>
    `${code} added at place ${number(n)}.${title === undefined ? '' : ` ${title}.`}`,
  codeRemoved: (code: string): string => `${code} removed.`,
  removeCode: (code: string): string => `Remove ${code}`,
  firstDiagnosis: { inpatient: 'Principal', outpatient: 'First-listed' },
  roles: {
    principal: 'Principal',
    secondary: 'Diagnosis',
    admitting: 'Admitting',
    procedure: 'Procedure',
    disposition: 'Disposition',
  },
  poa: [
    ['', '–'],
    ['Y', 'Y'],
    ['N', 'N'],
    ['U', 'U'],
    ['W', 'W'],
    ['E', 'exempt'],
  ] as const,
  poaLabel: 'POA',
  poaOf: (code: string): string => `Present on admission: ${code}`,
  day: 'Day',
  dayOf: (code: string): string => `Day of ${code}; day 1 is the day of admission`,
  poaIs: (mark: string): string => `POA ${mark === 'E' ? 'exempt' : mark}`,
  dayIs: (mark: string): string => `day ${mark}`,
  lineByLine: 'Line by line',
  notSupported: 'Reported, but not supported by the record',
  youReported: 'Reported',
  lineVerdict: { good: 'Right', part: 'Partly right', bad: 'Missing', near: 'Wrong code' },
  optionalLine: 'May be reported',
  youGave: (what: string): string => `You gave ${what}.`,
  faults: {
    missing: 'You did not report it.',
    sequence: 'It belongs in the first place.',
  },
  poaShould: (mark: string): string => `Its POA indicator is ${mark === 'E' ? 'exempt' : mark}.`,
  dayShould: (day: number): string => `It was done on day ${number(day)}.`,
  differs: ({ position, axis, given, key }: Difference): string => {
    const value = ([code, label]: Difference['key']): string => (label === undefined ? code : `${code} (${label})`)
    return `Character ${number(position)}${axis === undefined ? '' : ` (${axis})`}: you gave ${value(given)}, it is ${value(key)}.`
  },
  accepted: {
    exact: (code: string): string => code,
    category: (code: string): string => `any of ${code}`,
    seventh: (code: string): string => `${code} with any 7th character`,
  },
  costs: (points: number): string => `Costs ${count(points, '# point', '# points')}`,
  showEvidence: (quote: string, title: string): string => `“${quote}” – ${title}`,
  evidenceShown: (title: string): string => `Shown in ${title}`,
}
