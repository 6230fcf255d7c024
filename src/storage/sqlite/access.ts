import { AsyncLocalStorage } from 'node:async_hooks'
import type { Sql } from './driver.ts'

/** How the entities of a store reach the connection: each piece of work is synchronous and atomic. */
export interface Access {
  readonly read: <T>(work: (sql: Sql) => T) => Promise<T>
  readonly write: <T>(work: (sql: Sql) => T) => Promise<T>
}

export interface Connection extends Access {
  /** Work that spans awaits; nothing else reaches the connection until it settles. */
  readonly exclusively: <T>(work: (access: Access) => Promise<T>) => Promise<T>
}

/**
 * One connection shared by everybody. An open transaction is a state of the connection, so all work queues up in one
 * lane; a transaction that spans awaits holds the lane until it settles.
 */
export function createConnection(sql: Sql): Connection {
  const inTransaction = new AsyncLocalStorage<true>()
  let lane: Promise<unknown> = Promise.resolve()

  const queue = <T>(work: () => T | Promise<T>): Promise<T> => {
    if (inTransaction.getStore()) {
      // Waiting here for a lane that we ourselves hold would never end.
      return Promise.reject(new Error('Inside a transaction, use the store that its callback was given'))
    }
    const turn = lane.then(work)
    lane = turn.catch(() => undefined)
    return turn
  }

  const begin = (): void => sql.script('BEGIN IMMEDIATE')
  const commit = (): void => sql.script('COMMIT')
  const rollback = (): void => {
    try {
      sql.script('ROLLBACK')
    } catch {
      // SQLite has already undone the transaction itself (disk full, for one); the first error tells why.
    }
  }

  return {
    read: (work) => queue(() => work(sql)),
    write: (work) =>
      queue(() => {
        begin()
        try {
          const result = work(sql)
          commit()
          return result
        } catch (error) {
          rollback()
          throw error
        }
      }),
    exclusively: (work) =>
      queue(async () => {
        begin()
        try {
          const direct: Access = { read: async (inner) => inner(sql), write: async (inner) => inner(sql) }
          const result = await inTransaction.run(true, () => work(direct))
          commit()
          return result
        } catch (error) {
          rollback()
          throw error
        }
      }),
  }
}
