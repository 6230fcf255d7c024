import type { NewStatement, StatementFacts } from '../records.ts'
import type { Numbers } from './dictionary.ts'
import type { Insertion } from './query.ts'

/** A statement that has its place. */
export interface Placed {
  readonly seq: number
  readonly stored: number
  readonly statement: NewStatement
}

const ORDER = { plain: 'integer', seq: 'integer', via: 'integer', verb: 'integer' } as const

// Rows that come by way of a reference may be met twice, by two ways round.
export const AGENT_LINKS: Insertion = { into: 'agent_links', columns: { agent: 'integer', ...ORDER }, keep: true }
export const ACTIVITY_LINKS: Insertion = {
  into: 'activity_links',
  columns: { activity: 'integer', ...ORDER },
  keep: true,
}

/** What makes a statement be found at `seq`; `via` is 0 for its own place, its own `seq` for one that leads to it. */
export function linkRows(
  { verb, agents, activities, authority }: StatementFacts,
  numbers: Pick<Numbers, 'agents' | 'activities' | 'verbs'>,
  seq: number,
  via: number,
): { readonly agents: readonly number[][]; readonly activities: readonly number[][] } {
  const row = (id: number | undefined, plain: boolean): number[][] =>
    id === undefined ? [] : [[id, plain ? 1 : 0, seq, via, numbers.verbs.get(verb) ?? 0]]
  const extra =
    authority === undefined || agents.some(({ key }) => key === authority)
      ? []
      : row(numbers.agents.get(authority), false)
  return {
    agents: [...agents.flatMap(({ key, usage }) => row(numbers.agents.get(key), usage === 'plain')), ...extra],
    activities: activities.flatMap(({ id, usage }) => row(numbers.activities.get(id), usage === 'plain')),
  }
}
