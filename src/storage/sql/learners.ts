import { compareText } from '../../problems/problem.ts'
import type { Learner } from '../records.ts'
import type { Learners } from '../store.ts'
import { type Access, all, get, type Row, run } from './query.ts'
import { integer, oneOf, text } from './row.ts'

export const learnersOn = ({ read, write }: Access): Learners => ({
  add: ({ id, name, role, created }) =>
    write(function* () {
      yield* run('INSERT INTO learners (id, name, role, created) VALUES (?, ?, ?, ?)', id, name, role, created)
    }),
  get: (id) =>
    read(function* () {
      return one(yield* get('SELECT * FROM learners WHERE id = ?', id))
    }),
  rename: (id, name) =>
    write(function* () {
      return (yield* run('UPDATE learners SET name = ? WHERE id = ?', name, id)) === 1
    }),
  all: () =>
    read(function* () {
      return (yield* all('SELECT * FROM learners')).flatMap((row) => one(row) ?? []).sort(byName)
    }),
  addLink: ({ hash, learner, expires }) =>
    write(function* () {
      yield* run('INSERT INTO links (hash, learner, expires) VALUES (?, ?, ?)', hash, learner, expires)
    }),
  // Deleting is taking: of any number of requests with one link, exactly one gets the row.
  takeLink: (hash, now) =>
    write(function* () {
      const row = yield* get('DELETE FROM links WHERE hash = ? AND expires > ? RETURNING learner', hash, now)
      return row === undefined ? undefined : text(row, 'learner')
    }),
  addSession: ({ hash, learner, started, expires }) =>
    write(function* () {
      yield* run(
        'INSERT INTO sessions (hash, learner, started, expires) VALUES (?, ?, ?, ?)',
        hash,
        learner,
        started,
        expires,
      )
    }),
  session: (hash, now) =>
    read(function* () {
      return one(
        yield* get(
          `SELECT learners.* FROM sessions JOIN learners ON learners.id = sessions.learner
           WHERE sessions.hash = ? AND sessions.expires > ?`,
          hash,
          now,
        ),
      )
    }),
  endSession: (hash) =>
    write(function* () {
      yield* run('DELETE FROM sessions WHERE hash = ?', hash)
    }),
  endSessionsOf: (learner) =>
    write(function* () {
      yield* run('DELETE FROM sessions WHERE learner = ?', learner)
    }),
  forgetExpired: (now) =>
    write(function* () {
      yield* run('DELETE FROM links WHERE expires <= ?', now)
      yield* run('DELETE FROM sessions WHERE expires <= ?', now)
    }),
})

const one = (row: Row | undefined): Learner | undefined =>
  row && {
    id: text(row, 'id'),
    name: text(row, 'name'),
    role: oneOf(row, 'role', ['learner', 'instructor']),
    created: integer(row, 'created'),
  }

// Databases sort text by the rules of some language or other; we sort by code unit.
const byName = (a: Learner, b: Learner): number => compareText(a.name, b.name) || compareText(a.id, b.id)
