import { compareText } from '../../problems/problem.ts'
import type { ApiKey } from '../records.ts'
import type { Keys } from '../store.ts'
import { type Access, all, get, type Row, run } from './query.ts'
import { integer, optionalInteger, text, texts } from './row.ts'

export const keysOn = ({ read, write }: Access): Keys => ({
  add: (key) =>
    write(function* () {
      yield* run(
        `INSERT INTO keys (id, name, hash, scopes, authority, rate_limit, origins, created, rotated, revoked, last_used)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        key.id,
        key.name,
        key.hash,
        JSON.stringify(key.scopes),
        key.authority,
        key.rateLimit ?? null,
        JSON.stringify(key.origins),
        key.created,
        key.rotated ?? null,
        key.revoked ?? null,
        key.lastUsed ?? null,
      )
    }),
  get: (id) =>
    read(function* () {
      const row = yield* get('SELECT * FROM keys WHERE id = ?', id)
      return row && keyOf(row)
    }),
  all: () =>
    read(function* () {
      const rows = yield* all('SELECT * FROM keys')
      return rows.map(keyOf).sort((a, b) => a.created - b.created || compareText(a.id, b.id))
    }),
  rotate: (id, hash, at) =>
    write(function* () {
      return (yield* run('UPDATE keys SET hash = ?, rotated = ? WHERE id = ? AND revoked IS NULL', hash, at, id)) === 1
    }),
  revoke: (id, at) =>
    write(function* () {
      return (yield* run('UPDATE keys SET revoked = ? WHERE id = ? AND revoked IS NULL', at, id)) === 1
    }),
  used: (id, at) =>
    write(function* () {
      yield* run('UPDATE keys SET last_used = ? WHERE id = ? AND (last_used IS NULL OR last_used < ?)', at, id, at)
    }),
})

const keyOf = (row: Row): ApiKey => ({
  id: text(row, 'id'),
  name: text(row, 'name'),
  hash: text(row, 'hash'),
  scopes: texts(row, 'scopes'),
  authority: text(row, 'authority'),
  ...optionalInteger(row, 'rate_limit', 'rateLimit'),
  origins: texts(row, 'origins'),
  created: integer(row, 'created'),
  ...optionalInteger(row, 'rotated', 'rotated'),
  ...optionalInteger(row, 'revoked', 'revoked'),
  ...optionalInteger(row, 'last_used', 'lastUsed'),
})
