import type { ParsedBank, ParsedQuestion } from '../../markdown/parsed.ts'
import { compareText, type Place, type Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import { unknownName } from '../unknown.ts'

/** What a quiz or a draw of an exam asks for. */
export interface Wanted {
  readonly bank: string
  /** All that match when left out. */
  readonly count?: number | undefined
  readonly domain?: string | undefined
  readonly difficulty?: string | undefined
  /** Where the bank, and where the number stands. */
  readonly place: Place
  readonly countPlace: Place
}

export interface Drawn {
  readonly bank: string
  /** Ids of all that match, sorted. */
  readonly questions: readonly string[]
  readonly count: number
}

export interface PooledQuestion extends ParsedQuestion {
  readonly bank: string | undefined
}

/** All questions of the course, to be looked up. */
export interface QuestionPool {
  readonly question: (id: string) => PooledQuestion | undefined
  readonly ids: Iterable<string>
  /** Resolves what is wanted, or says why it cannot be had. */
  readonly draw: (wanted: Wanted) => Drawn | Problem
  /** False when a bank could not be read, so that a missing name says nothing. */
  readonly complete: boolean
}

/** @param domains those of the course; undefined when course.yaml could not be read */
export function questionPool(banks: readonly ParsedBank[], domains: ReadonlySet<string> | undefined): QuestionPool {
  const byId = new Map(
    banks.flatMap(({ meta, questions }) => questions.map((one) => [one.id, { ...one, bank: meta?.bank }])),
  )
  const byBank = new Map<string, readonly ParsedQuestion[]>()
  for (const { meta, questions } of banks) {
    // Two banks of one name are an error of their own; together they hold what either was meant to.
    if (meta !== undefined) byBank.set(meta.bank, [...(byBank.get(meta.bank) ?? []), ...questions])
  }
  const complete = banks.every(({ meta }) => meta !== undefined)
  return {
    question: (id) => byId.get(id),
    ids: byId.keys(),
    complete,
    draw: (wanted) => {
      const questions = byBank.get(wanted.bank)
      if (questions !== undefined) return drawFrom(questions, wanted, (domain) => domains?.has(domain) ?? false)
      // The bank may be the one that could not be read, and that has been said.
      if (!complete) return { bank: wanted.bank, questions: [], count: wanted.count ?? 0 }
      const unknown = unknownName(wanted.bank, byBank.keys())
      return problem('bank-unknown', unknown, wanted.place, { actual: wanted.bank, expected: unknown.known })
    },
  }
}

function drawFrom(
  questions: readonly ParsedQuestion[],
  wanted: Wanted,
  isDomain: (domain: string) => boolean,
): Drawn | Problem {
  const { bank, count, domain, difficulty } = wanted
  // Domains that do not exist have been reported; what has such a mistake, or any other, may match once it is mended.
  const inDomain = (own: string): boolean =>
    domain === undefined || own === domain || !isDomain(own) || !isDomain(domain)
  const matching = questions.filter(
    ({ question }) =>
      question === undefined ||
      (inDomain(question.domain) && (difficulty === undefined || question.difficulty === difficulty)),
  )
  const filter = [
    ...(domain === undefined ? [] : [`domain "${domain}"`]),
    ...(difficulty === undefined ? [] : [`difficulty "${difficulty}"`]),
  ].join(' and ')
  const available = matching.length
  if (available === 0 && questions.length > 0) return problem('draw-empty', { bank, filter }, wanted.place)
  if (count !== undefined && count > available && available > 0) {
    return problem('draw-short', { bank, wanted: count, available, filter }, wanted.countPlace, {
      actual: String(count),
    })
  }
  return { bank, questions: matching.map(({ id }) => id).sort(compareText), count: count ?? available }
}
