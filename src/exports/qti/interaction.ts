import { decimal } from '../../model/question-types/numeric.ts'
import type {
  Codes,
  Item,
  Matching,
  MultipleResponse,
  Numeric,
  Ordering,
  Question,
  ShortText,
  SingleChoice,
} from '../../model/schema-types.ts'
import { columnHeadings, exactTyping, keySize } from '../common.ts'
import type { Texts } from '../html.ts'
import type { Markup, Node } from '../markup.ts'
import type { Dialect } from './dialect.ts'

/** What a question type puts into an item. */
export interface Interaction {
  /** `RESPONSE`, with the key. */
  readonly declaration: Markup
  /** The interaction, as a block of the item's body. */
  readonly body: Markup
  /** Sets `SCORE`. */
  readonly scoring: readonly Markup[]
  /** Whether the response is made of option ids, which name their feedback. */
  readonly answersAreOptions: boolean
}

export function interactionOf(question: Exclude<Question, Codes>, dialect: Dialect, texts: Texts): Interaction {
  const tools = toolsOf(dialect)
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response':
      return choice(question, tools, texts)
    case 'true-false':
      return truth(question.answer, question.points, tools)
    case 'ordering':
      return ordering(question, tools, texts)
    case 'matching':
      return matching(question, tools, texts)
    case 'numeric':
      return numeric(question, tools)
    case 'short-text':
      return shortText(question, tools, texts)
  }
}

type Tools = ReturnType<typeof toolsOf>

function toolsOf({ element: q }: Dialect) {
  const response = q('variable', { identifier: 'RESPONSE' })
  const key = q('correct', { identifier: 'RESPONSE' })
  const float = (value: number): Markup => q('baseValue', { baseType: 'float' }, [amount(value)])
  const setScore = (value: Markup): Markup => q('setOutcomeValue', { identifier: 'SCORE' }, [value])
  const when = (condition: Markup, then: Markup, otherwise?: Markup): Markup =>
    q('responseCondition', {}, [
      q('responseIf', {}, [condition, then]),
      ...(otherwise === undefined ? [] : [q('responseElse', {}, [otherwise])]),
    ])
  return {
    q,
    response,
    float,
    setScore,
    when,
    isKey: q('match', {}, [response, key]),
    mapped: setScore(q('mapResponse', { identifier: 'RESPONSE' })),
    /** @param key in the order of the response */
    declare: (cardinality: string, baseType: string, key: readonly string[], more: readonly Markup[] = []): Markup =>
      q('responseDeclaration', { identifier: 'RESPONSE', cardinality, baseType }, [
        q(
          'correctResponse',
          {},
          key.map((value) => q('value', {}, [value])),
        ),
        ...more,
      ]),
    /** Scores parts of a response; never less than nothing, never more than the points. */
    mapping: (
      entries: readonly (readonly [key: string, value: number])[],
      points: number,
      caseSensitive?: boolean,
    ): Markup =>
      q(
        'mapping',
        { lowerBound: '0', upperBound: amount(points), defaultValue: '0' },
        entries.map(([mapKey, value]) =>
          q('mapEntry', {
            mapKey,
            mappedValue: amount(value),
            caseSensitive: caseSensitive === undefined ? undefined : String(caseSensitive),
          }),
        ),
      ),
  }
}

/** A float as XML Schema writes it, to a millionth. */
const amount = (value: number): string => String(Number(value.toFixed(6)))

function choice(question: SingleChoice | MultipleResponse, tools: Tools, texts: Texts): Interaction {
  const { q, when, isKey, setScore, float, mapped } = tools
  const { options, points, shuffle } = question
  const key = options.filter(({ correct }) => correct).map(({ id }) => id)
  const single = question.type === 'single-choice'
  const partial = !single && question.partial
  const share = single ? points : points / keySize(question)
  const mapping = partial
    ? [
        tools.mapping(
          options.map(({ id, correct }) => [id, correct ? share : -share]),
          points,
        ),
      ]
    : []
  return {
    declaration: tools.declare(single ? 'single' : 'multiple', 'identifier', key, mapping),
    body: q(
      'choiceInteraction',
      { responseIdentifier: 'RESPONSE', shuffle: String(shuffle), maxChoices: single ? '1' : '0' },
      options.map(({ id, html, pinned }) =>
        simpleChoice(tools, id, texts.read(html), pinned && shuffle ? { fixed: 'true' } : {}),
      ),
    ),
    // The key earns all points, whatever its shares add up to once rounded.
    scoring: [when(isKey, setScore(float(points)), partial ? mapped : undefined)],
    answersAreOptions: true,
  }
}

const simpleChoice = (
  { q }: Tools,
  identifier: string,
  content: readonly Node[],
  attributes: Readonly<Record<string, string>> = {},
): Markup => ({ ...q('simpleChoice', { identifier, ...attributes }, content), verbatim: true })

function truth(answer: boolean, points: number, tools: Tools): Interaction {
  const { q, when, isKey, setScore, float } = tools
  return {
    declaration: tools.declare('single', 'identifier', [String(answer)]),
    body: q('choiceInteraction', { responseIdentifier: 'RESPONSE', shuffle: 'false', maxChoices: '1' }, [
      simpleChoice(tools, 'true', ['True']),
      simpleChoice(tools, 'false', ['False']),
    ]),
    scoring: [when(isKey, setScore(float(points)))],
    answersAreOptions: true,
  }
}

function ordering({ items, points, partial }: Ordering, tools: Tools, texts: Texts): Interaction {
  const { q, when, isKey, setScore, float, response } = tools
  const atItsPlace = (id: string, place: number): Markup =>
    when(
      q('match', {}, [q('index', { n: String(place) }, [response]), q('baseValue', { baseType: 'identifier' }, [id])]),
      setScore(q('sum', {}, [q('variable', { identifier: 'SCORE' }), float(points / items.length)])),
    )
  return {
    declaration: tools.declare(
      'ordered',
      'identifier',
      items.map(({ id }) => id),
    ),
    body: q(
      'orderInteraction',
      { responseIdentifier: 'RESPONSE', shuffle: 'true' },
      items.map(({ id, html }) => simpleChoice(tools, id, texts.read(html))),
    ),
    scoring: [
      ...(partial ? items.map(({ id }, i) => atItsPlace(id, i + 1)) : []),
      when(isKey, setScore(float(points))),
    ],
    answersAreOptions: false,
  }
}

function matching(question: Matching, tools: Tools, texts: Texts): Interaction {
  const { q, when, isKey, setScore, float, mapped } = tools
  const { sources, targets, pairs, points, partial } = question
  texts.shortfalls.push(columnHeadings)
  // Both columns count from a; identifiers are unique in an item.
  const key = sources.map(({ id }, i) => `source-${id} target-${pairs[i] ?? ''}`)
  const share = points / sources.length
  const column = (side: string, items: readonly Item[], matchMax: string): Markup =>
    q(
      'simpleMatchSet',
      {},
      items.map(({ id, html }) => ({
        ...q('simpleAssociableChoice', { identifier: `${side}-${id}`, matchMax }, texts.read(html)),
        verbatim: true,
      })),
    )
  return {
    declaration: tools.declare(
      'multiple',
      'directedPair',
      key,
      partial
        ? [
            tools.mapping(
              key.map((pair) => [pair, share]),
              points,
            ),
          ]
        : [],
    ),
    body: q(
      'matchInteraction',
      { responseIdentifier: 'RESPONSE', shuffle: 'true', maxAssociations: String(sources.length) },
      // A target may be right for several sources.
      [column('source', sources, '1'), column('target', targets, '0')],
    ),
    scoring: [when(isKey, setScore(float(points)), partial ? mapped : undefined)],
    answersAreOptions: false,
  }
}

const textEntry = ({ q }: Tools, after: string): Markup => ({
  name: 'p',
  children: [q('textEntryInteraction', { responseIdentifier: 'RESPONSE', expectedLength: '20' }), after],
  verbatim: true,
})

function numeric({ value, tolerance, unit, points }: Numeric, tools: Tools): Interaction {
  const { q, when, setScore, float, response } = tools
  const key = q('correct', { identifier: 'RESPONSE' })
  const mode =
    tolerance === 0
      ? { toleranceMode: 'exact' }
      : { toleranceMode: 'absolute', tolerance: `${decimal(tolerance)} ${decimal(tolerance)}` }
  return {
    declaration: tools.declare('single', 'float', [decimal(value)]),
    body: textEntry(tools, unit === undefined ? '' : ` ${unit}`),
    scoring: [when(q('equal', mode, [response, key]), setScore(float(points)))],
    answersAreOptions: false,
  }
}

function shortText({ accepted, caseSensitive, points }: ShortText, tools: Tools, texts: Texts): Interaction {
  texts.shortfalls.push(exactTyping)
  const mapping = tools.mapping(
    accepted.map((answer) => [answer, points]),
    points,
    caseSensitive,
  )
  return {
    declaration: tools.declare('single', 'string', accepted.slice(0, 1), [mapping]),
    body: textEntry(tools, ''),
    scoring: [tools.mapped],
    answersAreOptions: false,
  }
}
