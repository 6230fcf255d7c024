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
  for (const { is, text } of identity) if (is === 'patient') cast.rename(text)
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
  const found = scanText(named.flat(), { strict: true })
  let at = 0
  const changed = named.map((lines): ChartDocument => {
    const [title = '', ...body] = lines.map((line) => replaceIn(line, found[at++] ?? [], cast, first, count))
    return { title, text: body.join('\n') }
  })
  return { documents: changed, replaced }
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
