import { two } from './format.ts'

/** Data types of SCORM 1.2 RTE §3.4.2, written. */

const MOST_HUNDREDTHS = (9999 * 3600 + 59 * 60 + 59) * 100 + 99

/** CMITimespan `HHHH:MM:SS.SS`, rounded to hundredths and capped at what four digits of hours can hold. */
export function timespan(seconds: number): string {
  const hundredths = Math.min(Math.max(0, Math.round(seconds * 100)), MOST_HUNDREDTHS)
  const whole = Math.floor(hundredths / 100)
  const hours = String(Math.floor(whole / 3600)).padStart(4, '0')
  return `${hours}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${two(hundredths % 100)}`
}

/** CMITime `HH:MM:SS`, on the learner's clock. `at` is milliseconds since 1970-01-01 UTC. */
export function clockTime(at: number): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')
}

/** Whether a number can be told as a CMIDecimal at all: digits, no exponent. */
export const isDecimal = (text: string): boolean => /^-?\d{1,100}(\.\d+)?$/.test(text)

const plain: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\u00a0': ' ',
  '\u00df': 'ss',
}

/**
 * CMIString: ASCII of at most `limit` characters. Accents fall off, typographic marks become plain ones, line breaks
 * spaces, and what has no plain form `?`.
 */
export const asciiText = (text: string, limit: number): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\s/g, ' ')
    .replace(/[^\u0020-\u007e]/gu, (character) => plain[character] ?? '?')
    .slice(0, limit)
