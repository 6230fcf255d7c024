import type { SaveOutcome } from '../drivers/driver.ts'

/** Runs a step after `ms` milliseconds and returns how to call that off. */
export type Schedule = (ms: number, step: () => void) => () => void

/** now: graded events. soon: navigation, answers being given. later: nothing but time has passed. */
export type Urgency = 'now' | 'soon' | 'later'

const DELAY = { now: 0, soon: 2_000, later: 60_000 } as const satisfies Record<Urgency, number>
const RETRY_FIRST = 5_000
const RETRY_LONGEST = 120_000

type Failure = Omit<Extract<SaveOutcome, { saved: false }>, 'saved'>

/** `at`: when the record keeper last confirmed a save, in milliseconds since 1970; left out before the first. */
export type SaveStatus =
  | { readonly kind: 'saved'; readonly at?: number }
  | { readonly kind: 'saving'; readonly at?: number }
  | ({ readonly kind: 'failed'; readonly at?: number; readonly retrying: boolean } & Failure)

export interface Saver {
  readonly status: () => SaveStatus
  readonly touch: (urgency: Urgency) => void
  /** Saves at once what is not saved yet; after a failure this is the learner's Retry. */
  readonly flush: () => void
  /** For good: nothing is written any more. */
  readonly stop: () => void
}

/**
 * Decides when to write. One write runs at a time; what changes meanwhile is written after it. A failed write is
 * repeated after 5, 10, 20 … 120 seconds, and at once for a graded event or when the learner asks.
 */
export function createSaver({
  write,
  schedule,
  now,
  changed,
}: {
  readonly write: () => Promise<SaveOutcome>
  readonly schedule: Schedule
  readonly now: () => number
  readonly changed: () => void
}): Saver {
  let status: SaveStatus = { kind: 'saved' }
  let dirty = false
  let writing = false
  let stopped = false
  let failures = 0
  let due = Number.POSITIVE_INFINITY
  let cancel = (): void => {}

  const show = (next: SaveStatus): void => {
    status = next
    changed()
  }
  const last = () => (status.at === undefined ? {} : { at: status.at })

  function plan(ms: number): void {
    if (writing) return
    // The computer slept, or its clock was set ahead: what is overdue does not wait for its timer.
    if (due < now()) {
      run()
      return
    }
    if (now() + ms >= due) return
    cancel()
    due = now() + ms
    cancel = schedule(ms, run)
  }

  function run(): void {
    cancel()
    due = Number.POSITIVE_INFINITY
    if (!dirty || writing || stopped) return
    dirty = false
    writing = true
    waiting = undefined
    show(status.kind === 'failed' ? { ...status, retrying: true } : { kind: 'saving', ...last() })
    write().then(settle, (error: unknown) => settle({ saved: false, reason: String(error) }))
  }

  let waiting: Urgency | undefined
  function settle(outcome: SaveOutcome): void {
    writing = false
    if (stopped) return
    if (outcome.saved) {
      failures = 0
      show({ kind: 'saved', at: now() })
      if (waiting !== undefined) touch(waiting)
    } else {
      dirty = true
      failures += 1
      const { saved: _saved, ...failure } = outcome
      show({ kind: 'failed', retrying: false, ...failure, ...last() })
      plan(Math.min(RETRY_LONGEST, RETRY_FIRST * 2 ** (failures - 1)))
    }
  }

  function touch(urgency: Urgency): void {
    if (stopped) return
    dirty = true
    if (writing) {
      if (waiting === undefined || DELAY[urgency] < DELAY[waiting]) waiting = urgency
      return
    }
    if (status.kind === 'failed' && urgency !== 'now') return
    if (status.kind === 'saved' && urgency !== 'later') show({ kind: 'saving', ...last() })
    if (urgency === 'now') run()
    else plan(DELAY[urgency])
  }

  return {
    status: () => status,
    touch,
    flush: () => {
      if (writing && waiting !== undefined) waiting = 'now'
      run()
    },
    stop: () => {
      stopped = true
      cancel()
    },
  }
}
