import type { ElementContent } from 'hast'
import PDFDocument from 'pdfkit'
import { collect } from '../../certificates/collect.ts'
import { restartFonts } from '../../certificates/fonts.ts'
import type { HandoutContent } from '../content.ts'
import { HandoutError } from '../errors.ts'
import { stringOf, textOf } from '../hast.ts'
import type { HandoutAssets } from '../html.ts'
import { words } from '../words.ts'
import { BODY, drawBlocks } from './blocks.ts'
import { createFlow, type Flow } from './flow.ts'
import { byFont, type Style } from './inline.ts'
import { wordsIn } from './picture.ts'
import { missingInHandout, missingInPicture } from './symbols.ts'
import { COLOUR, PAGE, SIZE } from './theme.ts'

/** The handout names no day, so neither does its file: the same module gives the same bytes on every day. */
const EPOCH = new Date(Date.UTC(2000, 0, 1))

/**
 * Draws a handout as tagged PDF: headings, lists, tables, notes and figures with their text alternative in reading order;
 * header and footer outside it. Rejects with {@link HandoutError} where a character has no glyph.
 */
export async function pdfHandout(content: HandoutContent, assets: HandoutAssets): Promise<Uint8Array> {
  const { course, module, body, answers } = content
  refuseMissingGlyphs(content, assets)
  restartFonts()
  const title = `${module.title} – ${course.title}`
  const doc = new PDFDocument({
    pdfVersion: '1.7',
    size: [PAGE.width, PAGE.height],
    margin: 0,
    font: '',
    tagged: true,
    displayTitle: true,
    lang: course.language,
    bufferPages: true,
    info: {
      Title: title,
      Producer: 'Chartwright',
      Creator: 'Chartwright',
      CreationDate: EPOCH,
    },
  })
  escapeInMetadata(doc, title)
  const bytes = collect(doc)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const flow = createFlow(doc)
  const setting = {
    flow,
    parent: root,
    x: PAGE.left,
    width: PAGE.right - PAGE.left,
    style: BODY,
    pictures: assets.bytes,
  }
  drawBlocks(body, setting)
  if (answers.length > 0) {
    flow.newPage()
    drawBlocks(answers, setting)
  }
  root.end()
  drawFrames(doc, flow, content)
  doc.end()
  return bytes
}

/** What every page has: course and version above; page, and that nobody official made it, below. */
function drawFrames(doc: InstanceType<typeof PDFDocument>, flow: Flow, { course, module }: HandoutContent): void {
  const { start, count } = doc.bufferedPageRange()
  const width = PAGE.right - PAGE.left
  const style: Style = { weight: 'regular', size: SIZE.small, colour: COLOUR.muted }
  const widthOf = (text: string): number =>
    byFont({ text, style }).reduce((sum, run) => sum + flow.measure(run.text, run.style), 0)
  const half = (width - HEAD_GAP) / 2
  const headOf = (room: number): string =>
    fitted(oneLine(course.title), (title) => words.version(title, course.version), room, widthOf)
  const [alone, beside] = [headOf(width), headOf(half)]
  const own = fitted(
    oneLine(module.title),
    (title) => title,
    width - HEAD_GAP - Math.max(half, widthOf(beside)),
    widthOf,
  )
  for (let i = start; i < start + count; i++) {
    doc.switchToPage(i)
    doc.markContent('Artifact', { type: 'Pagination' })
    const line = (text: string, y: number, align: 'left' | 'right'): void => {
      let at = align === 'left' ? PAGE.left : PAGE.right - widthOf(text)
      for (const run of byFont({ text, style })) {
        flow.write(run, at, y)
        at += flow.measure(run.text, run.style)
      }
    }
    line(i > start ? beside : alone, 40, 'left')
    if (i > start) line(own, 40, 'right')
    line(words.notAffiliated, 744, 'left')
    line(words.page(i - start + 1, count), 744, 'right')
    doc.moveTo(PAGE.left, 738).lineTo(PAGE.right, 738).lineWidth(0.5).stroke(COLOUR.line)
    doc.endMarkedContent()
  }
}

/** White space between what is on the left and on the right above a page. */
const HEAD_GAP = 16

/** A title cut so that what is made of it is no wider than `room`; the cut is shown by an ellipsis. */
function fitted(
  title: string,
  madeOf: (title: string) => string,
  room: number,
  widthOf: (text: string) => number,
): string {
  if (widthOf(madeOf(title)) <= room) return madeOf(title)
  const characters = Array.from(new Intl.Segmenter('en').segment(title), ({ segment }) => segment)
  const cut = (length: number): string => madeOf(`${characters.slice(0, length).join('').trimEnd()}…`)
  let [fits, tooLong] = [0, characters.length]
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2)
    if (widthOf(cut(middle)) <= room) fits = middle
    else tooLong = middle
  }
  return cut(fits)
}

const oneLine = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

function refuseMissingGlyphs({ places }: HandoutContent, { bytes }: HandoutAssets): void {
  const drawn = new Set(places.flatMap(({ nodes }) => picturesIn(nodes)))
  const inPictures = [...drawn]
    .filter((path) => path.endsWith('.svg'))
    .map((path) => ({
      where: `the picture ${path}`,
      characters: missingInPicture(wordsIn(new TextDecoder().decode(bytes.get(path)))),
    }))
  const written = new Map<string, string>()
  for (const { where, nodes } of places) written.set(where, `${written.get(where) ?? ''} ${textOf(nodes)}`)
  const inTexts = [...written].map(([where, text]) => ({ where, characters: missingInHandout(text) }))
  const missing = [...inTexts, ...inPictures].filter(({ characters }) => characters.length > 0)
  if (missing.length > 0) throw new HandoutError(missing)
}

const picturesIn = (nodes: readonly ElementContent[]): string[] =>
  nodes.flatMap((node) =>
    node.type !== 'element' ? [] : node.tagName === 'img' ? [stringOf(node, 'src')] : picturesIn(node.children),
  )

/** pdfkit writes the title into XMP unescaped, and the same into the information dictionary, which is not XML. */
function escapeInMetadata(doc: InstanceType<typeof PDFDocument>, title: string): void {
  const escaped = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const append = doc.appendXML.bind(doc)
  doc.appendXML = (xml, newline) =>
    append(
      xml.replace(title, () => escaped),
      newline,
    )
}
