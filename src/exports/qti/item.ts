import type { Question } from '../../model/schema-types.ts'
import { compareText } from '../../problems/problem.ts'
import { TYPE_WORDS } from '../common.ts'
import { type ExportInput, leftOut, type Rendering } from '../format.ts'
import { asBlocks, texts } from '../html.ts'
import type { Markup, Node } from '../markup.ts'
import type { Dialect } from './dialect.ts'
import { interactionOf } from './interaction.ts'

/** An item as it goes into a package. */
export interface Item {
  /** Id of the question. */
  readonly id: string
  readonly markup: Markup
  /** Paths of the assets it shows, sorted. */
  readonly assets: readonly string[]
}

/** An identifier must not begin with a digit (QTI 2.1 §2.4). */
export const itemIdentifier = (id: string): string => `item-${id}`

/** The feedback that everybody sees; those of options carry the option's own letter. */
const RATIONALE = 'rationale'

/**
 * A question as one item (QTI 2.1 Information Model §3). Its score is the question's points, computed by rules of its own
 * rather than by one of the standard's templates, because these know neither points nor feedback.
 */
export function renderItem(question: Question, { course, assets }: ExportInput, dialect: Dialect): Rendering<Item> {
  if (question.type === 'codes') return { shortfalls: [leftOut(TYPE_WORDS.codes)] }
  const { element: q } = dialect
  const shared = texts({ address: (path) => (assets.has(path) ? path : undefined) })
  const interaction = interactionOf(question, dialect, shared)
  const stem = asBlocks(shared.read(question.stem))
  const feedback = feedbackOf(question).map(({ identifier, html }) => ({ identifier, nodes: shared.read(html) }))
  const value = (baseType: string, text: string): Markup => q('baseValue', { baseType }, [text])
  const outcome = (identifier: string, children: readonly Node[], type: 'float' | 'identifier'): Markup =>
    q(
      'outcomeDeclaration',
      { identifier, cardinality: type === 'float' ? 'single' : 'multiple', baseType: type },
      children,
    )
  const defaultTo = (text: string): Markup => q('defaultValue', {}, [q('value', {}, [text])])
  const shown = q('setOutcomeValue', { identifier: 'FEEDBACK' }, [
    q('multiple', {}, [
      ...(interaction.answersAreOptions ? [q('variable', { identifier: 'RESPONSE' })] : []),
      value('identifier', RATIONALE),
    ]),
  ])
  const markup = q(
    'assessmentItem',
    {
      xmlns: dialect.namespace,
      identifier: itemIdentifier(question.id),
      title: question.id,
      adaptive: 'false',
      timeDependent: 'false',
      'xml:lang': course.language,
    },
    [
      interaction.declaration,
      outcome('SCORE', [defaultTo('0')], 'float'),
      outcome('MAXSCORE', [defaultTo(String(question.points))], 'float'),
      ...(feedback.length === 0 ? [] : [outcome('FEEDBACK', [], 'identifier')]),
      q('itemBody', {}, [...stem, interaction.body]),
      q('responseProcessing', {}, [...interaction.scoring, ...(feedback.length === 0 ? [] : [shown])]),
      ...feedback.map(({ identifier, nodes }) =>
        q(
          'modalFeedback',
          { outcomeIdentifier: 'FEEDBACK', identifier, showHide: 'show' },
          dialect.body(asBlocks(nodes)),
        ),
      ),
    ],
  )
  return {
    rendered: { id: question.id, markup, assets: [...shared.assets].sort(compareText) },
    shortfalls: shared.shortfalls,
  }
}

function feedbackOf(question: Question): { readonly identifier: string; readonly html: string }[] {
  const entries: [identifier: string, html: string | undefined][] = []
  if (question.type === 'single-choice' || question.type === 'multiple-response') {
    for (const option of question.options) entries.push([option.id, option.feedback])
  }
  if (question.type === 'true-false') {
    entries.push(['true', question.feedbackTrue], ['false', question.feedbackFalse])
  }
  entries.push([RATIONALE, question.rationale === '' ? undefined : question.rationale])
  return entries.flatMap(([identifier, html]) => (html === undefined ? [] : [{ identifier, html }]))
}
