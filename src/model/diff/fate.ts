import { typeOf } from '../question-types/index.ts'
import type { Response } from '../response.ts'
import type { Question } from '../schema-types.ts'
import { witnesses } from './witnesses.ts'

/**
 * What a new version does to something a learner has: `kept` as it was; `rescored`: it is there and counts or reads
 * differently; `lost`; `added`: nobody has it yet.
 */
export type Fate = 'kept' | 'rescored' | 'lost' | 'added'

/** What becomes of one answer, by way of saved progress as it is really written and read. */
export function answerFate(before: Question, after: Question | undefined, response: Response): Exclude<Fate, 'added'> {
  if (after === undefined) return 'lost'
  const packed = typeOf(before).pack(before, response)
  const was = typeOf(before).unpack(before, packed)
  const is = typeOf(after).unpack(after, packed)
  if (was === undefined || is === undefined) return 'lost'
  const old = typeOf(before).score(before, was)
  const now = typeOf(after).score(after, is)
  const same =
    old.earned === now.earned &&
    old.possible === now.possible &&
    old.correct === now.correct &&
    was.join('\n') === is.join('\n') &&
    moved(before, after).length === 0
  return same ? 'kept' : 'rescored'
}

export interface QuestionDiff {
  readonly id: string
  /** The stem as plain text, of the new version where there is one. */
  readonly text: string
  readonly fate: Fate
  /** What has changed, in words. Of a question that is kept: what makes no difference to answers given. */
  readonly reasons: readonly string[]
  /** Whether every answer is lost, or only some. */
  readonly allLost?: boolean
}

/** What becomes of the answers to a question. */
export function questionDiff(before: Question, after: Question | undefined): QuestionDiff {
  const { id } = before
  if (after === undefined)
    return { id, text: before.stemText, fate: 'lost', reasons: ['it is no longer in the course'], allLost: true }
  const fates = witnesses(before, after).map((response) => answerFate(before, after, response))
  const lost = fates.filter((fate) => fate === 'lost').length
  const fate = lost > 0 ? 'lost' : fates.includes('rescored') ? 'rescored' : 'kept'
  const reasons = reasonsOf(before, after)
  return { id, text: after.stemText, fate, reasons, ...(fate === 'lost' ? { allLost: lost === fates.length } : {}) }
}

interface Choosable {
  readonly id: string
  readonly text: string
}

/** What a learner chooses, orders or pairs, by the letters that saved progress holds. */
function choices(question: Question): readonly Choosable[] {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response':
      return question.options
    case 'ordering':
      return question.items
    case 'matching':
      return [
        ...question.sources.map(({ id, text }) => ({ id: `source ${id}`, text })),
        ...question.targets.map(({ id, text }) => ({ id, text })),
      ]
    case 'true-false':
    case 'numeric':
    case 'short-text':
    case 'codes':
      return []
  }
}

/** Letters that stood for a text which now has another letter: an answer kept by letter says something else. */
function moved(before: Question, after: Question): string[] {
  const now = new Map(choices(after).map(({ id, text }) => [id, text]))
  const elsewhere = new Set(choices(after).map(({ text }) => text))
  return choices(before)
    .filter(({ id, text }) => now.has(id) && now.get(id) !== text && elsewhere.has(text))
    .map(({ id }) => id)
}

function reasonsOf(before: Question, after: Question): string[] {
  if (before.type !== after.type) return [`it was ${before.type}, it is ${after.type}`]
  const gone = choices(before).filter(({ id }) => !choices(after).some((one) => one.id === id))
  const fresh = choices(after).filter(({ id }) => !choices(before).some((one) => one.id === id))
  const places = moved(before, after)
  const reworded = choices(before).filter(
    ({ id, text }) => !places.includes(id) && choices(after).some((one) => one.id === id && one.text !== text),
  )
  const list = (items: readonly Choosable[]): string => items.map(({ id }) => id).join(', ')
  return [
    ...(keyText(before) === keyText(after) ? [] : [`the right answer was ${keyText(before)}, it is ${keyText(after)}`]),
    ...(before.points === after.points ? [] : [`${before.points} points have become ${after.points}`]),
    ...(before.partial === after.partial
      ? []
      : [after.partial ? 'part of the points can be earned' : 'all or nothing']),
    ...(gone.length === 0 ? [] : [`${list(gone)} is gone: answers that name it are lost`]),
    ...(fresh.length === 0 ? [] : [`${list(fresh)} is new`]),
    ...(places.length === 0
      ? []
      : [`${places.join(', ')} changed places: an answer given earlier now says something else`]),
    ...(reworded.length === 0 ? [] : [`${list(reworded)} is worded otherwise`]),
    ...(before.stemText === after.stemText ? [] : ['the question is worded otherwise']),
  ]
}

function keyText(question: Question): string {
  if (question.type === 'numeric') return `${question.value} ± ${question.tolerance}`
  if (question.type === 'short-text')
    return `${question.accepted.join(' / ')}${question.caseSensitive ? ' (upper and lower case matter)' : ''}`
  return typeOf(question).key(question).join(', ')
}
