import { BASE64URL, hash53, toBase64Url } from '../hash.ts'
import { KEY_LENGTH } from '../key.ts'
import type { CompiledModule } from '../schema-types.ts'

/**
 * Which sections of a module were opened: module key, fingerprint of its section list, and one bit per section in
 * base64url digits, or `*` when all were. When the list has changed since, a whole module stays whole, and of a part
 * the same number of sections from the beginning counts as opened.
 */
const FINGERPRINT_LENGTH = 2

const fingerprint = (module: CompiledModule): string =>
  toBase64Url(hash53(module.sections.map((section) => section.id).join('\n')), FINGERPRINT_LENGTH)

export function packSections(module: CompiledModule, visited: ReadonlySet<string>): string {
  const bits = module.sections.map((section) => visited.has(section.id))
  if (!bits.includes(true)) return ''
  return module.key + fingerprint(module) + (bits.includes(false) ? packBits(bits) : '*')
}

/** Ids of the opened sections, or undefined when the entry is malformed. */
export function unpackSections(entry: string, modules: ReadonlyMap<string, CompiledModule>): string[] | undefined {
  const digits = entry.slice(KEY_LENGTH + FINGERPRINT_LENGTH)
  if (!/^[A-Za-z0-9_-]{6}(\*|[A-Za-z0-9_-]+)$/.test(entry)) return undefined
  const module = modules.get(entry.slice(0, KEY_LENGTH))
  if (module === undefined) return []
  const ids = module.sections.map((section) => section.id)
  if (digits === '*') return ids
  const bits = unpackBits(digits)
  if (entry.slice(KEY_LENGTH, KEY_LENGTH + FINGERPRINT_LENGTH) === fingerprint(module)) {
    return ids.filter((_, i) => bits[i] === true)
  }
  return ids.slice(0, bits.filter(Boolean).length)
}

export const longestSections = (module: CompiledModule): number =>
  KEY_LENGTH + FINGERPRINT_LENGTH + Math.max(1, Math.ceil(module.sections.length / 6))

/** Six flags a digit, first flag lowest; trailing empty digits are left out. */
export function packBits(bits: readonly boolean[]): string {
  let digits = ''
  for (let at = 0; at < bits.length; at += 6) {
    const value = bits.slice(at, at + 6).reduce((sum, bit, i) => sum + (bit ? 2 ** i : 0), 0)
    digits += BASE64URL.charAt(value)
  }
  return digits.replace(/A+$/, '')
}

export const unpackBits = (digits: string): boolean[] =>
  digits.split('').flatMap((digit) => {
    const value = BASE64URL.indexOf(digit)
    return [0, 1, 2, 3, 4, 5].map((i) => (value & (2 ** i)) !== 0)
  })
