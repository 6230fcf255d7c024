import type { NewStatement, StatementFilter, StoredStatement } from '../records.ts'
import type { AddOutcome, Statements } from '../store.ts'
import type { Access } from './access.ts'
import { integer, optional, type Row, type Sql, type SqlValue, text } from './driver.ts'

export const statementsOn = ({ read, write }: Access): Statements => ({
  add: (batch) => write((sql) => add(sql, batch)),
  get: (id) => read((sql) => one(sql.get('SELECT * FROM statements WHERE id = ?', id))),
  find: (filter) => read((sql) => find(sql, filter)),
  latest: () => read((sql) => one(sql.get('SELECT * FROM statements ORDER BY seq DESC LIMIT 1'))),
  cursor: (name) =>
    read((sql) => {
      const row = sql.get('SELECT seq FROM cursors WHERE name = ?', name)
      return row === undefined ? 0 : integer(row, 'seq')
    }),
  moveCursor: (name, seq) =>
    write((sql) => {
      sql.run(
        'INSERT INTO cursors (name, seq) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET seq = excluded.seq',
        name,
        seq,
      )
    }),
})

function add(sql: Sql, batch: readonly NewStatement[]): AddOutcome {
  // Clashes are looked for first, so that a refused batch has written nothing even inside a larger transaction.
  const seen = new Map<string, string>()
  const fresh: NewStatement[] = []
  for (const [index, statement] of batch.entries()) {
    const row = sql.get('SELECT fingerprint FROM statements WHERE id = ?', statement.id)
    const known = row === undefined ? seen.get(statement.id) : text(row, 'fingerprint')
    if (known !== undefined && known !== statement.fingerprint) return { conflict: { index, id: statement.id } }
    if (known === undefined) fresh.push(statement)
    seen.set(statement.id, statement.fingerprint)
  }
  return { added: fresh.flatMap((statement) => insert(sql, statement) ?? []) }
}

function insert(sql: Sql, statement: NewStatement): StoredStatement | undefined {
  if (statement.voids !== undefined) {
    sql.run('UPDATE statements SET voided = 1 WHERE id = ? AND voids IS NULL', statement.voids)
  }
  const row = sql.get(
    `INSERT INTO statements (id, learner, registration, verb, object, stored, fingerprint, voids, body, voided)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
             ?8 IS NULL AND EXISTS (SELECT 1 FROM statements WHERE voids = ?1))
     RETURNING *`,
    statement.id,
    statement.learner ?? null,
    statement.registration ?? null,
    statement.verb,
    statement.object,
    statement.stored,
    statement.fingerprint,
    statement.voids ?? null,
    statement.body,
  )
  return one(row)
}

function find(sql: Sql, filter: StatementFilter): StoredStatement[] {
  const conditions: [string, SqlValue | undefined][] = [
    ['learner = ?', filter.learner],
    ['registration = ?', filter.registration],
    ['verb = ?', filter.verb],
    ['object = ?', filter.object],
    ['stored > ?', filter.since],
    ['stored <= ?', filter.until],
    ['seq > ?', filter.afterSeq],
    ['seq < ?', filter.beforeSeq],
    ['voided = ?', filter.includeVoided === true ? undefined : 0],
  ]
  const used = conditions.flatMap(([condition, value]) => (value === undefined ? [] : [{ condition, value }]))
  const where = used.length === 0 ? '' : `WHERE ${used.map(({ condition }) => condition).join(' AND ')}`
  return sql
    .all(
      `SELECT * FROM statements ${where} ORDER BY seq ${filter.ascending === true ? 'ASC' : 'DESC'} LIMIT ?`,
      ...used.map(({ value }) => value),
      filter.limit,
    )
    .flatMap((row) => one(row) ?? [])
}

const one = (row: Row | undefined): StoredStatement | undefined =>
  row && {
    seq: integer(row, 'seq'),
    id: text(row, 'id'),
    ...optional(row, 'learner'),
    ...optional(row, 'registration'),
    verb: text(row, 'verb'),
    object: text(row, 'object'),
    stored: integer(row, 'stored'),
    body: text(row, 'body'),
    fingerprint: text(row, 'fingerprint'),
    ...optional(row, 'voids'),
    voided: integer(row, 'voided') === 1,
  }
