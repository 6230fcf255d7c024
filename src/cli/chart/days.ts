import { counted } from '../report-words.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAY_MS = 86_400_000

const pad = (value: number): string => String(value).padStart(2, '0')
const day = (year: number, month: number, date: number): string | undefined =>
  month >= 1 && month <= 12 && date >= 1 && date <= 31 ? `${year}-${pad(month)}-${pad(date)}` : undefined

/** Two digits of a year are of this century up to the year of the chart, else of the one before. */
const fullYear = (text: string, near: number): number => {
  const year = Number(text.replace(/\D/g, ''))
  if (year > 99) return year
  const here = Math.floor(near / 100) * 100 + year
  return here > near ? here - 100 : here
}

/**
 * Reads a date as charts write it, month first.
 *
 * @param near year of the chart, for dates that name none
 * @returns `2026-11-03`, or `2026-11` where no day is named; undefined for what is none
 */
export function readDate(text: string, near: number): string | undefined {
  const iso = /^(\d{4})[-/](\d\d)[-/](\d\d)/.exec(text)
  if (iso !== null) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const us = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{2,4}))?$/.exec(text)
  if (us !== null) return day(us[3] === undefined ? near : fullYear(us[3], near), Number(us[1]), Number(us[2]))
  const european = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
  if (european !== null) return day(Number(european[3]), Number(european[2]), Number(european[1]))
  const month = MONTHS.findIndex((name) => text.toLowerCase().includes(name)) + 1
  if (month === 0) return undefined
  const year = /(?:'\d\d|\d{4})/.exec(text)?.[0]
  const date = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)/.exec(year === undefined ? text : text.replace(year, ''))?.[1]
  const of = year === undefined ? near : fullYear(year, near)
  return date === undefined ? `${of}-${pad(month)}` : day(of, month, Number(date))
}

/** A date as it is told from day 1. Long before, only roughly: an old date with its day would still be somebody's. */
export function relativeDay(date: string, first: string): string {
  const whole = date.length === 7 ? `${date}-15` : date
  const days = Math.round((Date.parse(whole) - Date.parse(first)) / DAY_MS)
  if (date.length === 7 || Math.abs(days) > 90) {
    const months = Math.round(Math.abs(days) / 30.44)
    // Whole ones, so that a day of birth agrees with the age in the next line.
    const years = days < 0 ? ageOn(whole, first) : ageOn(first, whole)
    const amount = years < 2 ? counted(months, 'month') : years > 89 ? 'more than 89 years' : counted(years, 'year')
    return months === 0 ? 'about that time' : `${amount} ${days < 0 ? 'before' : 'after'} day 1`
  }
  return days < 0 ? `${counted(-days, 'day')} before day 1` : `day ${days + 1}`
}

/** Whole years between a birth date and a day. */
export function ageOn(birth: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5, 10) < birth.slice(5, 10) ? years - 1 : years
}
