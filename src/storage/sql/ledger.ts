import { keyOf, type LedgerEntry, readEntry } from '../../model/ledger.ts'
import { canonicalJson } from '../canonical.ts'
import type { ChainState, Ledger, LedgerRow } from '../credit.ts'
import { createChain, GENESIS, linkHash, namedBy, statementsOf } from '../ledger-chain.ts'
import { type Access, all, ask, change, get, insertion, type Row, together, type Work } from './query.ts'
import { integer, text } from './row.ts'

/** Lines held in memory at once while all are looked through. */
const PAGE = 1000

const STATEMENTS = { into: 'ledger_statements', columns: { statement: 'text', entry: 'text' } } as const

export const ledgerOn = ({ read, serially }: Access): Ledger => ({
  append: (entry) => serially(() => append(entry)),
  ofLearner: (learner) =>
    read(function* () {
      return (yield* all('SELECT body FROM ledger WHERE learner = ? ORDER BY seq', learner)).map(entryOf)
    }),
  linesOf: (learner) =>
    read(function* () {
      return (yield* all('SELECT * FROM ledger WHERE learner = ? ORDER BY seq', learner)).map(rowOf)
    }),
  hashes: (every) =>
    read(function* () {
      const rows = yield* all('SELECT seq, hash FROM ledger WHERE seq % CAST(? AS bigint) = 0 ORDER BY seq', every)
      return rows.map((row) => ({ seq: integer(row, 'seq'), hash: text(row, 'hash') }))
    }),
  entry: (id) =>
    read(function* () {
      const row = yield* get('SELECT body FROM ledger WHERE id = ?', id)
      return row && entryOf(row)
    }),
  last: () =>
    read(function* () {
      const row = yield* get('SELECT * FROM ledger ORDER BY seq DESC LIMIT 1')
      return row && rowOf(row)
    }),
  onStatement: (statement) =>
    read(function* () {
      const rows = yield* all(
        `SELECT l.id FROM ledger_statements s JOIN ledger l ON l.id = s.entry WHERE s.statement = ? ORDER BY l.seq`,
        statement,
      )
      return rows.map((row) => text(row, 'id'))
    }),
  all: (after, limit) =>
    read(function* () {
      return (yield* page(after, limit)).map(rowOf)
    }),
  verify: () => read(verify),
})

function* append(entry: LedgerEntry): Work<boolean> {
  const [course, award, registration] = keyOf(entry)
  const mentioned = namedBy(entry)
  const [known, last, ...owners] = yield* together(
    ask(
      'SELECT 1 AS known FROM ledger WHERE learner = ? AND course = ? AND award = ? AND registration = ?',
      entry.learner,
      course,
      award,
      registration,
    ),
    ask('SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1'),
    ...mentioned.map((id) => ask('SELECT learner FROM ledger WHERE id = ?', id)),
  )
  if (known?.rows[0] !== undefined) return false
  for (const [i, id] of mentioned.entries()) {
    if (owners[i]?.rows[0]?.learner !== entry.learner)
      throw new Error(`The learner ${entry.learner} has no entry ${id}`)
  }
  const head = last?.rows[0]
  const previous = head === undefined ? GENESIS : text(head, 'hash')
  const body = canonicalJson(entry)
  yield* together(
    change(
      `INSERT INTO ledger (seq, id, learner, course, award, registration, body, previous, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      head === undefined ? 1 : integer(head, 'seq') + 1,
      entry.id,
      entry.learner,
      course,
      award,
      registration,
      body,
      previous,
      linkHash(previous, body),
    ),
    insertion(
      STATEMENTS,
      statementsOf(entry).map((statement) => [statement, entry.id]),
    ),
  )
  return true
}

const entryOf = (row: Row): LedgerEntry => readEntry(text(row, 'body'))
const rowOf = (row: Row): LedgerRow => ({
  seq: integer(row, 'seq'),
  body: text(row, 'body'),
  previous: text(row, 'previous'),
  hash: text(row, 'hash'),
  entry: entryOf(row),
})

function* page(after: number, limit: number): Work<readonly Row[]> {
  return yield* all('SELECT * FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?', after, limit)
}

function* verify(): Work<ChainState> {
  const chain = createChain()
  for (let after = 0; ; ) {
    const rows = yield* page(after, PAGE)
    const last = rows.at(-1)
    if (last === undefined) break
    const links = yield* linksOf(rows)
    for (const row of rows) {
      const next = chain.next(row, links.get(text(row, 'id')) ?? [])
      if ('whole' in next) return next
    }
    after = integer(last, 'seq')
  }
  const state = chain.state()
  const count = yield* get('SELECT count(*) AS count FROM ledger')
  return count !== undefined && integer(count, 'count') !== state.entries
    ? { whole: false, seq: state.entries + 1, reason: 'the ledger has lines outside its numbering' }
    : state
}

/** Statements under which the lines of a page are found, by entry, sorted. */
function* linksOf(rows: readonly Row[]): Work<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  const ids = rows.map((row) => text(row, 'id'))
  for (const row of yield* all('SELECT statement, entry FROM ledger_statements WHERE entry IN (@texts)', ids)) {
    const entry = text(row, 'entry')
    found.set(entry, [...(found.get(entry) ?? []), text(row, 'statement')].sort())
  }
  return found
}
