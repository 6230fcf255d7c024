import type { Problem } from '../../problems/problem.ts'
import { compareText } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import type { Check } from '../check.ts'
import { type CodedItem, codedItems } from './items.ts'

/** A learner who was wrong is told why, and can look it up. */
export const keyGrounds: Check = {
  summary: 'Every line of a key has a rationale, and keys name the guideline that backs them',
  run: (input) => {
    const items = codedItems(input)
    return [...items.flatMap(lines), ...banks(items)]
  },
}

function lines({ question, keys, what }: CodedItem): Problem[] {
  if (question.type !== 'codes') return []
  return keys
    .flatMap(({ codes }) => codes)
    .flatMap(({ code, line, place }) => {
      if (line === undefined || line.need !== 'required') return []
      return line.why === undefined ? [problem('key-without-why', { code, by: what }, place)] : []
    })
}

/** One note a bank: procedures and conventions are often backed by a book or a table, so it is advice. */
function banks(items: readonly CodedItem[]): Problem[] {
  const without = new Map<string, CodedItem[]>()
  for (const item of items) {
    const { question } = item
    const answers = item.keys.some(({ isCode, codes }) => isCode && codes.some(({ system }) => system === 'icd10cm'))
    const backed =
      question.ref !== undefined || (question.type === 'codes' && question.lines.some(({ ref }) => ref !== undefined))
    if (answers && !backed) without.set(question.source.file, [...(without.get(question.source.file) ?? []), item])
  }
  return [...without]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, list]) => {
      const [first] = list
      return first === undefined
        ? []
        : [problem('key-without-guideline', { count: list.length, first: first.what }, first.place)]
    })
}
