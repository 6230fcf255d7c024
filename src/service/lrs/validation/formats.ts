/** Spellings of single values. Every test takes time linear in the length of its text, whoever wrote it. */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s\p{Cc}<>"{}|\\^`]+$/u
const LANGUAGE =
  /^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?$|^x(?:-[a-z\d]{1,8})+$|^i-[a-z\d]{2,8}$/i
const LONGEST_LANGUAGE = 100
const TIMESTAMP =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[T ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|([+-])((?:[01]\d|2[0-3]):[0-5]\d))$/i
/** 4.4.3.2 of ISO 8601:2004: designators in order, weeks alone, a fraction only in the last. */
const DURATION =
  /^P(?!$)(?:\d+(?:[.,]\d+)?W|(?:\d+(?:[.,]\d+(?=Y$))?Y)?(?:\d+(?:[.,]\d+(?=M$))?M)?(?:\d+(?:[.,]\d+(?=D$))?D)?(?:T(?=\d)(?:\d+(?:[.,]\d+(?=H$))?H)?(?:\d+(?:[.,]\d+(?=M$))?M)?(?:\d+(?:[.,]\d+)?S)?)?)$/
const SHA1 = /^[0-9a-f]{40}$/i
const MAILTO = /^mailto:[^\s@]+@[^\s@]+$/i
/** SHA-256, SHA-384 or SHA-512. */
const SHA2 = /^(?:[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;.*)?$/

const text =
  (pattern: RegExp, longest = Number.POSITIVE_INFINITY) =>
  (value: unknown): value is string =>
    typeof value === 'string' && value.length <= longest && pattern.test(value)

/** Bytes in UTF-8 of what somebody or something is known by: indexes of PostgreSQL take little more. */
export const LONGEST_KEY = 2_000
export const fitsKey = (key: string): boolean => key.length * 3 <= LONGEST_KEY || Buffer.byteLength(key) <= LONGEST_KEY

export const isUuid = text(UUID)
/** An absolute IRI (RFC 3987): a scheme, and nothing that RFC 3987 keeps out of IRIs. */
export const isIri = text(IRI)
export const isLanguage = text(LANGUAGE, LONGEST_LANGUAGE)
export const isDuration = text(DURATION, 200)
export const isSha1 = text(SHA1)
export const isSha2 = text(SHA2)
export const isMailto = text(MAILTO)
export const isMediaType = text(MEDIA_TYPE)

/** RFC 3339 with a zone, a day the month has, and not the "unknown zone" spelling -00:00. */
export function isTimestamp(value: unknown): value is string {
  const found = typeof value === 'string' && value.length <= 60 ? TIMESTAMP.exec(value) : null
  if (found === null) return false
  const [, year = '', month = '', day = '', sign, offset] = found
  if (sign === '-' && offset === '00:00') return false
  return Number(day) <= 28 || Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
}

/** Milliseconds of a timestamp; a leap second counts as the second after it. */
export const timeOf = (timestamp: string): number => {
  const plain = timestamp.toUpperCase().replace(' ', 'T')
  const parsed = Date.parse(plain)
  return Number.isNaN(parsed) ? Date.parse(plain.replace(/:60(?=[.Z+-])/, ':59')) + 1000 : parsed
}
