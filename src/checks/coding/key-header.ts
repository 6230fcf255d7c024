import { problem } from '../../problems/report.ts'
import type { Check } from '../check.ts'
import { codedItems } from './items.ts'
import { tabularOn } from './knowledge.ts'

/** A question may ask for a category, or which code is incomplete; it then says so. */
const ASKS_FOR_HEADER =
  /\b(?:headers?|categor(?:y|ies)|subcategor(?:y|ies)|incomplete|invalid|more characters|not valid)\b/i

/** A header cannot be reported, so it answers no question for a code, whatever the course is locked to. */
export const keyHeader: Check = {
  summary: 'No key is a header, or lacks the seventh character that its category asks for',
  run: (input) =>
    codedItems(input).flatMap(({ keys, what, said }) =>
      keys
        .filter(({ isCode }) => isCode && !ASKS_FOR_HEADER.test(said))
        .flatMap(({ codes }) => codes)
        .flatMap(({ system, code, day, known, place }) => {
          const seventh = system === 'icd10cm' ? tabularOn(input, day)?.seventh(code) : undefined
          const bareLength = code.replace('.', '').length
          if (seventh !== undefined && bareLength < 7) {
            const values = Object.entries(seventh).map(([value, says]) => `${value} (${says})`)
            return [problem('key-seventh-character', { code, by: what, values }, place, { actual: code })]
          }
          return known?.billable === false
            ? [problem('key-header', { code, title: known.title, by: what }, place, { actual: code })]
            : []
        }),
    ),
}
