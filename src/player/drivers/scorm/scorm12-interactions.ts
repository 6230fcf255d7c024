import { hundredths, resultOf } from './format.ts'
import type { Field, InteractionFields } from './journal.ts'
import { asciiText, clockTime, isDecimal, timespan } from './scorm12-format.ts'

const STRING_LIMIT = 255

/** CMIFeedback (RTE 1.2 §3.4.2). Lists of single characters are short by themselves: a question has at most 26 parts. */
function feedback(type: string, text: string): string {
  if (type === 'fill-in') return asciiText(text, STRING_LIMIT)
  return type === 'numeric' && !isDecimal(text) ? '' : text
}

/**
 * One record as elements of `cmi.interactions.n` (RTE 1.2 §3.4.4), in the order they are set: the id opens the record, the
 * type decides how responses are read. `children` is what this LMS keeps; an empty response is not set, because the empty
 * string is in no type's vocabulary.
 */
export const scorm12Interaction: InteractionFields = ({ id, interaction, score, domain, at, seconds }, children) => {
  const { type, pattern, alternates = [], response } = interaction.scorm12
  const fields: readonly Field[] = [
    ['id', id],
    ['type', type],
    ['time', clockTime(at)],
    ['objectives.0.id', domain],
    ...[pattern, ...alternates].map((key, i): Field => [`correct_responses.${i}.pattern`, feedback(type, key)]),
    ['student_response', feedback(type, response)],
    ['result', resultOf(score, 'wrong')],
    ['weighting', hundredths(Math.round(score.possible * 100))],
    ['latency', seconds === undefined ? '' : timespan(seconds)],
  ]
  return fields.filter(([element, value]) => value !== '' && children.has(element.replace(/\..*/, '')))
}
