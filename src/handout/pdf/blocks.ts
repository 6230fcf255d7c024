import type { Element, ElementContent } from 'hast'
import { hasClass, text, textOf } from '../hast.ts'
import type { Place } from './flow.ts'
import { linesOf, type Run, runsOf, type Style } from './inline.ts'
import { drawPicture, type Pictures } from './picture.ts'
import { drawTable } from './table.ts'
import { COLOUR, LEADING, PAGE, SIZE } from './theme.ts'

/** Where blocks stand. */
export interface Setting extends Place {
  readonly pictures: Pictures
}

export const BODY: Style = { weight: 'regular', size: SIZE.text, colour: COLOUR.ink }

const HEADINGS: Readonly<Record<string, { readonly size: number; readonly above: number; readonly colour: string }>> = {
  h1: { size: SIZE.h1, above: 0, colour: COLOUR.accent },
  h2: { size: SIZE.h2, above: 18, colour: COLOUR.accent },
  h3: { size: SIZE.h3, above: 13, colour: COLOUR.ink },
  h4: { size: SIZE.text, above: 10, colour: COLOUR.ink },
  h5: { size: SIZE.text, above: 10, colour: COLOUR.ink },
  h6: { size: SIZE.text, above: 10, colour: COLOUR.ink },
}

/** Draws each kind of block element; a name that is missing is inline. */
const BLOCKS: Readonly<Record<string, (node: Element, setting: Setting) => void>> = {
  p: paragraph,
  ...Object.fromEntries(Object.keys(HEADINGS).map((name) => [name, heading])),
  ul: list,
  ol: list,
  table: (node, setting) => drawTable(node, setting),
  pre: preformatted,
  hr: rule,
  img: (node, { pictures, ...setting }) => drawPicture(node, setting, pictures),
  figure: (node, setting) => drawBlocks(node.children, setting),
  figcaption: paragraph,
  summary: paragraph,
  section: group,
  div: group,
  blockquote: barred,
  aside: barred,
  details: barred,
}

/** Draws blocks one below the other; runs of inline content between them become paragraphs. */
export function drawBlocks(nodes: readonly ElementContent[], setting: Setting): void {
  let run: ElementContent[] = []
  const close = (): void => {
    if (textOf(run).trim() !== '') drawText(run, setting, 'P', setting.style)
    run = []
  }
  for (const node of nodes) {
    const draw = node.type === 'element' ? BLOCKS[node.tagName] : undefined
    if (draw === undefined || node.type !== 'element') {
      run.push(node)
      continue
    }
    close()
    draw(node, setting)
  }
  close()
}

const GAP = 5

/** Text as one element of structure, two lines of it kept together at a page's end. */
function drawText(
  nodes: readonly ElementContent[],
  setting: Setting,
  type: string,
  style: Style,
  verbatim = false,
): void {
  const lines = verbatim
    ? verbatimRuns(nodes, style).flatMap((runs) => linesOf(runs, setting.width, setting.flow.measure))
    : linesOf(runsOf(nodes, style), setting.width, setting.flow.measure)
  if (lines.length === 0) return
  const { flow, parent, x } = setting
  const height = style.size * LEADING
  const element = flow.open(parent, type)
  lines.forEach((line, i) => {
    const rest = lines.length - i
    if (i === 0 || rest === 2) flow.need(height * Math.min(2, rest))
    flow.line(element, line, x, flow.take(height), rest > 1)
  })
  flow.space(GAP)
}

/** Lines as written; spaces at their beginning are kept as no-break spaces. */
const verbatimRuns = (nodes: readonly ElementContent[], style: Style): Run[][] =>
  textOf(nodes)
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => runsOf([text(line.replaceAll('\t', '    ').replace(/ /g, '\u00a0') || '\u00a0')], style, true))

function paragraph(node: Element, setting: Setting): void {
  if (node.children.some((child) => child.type === 'element' && child.tagName === 'img')) {
    drawBlocks(node.children, setting)
    return
  }
  if (hasClass(node, 'blank')) {
    blank(node, setting)
    return
  }
  const style = styleOf(node, setting.style)
  drawText(node.children, setting, node.tagName === 'figcaption' ? 'Caption' : 'P', style)
}

function styleOf(node: Element, style: Style): Style {
  if (hasClass(node, 'box-title') || hasClass(node, 'objectives') || node.tagName === 'summary')
    return { ...style, weight: 'semibold' }
  if (hasClass(node, 'about') || hasClass(node, 'media-note') || node.tagName === 'figcaption')
    return { ...style, colour: COLOUR.muted, size: SIZE.small + 0.5 }
  return style
}

/** A line to write on, behind its label and before the unit. */
function blank(node: Element, setting: Setting): void {
  const { flow, parent, x, style } = setting
  const line = node.children.findIndex((child) => child.type === 'element')
  const label = textOf(node.children.slice(0, line)).trim()
  const unit = textOf(node.children.slice(line + 1)).trim()
  const height = style.size * LEADING + 8
  const top = flow.take(height) + 8
  const element = flow.open(parent, 'P')
  const [first] = linesOf([{ text: label, style }], setting.width, flow.measure)
  if (first !== undefined) flow.line(element, first, x, top, unit !== '')
  const begin = x + flow.measure(`${label} `, style)
  const end = begin + 160
  flow.artifact((doc) =>
    doc
      .moveTo(begin, top + style.size * 1.2)
      .lineTo(end, top + style.size * 1.2)
      .lineWidth(0.7)
      .stroke(COLOUR.ink),
  )
  const [after] = linesOf([{ text: unit, style }], setting.width, flow.measure)
  if (after !== undefined) flow.line(element, after, end + 4, top, false)
  flow.space(GAP)
}

function heading(node: Element, setting: Setting): void {
  const { size, above, colour } = HEADINGS[node.tagName] ?? { size: SIZE.text, above: 10, colour: COLOUR.ink }
  const { flow } = setting
  flow.space(above)
  // A heading never stands alone at the foot of a page.
  flow.need(size * LEADING + (hasClass(node, 'check-title') ? 10 : 4) * SIZE.text * LEADING)
  if (node.tagName === 'h1' || node.tagName === 'h2') flow.bookmark(textOf(node.children))
  drawText(node.children, setting, node.tagName.toUpperCase(), { ...setting.style, weight: 'semibold', size, colour })
  if (node.tagName !== 'h2') return
  flow.artifact((doc) => {
    const y = PAGE.bottom - flow.left() - 4
    doc
      .moveTo(setting.x, y)
      .lineTo(setting.x + setting.width, y)
      .lineWidth(0.5)
      .stroke(COLOUR.line)
  })
  flow.space(3)
}

const INDENT = 18
const BOX = 8
const indentOf = (list: Element): number => (hasClass(list, 'boxes') ? INDENT + BOX + 6 : INDENT)

/** About how high text and lists of text come out; pictures in them count for nothing. */
function heightOf(nodes: readonly ElementContent[], { flow, style, width }: Setting): number {
  const textHeight = (node: Element, within: number): number =>
    linesOf(runsOf(node.children, style), within, flow.measure).length * style.size * LEADING + GAP
  return elementsOf(nodes).reduce((sum, node) => {
    if (node.tagName !== 'ol') return sum + textHeight(node, width)
    const items = elementsOf(node.children).map((item) => textHeight(item, width - indentOf(node)))
    return sum + items.reduce((all, height) => all + height, 0)
  }, 0)
}

const elementsOf = (nodes: readonly ElementContent[]): Element[] =>
  nodes.flatMap((node) => (node.type === 'element' ? [node] : []))

function list(node: Element, setting: Setting): void {
  const { flow, x, style } = setting
  const element = flow.open(setting.parent, 'L')
  const start = Number(node.properties.start ?? 1)
  const items = node.children.filter((child) => child.type === 'element' && child.tagName === 'li')
  const boxes = hasClass(node, 'boxes')
  const indent = indentOf(node)
  // Letters are looked up while the answer is written: on two pages they are found half.
  if (hasClass(node, 'letters')) flow.need(heightOf([node], setting))
  items.forEach((item, i) => {
    if (item.type !== 'element') return
    const number = Number(item.properties.value ?? start + i)
    const label =
      node.tagName === 'ul' ? '•' : hasClass(node, 'letters') ? `${String.fromCharCode(64 + number)}.` : `${number}.`
    const li = flow.open(element, 'LI')
    flow.need(2 * style.size * LEADING)
    const top = PAGE.bottom - flow.left()
    const lines = linesOf([{ text: label, style }], indent, flow.measure)
    const marker = flow.open(li, 'Lbl')
    for (const line of lines) flow.line(marker, line, x + (boxes ? BOX + 6 : 0), top, false)
    if (boxes) {
      flow.artifact((doc) =>
        doc
          .rect(x + 0.5, top + style.size * 0.32, BOX, BOX)
          .lineWidth(0.8)
          .stroke(COLOUR.ink),
      )
    }
    const body = flow.open(li, 'LBody')
    drawBlocks(item.children, { ...setting, parent: body, x: x + indent, width: setting.width - indent })
  })
  flow.space(2)
}

function preformatted(node: Element, setting: Setting): void {
  const style: Style = { ...setting.style, size: setting.style.size - 0.5, code: true }
  drawText(node.children, setting, 'Code', style, true)
}

function rule(_: Element, { flow, x, width }: Setting): void {
  const y = flow.take(12) + 6
  flow.artifact((doc) =>
    doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.5)
      .stroke(COLOUR.line),
  )
}

function group(node: Element, setting: Setting): void {
  if (hasClass(node, 'answer')) {
    barred(node, setting)
    return
  }
  if (hasClass(node, 'targets')) setting.flow.need(heightOf(node.children, setting))
  const isQuestion = hasClass(node, 'question')
  if (isQuestion) {
    setting.flow.space(6)
    setting.flow.need(8 * setting.style.size * LEADING)
  }
  const parent = isQuestion || node.tagName === 'section' ? setting.flow.open(setting.parent, 'Sect') : setting.parent
  drawBlocks(node.children, { ...setting, parent })
}

const INSET = 12

/** A box or quotation: indented, with a bar beside it over as many pages as it takes. */
function barred(node: Element, setting: Setting): void {
  const { flow, x, width } = setting
  const type = node.tagName === 'blockquote' ? 'BlockQuote' : 'Div'
  flow.space(3)
  flow.need(3 * setting.style.size * LEADING)
  const parent = flow.open(setting.parent, type)
  flow.withBar(x, () => drawBlocks(node.children, { ...setting, parent, x: x + INSET, width: width - INSET }))
  flow.space(6)
}
