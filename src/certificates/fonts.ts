import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type ParsedFont, parseFont } from './pdfkit-types.ts'

/** The weights of Noto Sans (OFL) that pages are set in; certificates use the upright two. All hold the same characters. */
export type Weight = 'regular' | 'semibold' | 'italic'

const FILES = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  semibold: '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
  italic: '@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf',
} as const satisfies Record<Weight, string>

/**
 * Scripts these fonts set correctly left to right without shaping. The files also hold Devanagari, which needs
 * shaping we do not do, so having a glyph is not enough. Characters that show nothing are never printable, and those
 * beyond the basic plane are left out because pdfkit may break a line within one.
 */
const SCRIPTS = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]$/u
const INVISIBLE = /^[\p{C}\p{Default_Ignorable_Code_Point}]$/u

function isPrintable(code: number): boolean {
  const character = String.fromCodePoint(code)
  return code <= 0xffff && SCRIPTS.test(character) && !INVISIBLE.test(character)
}

const parsed = new Map<Weight, ParsedFont>()

/** The font of a weight, read and parsed once per process. */
export function font(weight: Weight): ParsedFont {
  const known = parsed.get(weight)
  if (known !== undefined) return known
  const file = readFileSync(createRequire(import.meta.url).resolve(FILES[weight]))
  const fresh = parseFont(file, isPrintable)
  parsed.set(weight, fresh)
  return fresh
}

/**
 * The text as it is printed: NFC, so that a letter and its marks are one glyph wherever Unicode has one, and each run
 * of white space as one space.
 */
export const printable = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/**
 * The characters of a text that a certificate cannot print, in order of appearance, each once; empty when it can be
 * printed whole. Ask this of a name before issuing.
 */
export function missingGlyphs(text: string): string[] {
  const known = font('regular').printable
  return [...new Set(printable(text))].filter((character) => !known.has(character.codePointAt(0) ?? 0))
}
