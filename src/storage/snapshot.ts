import type { Row } from './sql/query.ts'

export interface Reading {
  /** Column to read in the order of; as the database likes when left out. */
  readonly order?: string
  /** Rows of one bunch; fewer where rows are large. */
  readonly bunch?: number
}

/** A database as it stood at one moment, while others go on writing to it. */
export interface Snapshot {
  readonly count: (table: string) => Promise<number>
  /** Rows of a table in bunches, so that none has to fit into memory whole. */
  readonly rows: (table: string, reading?: Reading) => AsyncIterable<readonly Row[]>
  readonly close: () => Promise<void>
}

/** Rows of one bunch. */
export const BUNCH = 500
