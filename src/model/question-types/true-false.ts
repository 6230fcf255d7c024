import type { TrueFalse } from '../schema-types.ts'
import { packIds, unpackIds } from '../state/pack.ts'
import { type QuestionType, whole } from './question-type.ts'

const isOne = (value: string | undefined): value is 'true' | 'false' => value === 'true' || value === 'false'

export const trueFalse: QuestionType<TrueFalse> = {
  title: 'True or false',
  accepts: (_, response) => response.length === 0 || (response.length === 1 && isOne(response[0])),
  answered: (_, response) => response.length === 1,
  score: (question, response) =>
    whole(response.length === 1 && response[0] === String(question.answer), question.points),
  interaction: (question, response) => {
    const key = String(question.answer)
    const given = response[0] ?? ''
    return {
      scorm12: { type: 'true-false', pattern: key.slice(0, 1), response: given.slice(0, 1) },
      scorm2004: { type: 'true-false', patterns: [key], response: given },
      xapi: { interactionType: 'true-false', correctResponsesPattern: [key], response: given },
    }
  },
  key: (question) => [String(question.answer)],
  pack: (_, response) => packIds([response[0] === 'true' ? 't' : 'f']),
  unpack: (_, packed) => {
    const id = unpackIds(packed)?.join('')
    return id === 't' ? ['true'] : id === 'f' ? ['false'] : undefined
  },
  longest: () => 1,
}
