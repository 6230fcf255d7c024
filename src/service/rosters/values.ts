import { isPlainDate } from '../../credentials/plain-date.ts'

/** What stands in a cell, or why it cannot be read. */
export type Read<T> = { readonly value: T | undefined } | { readonly wrong: string }

export type DateOrder = 'dmy' | 'mdy'

const MONTHS = 'january february march april may june july august september october november december'.split(' ')

/**
 * A day: `2026-11-22`, with or without a time behind it; `3 June 2026` and `June 3, 2026` anywhere in the text; and days
 * with slashes or dots, but only when it was said whether the day or the month comes first.
 */
export function readDay(text: string, order: DateOrder | undefined): Read<string> {
  if (/^-?$/.test(text)) return { value: undefined }
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/.exec(text)
  if (iso !== null) return day(text, iso[1], iso[2], iso[3])
  const words = /(\d{1,2}) ([a-z]+)\.?,? (\d{4})/i.exec(text)
  if (words !== null && monthOf(words[2]) !== undefined) return day(text, words[3], monthOf(words[2]), words[1])
  const english = /([a-z]+)\.? (\d{1,2}),? (\d{4})/i.exec(text)
  if (english !== null && monthOf(english[1]) !== undefined)
    return day(text, english[3], monthOf(english[1]), english[2])
  const slashes = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:$|[ ,])/.exec(text)
  if (slashes === null) return { wrong: `${quoted(text)} is not a date. Write it as 2026-11-22.` }
  if (order === undefined) {
    return {
      wrong: `${quoted(text)} can be read in two ways. Say with \`dateOrder\` which comes first, the day or the month.`,
    }
  }
  const [, first, second, year] = slashes
  return order === 'dmy' ? day(text, year, second, first) : day(text, year, first, second)
}

function monthOf(word = ''): string | undefined {
  const at = MONTHS.findIndex((month) => word.length >= 3 && month.startsWith(word.toLowerCase()))
  return at === -1 ? undefined : String(at + 1)
}

function day(text: string, year = '', month = '', date = ''): Read<string> {
  const written = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isPlainDate(written) ? { value: written } : { wrong: `${quoted(text)} is not a day of the calendar.` }
}

/** Written in place of a result: there is none yet, or the person was excused. */
const NO_RESULT = /^(?:-|n\/a|ex|excused|(?:in progress|needs grading)(?: ?\(.*\))?|)$/i

/** Extra credit takes a result above 100 percent, but hardly further than this: then it is no result, or not in percent. */
const MOST_PERCENT = 110

/** Percent from 0 to `MOST_PERCENT`. @param outOf points that are 100 percent; undefined where nobody knows */
export function readPercent(text: string, outOf: number | undefined): Read<number> {
  if (NO_RESULT.test(text)) return { value: undefined }
  const percent = /^(\d{1,6}(?:[.,]\d{1,6})?) ?(%)?$/.exec(text)
  if (percent === null) return { wrong: `${quoted(text)} is not a result. Write it in percent or points.` }
  const amount = Number((percent[1] ?? '').replace(',', '.'))
  if (percent[2] === '%') return plausible(text, amount)
  if (outOf === undefined)
    return { wrong: `Nothing says out of how many points ${quoted(text)} is. Say so with \`outOf\`.` }
  return plausible(text, (amount * 100) / outOf)
}

const plausible = (text: string, percent: number): Read<number> =>
  percent <= MOST_PERCENT
    ? { value: percent }
    : {
        wrong: `${quoted(text)} is more than ${MOST_PERCENT} percent. Correct it, or say with \`outOf\` how many points are 100 percent.`,
      }

/** Yes or no; a date is a yes. */
export function readDone(text: string, order: DateOrder | undefined): Read<boolean> {
  if (/^(y|yes|true|1|x|✓|completed?|passed|pass|done)$/i.test(text)) return { value: true }
  if (/^(-|n|no|false|0|not completed?|incomplete|in progress|failed|fail|not started|)$/i.test(text)) {
    return { value: false }
  }
  return 'value' in readDay(text, order)
    ? { value: true }
    : { wrong: `${quoted(text)} does not say whether it was completed. Write yes or no.` }
}

/** As a reader is to see it: short, and with nothing that a terminal would act on. */
export const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
