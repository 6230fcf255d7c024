import { draws, font, holds, missingInLatin, printable, type Upright, type Weight } from '../../certificates/fonts.ts'

/**
 * Noto Sans has letters but few symbols: no ≥ and no →. The font for Chinese has those that courses write; it is 8 MB, and
 * is read when a symbol is asked for and not before.
 */
const FAMILY = 'han'

/** Whether a character is set in the font for symbols: Noto Sans has none for it. */
export const isSymbol = (character: string): boolean =>
  /^\p{S}$/u.test(character) && character.length === 1 && !draws('latin', character) && holds(FAMILY, character)

/** The characters of a text that no font of a handout draws, in order of appearance, each once. */
export const missingInHandout = (text: string): string[] =>
  missingInLatin(text).filter((character) => !isSymbol(character))

/** Whether the words of a picture, which are set in one font, are set in the font for symbols. */
export function inSymbols(text: string): boolean {
  const lacking = missingInLatin(text)
  return (
    lacking.length > 0 &&
    lacking.every(isSymbol) &&
    [...new Set(printable(text))].every((character) => holds(FAMILY, character))
  )
}

/** The characters of a picture's words that cannot be drawn. */
export const missingInPicture = (text: string): string[] => (inSymbols(text) ? [] : missingInLatin(text))

/** The font has no italic. */
const uprightOf = (weight: Weight): Upright => (weight === 'italic' ? 'regular' : weight)

/** Name under which the font is registered in a document. */
export const symbolFont = (weight: Weight): string => `symbols-${uprightOf(weight)}`

/** What is registered under {@link symbolFont}. */
export const symbolSource = (weight: Weight): PDFKit.Mixins.PDFFontSource => font(uprightOf(weight), FAMILY).source
