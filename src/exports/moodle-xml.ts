import { decimal } from '../model/question-types/numeric.ts'
import type { Codes, Question } from '../model/schema-types.ts'
import type { Files } from '../packages/target.ts'
import {
  allOrNothing,
  columnHeadings,
  exactTyping,
  isMoodleShare,
  keySize,
  percent,
  plain,
  TYPE_WORDS,
  tags,
  unitLine,
  wholeShuffle,
} from './common.ts'
import {
  type Bank,
  type ExportInput,
  type Loss,
  leftOut,
  type Rendering,
  renderBank,
  simplified,
  type Written,
} from './format.ts'
import { type Texts, texts } from './html.ts'
import { document, inline, type Markup, type Node } from './markup.ts'

/**
 * Moodle XML: what `question/format/xml/format.php` of Moodle reads. Ordering questions need Moodle 4.5, or the plugin of
 * the same name before it.
 */
export function writeMoodleXml(input: ExportInput): Written {
  const losses: Loss[] = []
  const children: Markup[] = []
  for (const bank of input.banks) {
    const rendered = renderBank(bank, (question) => render(question, input))
    losses.push(...rendered.losses)
    for (const [category, questions] of categories(bank, rendered.items, input)) {
      children.push(categoryElement(category), ...questions)
    }
  }
  const name = `${input.name}-moodle.xml`
  return {
    files: children.length === 0 ? new Map() : new Map([[name, document({ name: 'quiz', children })]]),
    losses,
  }
}

type Items = readonly { readonly question: Question; readonly rendered: Markup }[]

/** Course, bank, and the domain where a bank has questions of several. */
function categories(bank: Bank, items: Items, { course }: ExportInput): [string, Markup[]][] {
  const several = new Set(items.map(({ question }) => question.domain)).size > 1
  const byCategory = new Map<string, Markup[]>()
  for (const { question, rendered } of items) {
    const domain = course.domains.find(({ id }) => id === question.domain)?.title ?? question.domain
    // A slash in a name is doubled, so that it does not begin a category of its own.
    const steps = [course.title, bank.id, ...(several ? [domain] : [])].map((step) => step.replaceAll('/', '//'))
    const path = ['$course$', 'top', ...steps].join('/')
    byCategory.set(path, [...(byCategory.get(path) ?? []), rendered])
  }
  return [...byCategory]
}

const textElement = (text: string): Markup => ({ name: 'text', children: text === '' ? [] : [text] })
const field = (name: string, value: string): Markup => ({ name, children: [value] })

const categoryElement = (path: string): Markup => ({
  name: 'question',
  attributes: { type: 'category' },
  children: [{ name: 'category', children: [textElement(path)] }],
})

/** A file's name in Moodle; all files of a text lie in one folder. */
const fileName = (path: string): string => path.replaceAll('/', '-')

function render(question: Question, { assets }: ExportInput): Rendering<Markup> {
  if (question.type === 'codes') return { shortfalls: [leftOut(TYPE_WORDS.codes)] }
  const shared = texts({ address: (path) => (assets.has(path) ? `@@PLUGINFILE@@/${fileName(path)}` : undefined) })
  const html = (name: string, source: string, extra: Extra = {}): Markup =>
    htmlElement(name, source, extra, shared, assets)
  const body = bodies(question, html, shared)
  if (body === undefined) return { shortfalls: shared.shortfalls }
  const unit = question.type === 'numeric' && question.unit !== undefined ? question.unit : undefined
  if (unit !== undefined)
    shared.shortfalls.push(simplified('the unit after the field', 'it is shown below the question'))
  const stem = html('questiontext', question.stem, unit === undefined ? {} : { after: [unitLine(unit)] })
  const children: Markup[] = [
    { name: 'name', children: [textElement(question.id)] },
    stem,
    html('generalfeedback', question.rationale),
    field('defaultgrade', String(question.points)),
    field('penalty', '0'),
    field('hidden', '0'),
    field('idnumber', question.id),
    ...body,
    { name: 'tags', children: tags(question).map((tag) => ({ name: 'tag', children: [textElement(tag)] })) },
  ]
  return {
    rendered: { name: 'question', attributes: { type: TYPES[question.type] }, children },
    shortfalls: shared.shortfalls,
  }
}

const TYPES = {
  'single-choice': 'multichoice',
  'multiple-response': 'multichoice',
  'true-false': 'truefalse',
  ordering: 'ordering',
  matching: 'match',
  numeric: 'numerical',
  'short-text': 'shortanswer',
} as const satisfies Record<Exclude<Question['type'], 'codes'>, string>

interface Extra {
  readonly attributes?: Readonly<Record<string, string>>
  readonly after?: readonly Node[]
  /** Elements after the text and its files. */
  readonly more?: readonly Markup[]
}

function htmlElement(
  name: string,
  source: string,
  { attributes = {}, after = [], more = [] }: Extra,
  shared: Texts,
  assets: Files,
): Markup {
  const own = texts({ address: (path) => (assets.has(path) ? `@@PLUGINFILE@@/${fileName(path)}` : undefined) })
  const nodes = [...own.read(source), ...after]
  shared.shortfalls.push(...own.shortfalls)
  const text: Markup = { name: 'text', children: nodes.length === 0 ? [] : [{ cdata: inline(nodes) }] }
  const files = [...own.assets].map(
    (path): Markup => ({
      name: 'file',
      attributes: { name: fileName(path), path: '/', encoding: 'base64' },
      children: [Buffer.from(assets.get(path) ?? []).toString('base64')],
    }),
  )
  return { name, attributes: { ...attributes, format: 'html' }, children: [text, ...files, ...more] }
}

type HtmlElement = (name: string, source: string, extra?: Extra) => Markup

/** The elements of a question's own type; undefined when Moodle cannot take it. */
function bodies(question: Exclude<Question, Codes>, html: HtmlElement, shared: Texts): Markup[] | undefined {
  const { shortfalls } = shared
  const feedback = (source = ''): Markup => html('feedback', source)
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response': {
      const single = question.type === 'single-choice'
      const size = single ? 1 : keySize(question)
      if (!isMoodleShare(size)) {
        shortfalls.push(leftOut(`${size} right options: Moodle has no mark for one of ${size}`))
        return undefined
      }
      const moved = wholeShuffle(question)
      shortfalls.push(...moved.shortfalls)
      const strict = !single && !question.partial
      if (strict) {
        shortfalls.push(allOrNothing('each right option earns its share, and a wrong one takes all'))
      }
      const share = percent(1 / size)
      const wrong = single ? '0' : strict ? '-100' : `-${share}`
      return [
        field('single', String(single)),
        field('shuffleanswers', String(moved.shuffle)),
        field('answernumbering', 'abc'),
        ...question.options.map((option) =>
          html('answer', option.html, {
            attributes: { fraction: option.correct ? share : wrong },
            more: [feedback(option.feedback)],
          }),
        ),
      ]
    }
    case 'true-false':
      return [true, false].map((value) => ({
        name: 'answer',
        attributes: { fraction: value === question.answer ? '100' : '0', format: 'plain_text' },
        children: [textElement(String(value)), feedback(value ? question.feedbackTrue : question.feedbackFalse)],
      }))
    case 'ordering':
      return [
        field('layouttype', 'VERTICAL'),
        field('selecttype', 'ALL'),
        field('selectcount', String(question.items.length)),
        field('gradingtype', question.partial ? 'ABSOLUTE_POSITION' : 'ALL_OR_NOTHING'),
        ...question.items.map((item, i) => html('answer', item.html, { attributes: { fraction: String(i + 1) } })),
      ]
    case 'matching': {
      shortfalls.push(columnHeadings)
      if (!question.partial) shortfalls.push(allOrNothing('each right pair earns its share'))
      const answers = new Map(question.targets.map((target) => [target.id, plain(target.html, shortfalls)]))
      const pair = (source: string, target: string): Markup =>
        html('subquestion', source, {
          more: [{ name: 'answer', children: [textElement(answers.get(target) ?? '')] }],
        })
      const distractors = question.targets.filter(({ id }) => !question.pairs.includes(id))
      return [
        field('shuffleanswers', 'true'),
        ...question.sources.map((source, i) => pair(source.html, question.pairs[i] ?? '')),
        ...distractors.map(({ id }) => pair('', id)),
      ]
    }
    case 'numeric':
      return [
        {
          name: 'answer',
          attributes: { fraction: '100', format: 'plain_text' },
          children: [textElement(decimal(question.value)), field('tolerance', decimal(question.tolerance)), feedback()],
        },
      ]
    case 'short-text':
      shortfalls.push(exactTyping)
      return [
        field('usecase', question.caseSensitive ? '1' : '0'),
        ...question.accepted.map(
          (answer): Markup => ({
            name: 'answer',
            attributes: { fraction: '100', format: 'plain_text' },
            // An asterisk stands for anything unless a backslash stands before it.
            children: [textElement(answer.replaceAll('*', '\\*')), feedback()],
          }),
        ),
      ]
  }
}
