import type { Question } from '../../model/schema-types.ts'
import type { Draft } from '../questions/draft.ts'
import { codes } from './codes.ts'
import { matching } from './matching.ts'
import { multipleResponse } from './multiple-response.ts'
import { numeric } from './numeric.ts'
import { ordering } from './ordering.ts'
import type { QuestionReader } from './reader.ts'
import { shortText } from './short-text.ts'
import { singleChoice } from './single-choice.ts'
import { trueFalse } from './true-false.ts'

/** Question type → how it is written. Asked in this order: what fits several is the first. */
export const questionReaders = {
  'true-false': trueFalse,
  'multiple-response': multipleResponse,
  'single-choice': singleChoice,
  ordering,
  codes,
  matching,
  numeric,
  'short-text': shortText,
} as const satisfies Readonly<Record<Question['type'], QuestionReader>>

/** The reader for a draft. Every form of answers has one. */
export const readerOf = (draft: Draft): QuestionReader | undefined =>
  Object.values<QuestionReader>(questionReaders).find(({ detect }) => detect(draft))
