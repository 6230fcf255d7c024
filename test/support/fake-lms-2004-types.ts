/**
 * Data types of SCORM 2004 RTE §4.1.1.7 (IEEE 1484.11.1) as validators. Where the standard leaves room, the stricter reading
 * is taken, smallest permitted maximums included: what passes here passes everywhere.
 */
export type Validator = (value: string) => boolean

/** characterstring: no control characters, no half of a surrogate pair. */
export const text =
  (limit: number): Validator =>
  (value) =>
    value.length <= limit && !/[\p{Cc}\p{Cs}]/u.test(value)

/** localized_string_type: an optional `{lang=…}` and text; the limit holds for both together. */
export const localized =
  (limit: number): Validator =>
  (value) =>
    text(limit)(value) && /^(\{lang=[A-Za-z]{1,8}(-[A-Za-z0-9]{2,8})*\})?(?!\{)/.test(value)

/** URI characters (RFC 3986) only, and not empty. */
const identifier =
  (limit: number): Validator =>
  (value) =>
    value.length <= limit && /^([A-Za-z0-9._~:/?#@!$&'()*+;=-]|%[0-9A-Fa-f]{2})+$/.test(value)

export const shortIdentifier = identifier(250)
/** A URN has a name space and something in it. */
export const longIdentifier: Validator = (value) =>
  identifier(4000)(value) && (!/^urn:/i.test(value) || /^urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:./i.test(value))

/** real (10,7): as many digits before and behind the point. */
export const real: Validator = (value) => /^-?\d{1,10}(\.\d{1,7})?$/.test(value)

export const oneOf =
  (...words: readonly string[]): Validator =>
  (value) =>
    words.includes(value)

/** timeinterval (second,10,2). */
export const interval: Validator = (value) =>
  /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/.test(value)

/** time (second,10,0): a zone only behind a fraction. */
export const time: Validator = (value) =>
  /^(19[7-9]\d|20[0-2]\d|203[0-8])(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d{1,2}(Z|[+-]([01]\d|2[0-3])(:[0-5]\d)?)?)?)?)?)?)?)?$/.test(
    value,
  )

export const language: Validator = (value) => value === '' || /^[A-Za-z]{1,8}(-[A-Za-z0-9]{2,8})*$/.test(value)

export const result: Validator = (value) =>
  oneOf('correct', 'incorrect', 'unanticipated', 'neutral')(value) || real(value)

const listOf =
  (most: number, valid: Validator, unique = false): Validator =>
  (value) => {
    const parts = value.split('[,]')
    return parts.length <= most && parts.every(valid) && (!unique || new Set(parts).size === parts.length)
  }

const pairOf =
  (left: Validator, right: Validator): Validator =>
  (value) => {
    const parts = value.split('[.]')
    return parts.length === 2 && left(parts[0] ?? '') && right(parts[1] ?? '')
  }

const fillIn = listOf(10, (value) => localized(250)(value) && !/\[[.:]\]/.test(value))
const pairs = listOf(36, pairOf(shortIdentifier, shortIdentifier))
const step = pairOf(
  (value) => value === '' || shortIdentifier(value),
  (value) => value.length <= 250,
)

/** What a learner answers, by the type of the interaction (§4.2.9). */
export const response: Readonly<Record<string, Validator>> = {
  'true-false': oneOf('true', 'false'),
  choice: listOf(36, shortIdentifier, true),
  'fill-in': fillIn,
  'long-fill-in': localized(4000),
  likert: shortIdentifier,
  matching: pairs,
  performance: listOf(250, step),
  sequencing: listOf(36, shortIdentifier),
  numeric: real,
  other: text(4000),
}

const range: Validator = (value) => {
  const ends = value.split('[:]')
  const [least = '', most = ''] = ends
  return (
    ends.length === 2 &&
    ends.every((end) => end === '' || real(end)) &&
    (least === '' || most === '' || Number(least) <= Number(most))
  )
}

const rules = /^(\{(case_matters|order_matters)=(true|false)\})*/

/** The right answers, which may say how they are compared. */
export const pattern: Readonly<Record<string, Validator>> = {
  ...response,
  'fill-in': (value) => fillIn(value.replace(rules, '')),
  'long-fill-in': (value) => localized(4000)(value.replace(/^\{case_matters=(true|false)\}/, '')),
  performance: (value) => listOf(125, step)(value.replace(/^\{order_matters=(true|false)\}/, '')),
  numeric: range,
}

/** How many right answers an LMS must keep. */
export const patterns: Readonly<Record<string, number>> = {
  'true-false': 1,
  choice: 10,
  'fill-in': 5,
  'long-fill-in': 5,
  likert: 1,
  matching: 5,
  performance: 5,
  sequencing: 5,
  numeric: 1,
  other: 1,
}
