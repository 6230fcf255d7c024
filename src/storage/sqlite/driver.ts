import Database from 'libsql'

/** The one file that knows the SQLite library. */

export type SqlValue = string | number | null | Uint8Array
export type Row = Readonly<Record<string, unknown>>

/** One connection. Calls are synchronous; statements are prepared once per SQL text. */
export interface Sql {
  /** Number of rows changed. */
  run(sql: string, ...values: readonly SqlValue[]): number
  get(sql: string, ...values: readonly SqlValue[]): Row | undefined
  all(sql: string, ...values: readonly SqlValue[]): readonly Row[]
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
  const database = new Database(path)
  const prepared = new Map<string, Database.Statement>()
  const prepare = (sql: string): Database.Statement => {
    const known = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  database.exec(`PRAGMA busy_timeout = ${BUSY_MILLISECONDS}; PRAGMA journal_mode = WAL`)
  database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
  return {
    // The library takes a lone object as named parameters, so values always travel as one array.
    run: (sql, ...values) => prepare(sql).run(values.map(toLibrary)).changes,
    get: (sql, ...values) => toRow(prepare(sql).get(values.map(toLibrary))),
    all: (sql, ...values) => rows(prepare(sql).all(values.map(toLibrary))),
    script: (sql) => {
      database.exec(sql)
    },
    close: () => {
      prepared.clear()
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      database.close()
      release()
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

const rows = (all: readonly unknown[]): readonly Row[] =>
  all.flatMap((found) => {
    const row = toRow(found)
    return row === undefined ? [] : [row]
  })

const toRow = (row: unknown): Row | undefined => (typeof row === 'object' && row !== null ? { ...row } : undefined)

/** Columns as what the schema says they are; anything else means the file was changed by other hands. */
export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new TypeError(`Column ${column} is ${typeof value}, not text`)
  return value
}

export function integer(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new TypeError(`Column ${column} is ${typeof value}, not a number`)
  return value
}

export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column]
  if (value instanceof ArrayBuffer || value instanceof Uint8Array) return new Uint8Array(value)
  throw new TypeError(`Column ${column} is ${typeof value}, not bytes`)
}

/** A text column that may be NULL, as a property to spread: `{}` or `{ [key]: text }`. */
export const optional = <K extends string>(row: Row, key: K): { readonly [P in K]?: string } =>
  row[key] === null || row[key] === undefined ? {} : record(key, text(row, key))

const record = <K extends string>(key: K, value: string): { readonly [P in K]?: string } =>
  ({ [key]: value }) as { readonly [P in K]?: string }

export function oneOf<const T extends string>(row: Row, column: string, allowed: readonly T[]): T {
  const value = text(row, column)
  const found = allowed.find((item) => item === value)
  if (found === undefined) throw new TypeError(`Column ${column} holds ${JSON.stringify(value)}`)
  return found
}
