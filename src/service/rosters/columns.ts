import type { Wrong } from '../staff/by.ts'
import { type Columns, type Field, type FormatName, fields, formats, type RosterFormat } from './formats.ts'
import type { Table } from './table.ts'
import { readDay } from './values.ts'

export interface Understood {
  readonly format: FormatName
  readonly columns: Columns
}

/** Which format the headings are of, and what each column means. Columns that are named win over those that are found. */
export function understand({ header }: Table, named: Partial<Readonly<Record<string, string>>>): Understood | Wrong {
  const headings = header.cells.map((cell) => cell.toLowerCase())
  const [format, { headings: wanted }]: [FormatName, RosterFormat] = formatOf(headings)
  const columns: Partial<Record<Field, number>> = {}
  for (const field of fieldNames) {
    for (const heading of wanted[field] ?? []) {
      const at = headings.findIndex((one) => heading.test(one))
      if (at === -1) continue
      columns[field] = at
      break
    }
  }
  for (const [field, heading = ''] of Object.entries(named)) {
    if (!isField(field)) {
      return { wrong: `A column cannot mean "${field}". Known meanings are ${fieldNames.join(', ')}.` }
    }
    const found = headings.flatMap((one, i) => (one === heading.toLowerCase().trim() ? [i] : []))
    if (found.length !== 1) {
      const how = found.length === 0 ? 'no column' : 'more than one column'
      return { wrong: `The file has ${how} "${heading}". Its columns are: ${header.cells.join(', ').slice(0, 2000)}.` }
    }
    columns[field] = found[0] ?? 0
  }
  const { learner, email, id, login } = columns
  if ([learner, email, id, login].every((column) => column === undefined)) {
    return {
      wrong: `No column says who a line is about: e-mail address, number in the LMS or id in this service. Name one with \`columns\`, for example email="Address". The columns are: ${header.cells.join(', ').slice(0, 2000)}.`,
    }
  }
  return { format, columns }
}

/** Headings of columns without a meaning that speak of a day and hold nothing but days. */
export const daysUnread = ({ header, rows }: Table, columns: Columns): readonly string[] =>
  header.cells.filter((heading, at) => {
    if (!/complet|finish|date|day/i.test(heading) || Object.values(columns).includes(at)) return false
    const written = rows.map(({ cells }) => cells[at] ?? '').filter((cell) => cell !== '')
    return (
      written.length > 0 && written.every((cell) => 'value' in readDay(cell, 'dmy') || 'value' in readDay(cell, 'mdy'))
    )
  })

const isField = (name: string): name is Field => Object.hasOwn(fields, name)
export const fieldNames = Object.keys(fields).filter(isField)

function formatOf(headings: readonly string[]): [FormatName, RosterFormat] {
  const known: readonly [FormatName, RosterFormat][] = [
    ['canvas', formats.canvas],
    ['blackboard', formats.blackboard],
    ['moodle', formats.moodle],
  ]
  const found = known.find(([, { marks }]) => marks.every((mark) => headings.some((heading) => mark.test(heading))))
  return found ?? ['plain', formats.plain]
}
