import type { Members } from '../../../model/members.ts'
import type { Cmi5Progress, Cmi5Session } from '../../../storage/cmi5.ts'
import type { ActiveSession } from '../active-session.ts'
import { definedStatements } from './defined.ts'
import { everyStatement } from './every.ts'
import { type GateRule, type View, viewOf } from './view.ts'

/** Every rule that statements of units are held against, in the order they are told. */
export const gateRules: readonly GateRule[] = [...everyStatement, ...definedStatements]

export interface Standing {
  readonly session: Cmi5Session
  /** Of the session's unit in its registration. */
  readonly reached: Omit<Cmi5Progress, 'part'>
}

export interface GateFault {
  /** e.g. `cmi5 9.3.0.0-4`. */
  readonly rule: string
  readonly pointer: string
  readonly message: string
}

/** Whether a statement may pass, and where the session and its unit stand after it; `at` is the time of the store. */
export function passGate(
  statement: Members,
  active: ActiveSession,
  before: Standing,
  at: number,
): { readonly after: Standing } | { readonly fault: GateFault } {
  const view = viewOf(statement, active, before)
  for (const { requirement, pointer, fault } of view.defined ? gateRules : everyStatement) {
    const message = fault(view)
    if (message !== undefined) return { fault: { rule: `cmi5 ${requirement}`, pointer, message } }
  }
  return { after: standingAfter(view, before, at) }
}

function standingAfter({ defined, verb }: View, before: Standing, at: number): Standing {
  const session = { ...before.session, lastStatement: at, seen: at }
  if (!defined) return { ...before, session }
  if (verb === 'initialized') return { ...before, session: { ...session, initialized: at } }
  if (verb === 'terminated') return { ...before, session: { ...session, terminated: at } }
  if (verb === 'completed' || verb === 'passed' || verb === 'failed') {
    return { session: { ...session, [verb]: at }, reached: { ...before.reached, [verb]: at } }
  }
  return { ...before, session }
}
