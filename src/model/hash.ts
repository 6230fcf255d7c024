/**
 * A small, fast, well-mixed hash of text. Not for secrets: for draws, shuffles and short state keys, which must come
 * out alike in the compiler, in every browser and in the service.
 */

/** 53-bit hash (cyrb53): an integer in 0 … 2^53 − 1. */
export function hash53(text: string, seed = 0): number {
  let h1 = 0xdeadbeef ^ seed
  let h2 = 0x41c6ce57 ^ seed
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    h1 = Math.imul(h1 ^ unit, 2654435761)
    h2 = Math.imul(h2 ^ unit, 1597334677)
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909)
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909)
  return 4294967296 * (2097151 & h2) + (h1 >>> 0)
}

/** RFC 4648 §5 alphabet: safe in URLs, in SCORM strings and in ids. */
export const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The lowest 6 × `length` bits of a number as base64url digits, highest first. */
export function toBase64Url(value: number, length: number): string {
  let digits = ''
  for (let rest = value, i = 0; i < length; i++, rest = Math.floor(rest / 64))
    digits = BASE64URL.charAt(rest % 64) + digits
  return digits
}
