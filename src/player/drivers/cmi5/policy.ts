import type { LaunchFacts } from '../xapi/launch-facts.ts'
import type { Reasons } from '../xapi/reasons.ts'
import type { RecordStore } from '../xapi/record-store.ts'
import type { QueuePolicy } from '../xapi/statement-queue.ts'
import { type Cmi5Frame, carriedOver, type DefinedVerb, definedId, sessionIn } from './statements.ts'

const BATCH = 25
const FINAL = [400, 409, 413]
/** How LMSs answer to a statement that breaks a rule of cmi5, and to everything once a session is over. */
const FORBIDDEN = 403

/** Whether the record store has a statement with a verb of cmi5; undefined when it does not say. */
export async function isStored(store: RecordStore, verb: DefinedVerb, frame: Cmi5Frame): Promise<boolean | undefined> {
  const id = definedId(verb, frame)
  const { status, text } = await store.getStatement(id)
  if (status === 200) return text.includes(id)
  return status === 404 ? false : undefined
}

/** How statements go out in cmi5: `initialized` alone before all others, and refusals told apart from a session that is over. */
export function cmi5Policy({
  store,
  frame,
  facts,
  reasons,
  log,
}: {
  readonly store: RecordStore
  readonly frame: Cmi5Frame
  readonly facts: LaunchFacts
  readonly reasons: Reasons
  readonly log: (message: string) => void
}): QueuePolicy {
  const initialized = definedId('initialized', frame)
  return {
    reasons,
    log,
    // Another tab whose session was ended by this one's launch may go on adding what it could not send.
    own: (waiting) =>
      sessionIn(frame.template) === undefined
        ? waiting
        : waiting.flatMap((statement) => carriedOver(statement, frame, Number(facts.get('began') ?? 0))),
    batch: (waiting) => waiting.slice(0, waiting[0]?.id === initialized ? 1 : BATCH),
    singly: [...FINAL, FORBIDDEN],
    isFinal: async ({ id }, { status }) => {
      if (id === initialized) return status === 409 || (await isStored(store, 'initialized', frame)) === true
      if (FINAL.includes(status)) return true
      if (status !== FORBIDDEN) return false
      const state = await store.getState()
      return state.status === 200 || state.status === 204 || state.status === 404
    },
    acknowledged: (ids) => {
      if (ids.has(initialized)) facts.set({ begun: 'yes' })
    },
  }
}
