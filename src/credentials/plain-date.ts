/**
 * Plain dates, `2026-02-28`: days of a calendar, without hour or time zone. Their text sorts as they follow each other, so
 * they are compared with `<`.
 */

const DAY = 86_400_000

const millis = (date: string): number => Date.parse(`${date}T00:00:00Z`)
const textOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** Whether the text is a day that exists: `2026-02-30` does not. */
export const isPlainDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(millis(text)) && textOf(millis(text)) === text

export const addDays = (date: string, days: number): string => textOf(millis(date) + days * DAY)

/** Days from one date to the other; negative when `to` comes first. */
export const daysBetween = (from: string, to: string): number => Math.round((millis(to) - millis(from)) / DAY)

/** The same day of a later month; the last day of that month where it has no such day. */
export function addMonths(date: string, months: number): string {
  const start = new Date(millis(date))
  const day = start.getUTCDate()
  const month = new Date(millis(date))
  month.setUTCDate(1)
  month.setUTCMonth(month.getUTCMonth() + months)
  const last = new Date(month)
  last.setUTCMonth(last.getUTCMonth() + 1)
  const length = Math.round((last.getTime() - month.getTime()) / DAY)
  return textOf(month.getTime() + (Math.min(day, length) - 1) * DAY)
}

export const firstOfMonth = (date: string): string => `${date.slice(0, 8)}01`

/** Calendar months from the month of one date to that of the other, whatever their days. */
export const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
