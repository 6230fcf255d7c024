import type { ShortText } from '../schema-types.ts'
import { TEXT_LIMIT } from '../state/pack.ts'
import { type QuestionType, whole } from './question-type.ts'
import { typed } from './text.ts'

/** Differences that never matter: outer and repeated spaces, Unicode composition, curly or straight marks, final stop. */
const normal = (text: string, caseSensitive: boolean): string => {
  const plain = text
    .normalize('NFC')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
  return caseSensitive ? plain : plain.toLowerCase()
}

export const shortText: QuestionType<ShortText> = {
  ...typed(TEXT_LIMIT),
  title: 'Short text',
  score: (question, response) => {
    const given = normal(response[0] ?? '', question.caseSensitive)
    return whole(
      question.accepted.some((variant) => normal(variant, question.caseSensitive) === given),
      question.points,
    )
  },
  interaction: (question, response) => {
    const given = response[0] ?? ''
    const rule = `{case_matters=${question.caseSensitive}}`
    return {
      scorm12: { type: 'fill-in', pattern: question.accepted[0] ?? '', response: given },
      scorm2004: { type: 'fill-in', patterns: question.accepted.map((variant) => rule + variant), response: given },
      xapi: {
        interactionType: 'fill-in',
        correctResponsesPattern: question.accepted.map((variant) => rule + variant),
        response: given,
      },
    }
  },
  key: (question) => question.accepted.slice(0, 1),
}
