import type { Place } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import type { Check, CheckInput } from '../check.ts'
import { type AnswerCode, codedItems } from './items.ts'
import { tabularOn } from './knowledge.ts'

/** A question may ask for a category, or which code is incomplete; it then says so. */
const ASKS_FOR_HEADER =
  /\b(?:headers?|categor(?:y|ies)|subcategor(?:y|ies)|incomplete|invalid|more characters|not valid)\b/i

/** Codes that answer items, none of which asks for a category. */
const reportedKeys = (input: CheckInput): (AnswerCode & { readonly what: string })[] =>
  codedItems(input).flatMap(({ keys, what, said }) =>
    keys
      .filter(({ isCode }) => isCode && !ASKS_FOR_HEADER.test(said))
      .flatMap(({ codes }) => codes.map((code) => ({ ...code, what }))),
  )

/** Where the course has keys that must be codes which can be reported: the places of their citations. */
export const keyPlaces = (input: CheckInput): ReadonlySet<Place> =>
  new Set(reportedKeys(input).map(({ place }) => place))

/** A header cannot be reported, so it answers no question for a code, whatever the course is locked to. */
export const keyHeader: Check = {
  summary: 'No key is a header, or lacks the seventh character that its category asks for',
  run: (input) =>
    reportedKeys(input).flatMap(({ system, code, day, known, place, what }) => {
      const seventh = system === 'icd10cm' ? tabularOn(input, day)?.seventh(code) : undefined
      // The tabular list may be of an older year: what can be reported is whole.
      if (seventh !== undefined && code.replace('.', '').length < 7 && known?.billable !== true) {
        const values = Object.entries(seventh).map(([value, says]) => `${value} (${says})`)
        return [problem('key-seventh-character', { code, by: what, values }, place, { actual: code })]
      }
      return known?.billable === false
        ? [problem('key-header', { code, title: known.title, by: what }, place, { actual: code })]
        : []
    }),
}
