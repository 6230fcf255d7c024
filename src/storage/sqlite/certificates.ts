import type { Certificate, CertificateEvent } from '../records.ts'
import type { Certificates } from '../store.ts'
import type { Access } from './access.ts'
import { integer, oneOf, type Row, type Sql, text } from './driver.ts'

export const certificatesOn = ({ read, write }: Access): Certificates => ({
  add: ({ number, learner, entry, snapshot, issued }) =>
    write((sql) => {
      sql.run(
        'INSERT INTO certificates (number, learner, entry, snapshot, issued) VALUES (?, ?, ?, ?, ?)',
        number,
        learner,
        entry,
        snapshot,
        issued,
      )
      addEvent(sql, number, { kind: 'issued', at: issued })
    }),
  get: (number) =>
    read((sql) => {
      const row = sql.get('SELECT * FROM certificates WHERE number = ?', number)
      return row && withEvents(sql, row)
    }),
  ofLearner: (learner) =>
    read((sql) =>
      sql
        .all('SELECT * FROM certificates WHERE learner = ? ORDER BY issued, number', learner)
        .map((row) => withEvents(sql, row)),
    ),
  addEvent: (number, event) => write((sql) => addEvent(sql, number, event)),
})

function addEvent(sql: Sql, number: string, event: CertificateEvent): void {
  sql.run(
    'INSERT INTO certificate_events (number, kind, at, reason) VALUES (?, ?, ?, ?)',
    number,
    event.kind,
    event.at,
    event.kind === 'revoked' ? event.reason : null,
  )
}

function withEvents(sql: Sql, row: Row): Certificate & { readonly events: readonly CertificateEvent[] } {
  const number = text(row, 'number')
  return {
    number,
    learner: text(row, 'learner'),
    entry: text(row, 'entry'),
    snapshot: text(row, 'snapshot'),
    issued: integer(row, 'issued'),
    events: sql.all('SELECT * FROM certificate_events WHERE number = ? ORDER BY seq', number).map(eventOf),
  }
}

function eventOf(row: Row): CertificateEvent {
  const at = integer(row, 'at')
  return oneOf(row, 'kind', ['issued', 'revoked']) === 'issued'
    ? { kind: 'issued', at }
    : { kind: 'revoked', at, reason: text(row, 'reason') }
}
