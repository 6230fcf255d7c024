import { type CodeSystem, isSystem } from './system.ts'

/** A code set as it is in force from a day on. The two together are its key. */
export interface EditionKey {
  readonly system: CodeSystem
  /** Day from which it is in force, `2026-10-01`. */
  readonly effective: string
}

export const editionName = ({ system, effective }: EditionKey): string => `${system}@${effective}`

/** Whether a text is a day of the calendar, `2026-10-01`. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true

/** @example readEdition('icd10cm@2026-10-01') → { system: 'icd10cm', effective: '2026-10-01' } */
export function readEdition(name: string): EditionKey | undefined {
  const [system, effective, more] = name.split('@')
  if (system === undefined || effective === undefined || more !== undefined) return undefined
  return isSystem(system) && isDay(effective) ? { system, effective } : undefined
}

/** First day of a US federal fiscal year. @example fiscalYearStart(2027) → '2026-10-01' */
export const fiscalYearStart = (year: number): string => `${year - 1}-10-01`

/** The fiscal year's first day of any day. @example fiscalYearOf('2025-04-01') → '2024-10-01' */
export const fiscalYearOf = (day: string): string =>
  `${Number(day.slice(0, 4)) - (day.slice(5) < '10-01' ? 1 : 0)}-10-01`

/** The off-cycle edition of a fiscal year. @example aprilOf(2025) → '2025-04-01' */
export const aprilOf = (year: number): string => `${year}-04-01`

/** The newest of ascending days that is not later than `day`. */
export const inForce = (days: readonly string[], day: string): string | undefined =>
  days.filter((one) => one <= day).at(-1)

/** The newest of ascending days that is earlier than `day`. */
export const justBefore = (days: readonly string[], day: string): string | undefined =>
  days.filter((one) => one < day).at(-1)
