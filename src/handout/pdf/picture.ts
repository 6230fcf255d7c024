import type { Element } from 'hast'
import svgToPdf from 'svg-to-pdfkit'
import type { Weight } from '../../certificates/fonts.ts'
import { contentOf, stringOf, textOf } from '../hast.ts'
import type { Place } from './flow.ts'
import { linesOf } from './inline.ts'
import { inSymbols } from './symbols.ts'
import { COLOUR, LEADING, PAGE } from './theme.ts'

/** Bytes of the course's pictures, by path. */
export type Pictures = ReadonlyMap<string, Uint8Array>

const HIGHEST = 330
/** CSS pixels to points. */
const POINT = 0.75

/**
 * A picture with its text alternative, no larger than it was meant to be. A kind that PDF cannot hold (GIF, WebP, AVIF) is
 * told by that text in a frame.
 */
export function drawPicture(node: Element, place: Place, pictures: Pictures): void {
  const { flow, parent, x, width } = place
  const path = stringOf(node, 'src')
  const alt = stringOf(node, 'alt')
  const bytes = pictures.get(path)
  if (bytes === undefined) throw new Error(`The bytes of the picture ${path} were not handed in.`)
  const kind = path.endsWith('.svg') ? 'svg' : /\.(png|jpe?g)$/.test(path) ? 'bitmap' : undefined
  if (kind === undefined) {
    framed(alt, place)
    return
  }
  const svg = new TextDecoder().decode(bytes)
  const natural = kind === 'svg' ? svgSize(svg) : flow.imageSize(bytes)
  const scale = Math.min(POINT, width / natural.width, HIGHEST / natural.height)
  const size = { width: natural.width * scale, height: natural.height * scale }
  flow.space(4)
  const top = flow.take(size.height)
  const fontOf = kind === 'svg' && inSymbols(wordsIn(svg)) ? flow.symbols : (weight: Weight): string => weight
  const fontCallback = (_: string, bold: boolean, italic: boolean): string =>
    fontOf(bold ? 'semibold' : italic ? 'italic' : 'regular')
  const draw = (doc: PDFKit.PDFDocument): void => {
    if (kind === 'bitmap') doc.image(Buffer.from(bytes), x, top, size)
    else svgToPdf(doc, svg, x, top, { ...size, ...SVG, fontCallback })
  }
  if (alt === '') flow.artifact(draw)
  else {
    const bbox = [x, top, x + size.width, top + size.height] as const
    flow.content(flow.open(parent, 'Figure', { alt, bbox, placement: 'Block' }), draw)
  }
  flow.space(8)
}

const SVG = {
  assumePt: true,
  preserveAspectRatio: 'xMinYMin meet',
  // Nothing outside the picture is read.
  imageCallback: () => '',
  warningCallback: () => undefined,
}

/** Parts of an SVG picture whose words are not drawn. */
const UNDRAWN = /<(title|desc|style|metadata)\b[\s\S]*?<\/\1>/g

/** What is written in an SVG picture. */
export const wordsIn = (svg: string): string => textOf(contentOf(svg.replace(UNDRAWN, '')))

/** In CSS pixels: what the root says, or the view box. */
function svgSize(svg: string): { readonly width: number; readonly height: number } {
  const root = /<svg\b[^>]*>/.exec(svg)?.[0] ?? ''
  const length = (name: string): number =>
    Number(new RegExp(`\\s${name}\\s*=\\s*["']([\\d.]+)(px)?["']`).exec(root)?.[1])
  const box = /viewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(root)
  const width = length('width') || Number(box?.[1]) || 300
  const height = length('height') || Number(box?.[2]) || 150
  return { width, height }
}

function framed(alt: string, { flow, parent, x, width, style }: Place): void {
  if (alt === '') return
  const lines = linesOf([{ text: alt, style }], width - 16, flow.measure)
  const height = style.size * LEADING
  const top = flow.take(lines.length * height + 12)
  flow.artifact((doc) =>
    doc
      .rect(x, top, width, lines.length * height + 12)
      .lineWidth(0.5)
      .stroke(COLOUR.line),
  )
  const bbox = [x, top, x + width, Math.min(PAGE.bottom, top + lines.length * height + 12)] as const
  const figure = flow.open(parent, 'Figure', { alt, bbox, placement: 'Block' })
  lines.forEach((line, i) => {
    flow.line(figure, line, x + 8, top + 6 + i * height, i < lines.length - 1)
  })
  flow.space(8)
}
