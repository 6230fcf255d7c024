import { AsyncLocalStorage } from 'node:async_hooks'
import type { Access, Connection, Work } from '../sql/query.ts'
import { type Client, WRITER_LOCK } from './client.ts'
import { drive } from './drive.ts'

const LOCK = `SELECT pg_advisory_xact_lock(${WRITER_LOCK})`

/** Times a transaction is begun again when PostgreSQL asks for it. */
const ATTEMPTS = 5

/**
 * A pool of connections. `serially` and `exclusively` hold one lock of the whole database from beginning to commit: that
 * makes commits come in the order of `seq`, whatever number of processes write, and leaves nothing to deadlock on.
 */
export function createConnection(sql: Client): Connection {
  const inTransaction = new AsyncLocalStorage<true>()
  const undone: (() => void)[] = []

  const transaction = async <T>(begin: string, work: (connection: Client) => Promise<T>): Promise<T> => {
    if (inTransaction.getStore()) throw new Error('Inside a transaction, use the store that its callback was given')
    const connection = await sql.reserve()
    try {
      // Sent together with the first queries of the work; if it fails, so do they.
      const begun = connection.unsafe(begin).catch(() => undefined)
      const result = await work(connection)
      await begun
      await connection.unsafe('COMMIT')
      return result
    } catch (error) {
      for (const listener of undone) listener()
      // A connection that is gone has undone it already.
      await connection.unsafe('ROLLBACK').catch(() => undefined)
      throw error
    } finally {
      connection.release()
    }
  }

  const repeated = async <T>(attempt: () => Promise<T>): Promise<T> => {
    for (let left = ATTEMPTS; ; left--) {
      try {
        return await attempt()
      } catch (error) {
        if (left <= 1 || !isRepeatable(error)) throw error
      }
    }
  }

  const exclusively = <T>(work: (access: Access) => Promise<T>): Promise<T> =>
    transaction(`BEGIN; ${LOCK}`, (connection) => {
      const direct = <R>(inner: () => Work<R>): Promise<R> => drive(connection, inner())
      const access: Access = { read: direct, write: direct, serially: direct, distant: false }
      return inTransaction.run(true, () => work(access))
    })

  return {
    distant: true,
    read: async (work) => {
      if (inTransaction.getStore()) throw new Error('Inside a transaction, use the store that its callback was given')
      return drive(sql, work())
    },
    write: (work) => repeated(() => transaction('BEGIN', (connection) => drive(connection, work()))),
    serially: (work) => repeated(() => transaction(`BEGIN; ${LOCK}`, (connection) => drive(connection, work()))),
    exclusively,
    whenUndone: (listener) => undone.push(listener),
    close: () => sql.end({ timeout: 5 }),
  }
}

/** Deadlock, or two transactions that cannot be put in order. */
const isRepeatable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001')
