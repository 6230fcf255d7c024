import { compareText } from '../../problems/problem.ts'
import type { Certificate, CertificateEvent } from '../records.ts'
import type { Certificates } from '../store.ts'
import { type Access, all, get, type Row, run, type Work } from './query.ts'
import { integer, oneOf, text } from './row.ts'

export const certificatesOn = ({ read, serially }: Access): Certificates => ({
  add: ({ number, learner, entry, snapshot, issued }) =>
    serially(function* () {
      yield* run(
        'INSERT INTO certificates (number, learner, entry, snapshot, issued) VALUES (?, ?, ?, ?, ?)',
        number,
        learner,
        entry,
        snapshot,
        issued,
      )
      yield* addEvent(number, { kind: 'issued', at: issued })
    }),
  get: (number) =>
    read(function* () {
      const row = yield* get('SELECT * FROM certificates WHERE number = ?', number)
      return row && (yield* withEvents(row))
    }),
  ofLearner: (learner) =>
    read(function* () {
      const found: (Certificate & { readonly events: readonly CertificateEvent[] })[] = []
      for (const row of yield* all('SELECT * FROM certificates WHERE learner = ?', learner)) {
        found.push(yield* withEvents(row))
      }
      return found.sort((a, b) => a.issued - b.issued || compareText(a.number, b.number))
    }),
  addEvent: (number, event) => serially(() => addEvent(number, event)),
})

function* addEvent(number: string, event: CertificateEvent): Work<void> {
  yield* run(
    `INSERT INTO certificate_events (seq, number, kind, at, reason)
     VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM certificate_events), ?, ?, ?, ?)`,
    number,
    event.kind,
    event.at,
    event.kind === 'revoked' ? event.reason : null,
  )
}

function* withEvents(row: Row): Work<Certificate & { readonly events: readonly CertificateEvent[] }> {
  const number = text(row, 'number')
  const events = yield* all('SELECT * FROM certificate_events WHERE number = ? ORDER BY seq', number)
  return {
    number,
    learner: text(row, 'learner'),
    entry: text(row, 'entry'),
    snapshot: text(row, 'snapshot'),
    issued: integer(row, 'issued'),
    events: events.map(eventOf),
  }
}

function eventOf(row: Row): CertificateEvent {
  const at = integer(row, 'at')
  return oneOf(row, 'kind', ['issued', 'revoked']) === 'issued'
    ? { kind: 'issued', at }
    : { kind: 'revoked', at, reason: text(row, 'reason') }
}
