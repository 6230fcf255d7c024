import type { Response } from '../response.ts'
import type { Matching } from '../schema-types.ts'
import { packIds, unpackIds } from '../state/pack.ts'
import { parts, type QuestionType } from './question-type.ts'

const fits = (question: Matching, response: Response): boolean =>
  response.length === question.sources.length &&
  response.every((id) => id === '' || question.targets.some((target) => target.id === id))

/** `source<inner>target` for every source that has a target. */
const joined = (question: Matching, response: Response, inner: string, outer: string): string =>
  question.sources.flatMap((source, i) => (response[i] ? [`${source.id}${inner}${response[i]}`] : [])).join(outer)

const components = (items: Matching['sources']) => items.map(({ id, text }) => ({ id, description: text }))

/** Partial credit: the share of sources with their own target. */
export const matching: QuestionType<Matching> = {
  title: 'Matching',
  accepts: (question, response) => response.length === 0 || fits(question, response),
  answered: (question, response) => fits(question, response) && response.every((id) => id !== ''),
  score: (question, response) => {
    const right = question.pairs.filter((target, i) => response[i] === target).length
    return parts(right, question.sources.length, question.points, question.partial)
  },
  interaction: (question, response) => ({
    scorm12: {
      type: 'matching',
      pattern: joined(question, question.pairs, '.', ','),
      response: joined(question, response, '.', ','),
    },
    scorm2004: {
      type: 'matching',
      patterns: [joined(question, question.pairs, '[.]', '[,]')],
      response: joined(question, response, '[.]', '[,]'),
    },
    xapi: {
      interactionType: 'matching',
      correctResponsesPattern: [joined(question, question.pairs, '[.]', '[,]')],
      source: components(question.sources),
      target: components(question.targets),
      response: joined(question, response, '[.]', '[,]'),
    },
  }),
  key: (question) => question.pairs,
  pack: (_, response) => packIds(response),
  unpack: (question, packed) => {
    const targets = unpackIds(packed)
    return targets !== undefined && fits(question, targets) ? targets : undefined
  },
  longest: (question) => question.sources.length,
}
