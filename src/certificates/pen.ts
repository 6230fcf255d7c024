import type PDFDocument from 'pdfkit'
import { CertificateError } from './errors.ts'
import { font, type Weight } from './fonts.ts'
import { LATIN, linkOptions, type StructureOptions } from './pdfkit-types.ts'
import { COLOUR, type Fit } from './theme.ts'

/** How a block of text is set. Size in points. */
export interface TextStyle {
  readonly size: number
  readonly weight?: Weight
  readonly colour?: string
  readonly align?: 'left' | 'right'
}

export type Structure = PDFKit.PDFStructureElement

/** The few drawing moves a certificate is made of. Every one of them is either tagged content or an artifact. */
export interface Pen {
  /** Opens a structure element inside `parent`; `draw` runs at once and what it draws is the element's content. */
  tag(parent: Structure, type: string, options: StructureOptions, draw?: () => void): Structure
  height(text: string, width: number, style: TextStyle): number
  /** The largest size at which the text keeps within the fit's height. */
  fit(field: string, text: string, width: number, weight: Weight, fit: Fit): TextStyle
  text(text: string, x: number, y: number, width: number, style: TextStyle): void
  link(parent: Structure, url: string, description: string, box: Box, style: TextStyle): void
  /** Fills rectangles as one path, so that no seam shows between neighbours. */
  fill(boxes: readonly Box[]): void
  /** A hairline from (x, y) of the given width, outside the reading order. */
  rule(x: number, y: number, width: number): void
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export function createPen(doc: InstanceType<typeof PDFDocument>): Pen {
  for (const weight of ['regular', 'semibold'] as const) doc.registerFont(weight, font(weight).source)
  const set = ({ size, weight = 'regular', colour = COLOUR.ink }: TextStyle) =>
    doc.font(weight).fontSize(size).fillColor(colour)

  const pen: Pen = {
    tag(parent, type, options, draw) {
      const element = doc.struct(type, options)
      parent.add(element)
      if (draw !== undefined) element.add(draw)
      return element
    },
    height(text, width, style) {
      return set(style).heightOfString(text, { width, features: LATIN })
    },
    fit(field, text, width, weight, { sizes, height }) {
      const size = sizes.find((size) => pen.height(text, width, { size, weight }) <= height)
      if (size === undefined) throw new CertificateError({ code: 'text-too-long', field, length: text.length })
      return { size, weight }
    },
    text(text, x, y, width, style) {
      // A mark without a composed letter is placed by itself, so readers must be told the text as a whole.
      const loose = /\p{M}/u.test(text)
      if (loose) doc.markContent('Span', { actual: text })
      set(style).text(text, x, y, { width, features: LATIN, align: style.align ?? 'left' })
      if (loose) doc.endMarkedContent()
    },
    link(parent, url, description, box, style) {
      const element = pen.tag(parent, 'Link', {}, () => {
        pen.text(url, box.x, box.y, box.width, style)
      })
      doc.link(box.x, box.y, box.width, box.height, url, linkOptions(element, description))
    },
    fill(boxes) {
      for (const { x, y, width, height } of boxes) doc.rect(x, y, width, height)
      doc.fill(COLOUR.ink)
    },
    rule(x, y, width) {
      doc.markContent('Artifact', { type: 'Layout' })
      doc
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(0.5)
        .stroke(COLOUR.line)
      doc.endMarkedContent()
    },
  }
  return pen
}
