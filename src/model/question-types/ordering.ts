import type { Response } from '../response.ts'
import type { Ordering } from '../schema-types.ts'
import { packIds, unpackIds } from '../state/pack.ts'
import { parts, type QuestionType } from './question-type.ts'

const ids = (question: Ordering): string[] => question.items.map((item) => item.id)

const isPermutation = (question: Ordering, response: Response): boolean =>
  response.length === question.items.length &&
  new Set(response).size === response.length &&
  ids(question).every((id) => response.includes(id))

/** Partial credit: the share of items in their own place. */
export const ordering: QuestionType<Ordering> = {
  title: 'Ordering',
  accepts: (question, response) => response.length === 0 || isPermutation(question, response),
  answered: isPermutation,
  score: (question, response) => {
    const right = ids(question).filter((id, i) => response[i] === id).length
    return parts(right, question.items.length, question.points, question.partial)
  },
  interaction: (question, response) => ({
    scorm12: { type: 'sequencing', pattern: ids(question).join(','), response: response.join(',') },
    scorm2004: { type: 'sequencing', patterns: [ids(question).join('[,]')], response: response.join('[,]') },
    xapi: {
      interactionType: 'sequencing',
      correctResponsesPattern: [ids(question).join('[,]')],
      choices: question.items.map(({ id, text }) => ({ id, description: text })),
      response: response.join('[,]'),
    },
  }),
  key: ids,
  pack: (_, response) => packIds(response),
  unpack: (question, packed) => {
    const order = unpackIds(packed)
    return order !== undefined && isPermutation(question, order) ? order : undefined
  },
  longest: (question) => question.items.length,
}
