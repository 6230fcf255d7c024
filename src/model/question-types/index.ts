import type { Interaction, InteractionLine } from '../interaction.ts'
import type { Response, Score } from '../response.ts'
import type { Question } from '../schema-types.ts'
import { multipleResponse, singleChoice } from './choice.ts'
import { codes } from './codes.ts'
import { matching } from './matching.ts'
import { numeric } from './numeric.ts'
import { ordering } from './ordering.ts'
import type { QuestionType } from './question-type.ts'
import { shortText } from './short-text.ts'
import { trueFalse } from './true-false.ts'

export type QuestionTypeName = Question['type']
export type QuestionOf<T extends QuestionTypeName> = Extract<Question, { type: T }>

/** Every question type. Adding one: a line here, in `markdown/question-types` and in `player/views`; `tsc` names what lacks. */
export const questionTypes = {
  'single-choice': singleChoice,
  'multiple-response': multipleResponse,
  'true-false': trueFalse,
  ordering,
  matching,
  numeric,
  'short-text': shortText,
  codes,
} as const satisfies { [T in QuestionTypeName]: QuestionType<QuestionOf<T>> }

/**
 * The type's functions for a question whose type is known only at run time. The record above ties each name to its
 * own question shape; indexing by `question.type` loses that tie, which this one cast restores.
 */
export const typeOf = (question: Question): QuestionType<Question> =>
  questionTypes[question.type] as QuestionType<Question>

export const scoreResponse = (question: Question, response: Response): Score =>
  typeOf(question).score(question, response)

export const interactionOf = (question: Question, response: Response): Interaction =>
  typeOf(question).interaction(question, response)

export const interactionLinesOf = (question: Question, response: Response): readonly InteractionLine[] =>
  typeOf(question).lines?.(question, response) ?? []
