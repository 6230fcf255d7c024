import PDFDocument from 'pdfkit'

/**
 * The few places where pdfkit 0.20 takes or holds more than its community types (0.17) say. Every type assertion the
 * PDF needs is here and nowhere else.
 */

/**
 * OpenType features as fontkit reads them: an object switches single features. `ccmp` takes ọ,
 * ị, ẹ and their like apart into letter and mark, although the font has them whole; placed one by one they do not come
 * back as one letter when read or copied. The others put one glyph for several characters, so that the text copied
 * out of the file would depend on what was drawn before.
 */
const latinFeatures = { ccmp: false, liga: false, frac: false, numr: false, dnom: false }
export const LATIN = latinFeatures as unknown as PDFKit.Mixins.OpenTypeFeatures[]

/** Layout and table attributes of a structure element (ISO 32000-1, 14.8.5). */
export interface StructureOptions extends PDFKit.Mixins.StructureElementOptions {
  readonly scope?: 'Row' | 'Column' | 'Both'
  readonly bbox?: readonly [left: number, top: number, right: number, bottom: number]
  readonly placement?: 'Block' | 'Inline'
}

/**
 * Options that tie a link annotation to its `Link` structure element, with the description PDF/UA-1 7.18.5 asks for.
 * A plain string in an annotation would be written as a PDF name, hence the String object.
 */
export function linkOptions(structParent: PDFKit.PDFStructureElement, description: string) {
  const contents: unknown = Object(description)
  return { structParent, Contents: contents } as PDFKit.Mixins.AnnotationOption
}

/** For scripts that need shaping: what the font asks for. fontkit notes in the object what it did, so each call takes a new one. */
export const shaped = (): PDFKit.Mixins.OpenTypeFeatures[] => ({}) as unknown as PDFKit.Mixins.OpenTypeFeatures[]

/** A font file that has been read: fontkit's object, as pdfkit makes it and takes it back for further documents. */
export interface ParsedFont {
  /** Code points with a glyph that can be printed. */
  readonly printable: ReadonlySet<number>
  /** Code points with a glyph. */
  readonly held: ReadonlySet<number>
  /** The same object under the type pdfkit's `registerFont` accepts. */
  readonly source: PDFKit.Mixins.PDFFontSource
  /** Forgets what earlier documents drew. To be called before a document's first text. */
  readonly restart: () => void
}

/**
 * Parses a font file, so that it need not be parsed again for every document (three quarters of the time of one).
 *
 * fontkit remembers for each glyph the characters it was first made for, and none where it was first made as a part of
 * another (A in Á). A document must not depend on the ones drawn before it, so:
 * - `kept`: all printable characters are laid out once, in order, and a document begins with these and no others;
 * - `fresh`: nothing is remembered, because letters of one text share glyphs and yet are different characters;
 * - `forgotten`: a document begins with nothing: such fonts have too many glyphs to lay out, and none is part of another.
 */
export function parseFont(
  file: Buffer,
  isPrintable: (code: number) => boolean,
  memory: 'kept' | 'fresh' | 'forgotten' = 'kept',
): ParsedFont {
  const doc = new PDFDocument({ autoFirstPage: false, font: '' })
  const source: unknown = property(property(doc.font(file), '_font'), 'font')
  const characters = property(source, 'characterSet')
  if (typeof source !== 'object' || source === null || !Array.isArray(characters))
    throw new Error('pdfkit does not hold its font where version 0.20 does')
  const held = characters.filter((code): code is number => typeof code === 'number')
  const codes = held.filter(isPrintable)
  if (memory === 'kept') for (const code of codes) doc.widthOfString(String.fromCodePoint(code), { features: LATIN })
  if (memory === 'fresh') rememberNothing(source)
  const laid = memory === 'kept' ? { ...glyphsOf(source) } : {}
  return {
    printable: new Set(codes),
    held: new Set(held),
    source: source as PDFKit.Mixins.PDFFontSource,
    restart: () => Reflect.set(source, '_glyphs', { ...laid }),
  }
}

function rememberNothing(source: object): void {
  const make = property(source, 'getGlyph')
  if (typeof make !== 'function') throw new Error('fontkit does not make its glyphs as 2.0 does')
  Reflect.set(source, 'getGlyph', (...given: unknown[]): unknown => {
    Reflect.set(source, '_glyphs', {})
    const glyph: unknown = make.apply(source, given)
    return glyph
  })
}

function glyphsOf(source: object): object {
  const glyphs = property(source, '_glyphs')
  if (typeof glyphs !== 'object' || glyphs === null) throw new Error('fontkit does not hold its glyphs where 2.0 does')
  return glyphs
}

/** A part of an object that nothing is known of. */
export const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
