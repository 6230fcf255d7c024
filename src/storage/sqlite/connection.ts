import { AsyncLocalStorage } from 'node:async_hooks'
import type { Access, Connection, Work } from '../sql/query.ts'
import { drive } from './drive.ts'
import type { Sql } from './driver.ts'

/** Synchronous work that waits for its turn, and whoever waits for it. */
interface Job {
  readonly kind: 'read' | 'write'
  readonly run: () => void
  readonly done: () => void
  readonly fail: (error: unknown) => void
}

/** A transaction that spans awaits. It settles by itself; `start` never rejects. */
interface Exclusive {
  readonly kind: 'exclusive'
  readonly start: () => Promise<void>
}

/** Pieces of work that are waited for at most before those that wait are done. */
const MOST_GATHERED = 64

/**
 * One connection shared by everybody. A piece of work is synchronous, so nothing comes between its queries. All writes
 * that wait when the event loop comes round share one transaction and one flush to the disk, and are answered after it.
 * A transaction that spans awaits keeps everybody else waiting until it settles.
 */
export function createConnection(sql: Sql): Connection {
  const inTransaction = new AsyncLocalStorage<true>()
  const undone: (() => void)[] = []
  const queue: (Job | Exclusive)[] = []
  let held = false
  let scheduled = false
  /** Pieces of work that waited when the event loop came round last. */
  let grown = 0
  let closing: Promise<void> | undefined

  const rollback = (): void => {
    for (const listener of undone) listener()
    try {
      sql.script('ROLLBACK')
    } catch {
      // SQLite has already undone the transaction itself (disk full, for one); the first error tells why.
    }
  }

  const commit = (group: readonly Job[]): void => {
    try {
      sql.script('BEGIN IMMEDIATE')
      for (const { run } of group) run()
      sql.script('COMMIT')
    } catch (error) {
      rollback()
      // One of several spoils it for all; each on its own shows which.
      if (group.length > 1) for (const job of group) commit([job])
      else group[0]?.fail(error)
      return
    }
    for (const { done } of group) done()
  }

  const read = ({ run, done, fail }: Job): void => {
    try {
      run()
      done()
    } catch (error) {
      fail(error)
    }
  }

  const turn = (): void => {
    // Bodies that are being read meanwhile come into the same transaction; nothing waits where nothing arrives.
    if (queue.length > grown && queue.length < MOST_GATHERED) {
      grown = queue.length
      scheduled = true
      setImmediate(turn)
      return
    }
    grown = 0
    scheduled = false
    while (!held) {
      const next = queue.shift()
      if (next === undefined) return
      if (next.kind === 'exclusive') {
        held = true
        void next.start().finally(() => {
          held = false
          turn()
        })
      } else if (next.kind === 'read') read(next)
      else {
        const group = [next]
        for (let more = queue[0]; more?.kind === 'write'; more = queue[0]) {
          group.push(more)
          queue.shift()
        }
        commit(group)
      }
    }
  }

  const enqueue = (waiting: Job | Exclusive): void => {
    queue.push(waiting)
    if (held || scheduled) return
    scheduled = true
    setImmediate(turn)
  }

  // Waiting inside a transaction for the one that we ourselves hold would never end.
  const guard = (): void => {
    if (inTransaction.getStore()) throw new Error('Inside a transaction, use the store that its callback was given')
  }

  const wait = async <T>(kind: Job['kind'], work: () => T): Promise<T> => {
    guard()
    return new Promise((resolve, reject) => {
      let result: { readonly value: T } | undefined
      enqueue({
        kind,
        run: () => {
          result = { value: work() }
        },
        done: () => {
          if (result !== undefined) resolve(result.value)
        },
        fail: reject,
      })
    })
  }

  const exclusive = async <T>(work: (access: Access) => Promise<T>): Promise<T> => {
    sql.script('BEGIN IMMEDIATE')
    try {
      const direct = async <R>(inner: () => Work<R>): Promise<R> => drive(sql, inner())
      const access: Access = { read: direct, write: direct, serially: direct, distant: false }
      const result = await inTransaction.run(true, () => work(access))
      sql.script('COMMIT')
      return result
    } catch (error) {
      rollback()
      throw error
    }
  }

  const write = <T>(work: () => Work<T>): Promise<T> => wait('write', () => drive(sql, work()))

  return {
    distant: false,
    // Nothing waits for the writers of this turn: they are either done or not begun.
    read: async (work) => {
      guard()
      return held ? wait('read', () => drive(sql, work())) : drive(sql, work())
    },
    write,
    serially: write,
    exclusively: async (work) => {
      guard()
      return new Promise((resolve, reject) => {
        enqueue({ kind: 'exclusive', start: () => exclusive(work).then(resolve, reject) })
      })
    },
    whenUndone: (listener) => undone.push(listener),
    close: () => {
      closing ??= wait('read', () => sql.close())
      return closing
    },
  }
}
