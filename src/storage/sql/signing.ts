import { compareText } from '../../problems/problem.ts'
import type { Signing } from '../credit.ts'
import { type Access, all, run } from './query.ts'
import { integer, oneOf, optionalInteger, text } from './row.ts'

export const signingOn = ({ read, write }: Access): Signing => ({
  keys: () =>
    read(function* () {
      const rows = yield* all('SELECT * FROM signing_keys')
      return rows
        .map((row) => ({
          id: text(row, 'id'),
          algorithm: oneOf(row, 'algorithm', ['Ed25519', 'ES256']),
          jwk: text(row, 'jwk'),
          created: integer(row, 'created'),
          ...optionalInteger(row, 'retired', 'retired'),
        }))
        .sort((a, b) => a.created - b.created || compareText(a.id, b.id))
    }),
  add: ({ id, algorithm, jwk, created, retired }) =>
    write(function* () {
      yield* run(
        'INSERT INTO signing_keys (id, algorithm, jwk, created, retired) VALUES (?, ?, ?, ?, ?)',
        id,
        algorithm,
        jwk,
        created,
        retired ?? null,
      )
    }),
  retire: (id, at) =>
    write(function* () {
      return (yield* run('UPDATE signing_keys SET retired = ? WHERE id = ? AND retired IS NULL', at, id)) === 1
    }),
})
