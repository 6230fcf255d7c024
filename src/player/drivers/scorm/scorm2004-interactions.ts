import { domainObjective } from '../../../model/objectives.ts'
import { hundredths, resultOf } from './format.ts'
import type { Field, InteractionFields } from './journal.ts'
import { interval, isReal, localized, plainText, timestamp } from './scorm2004-format.ts'

const STRING_LIMIT = 250
/** As many correct responses as every LMS must keep for fill-in (RTE 2004 §4.2.9.1). */
const PATTERNS = 5

const rule = /^\{case_matters=(?:true|false)\}/

/** A pattern or response in its type's grammar; `''` where the grammar has no word for it. */
function told(type: string, text: string): string {
  if (type === 'fill-in') {
    const [delimiter = ''] = rule.exec(text) ?? []
    const bare = plainText(text.slice(delimiter.length), STRING_LIMIT)
    return bare === '' ? '' : delimiter + bare
  }
  return type === 'numeric' && !text.split('[:]').every(isReal) ? '' : text
}

/**
 * One record as elements of `cmi.interactions.n` (RTE 2004 §4.2.9), in the order they are set: the id opens the record, and
 * responses need the type. `language` is that of the course's text. What is empty is not set.
 */
export const scorm2004Interaction =
  (language: string): InteractionFields =>
  ({ id, interaction, score, description, domain, at, seconds }, children) => {
    const { type, patterns, response } = interaction.scorm2004
    const given = type === 'fill-in' ? plainText(response, STRING_LIMIT) : told(type, response)
    const keys = [...new Set(patterns.map((pattern) => told(type, pattern)))].filter((pattern) => pattern !== '')
    const fields: readonly Field[] = [
      ['id', id],
      ['type', type],
      ['timestamp', timestamp(at) ?? ''],
      ['objectives.0.id', domainObjective(domain)],
      ...keys.slice(0, PATTERNS).map((key, i): Field => [`correct_responses.${i}.pattern`, key]),
      ['weighting', hundredths(Math.round(score.possible * 100))],
      ['learner_response', given],
      ['result', resultOf(score, 'incorrect')],
      ['latency', seconds === undefined ? '' : interval(seconds)],
      ['description', localized(description, language)],
    ]
    return fields.filter(([element, value]) => value !== '' && children.has(element.replace(/\..*/, '')))
  }
