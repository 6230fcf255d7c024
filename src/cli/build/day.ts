import type { OptionSpec } from '../command.ts'

/** The day in UTC, `2026-11-22`. @param now milliseconds since 1970-01-01 UTC */
export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)

/** Option of verbs whose problems depend on the day. What they make never does. */
export const todayOption = {
  today: {
    type: 'string',
    value: '<date>',
    summary: 'Check approvals as of this day, such as 2027-01-01 (default: today)',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>

/** The day asked for, today where none was; undefined for what is not a day. */
export function dayAsked(written: string | undefined, now: number): string | undefined {
  if (written === undefined) return dayOf(now)
  const at = /^\d{4}-\d{2}-\d{2}$/.test(written) ? Date.parse(`${written}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && dayOf(at) === written ? written : undefined
}

export const noDay = (written: string | undefined): string => `--today cannot be ${written}.`
export const DAY_HINT = 'Write a day as year-month-day, for example 2027-01-01.'
