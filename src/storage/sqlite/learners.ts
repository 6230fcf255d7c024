import type { Learner } from '../records.ts'
import type { Learners } from '../store.ts'
import type { Access } from './access.ts'
import { integer, oneOf, type Row, text } from './driver.ts'

export const learnersOn = ({ read, write }: Access): Learners => ({
  add: ({ id, name, role, created }) =>
    write((sql) => {
      sql.run('INSERT INTO learners (id, name, role, created) VALUES (?, ?, ?, ?)', id, name, role, created)
    }),
  get: (id) => read((sql) => one(sql.get('SELECT * FROM learners WHERE id = ?', id))),
  all: () => read((sql) => sql.all('SELECT * FROM learners ORDER BY name, id').flatMap((row) => one(row) ?? [])),
  addLink: ({ hash, learner, expires }) =>
    write((sql) => {
      sql.run('INSERT INTO links (hash, learner, expires) VALUES (?, ?, ?)', hash, learner, expires)
    }),
  // Deleting is taking: of any number of requests with one link, exactly one gets the row.
  takeLink: (hash, now) =>
    write((sql) => {
      const row = sql.get('DELETE FROM links WHERE hash = ? AND expires > ? RETURNING learner', hash, now)
      return row === undefined ? undefined : text(row, 'learner')
    }),
  addSession: ({ hash, learner, started, expires }) =>
    write((sql) => {
      sql.run(
        'INSERT INTO sessions (hash, learner, started, expires) VALUES (?, ?, ?, ?)',
        hash,
        learner,
        started,
        expires,
      )
    }),
  session: (hash, now) =>
    read((sql) =>
      one(
        sql.get(
          `SELECT learners.* FROM sessions JOIN learners ON learners.id = sessions.learner
           WHERE sessions.hash = ? AND sessions.expires > ?`,
          hash,
          now,
        ),
      ),
    ),
  endSession: (hash) =>
    write((sql) => {
      sql.run('DELETE FROM sessions WHERE hash = ?', hash)
    }),
  endSessionsOf: (learner) =>
    write((sql) => {
      sql.run('DELETE FROM sessions WHERE learner = ?', learner)
    }),
  forgetExpired: (now) =>
    write((sql) => {
      sql.run('DELETE FROM links WHERE expires <= ?', now)
      sql.run('DELETE FROM sessions WHERE expires <= ?', now)
    }),
})

const one = (row: Row | undefined): Learner | undefined =>
  row && {
    id: text(row, 'id'),
    name: text(row, 'name'),
    role: oneOf(row, 'role', ['learner', 'instructor']),
    created: integer(row, 'created'),
  }
