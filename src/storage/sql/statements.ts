import { compareText } from '../../problems/problem.ts'
import type { Attachment, NewStatement, StoredStatement } from '../records.ts'
import type { AddOutcome, Statements } from '../store.ts'
import { addBatches, type Batch } from './add.ts'
import type { Dictionary } from './dictionary.ts'
import { COLUMNS, findStatements } from './find.ts'
import { gather } from './gather.ts'
import { type Access, all, get, type Row, run } from './query.ts'
import { bytes, integer, optional, text, texts } from './row.ts'

export function statementsOn(access: Access, dictionary: Dictionary, now: () => number): Statements {
  const { read, write, serially, distant } = access
  const addAll = (batches: readonly Batch[]): Promise<readonly AddOutcome[]> =>
    serially(() => addBatches(dictionary, batches, now))
  const addOne = async (batch: Batch): Promise<AddOutcome> => (await addAll([batch]))[0] ?? { added: [] }
  const add = distant ? gather(addAll) : addOne
  return {
    add: async (statements: readonly NewStatement[], attachments: readonly Attachment[] = []) =>
      statements.length === 0 ? { added: [] } : add({ statements, attachments }),
    get: (id) =>
      read(function* () {
        const row = yield* get(`SELECT ${COLUMNS} FROM statements s JOIN verbs v ON v.id = s.verb WHERE s.id = ?`, id)
        return row && statementOf(row)
      }),
    find: async (filter) => {
      const found: StoredStatement[] = []
      let rest = filter
      for (let turn = 0; ; turn++) {
        const asked = rest
        const { rows, reached } = await read(() => findStatements(asked, turn))
        for (const row of rows) found.push(statementOf(row))
        if (reached === undefined) return found
        rest = { ...filter, after: reached, limit: filter.limit - found.length }
        // Others get their turn.
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
    glance: (after, limit) =>
      read(function* () {
        const rows = yield* all(
          `SELECT s.seq, s.id, v.iri AS verb, s.registration, CASE WHEN s.voids = 1 THEN s.refers END AS voids
           FROM statements s JOIN verbs v ON v.id = s.verb WHERE s.seq > ? ORDER BY s.seq LIMIT ?`,
          after,
          limit,
        )
        return rows.map((row) => ({
          seq: integer(row, 'seq'),
          id: text(row, 'id'),
          verb: text(row, 'verb'),
          ...optional(row, 'registration'),
          ...optional(row, 'voids'),
        }))
      }),
    last: () =>
      read(function* () {
        const row = yield* get('SELECT seq, stored FROM sequence')
        return row === undefined ? { seq: 0, stored: 0 } : { seq: integer(row, 'seq'), stored: integer(row, 'stored') }
      }),
    consistentThrough: () => {
      // Read first: a writer that begins behind this moment cannot take an earlier time.
      const at = now()
      return read(function* () {
        const row = yield* get('SELECT stored, @writer_idle AS idle FROM sequence')
        const stored = row === undefined ? 0 : integer(row, 'stored')
        return row?.idle === 1 ? Math.max(at, stored) : stored
      })
    },
    attachments: (hashes) =>
      read(function* () {
        const rows = yield* all('SELECT sha2, type, content FROM attachments WHERE sha2 IN (@texts)', hashes)
        return rows.map((row) => ({ sha2: text(row, 'sha2'), type: text(row, 'type'), content: bytes(row, 'content') }))
      }),
    definition: (activity) =>
      read(function* () {
        const row = yield* get('SELECT definition FROM activities WHERE iri = ?', activity)
        return row && text(row, 'definition')
      }),
    names: (agent) =>
      read(function* () {
        const row = yield* get('SELECT names FROM agents WHERE key = ?', agent)
        return row && texts(row, 'names')
      }),
    spellings: (agent) =>
      read(function* () {
        const rows = yield* all(
          `SELECT key FROM agents WHERE substr(key, 1, 8) = '["mbox",' AND lower(key) = ?`,
          agent.toLowerCase(),
        )
        return rows.map((row) => text(row, 'key')).sort(compareText)
      }),
    cursor: (name) =>
      read(function* () {
        const row = yield* get('SELECT seq FROM cursors WHERE name = ?', name)
        return row === undefined ? 0 : integer(row, 'seq')
      }),
    moveCursor: (name, seq) =>
      write(function* () {
        yield* run(
          'INSERT INTO cursors (name, seq) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET seq = excluded.seq',
          name,
          seq,
        )
      }),
  }
}

const statementOf = (row: Row): StoredStatement => ({
  seq: integer(row, 'seq'),
  id: text(row, 'id'),
  verb: text(row, 'verb'),
  ...optional(row, 'registration'),
  stored: integer(row, 'stored'),
  body: text(row, 'body'),
  voided: integer(row, 'voided') === 1,
})
