import { two } from './format.ts'

/** Data types of SCORM 2004 RTE §4.1.1.7, written. */

/** timeinterval (second,10,2), rounded to hundredths, which are padded: 2.05 s is `PT2.05S`, an hour `PT1H`. */
export function interval(seconds: number): string {
  const all = Math.max(0, Math.round(seconds * 100))
  const whole = Math.floor(all / 100)
  const rest = all % 100
  const parts = [
    [Math.floor(whole / 3600), 'H'],
    [Math.floor(whole / 60) % 60, 'M'],
  ] as const
  const larger = parts.map(([value, unit]) => (value === 0 ? '' : `${value}${unit}`)).join('')
  const last = rest === 0 ? String(whole % 60) : `${whole % 60}.${two(rest)}`
  return last === '0' && larger !== '' ? `PT${larger}` : `PT${larger}${last}S`
}

/**
 * time (second,10,0) in UTC: `2026-11-22T09:00:00.00Z`. A zone may only follow a fraction. Undefined outside the years
 * the standard covers, which only a clock set wrong can give. `at` is milliseconds since 1970-01-01 UTC.
 */
export function timestamp(at: number): string | undefined {
  if (at < 0 || at >= Date.UTC(2039, 0, 1)) return undefined
  return new Date(at).toISOString().replace(/\dZ$/, 'Z')
}

/** real (10,7) as digits without exponent, of what already has at most 7 decimals. */
export const isReal = (text: string): boolean => /^-?\d{1,10}(\.\d{1,7})?$/.test(text)

/** Text of at most `limit` characters on one line, with nothing a reader of the standard's delimiters could misread. */
export function plainText(text: string, limit: number): string {
  const line = text
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .replace(/\[([,.:])\]/g, '($1)')
    .trim()
    .replace(/^\{+/, '(')
  let cut = ''
  for (const character of line) {
    if (cut.length + character.length > limit) break
    cut += character
  }
  return cut.trimEnd()
}

/** localized_string_type of at most 250 characters, the delimiter included: `{lang=en}Sequencing`. */
export function localized(text: string, language: string): string {
  const tag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?(?=-|$)/.exec(language)?.[0]
  const delimiter = tag === undefined ? '' : `{lang=${tag}}`
  return delimiter + plainText(text, 250 - delimiter.length)
}
