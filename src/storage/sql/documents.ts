import { compareText } from '../../problems/problem.ts'
import { sha256 } from '../canonical.ts'
import type { Document, DocumentFilter, DocumentKey } from '../records.ts'
import type { Documents, NewDocument, Precondition, WriteOutcome } from '../store.ts'
import { type Access, all, get, run, type SqlValue, type Work } from './query.ts'
import { bytes, integer, text } from './row.ts'

const OWNED = 'resource = ? AND activity = ? AND agent = ? AND registration = ?'
const owner = (key: Omit<DocumentFilter, 'since'>): SqlValue[] => [
  key.resource,
  key.activity ?? '',
  key.agent ?? '',
  key.registration ?? '',
]

export const documentsOn = ({ read, write }: Access): Documents => ({
  get: (key) => read(() => find(key)),
  put: (key, document, condition = {}) => write(() => update(key, () => document, condition)),
  update: (key, change, condition = {}) => write(() => update(key, change, condition)),
  remove: (key, condition = {}) =>
    write(function* (): Work<WriteOutcome> {
      yield* apart(key)
      const current = (yield* find(key))?.etag
      if (!allows(condition, current)) return { written: false, etag: current }
      yield* run(`DELETE FROM documents WHERE ${OWNED} AND id = ?`, ...owner(key), key.id)
      return { written: true, etag: current ?? '' }
    }),
  ids: (filter) =>
    read(function* () {
      const rows = yield* all(
        `SELECT id FROM documents WHERE ${OWNED} AND updated > ?`,
        ...owner(filter),
        filter.since ?? -1,
      )
      return rows.map((row) => text(row, 'id')).sort(compareText)
    }),
  removeAll: (filter) =>
    write(function* () {
      yield* run(`DELETE FROM documents WHERE ${OWNED} AND updated > ?`, ...owner(filter), filter.since ?? -1)
    }),
})

function* update(
  key: DocumentKey,
  change: (current: Document | undefined) => NewDocument,
  condition: Precondition,
): Work<WriteOutcome> {
  yield* apart(key)
  const current = yield* find(key)
  if (!allows(condition, current?.etag)) return { written: false, etag: current?.etag }
  const { type, content, at } = change(current)
  const etag = sha256(content)
  yield* run(
    `INSERT INTO documents (resource, activity, agent, registration, id, type, etag, updated, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (resource, activity, agent, registration, id) DO UPDATE
     SET type = excluded.type, etag = excluded.etag, updated = excluded.updated, content = excluded.content`,
    ...owner(key),
    key.id,
    type,
    etag,
    at,
    content,
  )
  return { written: true, etag }
}

/** Keeps others from this document until the transaction ends, also when there is no row yet that could be locked. */
function* apart(key: DocumentKey): Work<void> {
  yield* get('SELECT @lock_name AS held', JSON.stringify([...owner(key), key.id]))
}

function* find(key: DocumentKey): Work<Document | undefined> {
  const row = yield* get(
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
