import type { Keep } from '../xapi/keep.ts'
import type { LaunchFacts } from '../xapi/launch-facts.ts'
import type { Reasons } from '../xapi/reasons.ts'
import type { RecordStore } from '../xapi/record-store.ts'
import type { QueuePolicy } from '../xapi/statement-queue.ts'
import { type Cmi5Frame, carriedOver, definedId, isDefined, sessionIn } from './statements.ts'

const BATCH = 25
const FINAL = [400, 409, 413]
/** How LMSs answer to a statement that breaks a rule of cmi5, and to everything once a session is over. */
const FORBIDDEN = 403

/** Whether the record store has a statement; undefined when it does not say. */
export async function isStored(store: RecordStore, id: string): Promise<boolean | undefined> {
  const { status, text } = await store.getStatement(id)
  if (status === 200) return text.includes(id)
  return status === 404 ? false : undefined
}

/**
 * Lets go of what an earlier session left waiting and the record store has: a page that goes away sends without hearing the
 * answer. Statements are sent in the order they wait in, so the first that is not stored ends the search.
 */
export async function dropStored(store: RecordStore, keep: Keep, { session }: Cmi5Frame): Promise<void> {
  const earlier = keep.statements().filter(({ context }) => sessionIn(context) !== session)
  for (const statement of earlier) {
    // What cmi5's own verbs said in another session is not sent again.
    if (isDefined(statement)) continue
    if ((await isStored(store, statement.id)) !== true) return
    keep.remove(new Set([statement.id]))
  }
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
    // What another tab's session sent on leaving, or what was taken without an answer coming back.
    isKnown: async ({ id }) => (await isStored(store, id)) === true,
    isFinal: async ({ id }, { status }) => {
      if (id === initialized) return status === 409
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
