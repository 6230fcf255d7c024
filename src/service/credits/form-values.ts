import { isPlainDate } from '../../credentials/plain-date.ts'

/** Text fields of a form by name, as they were posted. */
export type Values = Readonly<Record<string, string>>
/** By field name: what to mend, as a sentence. */
export type Errors = Readonly<Record<string, string>>

/** Text as one line: composed, without control characters and those that turn the direction of writing, single blanks. */
export const oneLine = (value: string | undefined): string =>
  (value ?? '')
    .normalize('NFC')
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** Whether a text from an address can be an id of ours: databases refuse some of what addresses can hold. */
export const isId = (text: string | undefined): text is string => /^[\w:.-]{1,100}$/.test(text ?? '')

/** A day of the calendar as `YYYY-MM-DD`, or undefined. */
export function plainDay(value: string | undefined): string | undefined {
  const day = value?.trim() ?? ''
  return isPlainDate(day) ? day : undefined
}

/** A figure with at most two decimals after a point or a comma; so `1,000` is not one. */
export function readDecimal(value: string | undefined): number | undefined {
  const figure = value?.trim() ?? ''
  return /^\d{1,4}(?:[.,]\d{1,2})?$/.test(figure) ? Number(figure.replace(',', '.')) : undefined
}
