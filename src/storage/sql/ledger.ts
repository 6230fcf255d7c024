import { canonicalJson, sha256 } from '../canonical.ts'
import type { LedgerEntry } from '../records.ts'
import type { ChainState, Ledger } from '../store.ts'
import { type Access, all, get, type Row, run, type Work } from './query.ts'
import { integer, text } from './row.ts'

/** What the first entry stands on. */
const GENESIS = '0'.repeat(64)

export const ledgerOn = ({ read, serially }: Access): Ledger => ({
  append: (entry) => serially(() => append(entry)),
  ofLearner: (learner) =>
    read(function* () {
      return (yield* all('SELECT body FROM ledger WHERE learner = ? ORDER BY seq', learner)).map(entryOf)
    }),
  verify: () => read(verify),
})

function* append(entry: LedgerEntry): Work<boolean> {
  const { id, learner, course, award, registration } = entry
  const known = yield* get(
    'SELECT 1 AS known FROM ledger WHERE learner = ? AND course = ? AND award = ? AND registration = ?',
    learner,
    course.id,
    award,
    registration,
  )
  if (known !== undefined) return false
  const head = yield* get('SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1')
  const previous = head === undefined ? GENESIS : text(head, 'hash')
  const body = canonicalJson(entry)
  yield* run(
    `INSERT INTO ledger (seq, id, learner, course, award, registration, body, previous, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    head === undefined ? 1 : integer(head, 'seq') + 1,
    id,
    learner,
    course.id,
    award,
    registration,
    body,
    previous,
    linkHash(previous, body),
  )
  return true
}

const linkHash = (previous: string, body: string): string => sha256(`${previous}\n${body}`)

/** The body was written by `append` from a LedgerEntry and is guarded by triggers and the hash chain. */
const entryOf = (row: Row): LedgerEntry => JSON.parse(text(row, 'body')) as LedgerEntry

function* verify(): Work<ChainState> {
  let head = GENESIS
  let entries = 0
  for (const row of yield* all('SELECT * FROM ledger ORDER BY seq')) {
    const seq = integer(row, 'seq')
    const body = text(row, 'body')
    const entry = entryOf(row)
    if (seq !== entries + 1) return { whole: false, seq: entries + 1, reason: 'the entry is missing' }
    if (text(row, 'previous') !== head) return { whole: false, seq, reason: 'it does not follow the entry before it' }
    if (text(row, 'hash') !== linkHash(head, body)) return { whole: false, seq, reason: 'its text was changed' }
    const indexed = [entry.id, entry.learner, entry.course.id, entry.award, entry.registration]
    if (['id', 'learner', 'course', 'award', 'registration'].some((column, i) => row[column] !== indexed[i])) {
      return { whole: false, seq, reason: 'its columns differ from its text' }
    }
    head = text(row, 'hash')
    entries = seq
  }
  return { whole: true, entries, head }
}
