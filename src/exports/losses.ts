import type { Loss } from './format.ts'

/** Losses of one kind, with the questions they concern. */
export interface LossKind {
  readonly effect: Loss['effect']
  readonly what: string
  readonly instead: string
  readonly questions: readonly string[]
}

/** Losses by kind: what is left out first, then the most frequent. */
export function lossKinds(losses: readonly Loss[]): LossKind[] {
  const kinds = new Map<string, { kind: Omit<LossKind, 'questions'>; questions: string[] }>()
  for (const { question, effect, what, instead } of losses) {
    const key = JSON.stringify([effect, what, instead])
    const known = kinds.get(key) ?? { kind: { effect, what, instead }, questions: [] }
    known.questions.push(question)
    kinds.set(key, known)
  }
  const rank = ({ effect }: LossKind): number => (effect === 'left out' ? 0 : 1)
  return [...kinds.values()]
    .map(({ kind, questions }) => ({ ...kind, questions }))
    .sort((a, b) => rank(a) - rank(b) || b.questions.length - a.questions.length)
}

/** How many different questions are missing in what was written. */
export const countLeftOut = (losses: readonly Loss[]): number =>
  new Set(losses.filter(({ effect }) => effect === 'left out').map(({ question }) => question)).size
