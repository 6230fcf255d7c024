import type { QuestionOf, QuestionTypeName } from '../../model/question-types/index.ts'
import type { Question } from '../../model/schema-types.ts'
import { codes } from './codes.tsx'
import { matching } from './matching.tsx'
import { multipleResponse } from './multiple-response.tsx'
import { numeric } from './numeric.tsx'
import { ordering } from './ordering.tsx'
import { shortText } from './short-text.tsx'
import { singleChoice } from './single-choice.tsx'
import { trueFalse } from './true-false.tsx'
import type { View } from './view.ts'

/** How each question type looks. */
const views = {
  'single-choice': singleChoice,
  'multiple-response': multipleResponse,
  'true-false': trueFalse,
  ordering,
  matching,
  numeric,
  'short-text': shortText,
  codes,
} as const satisfies { [T in QuestionTypeName]: View<QuestionOf<T>> }

/** The view of a question whose type is known only at run time; like `typeOf`, one cast restores the tie by name. */
export const viewOf = (question: Question): View<Question> => views[question.type] as View<Question>
