import { aprilOf } from '../edition.ts'
import { fault, type Read } from '../fault.ts'

/** The numbered sections of one edition of the official guidelines. Ids are those that `ref` in questions names. */
export interface GuidelineSections {
  /** As references write it, `fy2026` or `fy2025-april`. */
  readonly edition: string
  /** Day from which the edition is in force. */
  readonly validFrom: string
  /** Id → heading. */
  readonly headings: ReadonlyMap<string, string>
}

/** @param json the parsed file: `{ fiscalYear, validFrom, sections: [{ id, heading }] }` */
export function readGuidelineSections(json: unknown): Read<GuidelineSections> {
  const { fiscalYear, validFrom, sections } = fieldsOf(json)
  if (typeof fiscalYear !== 'number' || !/^\d{4}$/.test(String(fiscalYear)))
    return fault('"fiscalYear" must be a year, such as 2026.')
  if (typeof validFrom !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(validFrom))
    return fault('"validFrom" must be a day, such as 2025-10-01.')
  if (!Array.isArray(sections) || sections.length === 0) return fault('"sections" must be a list of ids and headings.')
  const headings = new Map<string, string>()
  for (const [i, section] of sections.entries()) {
    const { id, heading } = fieldsOf(section)
    if (typeof id !== 'string' || typeof heading !== 'string') return fault(`Section ${i + 1} has no id or no heading.`)
    if (headings.has(id)) return fault(`The id ${id} is used twice.`)
    headings.set(id, heading.replace(/\s+/g, ' ').trim())
  }
  // Off-cycle guidelines are in force from April.
  const april = validFrom === aprilOf(fiscalYear) ? '-april' : ''
  return { value: { edition: `fy${fiscalYear}${april}`, validFrom, headings } }
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

export const looksLikeGuidelineSections = (json: unknown): boolean => {
  const { fiscalYear, sections } = fieldsOf(json)
  return fiscalYear !== undefined && Array.isArray(sections)
}
