import type { Connection, SaveOutcome } from '../driver.ts'
import type { Keep } from './keep.ts'
import { openProgress } from './progress-document.ts'
import { ELSEWHERE, type Reasons } from './reasons.ts'
import type { RecordStore } from './record-store.ts'
import { createQueue, type QueuePolicy } from './statement-queue.ts'
import type { Statement } from './statements.ts'

/**
 * What every driver that speaks xAPI writes with: saved progress and statements, one request after another, both kept in
 * the browser until they are acknowledged. Progress is written before statements, so that a `passed` finds its evidence.
 */
export interface RecordLine {
  /** What a connection says of saved progress to go on from. */
  readonly resumed: Pick<Connection, 'state' | 'recovered'>
  /** Another page has gone on from here; nothing is written any more. */
  readonly outdated: () => boolean
  readonly add: (statement: Statement) => void
  /** Without a text: statements alone. */
  readonly save: (text?: string) => Promise<SaveOutcome>
  /** The page goes away: writes what can be written without waiting. */
  readonly leave: (text?: string) => void
}

/** Browsers let all requests of a page that is going away carry 64 KiB together (Fetch §4.6). */
const KEEPALIVE_BYTES = 60_000

export interface LineParts extends QueuePolicy {
  readonly store: RecordStore
  readonly keep: Keep
  readonly reasons: Reasons
}

/** Throws with words for the learner when saved progress cannot be read. */
export async function openLine({ store, keep, ...policy }: LineParts): Promise<RecordLine> {
  const progress = await openProgress(store, keep, policy.reasons)
  const statements = createQueue(store, keep, policy)
  let lane: Promise<unknown> = Promise.resolve()
  const queue = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = lane.then(work)
    lane = turn.catch(() => undefined)
    return turn
  }
  return {
    resumed: {
      ...(progress.state === undefined ? {} : { state: progress.state }),
      ...(progress.recovered ? { recovered: true } : {}),
    },
    outdated: progress.outdated,
    add: (statement) => {
      if (!progress.outdated()) keep.add(statement)
    },
    save: (text) => {
      if (text !== undefined) progress.take(text)
      return queue(async () => {
        if (progress.outdated()) return { saved: false, reason: ELSEWHERE }
        const outcome = text === undefined ? undefined : await progress.save(text)
        return outcome === undefined || outcome.saved ? statements.send() : outcome
      })
    },
    leave: (text) => {
      if (progress.outdated()) return
      if (text !== undefined) progress.leave(text)
      statements.leave(KEEPALIVE_BYTES - (text?.length ?? 0))
    },
  }
}
