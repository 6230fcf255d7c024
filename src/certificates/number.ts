/**
 * Certificate numbers: unguessable, and safe to read out and type. `CW-7K3Q-9F2M-4TZH-8WRC` is a prefix, 15 random
 * characters (75 bits) and one check character, in Crockford's base 32 (no I, L, O, U).
 *
 * The check is a Reed–Solomon code over GF(32): with α primitive of order 31 and at most 22 characters, any one wrong
 * character and any two swapped characters, prefix included, are always found.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const RANDOM_CHARACTERS = 15
const BODY_CHARACTERS = RANDOM_CHARACTERS + 1
const PREFIX = /^[A-Z]{2,6}$/

/** Bytes of randomness a number takes: 75 bits, rounded up. */
export const CERTIFICATE_NUMBER_BYTES = 10

/**
 * Makes a number from a prefix of 2 to 6 letters A–Z and at least ten bytes of cryptographic randomness.
 * Throws RangeError for a bad prefix or too few bytes.
 */
export function certificateNumber(prefix: string, randomBytes: Uint8Array): string {
  if (!PREFIX.test(prefix)) {
    throw new RangeError(`A certificate prefix is 2 to 6 letters A to Z, not ${JSON.stringify(prefix)}`)
  }
  if (randomBytes.length < CERTIFICATE_NUMBER_BYTES) {
    throw new RangeError(
      `A certificate number takes ${CERTIFICATE_NUMBER_BYTES} random bytes, not ${randomBytes.length}`,
    )
  }
  const random = base32(randomBytes, RANDOM_CHARACTERS)
  const check = timesAlpha(remainder(prefix, random))
  return write(prefix, random + ALPHABET.charAt(check))
}

/**
 * Reads a number as a person typed it: any case, spaces and dashes anywhere or nowhere, O for 0, I or L for 1.
 * Returns the canonical form, or undefined where it cannot be a number or the check character does not fit.
 */
export function parseCertificateNumber(typed: string): string | undefined {
  const bare = typed.replace(/[\s\u002d\u2010-\u2015\u2212]+/g, '')
  if (!/^[0-9A-Za-z]+$/.test(bare)) return undefined
  const upper = bare.toUpperCase()
  const prefix = upper.slice(0, -BODY_CHARACTERS)
  const body = upper.slice(-BODY_CHARACTERS).replace(/O/g, '0').replace(/[IL]/g, '1')
  if (!PREFIX.test(prefix) || body.includes('U') || remainder(prefix, body) !== 0) return undefined
  return write(prefix, body)
}

const write = (prefix: string, body: string): string => [prefix, ...(body.match(/.{4}/g) ?? [])].join('-')

/** The highest 5 × `length` bits as base 32 characters, first bit first. */
function base32(bytes: Uint8Array, length: number): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5 && text.length < length; bits -= 5) text += ALPHABET.charAt((held >> (bits - 5)) & 31)
    held &= (1 << bits) - 1
  }
  return text
}

/** Horner's scheme at α over prefix (A = 1 … Z = 26) and body; 0 for a whole number that is right. */
function remainder(prefix: string, body: string): number {
  let sum = 0
  for (const letter of prefix) sum = timesAlpha(sum) ^ (letter.charCodeAt(0) - 64)
  for (const character of body) sum = timesAlpha(sum) ^ ALPHABET.indexOf(character)
  return sum
}

/** Multiplies by α in GF(2^5) with the primitive polynomial x^5 + x^2 + 1. */
const timesAlpha = (value: number): number => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31
