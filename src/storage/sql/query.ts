/**
 * How the entities of a store speak to a database without knowing which. A piece of work is a generator: it yields the
 * queries it wants answered next and goes on with the answers. SQLite answers at once, so that the whole piece runs
 * without anything in between; PostgreSQL answers over the network, all queries of one step in one round trip.
 *
 * SQL is what both understand, with `?` for values, and five words of our own: `IN (@texts)` and `IN (@integers)` take
 * one list as one value; `@lock_name` waits until no other transaction holds the name it takes as value; `@writer_idle`
 * is 1 when nobody works `serially`. Where transactions run one after the other anyway, these two do nothing.
 * `@database_bytes` is the size of the database.
 */
export type SqlValue = string | number | null | Uint8Array
export type Parameter = SqlValue | readonly string[] | readonly number[]
export type Row = Readonly<Record<string, unknown>>

/** Many rows for one table. Columns with their types, in the order of the values; `keep` leaves rows that are there. */
export interface Insertion {
  readonly into: string
  readonly columns: Readonly<Record<string, 'text' | 'integer'>>
  readonly keep?: true
}

export type Query =
  | { readonly ask: 'rows' | 'changes'; readonly sql: string; readonly values: readonly Parameter[] }
  | { readonly ask: 'insert'; readonly insertion: Insertion; readonly rows: readonly (readonly SqlValue[])[] }

export interface Answer {
  readonly rows: readonly Row[]
  /** Number of rows changed. */
  readonly changes: number
}

export type Work<T> = Generator<readonly Query[], T, readonly Answer[]>

export const NOTHING: Answer = { rows: [], changes: 0 }

export const ask = (sql: string, ...values: readonly Parameter[]): Query => ({ ask: 'rows', sql, values })
export const change = (sql: string, ...values: readonly Parameter[]): Query => ({ ask: 'changes', sql, values })
export const insertion = (into: Insertion, rows: readonly (readonly SqlValue[])[]): Query => ({
  ask: 'insert',
  insertion: into,
  rows,
})

/** All of them in one step. */
export function* together(...queries: readonly Query[]): Work<readonly Answer[]> {
  const wanted = queries.filter((query) => query.ask !== 'insert' || query.rows.length > 0)
  if (wanted.length === queries.length) return yield queries
  const answers = wanted.length === 0 ? [] : yield wanted
  return queries.map((query) => answers[wanted.indexOf(query)] ?? NOTHING)
}

export function* all(sql: string, ...values: readonly Parameter[]): Work<readonly Row[]> {
  const [answer] = yield [ask(sql, ...values)]
  return answer?.rows ?? []
}

export function* get(sql: string, ...values: readonly Parameter[]): Work<Row | undefined> {
  const [answer] = yield [ask(sql, ...values)]
  return answer?.rows[0]
}

/** Resolves to the number of rows changed. */
export function* run(sql: string, ...values: readonly Parameter[]): Work<number> {
  const [answer] = yield [change(sql, ...values)]
  return answer?.changes ?? 0
}

/** How the entities of a store reach the database. A piece of work may be begun again when the database asks for it. */
export interface Access {
  readonly read: <T>(work: () => Work<T>) => Promise<T>
  /** One transaction. */
  readonly write: <T>(work: () => Work<T>) => Promise<T>
  /** One transaction, apart from all others of this kind. */
  readonly serially: <T>(work: () => Work<T>) => Promise<T>
  /** Whether pieces of work are better joined into one before they are handed over, because each costs round trips. */
  readonly distant: boolean
}

/** One open database. */
export interface Connection extends Access {
  /** Work that spans awaits: one transaction, apart from all others of this kind and from `serially`. */
  readonly exclusively: <T>(work: (access: Access) => Promise<T>) => Promise<T>
  /** Called whenever a transaction was undone: what was learned inside it is not to be remembered. */
  readonly whenUndone: (listener: () => void) => void
  readonly close: () => Promise<void>
}
