import { type KeepFile, type Restored, restoreLines } from './backup.ts'
import { openPostgres } from './postgres/open.ts'
import { openPostgresSnapshot } from './postgres/snapshot.ts'
import type { Snapshot } from './snapshot.ts'
import type { Connection } from './sql/query.ts'
import { storeOn } from './sql/store.ts'
import { openSqlite } from './sqlite/open.ts'
import { openSqliteSnapshot } from './sqlite/snapshot.ts'
import type { Store } from './store.ts'

export { FormerLayoutError, NewerSchemaError } from './migrate.ts'
export { DatabaseInUseError } from './sqlite/driver.ts'

/** The address names no kind of database we know. */
export class DatabaseUrlError extends Error {
  override readonly name = 'DatabaseUrlError'
}

interface Database {
  readonly open: (url: string, now: () => number) => Promise<Connection>
  /** As it stands, also while others use it. */
  readonly snapshot: (url: string) => Promise<Snapshot>
}

const postgres: Database = { open: openPostgres, snapshot: openPostgresSnapshot }

/** Databases by the scheme of their address. */
const databases: Readonly<Record<string, Database>> = {
  sqlite: {
    open: (url, now) => openSqlite(sqlitePath(url), now),
    snapshot: async (url) => openSqliteSnapshot(sqlitePath(url)),
  },
  postgres,
  postgresql: postgres,
}

/** The file of a `sqlite:` address, which is written as it stands. */
const sqlitePath = (url: string): string => url.slice(url.indexOf(':') + 1)

function databaseOf(url: string): Database {
  const scheme = /^([a-z]+):/.exec(url)?.[1]
  const database = scheme === undefined ? undefined : databases[scheme]
  if (database === undefined) {
    throw new DatabaseUrlError('A database is written sqlite:<file> or postgres://<user>:<password>@<host>/<database>.')
  }
  return database
}

/** What the world hands in. */
interface Made {
  readonly now: () => number
  readonly uuid: () => string
}

/**
 * Opens a database, or makes what is missing in it. Throws DatabaseUrlError for an address of another kind,
 * DatabaseInUseError when another process holds the file, NewerSchemaError or FormerLayoutError when another version of
 * the product wrote it, and the error of the system or server where it cannot be reached.
 */
export async function openStore(url: string, made: Made): Promise<Store> {
  const connection = await databaseOf(url).open(url, made.now)
  try {
    return await storeOn(connection, made)
  } catch (error) {
    await connection.close()
    throw error
  }
}

/** A database as it stands, also while a service runs on it. Throws what `openStore` throws, but never for being in use. */
export const openSnapshot = (url: string): Promise<Snapshot> => databaseOf(url).snapshot(url)

/** Puts a backup into an empty database, made if need be. Throws BackupError, and what `openStore` throws. */
export async function restore(
  url: string,
  lines: AsyncIterable<string>,
  { now, keep }: { readonly now: () => number; readonly keep: KeepFile },
): Promise<Restored> {
  const connection = await databaseOf(url).open(url, now)
  try {
    return await restoreLines(connection, lines, keep)
  } finally {
    await connection.close()
  }
}
