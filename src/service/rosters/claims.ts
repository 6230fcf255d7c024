import type { Columns, Field, RosterFormat } from './formats.ts'
import type { Row } from './table.ts'
import { type DateOrder, quoted, type Read, readDay, readDone, readPercent } from './values.ts'

/** What one line of a roster says. */
export interface Claim {
  readonly line: number
  readonly learner?: string
  /** Lower case. */
  readonly email?: string
  readonly id?: string
  readonly name?: string
  readonly done?: boolean
  readonly completedOn?: string
  readonly percent?: number
}

/** Of a line that cannot be read: what was read of it all the same. */
export type ReadLine = Claim | (Claim & { readonly wrong: string })

interface Reading {
  readonly format: RosterFormat
  readonly columns: Columns
  readonly outOf: number | undefined
  readonly dateOrder: DateOrder | undefined
}

/** The lines of a roster that are about people, each read or with what is wrong with it. */
export const readClaims = (rows: readonly Row[], reading: Reading): ReadLine[] =>
  rows.filter((row) => reading.format.notPeople?.(row, reading.columns) !== true).map((row) => readClaim(row, reading))

function readClaim({ line, cells }: Row, { format, columns, outOf, dateOrder }: Reading): ReadLine {
  const text = (field: Field): string => {
    const column = columns[field]
    return column === undefined ? '' : (cells[column] ?? '')
  }
  const faults: string[] = []
  const read = <T>(field: Field, how: (text: string) => Read<T>): T | undefined => {
    if (columns[field] === undefined) return undefined
    const outcome = how(text(field))
    if ('value' in outcome) return outcome.value
    faults.push(outcome.wrong)
    return undefined
  }
  const login = text('login')
  const written = text('email') === '' && isAddress(login) ? login : text('email')
  if (written !== '' && !isAddress(written)) faults.push(`${quoted(written)} is not an e-mail address.`)
  const id = text('id') === '' ? login : text('id')
  const name = nameOf(text('name'), text('first'), text('last'), format.lastFirst === true)
  const done = read('completed', (cell) => readDone(cell, dateOrder))
  const completedOn = read('completedOn', (cell) => readDay(cell, dateOrder))
  const percent = read('score', (cell) => readPercent(cell, outOf))
  if (text('learner') === '' && written === '' && id === '') faults.push('Nothing says who this is.')
  const claim: Claim = {
    line,
    ...given('learner', text('learner')),
    ...given('email', isAddress(written) ? written.toLowerCase() : ''),
    ...given('id', id),
    ...given('name', name),
    ...(done === undefined ? {} : { done }),
    ...(completedOn === undefined ? {} : { completedOn }),
    ...(percent === undefined ? {} : { percent }),
  }
  return faults.length === 0 ? claim : { ...claim, wrong: faults.join(' ') }
}

const given = <K extends string>(key: K, text: string): Partial<Record<K, string>> =>
  text === '' ? {} : ({ [key]: text } as Record<K, string>)

const isAddress = (text: string): boolean => /^[^\s@<>",;]{1,64}@[^\s@<>",;]{1,250}$/.test(text)

function nameOf(whole: string, first: string, last: string, lastFirst: boolean): string {
  const parts = /^([^,]+), ([^,]+)$/.exec(whole)
  if (lastFirst && parts !== null) return `${parts[2] ?? ''} ${parts[1] ?? ''}`
  return whole === '' ? `${first} ${last}`.trim() : whole
}
