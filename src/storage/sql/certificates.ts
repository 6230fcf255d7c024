import { compareText } from '../../problems/problem.ts'
import { sha256 } from '../canonical.ts'
import type { Certificates } from '../credit.ts'
import type { CertificateCredential, CertificateEvent, KeptCertificate } from '../records.ts'
import { type Access, all, ask, get, type Row, run, together, type Work } from './query.ts'
import { integer, oneOf, text } from './row.ts'

export const certificatesOn = ({ read, serially }: Access): Certificates => ({
  add: ({ number, learner, entry, snapshot, issued, replaces }) =>
    serially(function* () {
      yield* run(
        'INSERT INTO certificates (number, learner, entry, snapshot, issued) VALUES (?, ?, ?, ?, ?)',
        number,
        learner,
        entry,
        snapshot,
        issued,
      )
      if (replaces !== undefined) {
        yield* run('INSERT INTO certificate_replacements (number, replaces) VALUES (?, ?)', number, replaces)
      }
      yield* addEvent(number, { kind: 'issued', at: issued })
    }),
  get: (number) =>
    read(function* () {
      return (yield* withAll(yield* all('SELECT * FROM certificates WHERE number = ?', number)))[0]
    }),
  ofEntry: (entry) =>
    read(function* () {
      return (yield* withAll(yield* all('SELECT * FROM certificates WHERE entry = ?', entry)))[0]
    }),
  ofLearner: (learner) =>
    read(function* () {
      const found = yield* withAll(yield* all('SELECT * FROM certificates WHERE learner = ?', learner))
      return [...found].sort((a, b) => a.issued - b.issued || compareText(a.number, b.number))
    }),
  all: (after, limit) =>
    read(function* () {
      const sql = 'SELECT * FROM certificates WHERE number > ? ORDER BY number LIMIT ?'
      return yield* withAll(yield* all(sql, after, limit))
    }),
  addEvent: (number, event) => serially(() => addEvent(number, event)),
  addCredential: (number, { credential, jwt, list, index }) =>
    serially(function* () {
      yield* run(
        `INSERT INTO certificate_credentials (number, credential, jwt, list, position, sha256)
         VALUES (?, ?, ?, ?, ?, ?)`,
        number,
        credential,
        jwt,
        list,
        index,
        credentialHash({ credential, jwt }),
      )
    }),
  byStatus: (list) =>
    read(function* () {
      const rows = yield* all(
        `SELECT c.position, CASE WHEN e.number IS NULL THEN 'replaced' ELSE 'revoked' END AS because
         FROM certificate_credentials c
         LEFT JOIN (SELECT DISTINCT number FROM certificate_events WHERE kind = 'revoked') e ON e.number = c.number
         LEFT JOIN certificate_replacements r ON r.replaces = c.number
         WHERE c.list = ? AND (e.number IS NOT NULL OR r.number IS NOT NULL) ORDER BY c.position`,
        list,
      )
      return rows.map((row) => ({
        index: integer(row, 'position'),
        because: oneOf(row, 'because', ['revoked', 'replaced']),
      }))
    }),
  statusTaken: (list, index) =>
    read(function* () {
      const sql = 'SELECT 1 AS taken FROM certificate_credentials WHERE list = ? AND position = ?'
      return (yield* get(sql, list, index)) !== undefined
    }),
  lastStatusList: () =>
    read(function* () {
      const row = yield* get(
        `SELECT list, count(*) AS used FROM certificate_credentials
         WHERE list = (SELECT max(list) FROM certificate_credentials) GROUP BY list`,
      )
      return row && { list: integer(row, 'list'), used: integer(row, 'used') }
    }),
  setPdf: (number, hash) =>
    serially(function* () {
      yield* run(
        'INSERT INTO certificate_files (number, pdf) VALUES (?, ?) ON CONFLICT (number) DO NOTHING',
        number,
        hash,
      )
      const row = yield* get('SELECT pdf FROM certificate_files WHERE number = ?', number)
      return row === undefined ? hash : text(row, 'pdf')
    }),
})

/** Hex SHA-256 over a credential as signed in both ways. */
export const credentialHash = ({ credential, jwt }: Pick<CertificateCredential, 'credential' | 'jwt'>): string =>
  sha256(`${credential}\n${jwt}`)

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

/** Certificates with what was added to them, read in one step. */
function* withAll(rows: readonly Row[]): Work<readonly KeptCertificate[]> {
  if (rows.length === 0) return []
  const numbers = rows.map((row) => text(row, 'number'))
  const [events, replacements, replaced, credentials, files] = (yield* together(
    ask('SELECT * FROM certificate_events WHERE number IN (@texts) ORDER BY seq', numbers),
    ask('SELECT * FROM certificate_replacements WHERE number IN (@texts)', numbers),
    ask('SELECT number, replaces FROM certificate_replacements WHERE replaces IN (@texts)', numbers),
    ask('SELECT * FROM certificate_credentials WHERE number IN (@texts)', numbers),
    ask('SELECT * FROM certificate_files WHERE number IN (@texts)', numbers),
  )).map((answer) => answer.rows)
  const replacedBy = by(replaced, 'replaces')
  const [replacementOf, credentialOf, fileOf] = [
    by(replacements, 'number'),
    by(credentials, 'number'),
    by(files, 'number'),
  ]
  return rows.map((row) => {
    const number = text(row, 'number')
    const [replacement, successor] = [replacementOf.get(number), replacedBy.get(number)]
    const [credential, file] = [credentialOf.get(number), fileOf.get(number)]
    return {
      number,
      learner: text(row, 'learner'),
      entry: text(row, 'entry'),
      snapshot: text(row, 'snapshot'),
      issued: integer(row, 'issued'),
      ...(replacement === undefined ? {} : { replaces: text(replacement, 'replaces') }),
      events: (events ?? []).filter((event) => event.number === number).map(eventOf),
      ...(successor === undefined ? {} : { replacedBy: text(successor, 'number') }),
      ...(credential === undefined ? {} : { credential: credentialFrom(credential) }),
      ...(file === undefined ? {} : { pdf: text(file, 'pdf') }),
    }
  })
}

const by = (rows: readonly Row[] | undefined, column: string): ReadonlyMap<string, Row> =>
  new Map((rows ?? []).map((row) => [text(row, column), row]))

const credentialFrom = (row: Row): CertificateCredential => ({
  credential: text(row, 'credential'),
  jwt: text(row, 'jwt'),
  list: integer(row, 'list'),
  index: integer(row, 'position'),
})

function eventOf(row: Row): CertificateEvent {
  const at = integer(row, 'at')
  return oneOf(row, 'kind', ['issued', 'revoked']) === 'issued'
    ? { kind: 'issued', at }
    : { kind: 'revoked', at, reason: text(row, 'reason') }
}
