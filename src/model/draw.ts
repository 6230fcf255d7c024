import { hash53 } from './hash.ts'
import type { CheckBlock, CompiledExam } from './schema-types.ts'

/**
 * Draws and shuffles are pure functions of a seed and stable ids. Every id gets a rank, hash(seed, id), and the lowest
 * ranks win (rendezvous hashing): adding a question to a bank or removing one changes a draw by at most that question.
 */
export function ranked(seed: string, ids: readonly string[]): string[] {
  return ids
    .map((id) => ({ id, rank: hash53(`${seed}\n${id}`) }))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id)
}

/** Questions of a knowledge check that this learner is asked, in the order asked. */
export const drawCheck = (seed: string, check: CheckBlock): string[] =>
  check.ordered === true ? check.questions : ranked(`${seed}/${check.id}`, check.questions).slice(0, check.pick)

/** Names one attempt at one exam by one learner. `attempt` counts from 1. */
export const examSeed = (seed: string, examId: string, attempt: number): string => `${seed}/${examId}/${attempt}`

/**
 * Question ids of an exam attempt, section by section, in the order asked. No question is drawn twice, even where
 * banks of two draws overlap.
 */
export function drawExam(seed: string, exam: CompiledExam): string[] {
  const drawn = new Set<string>()
  for (const section of exam.sections) {
    const picked: string[] = []
    for (const draw of section.draws) {
      const free = ranked(seed, draw.questions).filter((id) => !drawn.has(id))
      for (const id of free.slice(0, draw.count)) {
        drawn.add(id)
        picked.push(id)
      }
    }
    if (exam.shuffle) {
      for (const id of picked) drawn.delete(id)
      for (const id of ranked(`${seed}/order`, picked)) drawn.add(id)
    }
  }
  return [...drawn]
}

/** Number of questions an attempt asks. */
export const examLength = (exam: CompiledExam): number =>
  exam.sections.reduce((sum, section) => sum + section.draws.reduce((n, draw) => n + draw.count, 0), 0)

interface Pinnable {
  readonly id: string
  readonly pinned?: boolean
}

/** Options in the order shown: shuffled by seed, the pinned ones where they were written. */
export function shuffled<T extends Pinnable>(seed: string, options: readonly T[]): T[] {
  const free = options.filter((option) => option.pinned !== true)
  const byId = new Map(free.map((option) => [option.id, option]))
  const order = ranked(seed, [...byId.keys()])
  let next = 0
  return options.map((option) => {
    if (option.pinned === true) return option
    const id = order[next++]
    return (id === undefined ? undefined : byId.get(id)) ?? option
  })
}
