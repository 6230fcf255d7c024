import { type Cmi5Verb, cmi5Categories, cmi5Verbs } from '../../../model/cmi5.ts'
import { isMembers, type Members } from '../../../model/members.ts'
import type { Cmi5Progress, Cmi5Session } from '../../../storage/cmi5.ts'
import type { ActiveSession } from '../active-session.ts'

/** A statement of a unit, with what the rules look at taken out, and what was reached before it. */
export interface View {
  readonly statement: Members
  readonly context: Members
  readonly extensions: Members
  readonly result: Members
  readonly score: Members
  readonly categories: ReadonlySet<unknown>
  readonly groupings: ReadonlySet<unknown>
  /** The verb, if it is one of cmi5's. */
  readonly verb: Cmi5Verb | undefined
  /** Whether it is a "cmi5 defined" statement (cmi5 §7.1.3, §9.6.2.1); all others are "cmi5 allowed". */
  readonly defined: boolean
  readonly active: ActiveSession
  /** The session and the unit's progress in the registration, as they stand before this statement. */
  readonly session: Cmi5Session
  readonly reached: Omit<Cmi5Progress, 'part'>
}

/** A requirement of cmi5 on statements of units. */
export interface GateRule {
  /** As in the list of requirements (adlnet/CATAPULT). */
  readonly requirement: string
  /** JSON pointer to what is looked at. */
  readonly pointer: string
  /** What is wrong, as the end of a sentence about the statement; undefined when nothing is. */
  readonly fault: (view: View) => string | undefined
}

const VERBS = new Map(Object.entries(cmi5Verbs).map(([name, iri]) => [iri as string, name as Cmi5Verb]))

const members = (value: unknown): Members => (isMembers(value) ? value : {})
const idsOf = (value: unknown): ReadonlySet<unknown> =>
  new Set((Array.isArray(value) ? value : [value]).map((one) => members(one).id))

export function viewOf(statement: Members, active: ActiveSession, before: Pick<View, 'session' | 'reached'>): View {
  const context = members(statement.context)
  const result = members(statement.result)
  const activities = members(context.contextActivities)
  const categories = idsOf(activities.category)
  const verbId = members(statement.verb).id
  return {
    statement,
    context,
    result,
    extensions: members(context.extensions),
    score: members(result.score),
    categories,
    groupings: idsOf(activities.grouping),
    verb: typeof verbId === 'string' ? VERBS.get(verbId) : undefined,
    defined: categories.has(cmi5Categories.defined),
    active,
    ...before,
  }
}
