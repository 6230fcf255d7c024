import { mirrored } from './bidi.ts'
import { property, shaped } from './pdfkit-types.ts'

/** One glyph where it stands, in thousandths of the size. */
interface Placed {
  readonly id: number
  readonly characters: readonly number[]
  readonly width: number
  readonly x: number
  readonly y: number
}

/**
 * Draws a run of a right-to-left script with the document's current font and size, its glyphs from left to right from (x, baseline).
 *
 * A font may take a letter apart into a stem, which other letters share, and dots of their own. Such a stem is marked with
 * the character it stands for (ISO 32000-1, 14.9.4) and its dots with none, so that what is copied or read out is what was
 * written; readers put the letters of right-to-left words in order themselves.
 */
export function drawShaped(doc: PDFKit.PDFDocument, text: string, x: number, baseline: number, size: number): void {
  const font = currentFont(doc)
  const glyphs = placed(font.layout(text))
  const at = (glyph: Placed): string =>
    `1 0 0 1 ${decimal(x + (glyph.x * size) / 1000)} ${decimal(doc.page.height - baseline + (glyph.y * size) / 1000)} Tm`
  doc.save()
  doc.transform(1, 0, 0, -1, 0, doc.page.height)
  font.useOnPage()
  doc.addContent(`BT\n/${font.id} ${decimal(size)} Tf`)
  let dotted = false
  for (const glyph of glyphs) {
    // Dots stand before the stem of their letter, since the run was turned round.
    const isDot = glyph.characters.length === 0
    const characters = glyph.characters.map(unmirrored)
    const { code, known } = font.place(glyph, characters)
    const told = isDot || dotted || !known
    if (told) doc.addContent(`/Span <</ActualText <${utf16(characters)}>>> BDC`)
    doc.addContent(`${at(glyph)}\n<${code}> Tj`)
    if (told) doc.addContent('EMC')
    dotted = isDot
  }
  doc.addContent('ET')
  doc.restore()
}

/** Brackets were exchanged for their mirror images: each stands for the other. */
const unmirrored = (code: number): number => mirrored(String.fromCodePoint(code)).codePointAt(0) ?? code

const decimal = (value: number): string => String(Math.round(value * 1000) / 1000)

const utf16 = (characters: readonly number[]): string =>
  `feff${Array.from(String.fromCodePoint(...characters))
    .flatMap((character) => character.split(''))
    .map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'))
    .join('')}`

function placed(run: unknown): Placed[] {
  const [glyphs, positions] = [property(run, 'glyphs'), property(run, 'positions')]
  if (!Array.isArray(glyphs) || !Array.isArray(positions))
    throw new Error('fontkit does not lay out as version 2.0 does')
  let x = 0
  return glyphs.map((glyph: unknown, i): Placed => {
    const position: unknown = positions[i]
    const number = (of: unknown, name: string): number => Number(property(of, name))
    const characters = property(glyph, 'codePoints')
    const one = {
      id: number(glyph, 'id'),
      characters: Array.isArray(characters) ? characters.map(Number) : [],
      width: number(position, 'advanceWidth'),
      x: x + number(position, 'xOffset'),
      y: number(position, 'yOffset'),
    }
    x += number(position, 'xAdvance')
    return one
  })
}

/** What of pdfkit's embedded font this needs; pdfkit has no types for it. */
function currentFont(doc: PDFKit.PDFDocument) {
  const font = property(doc, '_font')
  const method = (of: unknown, name: string) => {
    const found = property(of, name)
    if (typeof found !== 'function') throw new Error(`pdfkit's font has no ${name}, which version 0.20 has`)
    return (...given: unknown[]): unknown => found.apply(of, given)
  }
  const [unicode, widths, fonts] = [property(font, 'unicode'), property(font, 'widths'), property(doc.page, 'fonts')]
  const id = String(property(font, 'id'))
  if (!Array.isArray(unicode) || !Array.isArray(widths) || typeof fonts !== 'object' || fonts === null)
    throw new Error('pdfkit does not hold its subset where version 0.20 does')
  return {
    id,
    layout: (text: string) => method(font, 'layoutRun')(text, shaped()),
    useOnPage: () => void Reflect.set(fonts, id, method(font, 'ref')()),
    /**
     * The glyph's place in the subset, and whether readers take it for these characters: a glyph stands for those that it
     * is first drawn for. ISO 19005-3, 6.2.11.7.2 asks for some for dots too, so theirs is a space of no width.
     */
    place: ({ id: glyph, width }: Placed, characters: readonly number[]) => {
      const at = Number(method(property(font, 'subset'), 'includeGlyph')(glyph))
      widths[at] ??= width
      unicode[at] ??= characters.length === 0 ? [0x200b] : characters
      const first: unknown = unicode[at]
      const known = Array.isArray(first) && first.join() === characters.join()
      return { code: at.toString(16).padStart(4, '0'), known }
    },
  }
}
