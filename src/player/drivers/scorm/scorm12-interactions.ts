import type { LearningEvent } from '../../../model/events.ts'
import { interactionOf } from '../../../model/question-types/index.ts'
import type { Score } from '../../../model/response.ts'
import type { Question } from '../../../model/schema-types.ts'
import { asciiText, clockTime, hundredths, isDecimal, timespan } from './scorm12-format.ts'

export type Answered = Extract<LearningEvent, { type: 'answered' }>

/** An element below `cmi.interactions.n` and its value. */
export type Field = readonly [element: string, value: string]

const STRING_LIMIT = 255

/** CMIFeedback (RTE 1.2 §3.4.2). Lists of single characters are short by themselves: a question has at most 26 parts. */
function feedback(type: string, text: string): string {
  if (type === 'fill-in') return asciiText(text, STRING_LIMIT)
  return type === 'numeric' && !isDecimal(text) ? '' : text
}

/** `wrong`, `correct`, or the share of the points as a CMIDecimal strictly between 0 and 1. */
function result({ earned, possible, correct }: Score): string {
  if (correct) return 'correct'
  return earned <= 0 || possible <= 0
    ? 'wrong'
    : hundredths(Math.min(99, Math.max(1, Math.round((earned / possible) * 100))))
}

/**
 * One answer as elements of `cmi.interactions.n` (RTE 1.2 §3.4.4), in the order they are set: the id opens the record, the
 * type decides how responses are read. `children` is what this LMS keeps; an empty response is not set, because the empty
 * string is in no type's vocabulary.
 */
export function interactionFields(
  id: string,
  question: Question,
  answered: Answered,
  children: ReadonlySet<string>,
): Field[] {
  const { type, pattern, response } = interactionOf(question, answered.response).scorm12
  const fields: Field[] = [
    ['id', id],
    ['type', type],
    ['time', clockTime(answered.at)],
    ['objectives.0.id', question.domain],
    ['correct_responses.0.pattern', feedback(type, pattern)],
    ['student_response', feedback(type, response)],
    ['result', result(answered.score)],
    ['weighting', hundredths(Math.round(answered.score.possible * 100))],
    ['latency', timespan(answered.seconds)],
  ]
  return fields.filter(([element, value]) => value !== '' && children.has(element.replace(/\..*/, '')))
}
