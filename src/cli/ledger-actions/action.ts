import type { Snapshot } from '../../storage/snapshot.ts'
import { type DataOptions, databaseUrl, folderOf } from '../data.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'

/** What `chartwright ledger` was told besides what its action works on. */
export interface LedgerOptions extends DataOptions {
  readonly format?: string
  readonly head?: string
}

/** One thing `chartwright ledger` does. */
export interface LedgerAction {
  /** What stands behind its name, e.g. `<file>`; empty for nothing. */
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
  const [{ databaseIn }, { DatabaseInUseError, DatabaseUrlError, FormerLayoutError, NewerSchemaError, openSnapshot }] =
    await Promise.all([import('../../service/data-folder.ts'), import('../../storage/open.ts')])
  let snapshot: Snapshot
  try {
    snapshot = await openSnapshot(databaseUrl(io, options) ?? databaseIn(folderOf(io, options)))
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
