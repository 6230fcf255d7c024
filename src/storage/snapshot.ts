import type { Row } from './sql/query.ts'

/** A database as it stood at one moment, while others go on writing to it. */
export interface Snapshot {
  readonly count: (table: string) => Promise<number>
  /** Rows of a table in bunches, so that none has to fit into memory whole. */
  readonly rows: (table: string) => AsyncIterable<readonly Row[]>
  readonly close: () => Promise<void>
}

/** Rows of one bunch. */
export const BUNCH = 500
