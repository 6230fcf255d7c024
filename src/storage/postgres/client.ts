import postgres from 'postgres'

export type Client = postgres.Sql<{ integer: number }>

/** Held by whoever writes statements, and by every transaction that spans awaits: an arbitrary number of our own. */
export const WRITER_LOCK = 4_180_001

/** Connections each process keeps open at most. */
const CONNECTIONS = 10

export const connect = (url: string, connections = CONNECTIONS): Client =>
  postgres(url, {
    max: connections,
    onnotice: () => undefined,
    // All numbers of the schema are below 2^53.
    types: { integer: { to: 20, from: [20], serialize: String, parse: Number } },
    // Queries are short, and are estimated to be long: compiling one would take a hundred times as long as running it.
    connection: { application_name: 'chartwright', jit: 'off' },
  })
