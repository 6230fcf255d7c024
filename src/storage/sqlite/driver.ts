import { closeSync, openSync } from 'node:fs'
import Database from 'libsql'
import type { Row, SqlValue } from '../sql/query.ts'

/** The one file that knows the SQLite library. */

/** One connection. Calls are synchronous; statements are prepared once per SQL text. */
export interface Sql {
  /** Number of rows changed. */
  run(sql: string, ...values: readonly SqlValue[]): number
  get(sql: string, ...values: readonly SqlValue[]): Row | undefined
  all(sql: string, ...values: readonly SqlValue[]): readonly Row[]
  /** Rows one after the other, for more of them than memory holds. */
  each(sql: string): IterableIterator<Row>
  /** Several statements without values. */
  script(sql: string): void
  close(): void
}

/** Somebody has the file open: another process, or this one. */
export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError'
}

/** How long opening waits for another process to let go of the file. */
const BUSY_MILLISECONDS = 1000

/**
 * Opens a file, or makes it, for this connection alone. Throws DatabaseInUseError.
 *
 * What keeps others out is an open transaction on an empty database beside it: the operating system lets go of that lock
 * even after a kill, so nothing can be left behind that would refuse the next start. (The file's own locks would not do:
 * libsql keeps a closed connection's until its garbage is collected. One connection is also what libsql's SQLite, 3.45,
 * needs to be outside the range of the WAL-reset bug.)
 */
export function openSql(path: string): Sql {
  const release = lock(path)
  makeOwn(path)
  const sql = connect(path)
  sql.script(`PRAGMA busy_timeout = ${BUSY_MILLISECONDS}; PRAGMA journal_mode = WAL`)
  sql.script(
    'PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000',
  )
  return {
    ...sql,
    close: () => {
      sql.script('PRAGMA wal_checkpoint(TRUNCATE)')
      sql.close()
      release()
    },
  }
}

/**
 * Makes a file that is not there yet readable by its owner only, because the keys that sign certificates are in it. The files
 * that SQLite puts beside it take this over.
 */
function makeOwn(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/**
 * Opens a file that may be in use elsewhere, to read it as it stands at the first query. Such a connection neither writes
 * nor checkpoints, which is what keeps it outside the range of the WAL-reset bug.
 */
export function openReader(path: string): Sql {
  const sql = connect(path)
  sql.script(`PRAGMA busy_timeout = ${BUSY_MILLISECONDS}; PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0; BEGIN`)
  return {
    ...sql,
    close: () => {
      sql.script('ROLLBACK')
      sql.close()
    },
  }
}

/** Prepared statements kept; texts with a list of conditions come in a few hundred shapes at most. */
const MOST_PREPARED = 500

function connect(path: string): Sql {
  const database = new Database(path)
  const prepared = new Map<string, Database.Statement>()
  const prepare = (sql: string): Database.Statement => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    if (prepared.size >= MOST_PREPARED) prepared.clear()
    const fresh = database.prepare(sql)
    prepared.set(sql, fresh)
    return fresh
  }
  return {
    // The library takes a lone object as named parameters, so values always travel as one array.
    run: (sql, ...values) => prepare(sql).run(values.map(toLibrary)).changes,
    get: (sql, ...values) => toRow(prepare(sql).get(values.map(toLibrary))),
    all: (sql, ...values) => rows(prepare(sql).all(values.map(toLibrary))),
    each: function* (sql) {
      for (const found of database.prepare(sql).iterate([])) yield* rows([found])
    },
    script: (sql) => {
      database.exec(sql)
    },
    close: () => {
      prepared.clear()
      database.close()
    },
  }
}

function lock(path: string): () => void {
  const held = new Database(`${path}.lock`)
  try {
    held.exec(`PRAGMA busy_timeout = ${BUSY_MILLISECONDS}`)
    held.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    held.close()
    throw isBusy(error) ? new DatabaseInUseError(`${path} is in use`, { cause: error }) : error
  }
  return () => {
    held.exec('ROLLBACK')
    held.close()
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')

const toLibrary = (value: SqlValue): string | number | null | Buffer =>
  value instanceof Uint8Array ? Buffer.from(value) : value

const isRow = (found: unknown): found is Row => typeof found === 'object' && found !== null

const rows = (all: readonly unknown[]): readonly Row[] => all.filter(isRow)

const toRow = (found: unknown): Row | undefined => (isRow(found) ? found : undefined)
