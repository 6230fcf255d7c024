import { sha256 } from '../canonical.ts'
import type { Document, DocumentFilter, DocumentKey } from '../records.ts'
import type { Documents, Precondition, WriteOutcome } from '../store.ts'
import type { Access } from './access.ts'
import { bytes, integer, type Sql, type SqlValue, text } from './driver.ts'

const OWNED = 'resource = ? AND activity = ? AND learner = ? AND registration = ?'
const owner = (key: Omit<DocumentFilter, 'since'>): SqlValue[] => [
  key.resource,
  key.activity,
  key.learner,
  key.registration ?? '',
]

export const documentsOn = ({ read, write }: Access): Documents => ({
  get: (key) => read((sql) => get(sql, key)),
  put: (key, document, condition = {}) =>
    write((sql): WriteOutcome => {
      const current = get(sql, key)?.etag
      if (!allows(condition, current)) return { written: false, etag: current }
      const etag = sha256(document.content)
      sql.run(
        `INSERT INTO documents (resource, activity, learner, registration, id, type, etag, updated, content)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (resource, activity, learner, registration, id) DO UPDATE
         SET type = excluded.type, etag = excluded.etag, updated = excluded.updated, content = excluded.content`,
        ...owner(key),
        key.id,
        document.type,
        etag,
        document.at,
        document.content,
      )
      return { written: true, etag }
    }),
  remove: (key, condition = {}) =>
    write((sql): WriteOutcome => {
      const current = get(sql, key)?.etag
      if (!allows(condition, current)) return { written: false, etag: current }
      sql.run(`DELETE FROM documents WHERE ${OWNED} AND id = ?`, ...owner(key), key.id)
      return { written: true, etag: current ?? '' }
    }),
  ids: (filter) =>
    read((sql) =>
      sql
        .all(
          `SELECT id FROM documents WHERE ${OWNED} AND updated > ? ORDER BY id`,
          ...owner(filter),
          filter.since ?? -1,
        )
        .map((row) => text(row, 'id')),
    ),
  removeAll: (filter) =>
    write((sql) => {
      sql.run(`DELETE FROM documents WHERE ${OWNED} AND updated > ?`, ...owner(filter), filter.since ?? -1)
    }),
})

function get(sql: Sql, key: DocumentKey): Document | undefined {
  const row = sql.get(
    `SELECT type, etag, updated, content FROM documents WHERE ${OWNED} AND id = ?`,
    ...owner(key),
    key.id,
  )
  return (
    row && {
      type: text(row, 'type'),
      etag: text(row, 'etag'),
      updated: integer(row, 'updated'),
      content: bytes(row, 'content'),
    }
  )
}

function allows({ ifMatch, ifNoneMatch }: Precondition, current: string | undefined): boolean {
  const listed = (tags: readonly string[] | '*'): boolean =>
    current !== undefined && (tags === '*' || tags.includes(current))
  return (ifMatch === undefined || listed(ifMatch)) && (ifNoneMatch === undefined || !listed(ifNoneMatch))
}
