import { decimal } from '../../model/question-types/numeric.ts'
import type { MultipleResponse, Question, SingleChoice } from '../../model/schema-types.ts'
import { compareText } from '../../problems/problem.ts'
import { exactTyping, orderOfOptions, TYPE_WORDS, unitLine } from '../common.ts'
import { type ExportInput, leftOut, type Rendering, type Shortfall, simplified } from '../format.ts'
import { texts } from '../html.ts'
import { inline, type Markup, type Node } from '../markup.ts'

export interface CartridgeItem {
  readonly markup: Markup
  /** Sorted. */
  readonly assets: readonly string[]
}

/** What a question type puts into an item of QTI 1.2 (Common Cartridge 1.1 §8, the profile of QTI 1.2.1). */
interface Body {
  readonly profile: string
  readonly response: Markup
  /** Conditions of which any earns the points. */
  readonly right: readonly Markup[]
  /** Answers with feedback of their own. */
  readonly feedback: readonly (readonly [answer: string, html: string])[]
}

const el = (name: string, attributes: Markup['attributes'] = {}, children: readonly Node[] = []): Markup => ({
  name,
  attributes,
  children,
})

const GENERAL = 'general_fb'

export function renderItem(question: Question, { assets }: ExportInput): Rendering<CartridgeItem> {
  // Learning systems put the address of the cartridge's files in the place of the mark.
  const shared = texts({ address: (path) => (assets.has(path) ? `$IMS-CC-FILEBASE$/${path}` : undefined) })
  const material = (html: string): Markup =>
    el('material', {}, [el('mattext', { texttype: 'text/html' }, [inline(shared.read(html))])])
  const body = bodyOf(question, material, shared.shortfalls)
  if (body === undefined) return { shortfalls: shared.shortfalls }

  const weighting = Number.isInteger(question.points) ? question.points : undefined
  if (weighting === undefined) {
    shared.shortfalls.push(
      simplified(`a worth of ${question.points} points`, 'the LMS decides: only whole points count'),
    )
  }
  const unit = question.type === 'numeric' && question.unit !== undefined ? inline([unitLine(question.unit)]) : ''
  const field = (label: string, entry: string): Markup =>
    el('qtimetadatafield', {}, [el('fieldlabel', {}, [label]), el('fieldentry', {}, [entry])])
  const shown = (linkrefid: string): Markup => el('displayfeedback', { feedbacktype: 'Response', linkrefid })
  const when = (condition: Markup, goOn: 'Yes' | 'No', then: readonly Markup[]): Markup =>
    el('respcondition', { continue: goOn }, [el('conditionvar', {}, [condition]), ...then])
  const feedback = [
    ...(question.rationale === '' ? [] : [[GENERAL, question.rationale] as const]),
    ...body.feedback.map(([answer, html]) => [`${answer}_fb`, html] as const),
  ]
  const markup = el('item', { ident: `item-${question.id}`, title: question.id }, [
    el('itemmetadata', {}, [
      el('qtimetadata', {}, [
        field('cc_profile', body.profile),
        field('cc_question_category', question.domain),
        ...(weighting === undefined ? [] : [field('cc_weighting', String(weighting))]),
      ]),
    ]),
    el('presentation', {}, [material(`${question.stem}${unit}`), body.response]),
    el('resprocessing', {}, [
      el('outcomes', {}, [el('decvar', { maxvalue: '100', minvalue: '0', varname: 'SCORE', vartype: 'Decimal' })]),
      ...(question.rationale === '' ? [] : [when(el('other'), 'Yes', [shown(GENERAL)])]),
      ...body.feedback.map(([answer]) => when(isAnswer(answer), 'Yes', [shown(`${answer}_fb`)])),
      ...body.right.map((condition) =>
        when(condition, 'No', [el('setvar', { action: 'Set', varname: 'SCORE' }, ['100'])]),
      ),
    ]),
    ...feedback.map(([ident, html]) => el('itemfeedback', { ident }, [el('flow_mat', {}, [material(html)])])),
  ])
  return { rendered: { markup, assets: [...shared.assets].sort(compareText) }, shortfalls: shared.shortfalls }
}

const isAnswer = (value: string, attributes: Markup['attributes'] = {}): Markup =>
  el('varequal', { ...attributes, respident: 'RESPONSE' }, [value])

/** Undefined when the profile has no such question. */
function bodyOf(question: Question, material: (html: string) => Markup, shortfalls: Shortfall[]): Body | undefined {
  switch (question.type) {
    case 'single-choice':
      shortfalls.push(...orderOfOptions(question))
      return {
        profile: 'cc.multiple_choice.v0p1',
        response: optionsElement(question, 'Single', material),
        right: question.options.filter(({ correct }) => correct).map(({ id }) => isAnswer(id)),
        feedback: ownFeedback(question),
      }
    case 'multiple-response': {
      shortfalls.push(...orderOfOptions(question))
      if (question.partial)
        shortfalls.push(simplified('points for a partly right answer', 'only the whole key earns points'))
      const parts = question.options.map(({ id, correct }) => (correct ? isAnswer(id) : el('not', {}, [isAnswer(id)])))
      return {
        profile: 'cc.multiple_response.v0p1',
        response: optionsElement(question, 'Multiple', material),
        right: [el('and', {}, parts)],
        feedback: ownFeedback(question),
      }
    }
    case 'true-false': {
      const { answer, feedbackTrue, feedbackFalse } = question
      const options = [
        { id: 'true', html: 'True' },
        { id: 'false', html: 'False' },
      ]
      return {
        profile: 'cc.true_false.v0p1',
        response: optionsElement({ options }, 'Single', material),
        right: [isAnswer(String(answer))],
        feedback: [
          ...(feedbackTrue === undefined ? [] : [['true', feedbackTrue] as const]),
          ...(feedbackFalse === undefined ? [] : [['false', feedbackFalse] as const]),
        ],
      }
    }
    case 'numeric':
      if (question.tolerance > 0) {
        shortfalls.push(leftOut('a numeric answer that may be off by some amount'))
        return undefined
      }
      shortfalls.push(simplified('a number, however it is written', 'the learner must type it as the key is written'))
      if (question.unit !== undefined) {
        shortfalls.push(simplified('the unit after the field', 'it is shown below the question'))
      }
      return typed([decimal(question.value)], false)
    case 'short-text':
      shortfalls.push(exactTyping)
      return typed(question.accepted, question.caseSensitive)
    case 'ordering':
    case 'matching':
    case 'codes':
      shortfalls.push(leftOut(TYPE_WORDS[question.type]))
      return undefined
  }
}

const ownFeedback = ({ options }: SingleChoice | MultipleResponse): Body['feedback'] =>
  options.flatMap(({ id, feedback }) => (feedback === undefined ? [] : [[id, feedback] as const]))

const optionsElement = (
  { options }: { readonly options: readonly { readonly id: string; readonly html: string }[] },
  rcardinality: 'Single' | 'Multiple',
  material: (html: string) => Markup,
): Markup =>
  el('response_lid', { ident: 'RESPONSE', rcardinality }, [
    el(
      'render_choice',
      {},
      options.map(({ id, html }) => el('response_label', { ident: id }, [material(html)])),
    ),
  ])

const typed = (accepted: readonly string[], caseSensitive: boolean): Body => ({
  profile: 'cc.fib.v0p1',
  response: el('response_str', { ident: 'RESPONSE', rcardinality: 'Single' }, [
    el('render_fib', { prompt: 'Dashes', fibtype: 'String' }),
  ]),
  right: accepted.map((answer) => isAnswer(answer, { case: caseSensitive ? 'Yes' : 'No' })),
  feedback: [],
})
