import { compareText } from '../../problems/problem.ts'
import type { Holdings } from '../credit.ts'
import { type Access, all, run } from './query.ts'
import { integer, text } from './row.ts'

export const holdingsOn = ({ read, write }: Access): Holdings => ({
  ofLearner: (learner) =>
    read(function* () {
      const rows = yield* all('SELECT * FROM holdings WHERE learner = ?', learner)
      return rows
        .map((row) => ({
          learner: text(row, 'learner'),
          credential: text(row, 'credential'),
          since: text(row, 'since'),
          extra: integer(row, 'extra'),
          recordedAt: integer(row, 'recorded_at'),
        }))
        .sort((a, b) => compareText(a.credential, b.credential))
    }),
  put: ({ learner, credential, since, extra, recordedAt }) =>
    write(function* () {
      yield* run(
        `INSERT INTO holdings (learner, credential, since, extra, recorded_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (learner, credential) DO UPDATE
         SET since = excluded.since, extra = excluded.extra, recorded_at = excluded.recorded_at`,
        learner,
        credential,
        since,
        extra,
        recordedAt,
      )
    }),
  remove: (learner, credential) =>
    write(function* () {
      yield* run('DELETE FROM holdings WHERE learner = ? AND credential = ?', learner, credential)
    }),
})
