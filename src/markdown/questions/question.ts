import type { RootContent } from 'mdast'
import { stateKey } from '../../model/key.ts'
import type { BankMeta, Question, QuestionMeta } from '../../model/schema-types.ts'
import type { Place, Problem } from '../../problems/problem.ts'
import { type Context, newContext, placeOf, report } from '../context.ts'
import type { ParsedQuestion, Reference } from '../parsed.ts'
import { plainText } from '../plain-text.ts'
import { prepare, showsSomething } from '../prepare.ts'
import { parseMarkdown, render } from '../processor.ts'
import { readerOf } from '../question-types/index.ts'
import { slug } from '../slug.ts'
import type { CommonFields } from './draft.ts'
import { findAnswers } from './forms.ts'
import { isMeta, readMeta } from './meta.ts'
import { endingQuote, withoutWhy } from './rationale.ts'
import type { Piece } from './split.ts'

/** What the questions of one bank share. */
export interface Bank {
  readonly file: string
  /** Undefined when the front matter had errors; the questions are checked all the same. */
  readonly meta: BankMeta | undefined
  readonly references: Reference[]
  readonly problems: Problem[]
}

/** Reads one question: the text from its heading to the next. */
export function readQuestion({ text, lineOffset }: Piece, bank: Bank): ParsedQuestion {
  const { file, references, problems, meta: bankMeta } = bank
  const codes = bankMeta?.codes === undefined ? {} : { codes: bankMeta.codes }
  const context = newContext({ file, setting: 'question', text, lineOffset, references, problems, ...codes })
  const tree = parseMarkdown(text)
  prepare(tree, context)
  const [heading, second] = tree.children
  const place = placeOf(context, heading ?? tree)
  const errorsBefore = countErrors(problems)
  const id = heading?.type === 'heading' ? readId(plainText(heading.children), place, context) : ''
  const meta = readMeta(second, context)
  const nodes = tree.children.slice(isMeta(second) ? 2 : 1).filter(showsSomething)
  const question = readParts(id, nodes, meta, place, context, bankMeta)
  return { id, place, question: countErrors(problems) > errorsBefore || bankMeta === undefined ? undefined : question }
}

const countErrors = (problems: readonly Problem[]): number =>
  problems.reduce((count, { severity }) => (severity === 'error' ? count + 1 : count), 0)

function readId(id: string, place: Place, context: Context): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && id.length <= 64) return id
  const nearest = slug(id)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const known = nearest === '' || nearest.length > 64 || nearest === id ? {} : { nearest }
  report(context, 'question-id', { id, ...known }, place, { actual: id })
  return id
}

function readParts(
  id: string,
  nodes: readonly RootContent[],
  meta: QuestionMeta,
  place: Place,
  context: Context,
  bank: BankMeta | undefined,
): Question | undefined {
  const quote = endingQuote(nodes)
  const body = quote === undefined ? nodes : nodes.slice(0, -1)
  const answers = findAnswers(id, body, meta, context)
  const rationale = quote === undefined ? '' : render(withoutWhy(quote), context)
  const behind = answers === undefined ? [] : body.slice(answers.index + 1)
  const misplacedQuote = behind.some((node) => node.type === 'blockquote')
  if (!saysSomething(rationale) && !misplacedQuote) {
    report(context, 'question-rationale-missing', { id, quoted: rationale !== '' }, place)
  }
  reportBehind(id, behind, misplacedQuote, context)
  const stemNodes = answers === undefined ? body : body.slice(0, answers.index)
  const stem = render(stemNodes, context)
  if (stem === '' && answers !== undefined) report(context, 'question-stem-missing', { id }, place)
  if (answers === undefined) return undefined
  const stemText = plainText(stemNodes)
  const { form } = answers
  const shuffle = meta.shuffle ?? bank?.shuffle ?? true
  const common = commonFields(id, { stem, stemText, rationale }, meta, bank, place)
  const draft = { id, context, meta, stem: stemNodes, stemText, form, place, shuffle }
  return readerOf(draft)?.read(draft, common)
}

/** Whether HTML shows anything: `42.` alone in a line is an ordered list whose one item is empty. */
const saysSomething = (html: string): boolean =>
  /<(img|video|audio)\b/.test(html) || html.replace(/<[^>]*>/g, '').trim() !== ''

function reportBehind(id: string, behind: readonly RootContent[], hasQuote: boolean, context: Context): void {
  const first = behind.find((node, index) =>
    hasQuote ? node.type !== 'blockquote' && behind.slice(0, index).some(({ type }) => type === 'blockquote') : true,
  )
  if (first === undefined) return
  const params = { id, behind: hasQuote ? 'its rationale' : 'its answers' }
  report(context, 'question-text-misplaced', params, placeOf(context, first))
}

function commonFields(
  id: string,
  texts: Pick<CommonFields, 'stem' | 'stemText' | 'rationale'>,
  meta: QuestionMeta,
  bank: BankMeta | undefined,
  place: Place,
): CommonFields {
  return {
    id,
    key: stateKey(id),
    bank: bank?.bank ?? '',
    ...texts,
    difficulty: meta.difficulty ?? bank?.difficulty ?? 'medium',
    domain: meta.domain ?? bank?.domain ?? '',
    points: meta.points ?? bank?.points ?? 1,
    partial: meta.partial ?? bank?.partial ?? false,
    ...(meta.ref === undefined ? {} : { ref: meta.ref }),
    ...(meta.objective === undefined ? {} : { objective: meta.objective }),
    source: { file: place.file, line: place.line ?? 1 },
  }
}
