import { codes } from '../question-types/codes.ts'
import { decimal } from '../question-types/numeric.ts'
import type { Response } from '../response.ts'
import type { Question } from '../schema-types.ts'

/** Beyond it only the answers near the key are tried. */
const MOST = 256

/**
 * Answers to a question that show what a new version makes of them: all where they can be counted, otherwise the right one,
 * those beside it, and those where the other version draws its lines.
 */
export function witnesses(question: Question, other: Question): Response[] {
  switch (question.type) {
    case 'single-choice':
      return question.options.map(({ id }) => [id])
    case 'multiple-response':
      return subsets(question.options.map(({ id }) => id))
    case 'true-false':
      return [['true'], ['false']]
    case 'ordering':
      return orders(question.items.map(({ id }) => id))
    case 'matching':
      return pairings(question.pairs, ['', ...question.targets.map(({ id }) => id)])
    case 'numeric':
      return edges(question, ...(other.type === 'numeric' ? [other] : []))
    case 'short-text':
      return [
        ...new Set(
          [...question.accepted, ...(other.type === 'short-text' ? other.accepted : [])].flatMap((text) => [
            text,
            text.toUpperCase(),
            text.toLowerCase(),
          ]),
        ),
      ].map((text) => [text])
    case 'codes':
      return [question, ...(other.type === 'codes' ? [other] : [])].flatMap((one) => shortened(codes.key(one)))
  }
}

function subsets(ids: readonly string[]): Response[] {
  if (2 ** ids.length > MOST)
    return [...ids.map((id) => [id]), ids, ...ids.map((id) => ids.filter((one) => one !== id))]
  return Array.from({ length: 2 ** ids.length - 1 }, (_, i) => ids.filter((_id, bit) => ((i + 1) >> bit) % 2 === 1))
}

/** The right order, all with two neighbours exchanged, and all rotations. */
const orders = (ids: readonly string[]): Response[] => [
  ids,
  ...ids.slice(1).map((_, i) => ids.map((id, at) => (at === i ? ids[i + 1] : at === i + 1 ? ids[i] : id) ?? '')),
  ...ids.slice(1).map((_, i) => [...ids.slice(i + 1), ...ids.slice(0, i + 1)]),
]

/** The right pairs, and all with one source paired otherwise. */
const pairings = (pairs: readonly string[], targets: readonly string[]): Response[] => [
  pairs,
  ...pairs.flatMap((_, i) => targets.map((target) => pairs.map((pair, at) => (at === i ? target : pair)))),
]

/** All codes of the key, and each set that lacks the last one or more. */
const shortened = (key: Response): Response[] => key.map((_, i) => key.slice(0, i + 1))

function edges(...questions: readonly { readonly value: number; readonly tolerance: number }[]): Response[] {
  const values = questions.flatMap(({ value, tolerance }) =>
    [0, tolerance, tolerance * 1.01 + 1e-6, tolerance * 0.99].flatMap((by) => [value - by, value + by]),
  )
  return [...new Set(values.map(decimal))].map((text) => [text])
}
