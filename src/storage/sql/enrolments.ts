import { compareText } from '../../problems/problem.ts'
import type { Enrolment, ExamOutcome } from '../records.ts'
import type { Enrolments } from '../store.ts'
import { type Access, all, get, type Row, run, type Work } from './query.ts'
import { integer, oneOf, text } from './row.ts'

export const enrolmentsOn = ({ read, write, serially }: Access): Enrolments => ({
  // Apart from others, so that two requests at once do not enrol somebody twice.
  enrol: ({ learner, course, registration, at }) =>
    serially(function* () {
      const known = yield* newest(learner, course)
      return known ?? (yield* begin({ registration, learner, course, started: at }))
    }),
  enrolAnew: ({ learner, course, after, registration, at }) =>
    serially(function* () {
      const known = yield* newest(learner, course)
      if (known?.registration !== after) return known
      // Newest is what began last, also where the clock was set back.
      return yield* begin({ registration, learner, course, started: Math.max(at, known.started + 1) })
    }),
  get: (registration) =>
    read(function* () {
      const row = yield* get('SELECT * FROM enrolments WHERE registration = ?', registration)
      return row && enrolment(row)
    }),
  among: (registrations) =>
    read(function* () {
      const rows = yield* all('SELECT * FROM enrolments WHERE registration IN (@texts)', registrations)
      return rows.map(enrolment).sort(byStart)
    }),
  ofLearner: (learner) =>
    read(function* () {
      return (yield* all('SELECT * FROM enrolments WHERE learner = ?', learner)).map(enrolment).sort(byStart)
    }),
  all: () =>
    read(function* () {
      return (yield* all('SELECT * FROM enrolments')).map(enrolment).sort(byStart)
    }),
  setClaim: (registration, claim) =>
    write(function* () {
      yield* run('UPDATE enrolments SET claim = ? WHERE registration = ?', claim, registration)
    }),
  withOpenClaims: () =>
    read(function* () {
      return (yield* all("SELECT * FROM enrolments WHERE claim = 'open'")).map(enrolment).sort(byStart)
    }),
  addOutcome: (outcome) =>
    write(function* () {
      yield* run(
        `INSERT INTO outcomes (registration, exam, attempt, percent, passed, statement, at)
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        outcome.registration,
        outcome.exam,
        outcome.attempt,
        outcome.percent,
        outcome.passed ? 1 : 0,
        outcome.statement,
        outcome.at,
      )
    }),
  outcomes: (registration) =>
    read(function* () {
      const rows = yield* all('SELECT * FROM outcomes WHERE registration = ?', registration)
      return rows.map(outcomeOf).sort((a, b) => compareText(a.exam, b.exam) || a.attempt - b.attempt)
    }),
})

function* newest(learner: string, course: string): Work<Enrolment | undefined> {
  const row = yield* get(
    'SELECT * FROM enrolments WHERE learner = ? AND course = ? ORDER BY started DESC LIMIT 1',
    learner,
    course,
  )
  return row && enrolment(row)
}

function* begin(begun: Omit<Enrolment, 'claim'>): Work<Enrolment> {
  const { registration, learner, course, started } = begun
  yield* run(
    'INSERT INTO enrolments (registration, learner, course, started) VALUES (?, ?, ?, ?)',
    registration,
    learner,
    course,
    started,
  )
  return { ...begun, claim: 'none' }
}

const byStart = (a: Enrolment, b: Enrolment): number =>
  a.started - b.started || compareText(a.registration, b.registration)

const enrolment = (row: Row): Enrolment => ({
  registration: text(row, 'registration'),
  learner: text(row, 'learner'),
  course: text(row, 'course'),
  started: integer(row, 'started'),
  claim: oneOf(row, 'claim', ['none', 'open', 'closed']),
})

const outcomeOf = (row: Row): ExamOutcome => ({
  registration: text(row, 'registration'),
  exam: text(row, 'exam'),
  attempt: integer(row, 'attempt'),
  percent: integer(row, 'percent'),
  passed: integer(row, 'passed') === 1,
  statement: text(row, 'statement'),
  at: integer(row, 'at'),
})
