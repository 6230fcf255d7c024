/** How pages write figures and days. */

export { creditWords, longDate, plural, pluralNoun, slugWords } from '../../certificates/words.ts'

/** A moment in the service's zone, to the minute. */
export const moment = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(at)

/** Hundredths of a percent → `69.9%`. Cut off, never rounded up: 69.96 must not read as a pass at 70. */
export const percentWords = (hundredths: number): string => `${Math.floor(hundredths / 10) / 10}%`
