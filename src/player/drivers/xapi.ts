import { PROGRESS_STATE_ID } from '../../model/xapi.ts'
import type { Connection, Driver, Launch, SaveOutcome, Snapshot } from './driver.ts'
import { createKeep } from './xapi/keep.ts'
import { createRecordStore, type Reply } from './xapi/record-store.ts'
import { type Statement, type StatementFrame, statementOf } from './xapi/statements.ts'

const REASONS = {
  offline: 'No connection. Your work is kept in this browser and sent when the connection is back.',
  signedOut: 'You are signed out. Sign in again in another tab; your work is kept in this browser until then.',
  elsewhere: 'This course was continued in another tab or on another device. Reload this page to go on from there.',
  refused: 'The record keeper refused what was sent. Your work is kept in this browser.',
} as const

const BATCH = 25
/** Browsers let all requests of a page that is going away carry 64 KiB together (Fetch §4.6). */
const KEEPALIVE_BYTES = 60_000

/**
 * The service's own record store, by xAPI 1.0.3. Progress goes to the State resource guarded by entity tags, events go
 * out as statements, in order, each with an id made once; both wait in the browser until they are acknowledged, and
 * sending them again changes nothing. Progress is written before statements, so that a `passed` finds its evidence.
 */
export const xapi: Driver<Extract<Launch, { driver: 'xapi' }>> = async (launch, { window, course, uuid, now }) => {
  const global = window as Window & typeof globalThis
  const frame: StatementFrame = { ...launch, course, uuid }
  const keep = createKeep(() => global.localStorage, launch.registration)
  const store = createRecordStore(global, launch.endpoint, {
    activityId: launch.activityId,
    agent: JSON.stringify(launch.actor),
    stateId: PROGRESS_STATE_ID,
    registration: launch.registration,
  })

  const first = await store.getState()
  if (first.status !== 200 && first.status !== 404) throw new Error(reasonOf(first))
  let etag = first.status === 200 ? (first.etag ?? null) : null
  let saved = first.status === 200 ? first.text : undefined
  const kept = keep.progress()
  const older = saved !== undefined && kept?.before.includes(saved) === true
  if (kept !== undefined && ((kept.base !== etag && !older) || kept.state === saved)) keep.setProgress(undefined)
  const state = keep.progress()?.state ?? saved

  let outdated = false
  let terminated = false
  let lane: Promise<unknown> = Promise.resolve()
  const queue = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = lane.then(work)
    lane = turn.catch(() => undefined)
    return turn
  }

  /** Texts this page has sent and may find again, newest last. */
  const sent = new Set<string>()
  /** Keeps a text in the browser from the moment it is to be saved, before anything is sent. */
  const take = (text: string): void => {
    sent.delete(text)
    const before = [...sent].slice(-3)
    sent.add(text)
    if (text !== saved) keep.setProgress({ state: text, base: etag, before })
  }

  const saveProgress = async (text: string): Promise<SaveOutcome> => {
    if (text === saved) return DONE
    let reply = await store.putState(text, etag)
    if (reply.status === 412) {
      // Perhaps an earlier write of ours arrived and only its answer was lost: then we still hold the newest state.
      const current = await store.getState()
      if (current.status === 200 && sent.has(current.text) && current.etag !== undefined) {
        etag = current.etag
        saved = current.text
        if (text === saved) reply = { ...current, status: 204 }
        else reply = await store.putState(text, etag)
      } else if (current.status === 0) reply = current
    }
    if (reply.status === 412) {
      outdated = true
      if (sent.has(keep.progress()?.state ?? '')) keep.setProgress(undefined)
      return { saved: false, reason: REASONS.elsewhere }
    }
    if (reply.status < 200 || reply.status > 299) return { saved: false, reason: reasonOf(reply) }
    etag = reply.etag ?? etag
    saved = text
    // Something newer may have been taken meanwhile, by a page that is going away.
    if (keep.progress()?.state === text) keep.setProgress(undefined)
    return DONE
  }

  const sendStatements = async (): Promise<SaveOutcome> => {
    for (let batch = keep.statements().slice(0, BATCH); batch.length > 0; batch = keep.statements().slice(0, BATCH)) {
      const reply = await store.postStatements(batch)
      if (reply.status === 200) {
        keep.remove(idsOf(batch))
        continue
      }
      if (![400, 409, 413].includes(reply.status)) return { saved: false, reason: reasonOf(reply) }
      if (!(await sendSingly(batch))) return { saved: false, reason: REASONS.offline }
    }
    return DONE
  }

  /** One bad statement must not hold back the good ones behind it: what is refused on its own is let go. */
  const sendSingly = async (batch: readonly Statement[]): Promise<boolean> => {
    for (const statement of batch) {
      const reply = await store.postStatements([statement])
      if (reply.status !== 200 && ![400, 409, 413].includes(reply.status)) return false
      if (reply.status !== 200) global.console.error(`Statement ${statement.id} was refused: ${reply.text}`)
      keep.remove(idsOf([statement]))
    }
    return true
  }

  const saveAll = (text: string): Promise<SaveOutcome> => {
    if (!outdated) take(text)
    return queue(async () => {
      if (outdated) return { saved: false, reason: REASONS.elsewhere }
      const progress = await saveProgress(text)
      return progress.saved ? sendStatements() : progress
    })
  }

  const terminate = ({ sessionSeconds }: Snapshot): void => {
    if (terminated || outdated) return
    terminated = true
    keep.add(statementOf({ type: 'terminated', at: now(), seconds: sessionSeconds }, frame))
  }

  const connection: Connection = {
    connected: true,
    mode: 'normal',
    ...(typeof launch.actor.name === 'string' ? { learnerName: launch.actor.name } : {}),
    ...(state === undefined ? {} : { state }),
    canExit: true,
    report: (event) => {
      if (!outdated) keep.add(statementOf(event, frame))
    },
    save: (snapshot) => saveAll(snapshot.state),
    exit: async (snapshot) => {
      terminate(snapshot)
      const outcome = await saveAll(snapshot.state)
      if (outcome.saved) global.location.assign(launch.returnUrl)
      return outcome
    },
    leave: (snapshot) => {
      if (outdated) return
      terminate(snapshot)
      take(snapshot.state)
      if (snapshot.state !== saved) void store.putState(snapshot.state, etag, true)
      const batch = firstWithin(keep.statements(), KEEPALIVE_BYTES - snapshot.state.length)
      if (batch.length === 0) return
      void store.postStatements(batch, true).then(({ status }) => {
        if (status === 200) keep.remove(idsOf(batch))
      })
    },
  }
  return connection
}

const DONE: SaveOutcome = { saved: true }

const idsOf = (statements: readonly Statement[]): Set<string> => new Set(statements.map(({ id }) => id))

const reasonOf = ({ status }: Reply): string =>
  status === 0 || status >= 500 || status === 429
    ? REASONS.offline
    : status === 401
      ? REASONS.signedOut
      : status === 412
        ? REASONS.elsewhere
        : REASONS.refused

/** As many statements from the front as fit into so many bytes of JSON. */
function firstWithin(statements: readonly Statement[], bytes: number): readonly Statement[] {
  let used = 2
  const cut = statements.findIndex((statement) => {
    used += new TextEncoder().encode(JSON.stringify(statement)).length + 1
    return used > bytes
  })
  return cut === -1 ? statements : statements.slice(0, cut)
}
