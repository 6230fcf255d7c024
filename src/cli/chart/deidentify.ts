import { type Identifier, scanText } from '../../checks/index.ts'
import type { Chart, ChartDocument } from './chart.ts'
import { readDate, relativeDay } from './days.ts'
import { type Cast, castOf } from './invented.ts'

/** What stands in the place of something that was taken out. */
const REMOVED: Readonly<Partial<Record<Identifier['is'], string>>> = {
  place: '[place]',
  age: '90 or older',
  phone: '[phone]',
  email: '[e-mail]',
  ssn: '[number]',
  record: '[number]',
  account: '[number]',
  vehicle: '[vehicle]',
  device: '[device number]',
  url: '[address]',
  ip: '[address]',
  biometric: '[biometric]',
  photo: '[photo]',
}

export interface Deidentified {
  readonly documents: readonly ChartDocument[]
  /** How many identifiers were replaced. */
  readonly replaced: number
}

/**
 * Puts invented names, relative days and marks in the place of what says who somebody is: first the words that the source
 * itself names as such, then whatever the checks find. What they do not find stays, so the author reads every document.
 */
export function deidentify({ documents, identity, firstDay }: Chart): Deidentified {
  const cast = castOf('chart')
  // Whoever is named first gets the first name: the patient.
  cast.meet(identity.flatMap(({ is, text }) => (is === 'patient' || is === 'person' ? [text] : [])))
  const first = firstDay ?? firstDate(documents)
  let replaced = 0
  const count = (text: string): string => {
    replaced += 1
    return text
  }
  const known = [...identity].sort((a, b) => b.text.length - a.text.length)
  const named = documents.map(({ title, text }) =>
    known
      .reduce(
        (result, { is, text: word }) =>
          result.replace(wholeWords(word), () =>
            count(is === 'patient' || is === 'person' ? cast.rename(word) : is === 'place' ? '[place]' : '[number]'),
          ),
        `${title}\n${text}`,
      )
      .split('\n'),
  )
  // All documents at once: who is named in full in one is known by a part of the name in another.
  const lines = named.flat()
  const found = scanText(lines, { strict: true }).map((here, i) => wholeNames(lines[i] ?? '', here))
  cast.meet(found.flatMap((here) => here.flatMap(({ is, text }) => (is === 'name' ? [text] : []))))
  let at = 0
  const changed = named.map((own): ChartDocument => {
    const [title = '', ...body] = own.map((line) => replaceIn(line, found[at++] ?? [], cast, first, count))
    return { title, text: body.join('\n') }
  })
  return { documents: changed, replaced }
}

/** Initials before a name belong to it; what ends a sentence there does not. */
const INITIALS = /(?<![\p{L}\d.'’/-])(?:\p{Lu}\. ?){1,2}$/u
const NO_INITIALS =
  /(?:\d|\b(?:vitamins?|hepatitis|groups?|types?|stages?|class|grade|influenza|factor|protein|strain|serotype|serogroup|child-pugh|hemoglobin|immunoglobulin|category|segment|appendix|troponin|plan|unit|ward|room|building|wing|bed|part|section|schedule|lead|level|cephalosporin|is|was|score|positive|negative)) $/i
const ABBREVIATION =
  /^(?:I\.V|I\.M|P\.O|P\.R|S\.C|S\.L|E\.R|E\.D|O\.R|M\.D|D\.O|R\.N|N\.P|P\.A|P\.T|O\.T|U\.S|D\.C|A\.M|P\.M)\./

/** Names with the initials before them. */
function wholeNames(line: string, found: readonly Identifier[]): Identifier[] {
  return found.map((one) => {
    const before = line.slice(0, one.start)
    const initials = one.is === 'name' ? (INITIALS.exec(before)?.[0] ?? '') : ''
    const start = one.start - initials.length
    const taken = found.some((other) => other !== one && other.end > start && other.start < one.start)
    return initials === '' || taken || ABBREVIATION.test(initials) || NO_INITIALS.test(line.slice(0, start))
      ? one
      : { ...one, start, text: line.slice(start, one.end) }
  })
}

function replaceIn(
  line: string,
  found: readonly Identifier[],
  cast: Cast,
  first: string | undefined,
  count: (text: string) => string,
): string {
  return [...found]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, { is, start, end, text: shown }) =>
        `${text.slice(0, start)}${count(standIn(is, shown, cast, first))}${text.slice(end)}`,
      line,
    )
}

function standIn(is: Identifier['is'], text: string, cast: Cast, first: string | undefined): string {
  if (is === 'name') return cast.rename(text)
  if (is !== 'date') return REMOVED[is] ?? '[removed]'
  const date = first === undefined ? undefined : readDate(text, Number(first.slice(0, 4)))
  return date === undefined || first === undefined ? '[date]' : relativeDay(date, first)
}

/** A day that lies before what the chart is about. */
const EARLIER = /\b(?:last seen|prior|previous|born|DOB|birth|history of|since)\b/i

/** The day of admission where a line names it, else the first day of the newest year that is not told as an earlier one. */
function firstDate(documents: readonly ChartDocument[]): string | undefined {
  const lines = documents.flatMap(({ title, text }) => [title, ...text.split('\n')])
  const dated = scanText(lines, { strict: true }).flatMap((found, i) =>
    found.flatMap(({ is, text }) => {
      const date = is === 'date' && /\d{4}|[/-]\d\d$/.test(text) ? readDate(text, LATEST) : undefined
      return date === undefined || date.length < 10 ? [] : [{ date, line: lines[i] ?? '' }]
    }),
  )
  const admitted = dated.find(({ line }) => /\badmi(?:t|ssion)|\barriv|date of (?:service|visit)/i.test(line))
  const newest =
    dated
      .map(({ date }) => date.slice(0, 4))
      .sort()
      .at(-1) ?? ''
  const own = dated.find(({ date, line }) => date.startsWith(newest) && !EARLIER.test(line))
  return (admitted ?? own ?? dated.at(-1))?.date
}

/** Years of two digits are read as of this century. */
const LATEST = 2099

const wholeWords = (word: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\d])${word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?![\p{L}\d])`, 'giu')
