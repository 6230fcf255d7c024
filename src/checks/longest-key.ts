import type { SingleChoice } from '../model/schema-types.ts'
import { compareText } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import type { Check } from './check.ts'

/** Below this many questions a bank says nothing about its author's habits. */
const LEAST = 10
/** Chance would give about a quarter. */
const SHARE = 0.6
/** "Clearly longest": half as long again as the next. */
const FACTOR = 1.5

/** Item writers' first rule: the right option must not be told by its looks. */
export const longestKey: Check = {
  summary: 'The right option of single-choice questions is not mostly the longest',
  whole: true,
  run: ({ course, at }) => {
    const banks = new Map<string, SingleChoice[]>()
    for (const question of course.questions) {
      if (question.type !== 'single-choice') continue
      banks.set(question.bank, [...(banks.get(question.bank) ?? []), question])
    }
    return [...banks]
      .sort(([a], [b]) => compareText(a, b))
      .flatMap(([bank, questions]) => {
        const count = questions.filter(givesItselfAway).length
        if (questions.length < LEAST || count < questions.length * SHARE) return []
        return [problem('key-longest', { bank, count, of: questions.length }, at.bank(bank))]
      })
  },
}

function givesItselfAway({ options }: SingleChoice): boolean {
  const longest = (correct: boolean): number =>
    Math.max(0, ...options.filter((option) => option.correct === correct).map(({ text }) => text.length))
  return longest(true) >= longest(false) * FACTOR
}
