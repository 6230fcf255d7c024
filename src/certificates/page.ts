import type { CertificateContent } from './content.ts'
import { CertificateError } from './errors.ts'
import { drawFacts, factsHeight } from './facts.ts'
import type { Pen, Structure, TextStyle } from './pen.ts'
import { COLOUR, COLUMN, DENSITIES, type Density, FIT, PAGE } from './theme.ts'
import { drawVerify, verifyHeight } from './verify.ts'

const HEADING = { size: 19, weight: 'semibold', colour: COLOUR.accent } as const satisfies TextStyle
const LABEL = { size: 9, colour: COLOUR.muted } as const satisfies TextStyle
const SMALL = { size: 8.5, colour: COLOUR.muted } as const satisfies TextStyle
const FINE = { size: 7.5, colour: COLOUR.muted } as const satisfies TextStyle

/**
 * Places the content on one page: heading and provider on top, the facts, the code and the small print at the foot,
 * and who completed what in the middle of the room between. Elements are tagged in reading order.
 * Throws {@link CertificateError} where a text does not fit.
 */
export function drawPage(pen: Pen, root: Structure, content: CertificateContent): void {
  const { messages, statement, textLanguage } = content
  const headEnd = drawHead(pen, root, content)
  const lines = learnerLines(pen, content)
  const needed = lines.reduce((sum, line) => sum + line.above + line.height, 0)

  const foot = DENSITIES.map((density) => placeFoot(pen, content, density)).find(({ top }) => top - headEnd >= needed)
  if (foot === undefined) throw new CertificateError(longestText(content))

  drawLines(pen, root, lines, headEnd + (foot.top - headEnd - needed) / 2)
  drawFacts(pen, root, content.facts, foot.top, foot.density)
  drawVerify(pen, root, content, foot.top)
  pen.tag(root, 'P', { lang: textLanguage }, () => {
    pen.text(statement, PAGE.left, foot.statementTop, COLUMN.width, foot.statement)
  })
  pen.rule(PAGE.left, foot.smallTop - 8, COLUMN.width)
  pen.tag(root, 'P', {}, () => {
    pen.text(messages.notAffiliated, PAGE.left, foot.smallTop, COLUMN.width, FINE)
  })
}

/** Returns where the room below the heading begins. */
function drawHead(pen: Pen, root: Structure, { messages, provider }: CertificateContent): number {
  const half = COLUMN.width / 2
  const name: TextStyle = { ...pen.fit('provider.name', provider.name, half, 'semibold', FIT.provider), align: 'right' }
  const nameHeight = pen.height(provider.name, half, name)
  pen.tag(root, 'H1', {}, () => {
    pen.text(messages.heading, PAGE.left, PAGE.top, half, HEADING)
  })
  pen.tag(root, 'P', {}, () => {
    pen.text(provider.name, PAGE.left + half, PAGE.top, half, name)
  })
  let urlHeight = 0
  if (provider.url !== undefined) {
    const { url } = provider
    urlHeight = pen.height(url, half, SMALL)
    pen.tag(root, 'P', {}, () => {
      pen.text(url, PAGE.left + half, PAGE.top + nameHeight, half, { ...SMALL, align: 'right' })
    })
  }
  const end = PAGE.top + Math.max(pen.height(messages.heading, half, HEADING), nameHeight + urlHeight) + 8
  pen.rule(PAGE.left, end, COLUMN.width)
  return end
}

interface Line {
  readonly text: string
  readonly style: TextStyle
  /** White space above. */
  readonly above: number
  readonly height: number
  readonly lang?: string
}

function learnerLines(pen: Pen, content: CertificateContent): Line[] {
  const { messages, learner, activity, activityNote, textLanguage } = content
  const name = pen.fit('learnerName', learner, COLUMN.width, 'semibold', FIT.learner)
  const title = pen.fit('activityTitle', activity, COLUMN.width, 'regular', FIT.activity)
  const line = (text: string, style: TextStyle, above: number): Line => ({
    text,
    style,
    above,
    height: pen.height(text, COLUMN.width, style),
  })
  return [
    line(messages.presentedTo, LABEL, 0),
    line(learner, name, 1),
    line(messages.forCompleting, LABEL, 7),
    { ...line(activity, title, 1), lang: textLanguage },
    line(activityNote, SMALL, 2),
  ]
}

function drawLines(pen: Pen, root: Structure, lines: readonly Line[], top: number): void {
  let y = top
  for (const { text, style, above, height, lang } of lines) {
    y += above
    pen.tag(root, 'P', lang === undefined ? {} : { lang }, () => {
      pen.text(text, PAGE.left, y, COLUMN.width, style)
    })
    y += height
  }
}

/** Where the lower part stands, measured from the bottom margin upwards. */
function placeFoot(pen: Pen, content: CertificateContent, density: Density) {
  const statement: TextStyle = { size: density.statement, colour: COLOUR.muted }
  const smallTop = PAGE.bottom - pen.height(content.messages.notAffiliated, COLUMN.width, FINE)
  const statementTop = smallTop - 18 - pen.height(content.statement, COLUMN.width, statement)
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
