import { decimal } from '../model/question-types/numeric.ts'
import type { Question } from '../model/schema-types.ts'
import {
  allOrNothing,
  columnHeadings,
  exactTyping,
  isMoodleShare,
  keySize,
  orderOfOptions,
  percent,
  plain,
  TYPE_WORDS,
  tags,
  unitLine,
} from './common.ts'
import { type ExportInput, type Loss, leftOut, type Rendering, renderBank, simplified, type Written } from './format.ts'
import { type Texts, texts } from './html.ts'
import { inline } from './markup.ts'

/** GIFT: Moodle's text format, which other systems read in part (`question/format/gift/format.php` of Moodle). */
export function writeGift(input: ExportInput): Written {
  const losses: Loss[] = []
  const parts: string[] = []
  for (const bank of input.banks) {
    const rendered = renderBank(bank, render)
    losses.push(...rendered.losses)
    if (rendered.items.length > 0) parts.push(category(bank.id, input), ...rendered.items.map((one) => one.rendered))
  }
  const text = parts.map((part) => `${part}\n`).join('\n')
  const name = `${input.name}-gift.txt`
  return { files: parts.length === 0 ? new Map() : new Map([[name, new TextEncoder().encode(text)]]), losses }
}

/** Moodle does not take escapes out of a category, so none are written; a slash in a name is doubled. */
const category = (bank: string, { course }: ExportInput): string =>
  `$CATEGORY: $course$/top/${[oneLine(course.title).replaceAll('\\', ''), bank]
    .map((step) => step.replaceAll('/', '//'))
    .join('/')}`

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Every character that means something in GIFT; line ends too, because an empty line ends a question. */
const escapeGift = (text: string): string => text.replace(/[\\~=#{}:]/g, '\\$&').replace(/\r\n|\n|\r/g, '\\n')

function render(question: Question): Rendering<string> {
  const shared = texts({ address: () => undefined })
  const html = (source: string): string => escapeGift(inline(shared.read(source)))
  const answers = answersOf(question, html, shared)
  if (answers === undefined) return { shortfalls: shared.shortfalls }
  if (question.points !== 1) {
    shared.shortfalls.push(simplified(`a worth of ${question.points} points`, 'it is worth 1 point'))
  }
  let unit = ''
  if (question.type === 'numeric' && question.unit !== undefined) {
    unit = escapeGift(inline([unitLine(question.unit)]))
    shared.shortfalls.push(simplified('the unit after the field', 'it is shown below the question'))
  }
  const stem = html(question.stem)
  const general = question.rationale === '' ? [] : [`\t####[html]${html(question.rationale)}`]
  const lines = [
    `// [id:${question.id}] ${tags(question)
      .map((tag) => `[tag:${tag}]`)
      .join(' ')}`,
    `::${escapeGift(question.id)}::[html]${stem}${unit}{${answers.head}`,
    ...answers.lines.map((line) => `\t${line}`),
    ...general,
    '}',
  ]
  return { rendered: lines.join('\n'), shortfalls: shared.shortfalls }
}

/**
 * Moodle takes any answer with an arrow for a matching pair, and reads its own marks for escaped characters (`&&058;`)
 * where they were written as they are; neither can be escaped.
 */
const UNWRITABLE = /->|&&\d/

interface Answers {
  /** Right after the brace. */
  readonly head: string
  readonly lines: readonly string[]
}

function answersOf(question: Question, html: (source: string) => string, shared: Texts): Answers | undefined {
  const { shortfalls } = shared
  const feedback = (source: string | undefined): string => (source === undefined ? '' : `#[html]${html(source)}`)
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response': {
      const single = question.type === 'single-choice'
      const size = single ? 1 : keySize(question)
      if (!isMoodleShare(size)) {
        shortfalls.push(leftOut(`${size} right options: Moodle has no mark for one of ${size}`))
        return undefined
      }
      shortfalls.push(...orderOfOptions(question))
      const strict = !single && !question.partial
      if (strict) shortfalls.push(allOrNothing('each right option earns its share, and a wrong one takes all'))
      const share = percent(1 / size)
      const right = single ? '=' : `~%${share}%`
      const wrong = single ? '~' : `~%-${strict ? '100' : share}%`
      return {
        head: '',
        lines: question.options.map(
          (option) => `${option.correct ? right : wrong}[html]${html(option.html)}${feedback(option.feedback)}`,
        ),
      }
    }
    case 'true-false': {
      const { answer, feedbackTrue, feedbackFalse } = question
      const [forWrong, forRight] = answer ? [feedbackFalse, feedbackTrue] : [feedbackTrue, feedbackFalse]
      const wrong = forWrong === undefined && forRight !== undefined ? '#' : feedback(forWrong)
      return { head: `${answer ? 'TRUE' : 'FALSE'}${wrong}${feedback(forRight)}`, lines: [] }
    }
    case 'ordering':
    case 'codes':
      shortfalls.push(leftOut(TYPE_WORDS[question.type]))
      return undefined
    case 'matching': {
      shortfalls.push(columnHeadings)
      if (!question.partial) shortfalls.push(allOrNothing('each right pair earns its share'))
      const answers = new Map(question.targets.map((target) => [target.id, plain(target.html, shortfalls)]))
      const line = (source: string, target: string): string => `=${source} -> ${escapeGift(answers.get(target) ?? '')}`
      return {
        head: '',
        lines: [
          ...question.sources.map((source, i) => line(`[html]${html(source.html)}`, question.pairs[i] ?? '')),
          ...question.targets.filter(({ id }) => !question.pairs.includes(id)).map(({ id }) => line('', id)),
        ],
      }
    }
    case 'numeric':
      return { head: '#', lines: [`=%100%${decimal(question.value)}:${decimal(question.tolerance)}#`] }
    case 'short-text': {
      const accepted = question.accepted.filter((answer) => !UNWRITABLE.test(answer))
      if (accepted.length < question.accepted.length) {
        const words =
          'an accepted answer that contains “->”, or “&&” before a digit (GIFT reads both as signs of its own)'
        if (accepted.length === 0) {
          shortfalls.push(leftOut(words))
          return undefined
        }
        shortfalls.push(simplified(words, 'it is not accepted'))
      }
      shortfalls.push(exactTyping)
      if (question.caseSensitive) shortfalls.push(simplified('upper and lower case', 'either is accepted'))
      return {
        head: '',
        lines: accepted.map((answer) => `=%100%${escapeGift(oneLine(answer).replaceAll('*', '\\*'))}#`),
      }
    }
  }
}
