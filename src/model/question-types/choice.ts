import type { Interaction } from '../interaction.ts'
import type { Response } from '../response.ts'
import type { MultipleResponse, Option, SingleChoice } from '../schema-types.ts'
import { packIds, unpackIds } from '../state/pack.ts'
import { parts, type QuestionType, whole } from './question-type.ts'

type Choice = SingleChoice | MultipleResponse

const keyOf = (question: Choice): string[] => question.options.filter((o) => o.correct).map((o) => o.id)

const knows = (question: Choice, response: Response): boolean =>
  new Set(response).size === response.length && response.every((id) => question.options.some((o) => o.id === id))

const components = (options: readonly Option[]) => options.map(({ id, text }) => ({ id, description: text }))

function interaction(question: Choice, response: Response): Interaction {
  const key = keyOf(question)
  const given = [...response].sort()
  return {
    scorm12: { type: 'choice', pattern: key.join(','), response: given.join(',') },
    scorm2004: { type: 'choice', patterns: [key.join('[,]')], response: given.join('[,]') },
    xapi: {
      interactionType: 'choice',
      correctResponsesPattern: [key.join('[,]')],
      choices: components(question.options),
      response: given.join('[,]'),
    },
  }
}

const shared = {
  interaction,
  key: keyOf,
  pack: (_: Choice, response: Response) => packIds([...response].sort()),
}

export const singleChoice: QuestionType<SingleChoice> = {
  ...shared,
  title: 'Single choice',
  accepts: (question, response) => response.length <= 1 && knows(question, response),
  answered: (_, response) => response.length === 1,
  score: (question, response) =>
    whole(
      question.options.some((o) => o.correct && response.length === 1 && o.id === response[0]),
      question.points,
    ),
  unpack: (question, packed) => {
    const ids = unpackIds(packed)
    return ids !== undefined && ids.length === 1 && knows(question, ids) ? ids : undefined
  },
  longest: () => 1,
}

/** Partial credit: right options chosen minus wrong options chosen, of all right options, never below nothing. */
export const multipleResponse: QuestionType<MultipleResponse> = {
  ...shared,
  title: 'Multiple response',
  accepts: knows,
  answered: (_, response) => response.length > 0,
  score: (question, response) => {
    const key = new Set(keyOf(question))
    const right = response.filter((id) => key.has(id)).length
    const wrong = response.length - right
    return parts(right - wrong, key.size, question.points, question.partial)
  },
  unpack: (question, packed) => {
    const ids = unpackIds(packed)
    return ids !== undefined && knows(question, ids) ? ids : undefined
  },
  longest: (question) => question.options.length,
}
