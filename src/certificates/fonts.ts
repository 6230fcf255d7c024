import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type ParsedFont, parseFont } from './pdfkit-types.ts'

/** The weights of Noto Sans (OFL) that pages are set in; certificates use the upright two. All hold the same characters. */
export type Weight = 'regular' | 'semibold' | 'italic'

/** The weights that every family has. */
export type Upright = Exclude<Weight, 'italic'>

/** A set of font files that draws some scripts. */
export type Family = keyof typeof FAMILIES

interface FamilyFiles {
  readonly files: Readonly<Record<Upright, string>>
  /** What it draws among the characters that it holds. */
  readonly scripts: RegExp
  /** What is remembered of its glyphs, see {@link parseFont}. */
  readonly memory: 'kept' | 'fresh' | 'forgotten'
}

/** `NotoSansArabic` stands in the package `noto-sans-arabic`. */
const expo = (name: string, weight: string): string =>
  `@expo-google-fonts/${name.replaceAll(/(?!^)([A-Z])/g, '-$1').toLowerCase()}/${weight}/${name}_${weight}.ttf`

/**
 * One family for each group of scripts, in the order in which they are asked for a character. Noto Sans also holds
 * Devanagari, which needs shaping we do not do, so having a glyph is not enough. The two last hold 8 MB a file: they are
 * read when a character of theirs is asked for, and not before.
 */
export const FAMILIES = {
  latin: {
    files: { regular: expo('NotoSans', '400Regular'), semibold: expo('NotoSans', '600SemiBold') },
    scripts: /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]$/u,
    memory: 'kept',
  },
  arabic: {
    files: { regular: expo('NotoSansArabic', '400Regular'), semibold: expo('NotoSansArabic', '600SemiBold') },
    scripts: /^\p{scx=Arabic}$/u,
    memory: 'fresh',
  },
  hebrew: {
    files: { regular: expo('NotoSansHebrew', '400Regular'), semibold: expo('NotoSansHebrew', '600SemiBold') },
    scripts: /^\p{scx=Hebrew}$/u,
    memory: 'fresh',
  },
  /** Chinese, Japanese in Chinese letter forms, and the symbols that Noto Sans lacks: ≥, →. */
  han: {
    files: {
      regular: '@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf',
      semibold: '@embedpdf/fonts-sc/fonts/NotoSansHans-Medium.otf',
    },
    scripts: /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{S}\u3000-\u303f\uff01-\uffee]$/u,
    memory: 'forgotten',
  },
  hangul: {
    files: {
      regular: '@embedpdf/fonts-kr/fonts/NotoSansKR-Regular.otf',
      semibold: '@embedpdf/fonts-kr/fonts/NotoSansKR-Medium.otf',
    },
    scripts: /^\p{scx=Hangul}$/u,
    memory: 'forgotten',
  },
} as const satisfies Record<string, FamilyFiles>

const ITALIC = '@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf'

/** What a message about a missing glyph advises. */
export const PRINTED_SCRIPTS =
  'They print Latin, Greek, Cyrillic, Arabic, Hebrew, Chinese, Japanese and Korean letters.'

/** Characters that show nothing are never printable. */
const INVISIBLE = /^[\p{C}\p{Default_Ignorable_Code_Point}]$/u

const ORDER = Object.keys(FAMILIES).filter((name): name is Family => Object.hasOwn(FAMILIES, name))

const parsed = new Map<string, ParsedFont>()

/** `@embedpdf/fonts-sc/fonts/x.otf` stands beside the folder of its package's entry, which is all that package exports. */
function located(path: string): string {
  const { resolve } = createRequire(import.meta.url)
  const [scope = '', name = '', ...rest] = path.split('/')
  return scope === '@embedpdf' ? join(dirname(resolve(`${scope}/${name}`)), '..', ...rest) : resolve(path)
}

/** The font of a weight, read and parsed once per process. Chinese and Korean have no italic, nor have the others here. */
export function font(weight: Weight, family: Family = 'latin'): ParsedFont {
  const path = weight === 'italic' ? ITALIC : FAMILIES[family].files[weight]
  const known = parsed.get(path)
  if (known !== undefined) return known
  const file = readFileSync(located(path))
  const { scripts, memory } = FAMILIES[family]
  const isPrintable = (code: number): boolean => {
    const character = String.fromCodePoint(code)
    return scripts.test(character) && !INVISIBLE.test(character)
  }
  const fresh = parseFont(file, isPrintable, memory)
  parsed.set(path, fresh)
  return fresh
}

/** To be called before a document's first text, so that no bytes depend on the documents before it. */
export function restartFonts(): void {
  for (const { restart } of parsed.values()) restart()
}

/** Whether a family draws a character. Reads its font only for a character of its scripts. */
export const draws = (family: Family, character: string): boolean =>
  FAMILIES[family].scripts.test(character) && font('regular', family).printable.has(character.codePointAt(0) ?? 0)

/** The first family that draws a character. */
export const familyOf = (character: string): Family | undefined => ORDER.find((family) => draws(family, character))

/** Whether a family's file holds a glyph, also for what is common to all scripts (a space in an Arabic name). */
export const holds = (family: Family, character: string): boolean =>
  font('regular', family).held.has(character.codePointAt(0) ?? 0)

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
  return [...new Set(printable(text))].filter((character) => familyOf(character) === undefined)
}

/** The same for pages set in Noto Sans alone: Latin, Greek and Cyrillic letters. */
export function missingInLatin(text: string): string[] {
  return [...new Set(printable(text))].filter((character) => character.length > 1 || !draws('latin', character))
}
