import type { Enrolment, ExamOutcome } from '../records.ts'
import type { Enrolments } from '../store.ts'
import type { Access } from './access.ts'
import { integer, oneOf, type Row, text } from './driver.ts'

export const enrolmentsOn = ({ read, write }: Access): Enrolments => ({
  enrol: ({ learner, course, registration, at }) =>
    write((sql) => {
      const known = sql.get(
        'SELECT * FROM enrolments WHERE learner = ? AND course = ? ORDER BY started DESC LIMIT 1',
        learner,
        course,
      )
      if (known !== undefined) return enrolment(known)
      sql.run(
        'INSERT INTO enrolments (registration, learner, course, started) VALUES (?, ?, ?, ?)',
        registration,
        learner,
        course,
        at,
      )
      return { registration, learner, course, started: at, claim: 'none' as const }
    }),
  get: (registration) =>
    read((sql) => {
      const row = sql.get('SELECT * FROM enrolments WHERE registration = ?', registration)
      return row && enrolment(row)
    }),
  ofLearner: (learner) =>
    read((sql) =>
      sql.all('SELECT * FROM enrolments WHERE learner = ? ORDER BY started, registration', learner).map(enrolment),
    ),
  all: () => read((sql) => sql.all('SELECT * FROM enrolments ORDER BY started, registration').map(enrolment)),
  setClaim: (registration, claim) =>
    write((sql) => {
      sql.run('UPDATE enrolments SET claim = ? WHERE registration = ?', claim, registration)
    }),
  withOpenClaims: () =>
    read((sql) => sql.all("SELECT * FROM enrolments WHERE claim = 'open' ORDER BY registration").map(enrolment)),
  addOutcome: (outcome) =>
    write((sql) => {
      sql.run(
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
    read((sql) =>
      sql.all('SELECT * FROM outcomes WHERE registration = ? ORDER BY exam, attempt', registration).map(outcomeOf),
    ),
})

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
