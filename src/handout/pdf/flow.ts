import type PDFDocument from 'pdfkit'
import { font, type Weight } from '../../certificates/fonts.ts'
import { LATIN, linkOptions, type StructureOptions } from '../../certificates/pdfkit-types.ts'
import type { Structure } from '../../certificates/pen.ts'
import type { Line, Measure, Piece, Run, Style } from './inline.ts'
import { symbolFont, symbolSource } from './symbols.ts'
import { COLOUR, LEADING, PAGE } from './theme.ts'

/** Where a block is drawn: from `x`, so wide, in the structure element `parent`. */
export interface Place {
  readonly flow: Flow
  readonly parent: Structure
  readonly x: number
  readonly width: number
  readonly style: Style
}

/** Where the next thing is drawn, and how. Pages are added as they are needed. */
export interface Flow {
  readonly measure: Measure
  /** Opens a structure element inside `parent`. */
  readonly open: (parent: Structure, type: string, options?: StructureOptions) => Structure
  /** Draws a line of text as content of `element`. @param more whether the text goes on in another line */
  readonly line: (element: Structure, line: Line, x: number, y: number, more: boolean) => void
  /** Draws text of one style without saying whose content it is. @param top of the line */
  readonly write: (run: Run, x: number, top: number) => void
  /** Name of the font for symbols in this document. */
  readonly symbols: (weight: Weight) => string
  /** Draws what is not content: rules, backgrounds, boxes. */
  readonly artifact: (draw: (doc: PDFKit.PDFDocument) => void) => void
  /** Draws what is content of `element`. */
  readonly content: (element: Structure, draw: (doc: PDFKit.PDFDocument) => void) => void
  /** Takes height from the page, on a new one where it does not fit, and says where it begins. */
  readonly take: (height: number) => number
  /** White space, which a new page swallows. */
  readonly space: (height: number) => void
  /** Begins a new page unless this much is left; what is higher than a page is left to `take`. */
  readonly need: (height: number) => void
  readonly left: () => number
  readonly newPage: () => void
  /** Draws a bar beside everything that `draw` takes height for. */
  readonly withBar: (x: number, draw: () => void) => void
  readonly bookmark: (title: string) => void
  /** Of a PNG or JPEG, in pixels. */
  readonly imageSize: (bytes: Uint8Array) => { readonly width: number; readonly height: number }
}

/** From the top of a line to its baseline, in font sizes: what Noto Sans says, and other fonts in the line follow. */
const ASCENT = 1.069
const LINE = 0.5
const BAR = 2.5

export function createFlow(doc: InstanceType<typeof PDFDocument>): Flow {
  for (const weight of ['regular', 'semibold', 'italic'] as const) doc.registerFont(weight, font(weight).source)
  let y: number = PAGE.top
  const bars: number[] = []
  // Most of the time of a handout goes into measuring words, and most words come again.
  const widths = new Map<string, number>()
  const registered = new Set<string>()
  const symbols = (weight: Weight): string => {
    const name = symbolFont(weight)
    if (!registered.has(name)) doc.registerFont(name, symbolSource(weight))
    registered.add(name)
    return name
  }
  const set = ({ weight, size, colour, symbols: isSymbol }: Style) =>
    doc
      .font(isSymbol ? symbols(weight) : weight)
      .fontSize(size)
      .fillColor(colour)

  const flow: Flow = {
    measure(text, style) {
      const key = `${style.weight} ${style.symbols ?? false} ${style.size} ${text}`
      const width = widths.get(key) ?? set(style).widthOfString(text, { features: LATIN })
      widths.set(key, width)
      return width
    },
    open(parent, type, options = {}) {
      const element = doc.struct(type, options)
      parent.add(element)
      return element
    },
    line(element, line, x, top, more) {
      let at = x
      line.forEach((piece, i) => {
        const text = more && i === line.length - 1 ? `${piece.text} ` : piece.text
        ground(piece, at, top)
        drawPiece(element, { ...piece, text }, at, top)
        at += piece.width
      })
    },
    symbols,
    write({ text, style }, x, top) {
      const [y, baseline] = style.symbols
        ? ([top + style.size * ASCENT, 'alphabetic'] as const)
        : ([top, 'top'] as const)
      set(style).text(text, x, y, { lineBreak: false, baseline, features: LATIN })
    },
    artifact(draw) {
      doc.markContent('Artifact', { type: 'Layout' })
      draw(doc)
      doc.endMarkedContent()
    },
    content(element, draw) {
      element.add(() => draw(doc))
    },
    take(height) {
      if (y + height > PAGE.bottom && y > PAGE.top) flow.newPage()
      const top = y
      y += height
      drawBars(top, height)
      return top
    },
    space(height) {
      if (y === PAGE.top) return
      const before = y
      y = Math.min(y + height, PAGE.bottom)
      drawBars(before, y - before)
    },
    need(height) {
      if (y + height > PAGE.bottom && height < PAGE.bottom - PAGE.top) flow.newPage()
    },
    left: () => PAGE.bottom - y,
    newPage() {
      if (y === PAGE.top) return
      doc.addPage()
      y = PAGE.top
    },
    withBar(x, draw) {
      bars.push(x)
      draw()
      bars.pop()
    },
    bookmark: (title) => void doc.outline.addItem(title),
    imageSize(bytes) {
      // pdfkit 0.20 has the method, its community types do not.
      const open: unknown = Reflect.get(doc, 'openImage')
      const image: unknown = typeof open === 'function' ? open.call(doc, Buffer.from(bytes)) : undefined
      const read = (name: string): number =>
        typeof image === 'object' && image !== null ? Number(Reflect.get(image, name)) : 0
      return { width: read('width') || 1, height: read('height') || 1 }
    },
  }

  function drawBars(top: number, height: number): void {
    if (bars.length === 0) return
    flow.artifact(() => {
      for (const x of bars) doc.rect(x, top, BAR, height)
      doc.fill(COLOUR.accent)
    })
  }

  function ground({ style, width }: Piece, x: number, top: number): void {
    if (style.code === true) {
      const height = style.size * LEADING
      flow.artifact(() => doc.rect(x - 1, top + 0.5, width + 2, height - 1).fill(COLOUR.fill))
    }
    if (style.struck === true) {
      flow.artifact(() => {
        const middle = top + style.size * 0.85
        doc
          .moveTo(x, middle)
          .lineTo(x + width, middle)
          .lineWidth(LINE)
          .stroke(style.colour)
      })
    }
  }

  function drawPiece(element: Structure, { text, style, width }: Piece, x: number, top: number): void {
    const draw = (): void => flow.write({ text, style }, x, style.raised === true ? top - style.size * 0.15 : top)
    if (style.link === undefined) {
      element.add(draw)
      return
    }
    const link = flow.open(element, 'Link')
    link.add(draw)
    doc.link(x, top, width, style.size * LEADING, style.link, linkOptions(link, style.link))
  }

  return flow
}
