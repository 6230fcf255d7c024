import PDFDocument from 'pdfkit'
import { collect } from './collect.ts'
import { PDF_UA, xml } from './conformance.ts'
import { missingGlyphs, printable, restartFonts } from './fonts.ts'
import { createPen, type Pen, type Structure, type TextStyle } from './pen.ts'
import { COLOURS, type Sheet } from './theme.ts'

/** A part of a report; parts are drawn in the order given. */
export type ReportBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** Pairs of a label and what stands beside it. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  /** `share` is of the width; a row has a cell for each column, of one or several paragraphs. */
  | {
      readonly kind: 'table'
      readonly columns: readonly { readonly title: string; readonly share: number }[]
      readonly rows: readonly (readonly ReportCell[])[]
    }

/** Each paragraph runs in the direction of its own first letter. */
export type ReportCell = string | readonly string[]

export interface Report {
  readonly title: string
  /** Stands at the foot of every page. */
  readonly foot: string
  /** Date of the file. */
  readonly created: Date
  readonly blocks: readonly ReportBlock[]
}

const PAGE = { width: 612, height: 792, side: 46, top: 46, bottom: 738, foot: 752 } as const
const COLUMN = PAGE.width - 2 * PAGE.side
const SHEET: Sheet = {
  width: PAGE.width,
  height: PAGE.height,
  left: PAGE.side,
  right: PAGE.width - PAGE.side,
  top: PAGE.top,
  bottom: PAGE.bottom,
  column: COLUMN,
  facts: COLUMN,
  label: 120,
  side: COLUMN,
}

const TITLE: TextStyle = { size: 19, weight: 'semibold' }
const HEADING: TextStyle = { size: 12, weight: 'semibold', colour: 'accent' }
const TEXT: TextStyle = { size: 9 }
const LABEL: TextStyle = { size: 9, colour: 'muted' }
const CELL: TextStyle = { size: 8 }
const HEAD_CELL: TextStyle = { size: 8, weight: 'semibold' }
const FOOT: TextStyle = { size: 7.5, colour: 'muted' }
const PAD = { x: 4, y: 3 } as const
/** A row always fits on a page; what was cut stands in full in the data that the report is about. */
const LONGEST_CELL = 900

/**
 * Draws a report of several pages in English: PDF/A-3a and PDF/UA-1, with headings and tables as such and the heads of
 * tables again on every page. Texts from elsewhere are printed in all scripts that certificates are printed in; a
 * character without a glyph is named by its code point in brackets. Same report, same bytes.
 */
export async function renderReport({ title, foot, created, blocks }: Report): Promise<Uint8Array> {
  const doc = new PDFDocument({
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    size: [PAGE.width, PAGE.height],
    margin: 0,
    font: '',
    tagged: true,
    displayTitle: true,
    lang: 'en',
    bufferPages: true,
    info: { Title: xml(title), Producer: 'Chartwright', Creator: 'Chartwright', CreationDate: created },
  })
  const bytes = collect(doc)
  restartFonts()
  const root = doc.struct('Document')
  doc.addStructure(root)
  const flow = createFlow(doc)
  flow.paragraph(root, 'H1', title, TITLE)
  for (const block of blocks) drawBlock(flow, root, block)
  root.end()
  drawFeet(doc, flow.pen, foot)
  doc.appendXML(PDF_UA)
  doc.end()
  return bytes
}

interface Flow {
  readonly pen: Pen
  /** Takes height from the page, on a new one where it does not fit, and says where it begins. */
  readonly take: (height: number) => number
  /** Whether that much is left of the page. */
  readonly fits: (height: number) => boolean
  readonly newPage: () => void
  readonly space: (height: number) => void
  readonly paragraph: (parent: Structure, type: string, text: string, style: TextStyle) => void
  /** Draws what is no content. */
  readonly artifact: (draw: () => void) => void
}

function createFlow(doc: PDFKit.PDFDocument): Flow {
  const pen = createPen(doc, { sheet: SHEET, colours: COLOURS, rightToLeft: false })
  let y: number = PAGE.top
  const flow: Flow = {
    pen,
    fits: (height) => y + height <= PAGE.bottom,
    newPage() {
      doc.addPage()
      y = PAGE.top
    },
    take(height) {
      if (!flow.fits(height) && y > PAGE.top) flow.newPage()
      const top = y
      y += height
      return top
    },
    space(height) {
      if (y > PAGE.top) y += height
    },
    paragraph(parent, type, text, style) {
      const shown = shownText(text)
      const top = flow.take(pen.height(shown, COLUMN, style))
      pen.paragraph(parent, type, {}, shown, { x: PAGE.side, y: top, width: COLUMN }, style)
    },
    artifact(draw) {
      doc.markContent('Artifact', { type: 'Layout' })
      draw()
      doc.endMarkedContent()
    },
  }
  return flow
}

function drawBlock(flow: Flow, root: Structure, block: ReportBlock): void {
  switch (block.kind) {
    case 'heading':
      flow.space(14)
      // A heading keeps company with what it is the heading of.
      if (!flow.fits(80)) flow.newPage()
      flow.paragraph(root, 'H2', block.text, HEADING)
      flow.space(3)
      break
    case 'text':
      flow.space(2)
      flow.paragraph(root, 'P', block.text, TEXT)
      flow.space(2)
      break
    case 'facts':
      drawFacts(flow, root, block.rows)
      break
    case 'table':
      drawTable(flow, root, block)
      break
  }
}

function drawFacts(flow: Flow, root: Structure, rows: readonly (readonly [string, string])[]): void {
  const { pen } = flow
  const table = pen.tag(root, 'Table', {})
  const width = COLUMN - SHEET.label
  flow.space(3)
  for (const [label, value] of rows) {
    const shown = shownText(value)
    const labelHeight = pen.height(label, SHEET.label - PAD.x, LABEL)
    const top = flow.take(Math.max(labelHeight, pen.height(shown, width, TEXT)) + 2)
    const row = pen.tag(table, 'TR', {})
    const place = { x: PAGE.side, y: top, width: SHEET.label - PAD.x }
    pen.paragraph(row, 'TH', { scope: 'Row' }, label, place, LABEL)
    pen.paragraph(row, 'TD', {}, shown, { x: PAGE.side + SHEET.label, y: top, width }, TEXT)
  }
}

function drawTable(flow: Flow, root: Structure, { columns, rows }: Extract<ReportBlock, { kind: 'table' }>): void {
  const { pen } = flow
  const whole = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => (share / whole) * COLUMN)
  const inner = (at: number): number => (widths[at] ?? 0) - 2 * PAD.x
  const places = widths.map((_, at) => PAGE.side + widths.slice(0, at).reduce((sum, width) => sum + width, 0) + PAD.x)
  const heightOf = (cells: readonly (readonly string[])[], style: TextStyle): number =>
    Math.max(...cells.map((cell, at) => cell.reduce((sum, text) => sum + pen.height(text, inner(at), style), 0))) +
    2 * PAD.y
  const titles = columns.map(({ title }) => title)
  const headHeight = heightOf(
    titles.map((title) => [title]),
    HEAD_CELL,
  )
  const place = (at: number, top: number) => ({ x: places[at] ?? 0, y: top + PAD.y, width: inner(at) })

  flow.space(3)
  const table = pen.tag(root, 'Table', {})
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? [cell] : cell).map(shownText)))
  if (!flow.fits(headHeight + heightOf(texts[0] ?? [['']], CELL))) flow.newPage()
  const headTop = flow.take(headHeight)
  const head = pen.tag(table, 'TR', {})
  titles.forEach((title, at) => {
    pen.paragraph(head, 'TH', { scope: 'Column' }, title, place(at, headTop), HEAD_CELL)
  })
  pen.rule(PAGE.side, headTop + headHeight, COLUMN)
  for (const row of texts) {
    const height = heightOf(row, CELL)
    if (!flow.fits(height)) {
      flow.newPage()
      const top = flow.take(headHeight)
      flow.artifact(() => {
        titles.forEach((title, at) => {
          const { x, y, width } = place(at, top)
          pen.text(title, x, y, width, HEAD_CELL)
        })
      })
      pen.rule(PAGE.side, top + headHeight, COLUMN)
    }
    const top = flow.take(height)
    const line = pen.tag(table, 'TR', {})
    row.forEach((paragraphs, at) => {
      const cell = pen.tag(line, 'TD', {})
      const spot = place(at, top)
      let { y } = spot
      for (const text of paragraphs) {
        pen.paragraph(cell, 'P', {}, text, { ...spot, y }, CELL)
        y += pen.height(text, spot.width, CELL)
      }
    })
    pen.rule(PAGE.side, top + height, COLUMN)
  }
  flow.space(4)
}

/** Page numbers are known only when all pages are there. */
function drawFeet(doc: PDFKit.PDFDocument, pen: Pen, foot: string): void {
  const { start, count } = doc.bufferedPageRange()
  for (let i = start; i < start + count; i++) {
    doc.switchToPage(i)
    doc.markContent('Artifact', { type: 'Pagination' })
    pen.text(shownText(foot), PAGE.side, PAGE.foot, COLUMN - 70, FOOT)
    const number = `Page ${i - start + 1} of ${count}`
    pen.text(number, PAGE.side + COLUMN - 70, PAGE.foot, 70, { ...FOOT, align: 'end' })
    doc.endMarkedContent()
  }
}

/** The text as the fonts can draw it. */
function shownText(text: string): string {
  const whole = printable(text)
  const characters = Array.from(whole)
  const cut = characters.length > LONGEST_CELL ? `${characters.slice(0, LONGEST_CELL).join('')} […]` : whole
  const missing = new Set(missingGlyphs(cut))
  if (missing.size === 0) return cut
  return Array.from(cut, (character) => (missing.has(character) ? codePoint(character) : character)).join('')
}

const codePoint = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
