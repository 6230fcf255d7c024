import type { BudgetPart } from '../model/state/budget.ts'
import { partBudget, stateBudget } from '../model/state/budget.ts'
import { problem } from '../problems/report.ts'
import type { Check } from './check.ts'

/** What a part is called, and how it is made smaller. */
const ADVICE: Readonly<Record<BudgetPart['part'], { readonly name: string; readonly advice: string }>> = {
  frame: { name: 'the frame', advice: 'Split the course in two.' },
  sections: {
    name: 'the list of opened sections',
    advice: 'Join short modules, or split the course in two: each module costs seven characters and more.',
  },
  checks: {
    name: 'the answers to knowledge checks',
    advice:
      'Ask fewer questions between the text (pick=2 instead of all), or move some into an exam: of an exam only the last attempt is kept.',
  },
  exam: {
    name: 'the exam',
    advice: 'Draw fewer questions, or fewer of those that are answered by typing: each takes up to 120 characters.',
  },
}

/** Saved progress must fit into what the standard of each target promises to keep, whatever a learner answers. */
export const stateBudgetCheck: Check = {
  summary: 'Saved progress fits into the package format, at worst',
  whole: true,
  run: ({ course, at, targets }) =>
    targets.flatMap(({ name: target, stateLimit: limit, inParts = false }) => {
      const { worst, parts } = inParts ? partBudget(course) : stateBudget(course)
      const [largest] = parts
      if (limit === undefined || worst <= limit || largest === undefined) return []
      const { name, advice } = ADVICE[largest.part]
      const what = largest.id === undefined ? name : `${name} "${largest.id}"`
      const place = largest.id === undefined ? at.course('/modules') : at.exam(largest.id, '')
      return [
        problem('state-too-large', { target, worst, limit, largest: `${what}, ${largest.characters}`, advice }, place),
      ]
    }),
}
