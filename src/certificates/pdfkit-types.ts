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

/** A font file that has been read: fontkit's object, as pdfkit makes it and takes it back for further documents. */
export interface ParsedFont {
  /** Code points with a glyph that can be printed. */
  readonly printable: ReadonlySet<number>
  /** The same object under the type pdfkit's `registerFont` accepts. */
  readonly source: PDFKit.Mixins.PDFFontSource
}

/**
 * Parses a font file, so that it need not be parsed again for every document (three quarters of the time of one).
 *
 * fontkit remembers for each glyph the characters it was first made for, and none where it was first made as a part of
 * another (A in Á). All printable characters are therefore laid out once, in order: what a document holds cannot
 * depend on the ones drawn before it.
 */
export function parseFont(file: Buffer, isPrintable: (code: number) => boolean): ParsedFont {
  const doc = new PDFDocument({ autoFirstPage: false, font: '' })
  const source: unknown = property(property(doc.font(file), '_font'), 'font')
  const characters = property(source, 'characterSet')
  if (!Array.isArray(characters)) throw new Error('pdfkit does not hold its font where version 0.20 does')
  const codes = characters.filter((code): code is number => typeof code === 'number' && isPrintable(code))
  for (const code of codes) doc.widthOfString(String.fromCodePoint(code), { features: LATIN })
  return { printable: new Set(codes), source: source as PDFKit.Mixins.PDFFontSource }
}

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
