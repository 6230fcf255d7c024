import { cmi5Verbs } from '../../model/cmi5.ts'
import { isMembers, type Members } from '../../model/members.ts'
import type { Attachment, NewStatement } from '../../storage/records.ts'
import type { AddOutcome } from '../../storage/store.ts'
import type { Dependencies } from '../dependencies.ts'
import { type Refusal, refusal } from '../lrs/refusal.ts'
import type { ActiveSession } from './active-session.ts'
import { passGate, type Standing } from './gate/index.ts'
import { progressByPart, satisfy } from './satisfy.ts'
import { hasEnded } from './sessions.ts'

/** Statements of a unit as they were sent, and as they are to be stored. */
export interface SentBatch {
  readonly sent: readonly Members[]
  readonly fresh: readonly NewStatement[]
  readonly attachments: readonly Attachment[]
}

type Made = Pick<Dependencies, 'store' | 'uuid'>

type Outcome = AddOutcome | Refusal

/** Undoes the transaction that a refusal comes out of. */
class Undone extends Error {
  override readonly name = 'Undone'
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('The statements of the unit were refused')
    this.outcome = outcome
  }
}

/**
 * Stores statements of a unit one after the other, each held against the rules of cmi5 as the session stands then, and with
 * each whatever it satisfies (§9.3.9); all in one transaction. What was stored before is passed over.
 */
export async function storeInSession({ store, uuid }: Made, active: ActiveSession, batch: SentBatch): Promise<Outcome> {
  try {
    return await store.transaction((tx) => storeAll({ store: tx, uuid }, active, batch))
  } catch (error) {
    if (error instanceof Undone) return error.outcome
    throw error
  }
}

async function storeAll(
  { store, uuid }: Made,
  active: ActiveSession,
  { sent, fresh, attachments }: SentBatch,
): Promise<AddOutcome> {
  const { registration, structure } = active
  const session = await store.cmi5.session(active.session.id)
  if (session === undefined) throw new Undone(gone)
  const part = session.part
  const { part: _part, ...reached } = progressByPart(await store.cmi5.progress(registration.id)).get(part) ?? { part }
  let standing: Standing = { session, reached }
  const added: { id: string; seq: number; stored: number }[] = []
  for (const [index, statement] of sent.entries()) {
    const outcome = await store.statements.add(fresh.slice(index, index + 1), attachments)
    if ('conflict' in outcome) throw new Undone({ conflict: { index, id: outcome.conflict.id } })
    const [place] = outcome.added
    // Known already, so that it changes nothing; but only `terminated` may be asked about after the end.
    if (place === undefined && (!hasEnded(standing.session) || isTerminated(statement))) continue
    const at = place?.stored ?? session.seen
    const passed = passGate(statement, active, standing, at)
    if ('fault' in passed) throw new Undone(refusedStatement(index, passed.fault))
    if (place === undefined) continue
    added.push(place)
    const before = standing
    standing = passed.after
    if (standing.reached === before.reached) continue
    await store.cmi5.setProgress(registration.id, { part, ...standing.reached })
    await satisfy({ store, uuid, at, registration, structure, session: session.id })
  }
  if (standing.session !== session) await store.cmi5.updateSession(standing.session)
  return { added }
}

const isTerminated = ({ verb }: Members): boolean => isMembers(verb) && verb.id === cmi5Verbs.terminated

const gone = refusal(403, { error: 'session', message: 'The session is no longer known.' })

const refusedStatement = (
  index: number,
  { rule, pointer, message }: { readonly rule: string; readonly pointer: string; readonly message: string },
): Refusal =>
  refusal(403, {
    error: 'cmi5',
    statement: index,
    pointer,
    rule,
    message: `Statement ${index} ${message} (${rule}). Nothing of the request was stored.`,
  })
