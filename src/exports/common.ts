import type { MultipleResponse, Question, SingleChoice } from '../model/schema-types.ts'
import { type Shortfall, simplified } from './format.ts'
import { lineOf, lostInPlainText, readHtml } from './html.ts'
import type { Markup } from './markup.ts'

/** What is missing in every format of plain text files, where the engine decides on the order of options. */
export const orderOfOptions = ({ shuffle, options }: SingleChoice | MultipleResponse): Shortfall[] =>
  shuffle && !options.some(({ pinned }) => pinned)
    ? []
    : [simplified('the order of the options', 'the LMS shuffles them or not, by its own setting')]

/** For engines that shuffle all options or none. */
export function wholeShuffle({ shuffle, options }: SingleChoice | MultipleResponse): {
  readonly shuffle: boolean
  readonly shortfalls: readonly Shortfall[]
} {
  const pinned = options.some((option) => option.pinned)
  return shuffle && pinned
    ? { shuffle: false, shortfalls: [simplified('options that keep their place while others move', 'none is moved')] }
    : { shuffle, shortfalls: [] }
}

/**
 * HTML as one line of plain text, with what that loses. Made from the HTML because the `text` of questions is meant for
 * reports and names code systems.
 */
export function plain(html: string, shortfalls: Shortfall[]): string {
  const found = readHtml(html, { address: () => undefined })
  shortfalls.push(...found.shortfalls, ...lostInPlainText(found.nodes))
  return lineOf(found.nodes)
}

/** Differences the player passes over (`src/model/question-types/short-text.ts`) and other engines mark as wrong. */
export const exactTyping = simplified(
  'leniency for repeated spaces, curly quotation marks, dashes or a full stop at the end',
  'such answers count as wrong',
)

export const allOrNothing = (instead: string): Shortfall => simplified('points for a wholly right answer only', instead)
export const columnHeadings = simplified('the headings of the two columns', 'they are not shown')

/** How the loss report calls a question type. */
export const TYPE_WORDS = {
  'single-choice': 'a single choice',
  'multiple-response': 'a choice of several',
  'true-false': 'a true-or-false question',
  ordering: 'an ordering question',
  matching: 'a matching question',
  numeric: 'a numeric answer',
  'short-text': 'a typed answer',
  codes: 'a coding task',
} as const satisfies Record<Question['type'], string>

/** Share of a whole in percent with five decimals, as Moodle lists them: 33.33333. */
export const percent = (share: number): string => String(Number((share * 100).toFixed(5)))

/** Fractions of a mark that Moodle takes (`question/engine/bank.php`, `fraction_options_full`): one of 1…10, or of 20. */
export const isMoodleShare = (parts: number): boolean => parts <= 10 || parts === 20

/** The number of right options, for formats that give each its share. */
export const keySize = ({ options }: MultipleResponse): number => options.filter(({ correct }) => correct).length

/** How a unit is told where no field can carry it. */
export const unitLine = (unit: string): Markup => ({ name: 'p', children: [`(${unit})`], verbatim: true })

/** What a question is about, to be found by in the question bank. */
export const tags = ({ domain, difficulty, ref, objective }: Question): string[] =>
  [domain, difficulty, ref, objective].filter((tag) => tag !== undefined)
