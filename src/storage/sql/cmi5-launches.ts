import { launchModes } from '../../model/cmi5.ts'
import type { Cmi5, Cmi5Progress, Cmi5Registration, Cmi5Session } from '../cmi5.ts'
import { type Access, all, get, type Row, run, type SqlValue } from './query.ts'
import { integer, oneOf, optionalInteger, text } from './row.ts'

type Launches = Omit<
  Cmi5,
  'addCourse' | 'replaceStructure' | 'course' | 'courses' | 'removeCourse' | 'file' | 'knownFiles'
>

export const cmi5LaunchesOn = ({ read, write }: Access): Launches => ({
  addRegistration: ({ id, course, actor, actorKey, created }) =>
    write(function* () {
      yield* run(
        'INSERT INTO cmi5_registrations (id, course, actor, actor_key, created) VALUES (?, ?, ?, ?, ?)',
        id,
        course,
        actor,
        actorKey,
        created,
      )
    }),
  registration: (id) =>
    read(function* () {
      const row = yield* get('SELECT * FROM cmi5_registrations WHERE id = ?', id)
      return row && registrationOf(row)
    }),
  registrations: ({ course, actorKey, after, limit }) =>
    read(function* () {
      const conditions = ['1 = 1']
      const values: SqlValue[] = []
      if (course !== undefined) {
        conditions.push('course = ?')
        values.push(course)
      }
      if (actorKey !== undefined) {
        conditions.push('actor_key = ?')
        values.push(actorKey)
      }
      if (after !== undefined) {
        conditions.push('(created > ? OR (created = ? AND id > ?))')
        values.push(after.created, after.created, after.id)
      }
      const rows = yield* all(
        `SELECT * FROM cmi5_registrations WHERE ${conditions.join(' AND ')} ORDER BY created, id LIMIT ?`,
        ...values,
        limit,
      )
      return rows.map(registrationOf)
    }),
  progress: (registration) =>
    read(function* () {
      const rows = yield* all('SELECT * FROM cmi5_progress WHERE registration = ? ORDER BY part', registration)
      return rows.map(progressOf)
    }),
  setProgress: (registration, { part, completed, passed, failed, waived, satisfied }) =>
    write(function* () {
      yield* run(
        `INSERT INTO cmi5_progress (registration, part, completed, passed, failed, waived, satisfied)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (registration, part) DO UPDATE SET completed = excluded.completed, passed = excluded.passed,
         failed = excluded.failed, waived = excluded.waived, satisfied = excluded.satisfied`,
        registration,
        part,
        completed ?? null,
        passed ?? null,
        failed ?? null,
        waived ?? null,
        satisfied ?? null,
      )
    }),
  addSession: (session) =>
    write(function* () {
      yield* run(
        `INSERT INTO cmi5_sessions (id, registration, part, mode, launched, seen, fetch_hash) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        session.id,
        session.registration,
        session.part,
        session.mode,
        session.launched,
        session.seen,
        session.fetchHash,
      )
    }),
  session: (id) => read(() => one('id = ?', id)),
  sessionByFetch: (hash) => read(() => one('fetch_hash = ?', hash)),
  sessions: (registration) =>
    read(function* () {
      const rows = yield* all('SELECT * FROM cmi5_sessions WHERE registration = ? ORDER BY launched, id', registration)
      return rows.map(sessionOf)
    }),
  updateSession: (session) =>
    write(function* () {
      yield* run(
        `UPDATE cmi5_sessions SET seen = ?, token_hash = ?, preferences_read = ?, initialized = ?, completed = ?,
         passed = ?, failed = ?, last_statement = ?, terminated = ?, abandoned = ? WHERE id = ?`,
        session.seen,
        session.tokenHash ?? null,
        session.preferencesRead ?? null,
        session.initialized ?? null,
        session.completed ?? null,
        session.passed ?? null,
        session.failed ?? null,
        session.lastStatement ?? null,
        session.terminated ?? null,
        session.abandoned ?? null,
        session.id,
      )
    }),
  silentSessions: (before) =>
    read(function* () {
      const rows = yield* all(
        'SELECT * FROM cmi5_sessions WHERE terminated IS NULL AND abandoned IS NULL AND seen < ? ORDER BY seen, id',
        before,
      )
      return rows.map(sessionOf)
    }),
})

function* one(condition: string, value: SqlValue) {
  const row = yield* get(`SELECT * FROM cmi5_sessions WHERE ${condition}`, value)
  return row && sessionOf(row)
}

const registrationOf = (row: Row): Cmi5Registration => ({
  id: text(row, 'id'),
  course: text(row, 'course'),
  actor: text(row, 'actor'),
  actorKey: text(row, 'actor_key'),
  created: integer(row, 'created'),
})

const progressOf = (row: Row): Cmi5Progress => ({
  part: integer(row, 'part'),
  ...optionalInteger(row, 'completed', 'completed'),
  ...optionalInteger(row, 'passed', 'passed'),
  ...optionalInteger(row, 'failed', 'failed'),
  ...optionalInteger(row, 'waived', 'waived'),
  ...optionalInteger(row, 'satisfied', 'satisfied'),
})

const sessionOf = (row: Row): Cmi5Session => ({
  id: text(row, 'id'),
  registration: text(row, 'registration'),
  part: integer(row, 'part'),
  mode: oneOf(row, 'mode', launchModes),
  launched: integer(row, 'launched'),
  seen: integer(row, 'seen'),
  fetchHash: text(row, 'fetch_hash'),
  ...(typeof row.token_hash === 'string' ? { tokenHash: row.token_hash } : {}),
  ...optionalInteger(row, 'preferences_read', 'preferencesRead'),
  ...optionalInteger(row, 'initialized', 'initialized'),
  ...optionalInteger(row, 'completed', 'completed'),
  ...optionalInteger(row, 'passed', 'passed'),
  ...optionalInteger(row, 'failed', 'failed'),
  ...optionalInteger(row, 'last_statement', 'lastStatement'),
  ...optionalInteger(row, 'terminated', 'terminated'),
  ...optionalInteger(row, 'abandoned', 'abandoned'),
})
