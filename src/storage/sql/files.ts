import { sha256 } from '../canonical.ts'
import type { Files } from '../credit.ts'
import { type Access, get, run } from './query.ts'
import { bytes, integer, text } from './row.ts'

export const filesOn = ({ read, write }: Access): Files => ({
  put: (file) =>
    write(function* () {
      if (sha256(file.content) !== file.sha256) throw new Error('A file was to be kept under the hash of another')
      yield* run(
        'INSERT INTO files (sha256, type, name, at, content) VALUES (?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING',
        file.sha256,
        file.type,
        file.name,
        file.at,
        file.content,
      )
    }),
  get: (hash) =>
    read(function* () {
      const row = yield* get('SELECT * FROM files WHERE sha256 = ?', hash)
      return (
        row && {
          sha256: text(row, 'sha256'),
          type: text(row, 'type'),
          name: text(row, 'name'),
          content: bytes(row, 'content'),
          at: integer(row, 'at'),
        }
      )
    }),
})
