import { isRightToLeft, withoutIsolates } from './bidi.ts'
import { CertificateError } from './errors.ts'
import { FAMILIES, type Family, font, type Upright } from './fonts.ts'
import type { EmbeddedImage } from './images.ts'
import { type Line, linesOf, type Measure } from './lines.ts'
import { LATIN, linkOptions, type StructureOptions, shaped } from './pdfkit-types.ts'
import { drawShaped } from './shaped-run.ts'
import type { Colours, Fit, Sheet } from './theme.ts'

/** How a block of text is set. Size in points. */
export interface TextStyle {
  readonly size: number
  readonly weight?: Upright
  readonly colour?: 'ink' | 'muted' | 'accent'
  /** At the side where lines begin, or where they end. */
  readonly align?: 'start' | 'end'
  /** A part of the text that never breaks. */
  readonly whole?: string
}

export type Structure = PDFKit.PDFStructureElement

/**
 * The few drawing moves a certificate is made of. Every one of them is either tagged content or an artifact. Places are
 * those of a page that reads from left to right; on one that reads from right to left everything stands mirrored.
 */
export interface Pen {
  readonly sheet: Sheet
  /** Opens a structure element inside `parent`; `draw` runs at once and what it draws is the element's content. */
  tag(parent: Structure, type: string, options: StructureOptions, draw?: () => void): Structure
  height(text: string, width: number, style: TextStyle): number
  /** The largest size at which the text keeps within the fit's height. */
  fit(field: string, text: string, width: number, weight: Upright, fit: Fit): TextStyle
  text(text: string, x: number, y: number, width: number, style: TextStyle): void
  /** A structure element that holds one text, with the text in reading order where it is drawn in another. */
  paragraph(
    parent: Structure,
    type: string,
    options: StructureOptions,
    text: string,
    place: Column,
    style: TextStyle,
  ): void
  link(parent: Structure, url: string, description: string, box: Box, style: TextStyle): void
  /** A picture or drawing with its text alternative; `draw` is given the box on the page. */
  figure(parent: Structure, alt: string, box: Box, draw: (box: Box) => void): void
  /** Fills rectangles as one path, so that no seam shows between neighbours. */
  fill(boxes: readonly Box[]): void
  image(image: EmbeddedImage, box: Box): void
  /** A hairline from (x, y) of the given width, outside the reading order. */
  rule(x: number, y: number, width: number): void
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a text begins, and how wide it may be. */
export type Column = Omit<Box, 'height'>

/** What all pages of a document share. */
export interface PenSetting {
  readonly sheet: Sheet
  readonly colours: Colours
  readonly rightToLeft: boolean
}

export function createPen(doc: PDFKit.PDFDocument, { sheet, colours, rightToLeft }: PenSetting): Pen {
  const registered = new Set<string>()
  const use = (family: Family, weight: Upright) => {
    const name = FAMILIES[family].files[weight]
    if (!registered.has(name)) doc.registerFont(name, font(weight, family).source)
    registered.add(name)
    return doc.font(name)
  }
  const features = (family: Family) => (family === 'latin' ? LATIN : shaped())

  const widths = new Map<string, number>()
  const measure: Measure = ({ text, family }, weight) => {
    const key = `${family} ${weight} ${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    const width = use(family, weight)
      .fontSize(1)
      .widthOfString(text, { features: features(family) })
    widths.set(key, width)
    return width
  }
  const lines = (text: string, width: number, { size, weight = 'regular', whole }: TextStyle): Line[] =>
    linesOf(text, { width, size, weight, whole }, measure)
  const place = (x: number, width: number): number => (rightToLeft ? sheet.width - x - width : x)

  const drawLine = (
    line: Line,
    x: number,
    top: number,
    { size, weight = 'regular', colour = 'ink' }: TextStyle,
  ): void => {
    // Screen readers need the line as a whole where its glyphs are in another order or a mark is placed by itself.
    if (line.needsText) doc.markContent('Span', { actual: line.text })
    let at = x
    line.runs.forEach(({ text, family, width }, i) => {
      const isEnd = i === line.runs.length - 1 && line.text.endsWith(' ') && family === 'latin' && line.base === 'ltr'
      const set = use(family, weight).fontSize(size).fillColor(colours[colour])
      const baseline = top + line.ascent
      if (family === 'arabic' || family === 'hebrew') drawShaped(doc, text, at, baseline, size)
      else {
        const given = isEnd ? `${text} ` : text
        set.text(given, at, baseline, { lineBreak: false, baseline: 'alphabetic', features: features(family) })
      }
      at += width
    })
    if (line.needsText) doc.endMarkedContent()
  }

  const pen: Pen = {
    sheet,
    tag(parent, type, options, draw) {
      const element = doc.struct(type, options)
      parent.add(element)
      if (draw !== undefined) element.add(draw)
      return element
    },
    height: (text, width, style) => lines(text, width, style).reduce((sum, { height }) => sum + height, 0),
    fit(field, text, width, weight, { sizes, height }) {
      const size = sizes.find((size) => pen.height(text, width, { size, weight }) <= height)
      if (size === undefined) throw new CertificateError({ code: 'text-too-long', field, length: text.length })
      return { size, weight }
    },
    text(text, x, y, width, style) {
      const left = place(x, width)
      const atRight = (style.align === 'end') !== rightToLeft
      let top = y
      for (const line of lines(text, width, style)) {
        drawLine(line, atRight ? left + width - line.width : left, top, style)
        top += line.height
      }
    },
    paragraph(parent, type, options, text, { x, y, width }, style) {
      const actual = isRightToLeft(text) ? { actual: withoutIsolates(text) } : {}
      pen.tag(parent, type, { ...options, ...actual }, () => pen.text(text, x, y, width, style))
    },
    link(parent, url, description, box, style) {
      const element = pen.tag(parent, 'Link', {}, () => {
        pen.text(url, box.x, box.y, box.width, style)
      })
      doc.link(place(box.x, box.width), box.y, box.width, box.height, url, linkOptions(element, description))
    },
    figure(parent, alt, { x, y, width, height }, draw) {
      const box = { x: place(x, width), y, width, height }
      const bbox = [box.x, y, box.x + width, y + height] as const
      pen.tag(parent, 'Figure', { alt, bbox, placement: 'Block' }, () => draw(box))
    },
    fill(boxes) {
      for (const { x, y, width, height } of boxes) doc.rect(x, y, width, height)
      doc.fill(colours.ink)
    },
    image(image, { x, y, width, height }) {
      doc.image(image, x, y, { width, height })
    },
    rule(x, y, width) {
      const left = place(x, width)
      doc.markContent('Artifact', { type: 'Layout' })
      doc
        .moveTo(left, y)
        .lineTo(left + width, y)
        .lineWidth(0.5)
        .stroke(colours.line)
      doc.endMarkedContent()
    },
  }
  return pen
}
