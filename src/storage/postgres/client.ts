import postgres from 'postgres'

export type Client = postgres.Sql<{ integer: number }>

/** Held by whoever writes statements, and by every transaction that spans awaits: an arbitrary number of our own. */
export const WRITER_LOCK = 4_180_001

/** Connections each process keeps open at most. */
const CONNECTIONS = 10

/**
 * Queries take a page from one end of a range, and PostgreSQL, which does not know the values when it plans them, reckons
 * with whole ranges: it would compile them, start workers for them, and read a long range to the end to merge it with a
 * short one. Each costs a hundred times what the query does.
 */
const PLANNING = { jit: 'off', max_parallel_workers_per_gather: '0', enable_mergejoin: 'off' } as const

export const connect = (url: string, connections = CONNECTIONS): Client =>
  postgres(url, {
    max: connections,
    onnotice: () => undefined,
    // All numbers of the schema are below 2^53.
    types: { integer: { to: 20, from: [20], serialize: String, parse: Number } },
    connection: { application_name: 'chartwright', ...PLANNING },
  })
