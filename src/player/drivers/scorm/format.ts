import type { Score } from '../../../model/response.ts'

/** A decimal from a whole number of hundredths: 7950 → `79.5`. Nothing is rounded: it was, once, when it was computed. */
export const hundredths = (value: number): string => String(value / 100)

/** Two digits. */
export const two = (value: number): string => String(value).padStart(2, '0')

/** The result of an answer: `correct`, the standard's word for wrong, or the share of the points strictly between 0 and 1. */
export function resultOf({ earned, possible, correct }: Score, wrong: string): string {
  if (correct) return 'correct'
  return earned <= 0 || possible <= 0
    ? wrong
    : hundredths(Math.min(99, Math.max(1, Math.round((earned / possible) * 100))))
}
