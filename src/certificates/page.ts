import type { CertificateContent } from './content.ts'
import { CertificateError } from './errors.ts'
import { drawFacts, factsHeight } from './facts.ts'
import type { EmbeddedImage } from './images.ts'
import type { Box, Pen, Structure, TextStyle } from './pen.ts'
import { DENSITIES, type Density, FIT, LOGO, SIGNATURE } from './theme.ts'
import { drawVerify, verifyHeight } from './verify.ts'

const HEADING = { size: 19, weight: 'semibold', colour: 'accent' } as const satisfies TextStyle
const LABEL = { size: 9, colour: 'muted' } as const satisfies TextStyle
const SMALL = { size: 8.5, colour: 'muted' } as const satisfies TextStyle
const SIGNED = { size: 9.5 } as const satisfies TextStyle
const FINE = { size: 7.5, colour: 'muted' } as const satisfies TextStyle

/** A picture of the template, ready to be drawn in its proportions. */
export interface PlacedPicture {
  readonly image: EmbeddedImage
  readonly alt: string
  readonly width: number
  readonly height: number
}

export interface Pictures {
  readonly logo?: PlacedPicture
  readonly signature?: PlacedPicture
}

/**
 * Places the content on one page: heading and provider on top, the facts, the code and the small print at the foot,
 * and who completed what in the middle of the room between. Elements are tagged in reading order.
 * Throws {@link CertificateError} where a text does not fit.
 */
export function drawPage(pen: Pen, root: Structure, content: CertificateContent, pictures: Pictures): void {
  const { statement, textLanguage } = content
  const { left, column } = pen.sheet
  const headEnd = drawHead(pen, root, content, pictures.logo)
  const who = whoLines(pen, content)
  const what = whatLines(pen, content)
  const signed = signatoryHeight(pen, content, pictures.signature)
  const needed = heightOf(who) + Math.max(heightOf(what), signed)

  const foot = DENSITIES.map((density) => placeFoot(pen, content, density)).find(({ top }) => top - headEnd >= needed)
  if (foot === undefined) throw new CertificateError(longestText(content))

  const whatTop = drawLines(pen, root, who, headEnd + (foot.top - headEnd - needed) / 2)
  drawLines(pen, root, what, whatTop)
  drawSignatory(pen, root, content, pictures.signature, whatTop)
  drawFacts(pen, root, content.facts, foot.top, foot.density)
  drawVerify(pen, root, content, foot.top)
  const statementAt = { x: left, y: foot.statementTop, width: column }
  pen.paragraph(root, 'P', { lang: textLanguage }, statement, statementAt, foot.statement)
  pen.rule(left, foot.smallTop - 8, column)
  drawLines(
    pen,
    root,
    smallPrint(content).map((text) => lineOf(pen, text, FINE)),
    foot.smallTop,
  )
}

/** Returns where the room below the heading begins. */
function drawHead(pen: Pen, root: Structure, content: CertificateContent, logo: PlacedPicture | undefined): number {
  const { messages, provider } = content
  const { left, right, top, column } = pen.sheet
  const half = column / 2
  const name: TextStyle = { ...pen.fit('provider.name', provider.name, half, 'semibold', FIT.provider), align: 'end' }
  const nameHeight = pen.height(provider.name, half, name)
  pen.paragraph(root, 'H1', {}, messages.heading, { x: left, y: top, width: half }, HEADING)
  let y: number = top
  if (logo !== undefined) {
    const size = within(logo, LOGO)
    drawPicture(pen, root, logo, { x: right - size.width, y, ...size })
    y += size.height + LOGO.below
  }
  pen.paragraph(root, 'P', {}, provider.name, { x: left + half, y, width: half }, name)
  y += nameHeight
  if (provider.url !== undefined) {
    const { url } = provider
    pen.paragraph(root, 'P', {}, url, { x: left + half, y, width: half }, { ...SMALL, align: 'end' })
    y += pen.height(url, half, SMALL)
  }
  const end = Math.max(top + pen.height(messages.heading, half, HEADING), y) + 8
  pen.rule(left, end, column)
  return end
}

interface Line {
  readonly text: string
  readonly style: TextStyle
  readonly width: number
  /** White space above. */
  readonly above: number
  readonly height: number
  readonly lang?: string
}

const lineOf = (pen: Pen, text: string, style: TextStyle, above = 0, width = pen.sheet.column): Line => ({
  text,
  style,
  width,
  above,
  height: pen.height(text, width, style),
})

const heightOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + line.above + line.height, 0)

function whoLines(pen: Pen, { messages, learner }: CertificateContent): Line[] {
  const name = pen.fit('learnerName', learner, pen.sheet.column, 'semibold', FIT.learner)
  return [lineOf(pen, messages.presentedTo, LABEL), lineOf(pen, learner, name, 1)]
}

/** Beside them stands the signatory, where there is one. */
function whatLines(pen: Pen, content: CertificateContent): Line[] {
  const { messages, activity, activityNote, textLanguage, signatory } = content
  const width = signatory === undefined ? pen.sheet.column : pen.sheet.facts
  const title = pen.fit('activityTitle', activity, width, 'regular', FIT.activity)
  return [
    lineOf(pen, messages.forCompleting, LABEL, 7, width),
    { ...lineOf(pen, activity, title, 1, width), lang: textLanguage },
    lineOf(pen, activityNote, SMALL, 2, width),
  ]
}

/** Returns where the lines end. */
function drawLines(pen: Pen, root: Structure, lines: readonly Line[], top: number, x = pen.sheet.left): number {
  let y = top
  for (const { text, style, width, above, height, lang } of lines) {
    y += above
    const options = lang === undefined ? {} : { lang }
    pen.paragraph(root, 'P', options, text, { x, y, width }, style)
    y += height
  }
  return y
}

function signatoryHeight(pen: Pen, { signatory }: CertificateContent, signature: PlacedPicture | undefined): number {
  if (signatory === undefined) return 0
  const picture = signature === undefined ? 0 : within(signature, SIGNATURE).height
  return SIGNATURE.above + picture + 3 + heightOf(signatoryLines(pen, signatory))
}

const signatoryLines = (pen: Pen, { name, title }: { readonly name: string; readonly title: string }): Line[] => [
  lineOf(pen, name, SIGNED, 0, pen.sheet.side),
  lineOf(pen, title, SMALL, 0, pen.sheet.side),
]

function drawSignatory(
  pen: Pen,
  root: Structure,
  { signatory, messages }: CertificateContent,
  signature: PlacedPicture | undefined,
  top: number,
): void {
  if (signatory === undefined) return
  const x = pen.sheet.right - pen.sheet.side
  let y = top + SIGNATURE.above
  if (signature !== undefined) {
    const size = within(signature, SIGNATURE)
    drawPicture(pen, root, { ...signature, alt: messages.signatureAlt(signatory.name) }, { x, y, ...size })
    y += size.height
  }
  pen.rule(x, y + 1, pen.sheet.side)
  drawLines(pen, root, signatoryLines(pen, signatory), y + 3, x)
}

function drawPicture(pen: Pen, root: Structure, { image, alt }: PlacedPicture, box: Box): void {
  pen.figure(root, alt, box, (placed) => pen.image(image, placed))
}

/** The largest size in the picture's proportions, and none larger than one point a pixel. */
function within(
  { width, height }: PlacedPicture,
  room: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, room.width / width, room.height / height)
  return { width: width * scale, height: height * scale }
}

const smallPrint = ({ lines, messages }: CertificateContent): string[] => [...lines, messages.notAffiliated]

/** Where the lower part stands, measured from the bottom margin upwards. */
function placeFoot(pen: Pen, content: CertificateContent, density: Density) {
  const { bottom, column } = pen.sheet
  const statement: TextStyle = { size: density.statement, colour: 'muted' }
  const smallTop = bottom - smallPrint(content).reduce((sum, text) => sum + pen.height(text, column, FINE), 0)
  const statementTop = smallTop - 18 - pen.height(content.statement, column, statement)
  const top = statementTop - 14 - Math.max(factsHeight(pen, content.facts, density), verifyHeight(pen, content))
  return { density, statement, smallTop, statementTop, top }
}

/** The longest of the texts that share the lower part: shortening it helps most. */
function longestText({ statement, facts }: CertificateContent) {
  const candidates = [
    { field: 'statement', length: statement.length },
    ...facts.map(({ field, value }) => ({ field, length: value.length })),
  ]
  const longest = candidates.reduce((a, b) => (b.length > a.length ? b : a))
  return { code: 'text-too-long', ...longest } as const
}
