import type { Snapshot } from '../../storage/snapshot.ts'
import { type DataOptions, databaseAt } from '../data.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'

/** What `chartwright ledger` was given besides what its action works on. */
export interface LedgerOptions extends DataOptions {
  readonly format?: string
  readonly head?: string
}

/** One thing `chartwright ledger` does. */
export interface LedgerAction {
  /** What follows its name, e.g. `<file>`; empty for nothing. */
  readonly usage: string
  readonly summary: string
  /** What to say where that is missing. */
  readonly missing: string
  /** Resolves to the exit code. */
  readonly run: (io: Io, options: LedgerOptions, on: string) => Promise<number>
}

/**
 * Reads the database as it stands, also while a service runs on it and goes on writing. Says why where that cannot be,
 * and answers the exit code.
 */
export async function withSnapshot(
  io: Io,
  options: DataOptions,
  work: (snapshot: Snapshot) => Promise<number>,
): Promise<number> {
  const { DatabaseInUseError, DatabaseUrlError, FormerLayoutError, NewerSchemaError, openSnapshot } = await import(
    '../../storage/open.ts'
  )
  const database = await databaseAt(io, options)
  if (typeof database === 'number') return database
  let snapshot: Snapshot
  try {
    snapshot = await openSnapshot(database)
  } catch (error) {
    const refusals = [DatabaseInUseError, DatabaseUrlError, FormerLayoutError, NewerSchemaError]
    if (!(error instanceof Error) || !refusals.some((refusal) => error instanceof refusal)) throw error
    io.stderr(`chartwright: ${error.message}\n`)
    return EXIT.io
  }
  try {
    return await work(snapshot)
  } finally {
    await snapshot.close()
  }
}
