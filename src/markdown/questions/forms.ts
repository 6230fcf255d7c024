import type { RootContent } from 'mdast'
import type { QuestionMeta } from '../../model/schema-types.ts'
import { type Context, placeAt, placeOf, report } from '../context.ts'
import { plainText } from '../plain-text.ts'
import type { AnswerForm } from './draft.ts'
import { isTaskList, readOptions } from './options.ts'

type Kind = AnswerForm['kind']

const KIND_OF_TYPE: Readonly<Record<NonNullable<QuestionMeta['type']>, Kind>> = {
  single: 'options',
  multiple: 'options',
  order: 'ordered',
  match: 'table',
  codes: 'table',
  numeric: 'line',
  text: 'line',
}

const NAMES: Readonly<Record<Kind, string>> = {
  options: 'a task list',
  ordered: 'a numbered list',
  table: 'a table',
  line: 'a line beginning with "="',
}

interface Found {
  readonly kind: Kind
  readonly index: number
}

/**
 * Finds the answers among the nodes of a question. Numbered lists and tables are part of the text unless the type says
 * that they are the answers; then the last one is.
 */
export function findAnswers(
  id: string,
  nodes: readonly RootContent[],
  meta: QuestionMeta,
  context: Context,
): { readonly form: AnswerForm; readonly index: number } | undefined {
  const wanted = meta.type === undefined ? undefined : KIND_OF_TYPE[meta.type]
  const found = nodes.flatMap((node, index): Found[] => kindsOf(node, context).map((kind) => ({ kind, index })))
  const last = found.filter(({ kind }) => kind === wanted).at(-1)
  const candidates = found.filter((one) => one.kind === 'options' || one.kind === 'line' || one === last)
  const [first, second] = candidates
  if (second !== undefined) {
    const forms = candidates.map(
      ({ kind, index }) => `${NAMES[kind]} (line ${placeOf(context, nodes[index] ?? {}).line})`,
    )
    report(context, 'question-answers-several', { id, forms }, placeOf(context, nodes[second.index] ?? {}))
    return undefined
  }
  if (first === undefined) {
    reportNoAnswers(id, nodes, meta, context)
    return undefined
  }
  const node = nodes[first.index]
  if (wanted !== undefined && first.kind !== wanted && meta.type !== undefined && node !== undefined) {
    report(
      context,
      'question-type-contradicts',
      { id, type: meta.type, found: NAMES[first.kind] },
      placeOf(context, node),
    )
    return undefined
  }
  const form = node === undefined ? undefined : formOf(node, context)
  return form === undefined ? undefined : { form, index: first.index }
}

/** What a node could be as an answer; two of a kind when it holds two answer lines. */
function kindsOf(node: RootContent, context: Context): readonly Kind[] {
  if (node.type === 'list') return isTaskList(node) ? ['options'] : node.ordered ? ['ordered'] : []
  if (node.type === 'table') return ['table']
  if (node.type !== 'paragraph') return []
  const lines = linesOf(node, context)
  return lines[0]?.startsWith('=') ? lines.filter((line) => line.startsWith('=')).map(() => 'line') : []
}

const linesOf = ({ position }: RootContent, { text }: Context): readonly string[] =>
  text
    .slice(position?.start.offset, position?.end.offset)
    .split('\n')
    .map((line) => line.trim())

function formOf(node: RootContent, context: Context): AnswerForm | undefined {
  if (node.type === 'table') return { kind: 'table', node }
  if (node.type === 'paragraph') return { kind: 'line', node, text: plainText(node.children).slice(1).trim() }
  if (node.type !== 'list') return undefined
  return isTaskList(node) ? { kind: 'options', node, options: readOptions(node, context) } : { kind: 'ordered', node }
}

function reportNoAnswers(id: string, nodes: readonly RootContent[], { type }: QuestionMeta, context: Context): void {
  for (const node of nodes) {
    const start = node.position?.start.offset
    if (node.type !== 'paragraph' || start === undefined) continue
    const glued = /\n[ \t]*(=[ \t]*\S.*)/.exec(context.text.slice(start, node.position?.end.offset))
    if (glued?.[1] === undefined) continue
    const from = start + glued.index + glued[0].length - glued[1].length
    report(context, 'question-answer-glued', {}, placeAt(context, from, from + glued[1].length))
    return
  }
  const heading = placeOf(context, { position: { start: { line: 1, column: 1 }, end: headingEnd(context) } })
  report(context, 'question-answers-missing', { id, ...(type === undefined ? {} : { type }) }, heading)
}

const headingEnd = ({ text }: Context): { line: number; column: number } => ({
  line: 1,
  column: (text.split('\n', 1)[0] ?? '').length + 1,
})
