import type { Chart, ChartDocument } from './chart.ts'

/** Headings that begin a document of their own; other headings stay inside one. */
const DOCUMENT =
  /^(?:face sheet|(?:admission )?history (?:and|&) physical|h&p|(?:operative|procedure|radiology|pathology|imaging) (?:report|note)|progress notes?|discharge summary|consult(?:ation)?(?: note| report)?|emergency department(?: note)?|ed note|clinic note|office visit|lab(?:oratory)?(?: results| report)?s?|nursing notes?|medications?(?: list| record)?|orders?|anesthesia record|physician queries)\b/i

interface Heading {
  readonly title: string
  readonly level: number
}

/** Reads a chart from plain text or Markdown: documents begin at their headings, the rest stands in one called "Note". */
export function readNote(text: string): Chart {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .split('\n')
  const headings = lines.map(headingOf)
  const marked = headings.some((heading) => heading?.level === 2 || heading?.level === 1)
  const documents: { title: string; lines: string[] }[] = []
  lines.forEach((line, i) => {
    const heading = headings[i]
    const begins =
      heading !== undefined && (marked ? heading.level > 0 && heading.level <= 2 : DOCUMENT.test(heading.title))
    if (begins) documents.push({ title: sentence(heading.title), lines: [] })
    else {
      const into = documents.at(-1) ?? documents[documents.push({ title: 'Note', lines: [] }) - 1]
      into?.lines.push(heading === undefined ? plain(line) : `### ${sentence(heading.title)}`)
    }
  })
  const read = documents.map(({ title, lines: own }): ChartDocument => ({ title, text: tidy(own) }))
  const whole = read.filter((one) => one.text !== '')
  const setting = /\b(?:admit|admission|discharge summary|hospital day|inpatient)/i.test(text)
    ? 'inpatient'
    : 'outpatient'
  return { setting, documents: whole, identity: [] }
}

/** `# Title`, `TITLE` or `Title:` alone on a line. Level 0 for those without a number of marks. */
function headingOf(line: string): Heading | undefined {
  const [, marks, marked] = /^(#{1,6}) +(.+?)\s*#*$/.exec(line) ?? []
  if (marks !== undefined && marked !== undefined) return { title: marked, level: marks.length }
  const [, title] = /^([A-Z][A-Z &/()-]{3,60}):?\s*$/.exec(line) ?? /^([A-Z][A-Za-z &/()-]{3,60}):\s*$/.exec(line) ?? []
  return title === undefined ? undefined : { title, level: 0 }
}

const sentence = (title: string): string =>
  /[a-z]/.test(title) ? title.trim() : `${title.charAt(0)}${title.slice(1).toLowerCase()}`.trim()

/** What Markdown would take for a mark of its own stays text. */
const plain = (line: string): string =>
  line
    .replace(/</g, '\\<')
    .replace(/^( {0,3})(?=(?:>|~~~|```|={3,}|-{3,}\s*$))/, '$1\\')
    .replace(/^(?: {4,}|\t+)/, '')

/** Lines of a plain note stand for themselves; a blank line in between keeps them apart. */
const tidy = (lines: readonly string[]): string =>
  lines
    .map((line, i) =>
      /^(?:[-*+|#]|\d+[.)] |\s*$)/.test(line) || /^(?:[-*+|]|\s*$)/.test(lines[i + 1] ?? '') ? line : `${line}\\`,
    )
    .join('\n')
    .replace(/\\(?=\n#|\n\n|$)/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
