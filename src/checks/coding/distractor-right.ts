import { bare } from '../../codes/system.ts'
import type { Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import type { Check, CheckInput } from '../check.ts'
import { type AnswerCode, type CodedItem, codedItems } from './items.ts'
import { excludes } from './key-excludes.ts'

/** A wrong option must be wrong to a coder who knows more than its author had in mind. */
export const distractorRight: Check = {
  summary: 'Wrong options near the key say what is wrong with them',
  run: (input) => codedItems(input).flatMap((item) => near(input, item)),
}

function near(input: CheckInput, { question, keys, wrong, what }: CodedItem): Problem[] {
  if (question.type !== 'single-choice' && question.type !== 'multiple-response') return []
  const right = keys.flatMap(({ codes, isCode }) => (isCode ? codes : []))
  return wrong
    .filter(({ isCode, explained, codes }) => isCode && !explained && codes.length === 1)
    .flatMap(({ codes }) => codes)
    .flatMap((distractor) => {
      const { code, system, place } = distractor
      const same = right.find((key) => key.system === system && isNear(key, distractor))
      if (same !== undefined)
        return [problem('distractor-near-key', { code, key: same.code, by: what }, place, { actual: code })]
      const beside = right
        .filter((key) => key.system === 'icd10cm' && system === 'icd10cm')
        .flatMap((key) => {
          const note = excludes(input, key, distractor, 'excludes2')
          return note === undefined ? [] : [{ key: key.code, ...note }]
        })[0]
      return beside === undefined
        ? []
        : [problem('distractor-beside-key', { code, by: what, ...beside }, place, { actual: code })]
    })
}

/** Of one ICD-10-CM category, or of one ICD-10-PCS table; a header of the key is wrong by itself. */
function isNear(key: AnswerCode, { code, known }: AnswerCode): boolean {
  const [a, b] = [bare(key.code), bare(code)]
  return a !== b && !a.startsWith(b) && known?.billable !== false && a.slice(0, 3) === b.slice(0, 3)
}
