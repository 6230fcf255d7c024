/**
 * Data types of SCORM 1.2 RTE §3.4.2 as validators. Where the standard leaves room, the stricter reading is taken: what
 * passes here passes everywhere.
 */
export type Validator = (value: string) => boolean

const ascii =
  (limit: number): Validator =>
  (value) =>
    value.length <= limit && value.split('').every((unit) => unit <= '\u007f')

export const string255: Validator = ascii(255)
export const string4096: Validator = ascii(4096)

/** No white space; letters, digits, hyphen and underscore only. */
export const identifier: Validator = (value) => /^[A-Za-z0-9_-]{1,255}$/.test(value)

export const decimal: Validator = (value) => /^-?\d+(\.\d+)?$/.test(value)

/** Blank or 0 … 100 (§3.4.4, cmi.core.score.raw). */
export const scoreValue: Validator = (value) =>
  value === '' || (decimal(value) && Number(value) >= 0 && Number(value) <= 100)

export const integer =
  (least: number, most: number): Validator =>
  (value) =>
    /^-?\d+$/.test(value) && Number(value) >= least && Number(value) <= most

/** HHHH:MM:SS.SS: two to four digits of hours, two of minutes and seconds, at most two decimals. */
export const timespan: Validator = (value) => /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/.test(value)

/** HH:MM:SS.SS on a 24-hour clock. */
export const time: Validator = (value) => /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/.test(value)

export const oneOf =
  (...words: readonly string[]): Validator =>
  (value) =>
    words.includes(value)

/** `not attempted` is the LMS's to give; a SCO cannot go back to it. */
export const settableStatus = oneOf('passed', 'completed', 'failed', 'incomplete', 'browsed')

export const result: Validator = (value) =>
  oneOf('correct', 'wrong', 'unanticipated', 'neutral')(value) || decimal(value)

const single = '[0-9a-z]'
const list = (element: string): Validator => {
  const pattern = new RegExp(`^${element}(,${element})*$`)
  return (value) => value.length <= 255 && pattern.test(value)
}

/** CMIFeedback, by the type of the interaction. */
export const feedback: Readonly<Record<string, Validator>> = {
  'true-false': (value) => /^[01tf]$/.test(value),
  choice: list(single),
  'fill-in': string255,
  numeric: decimal,
  likert: (value) => value === '' || new RegExp(`^${single}$`).test(value),
  matching: list(`${single}\\.${single}`),
  performance: string255,
  sequencing: list(single),
}
