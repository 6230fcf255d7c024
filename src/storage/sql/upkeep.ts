import { identityKey } from '../agent-key.ts'
import { sha256 } from '../canonical.ts'
import type { AuditLine } from '../records.ts'
import type { Deleted, Upkeep } from '../store.ts'
import { type Access, all, ask, change, get, type Parameter, run, together, type Work } from './query.ts'
import { integer, text } from './row.ts'

/** Which statements: what is asked of the column that holds their `seq`. */
interface Doomed {
  readonly condition: (column: string) => string
  readonly value: Parameter
}

export const upkeepOn = ({ read, serially }: Access): Upkeep => ({
  deleteBefore: (stored, { who, at }, dryRun = false) => {
    const work = function* (): Work<Deleted> {
      const last = yield* get(
        'SELECT seq FROM statements WHERE stored < ? ORDER BY stored DESC, seq DESC LIMIT 1',
        stored,
      )
      const doomed = { condition: (column: string) => `${column} <= ?`, value: last ? integer(last, 'seq') : 0 }
      const counted = { ...(yield* count(doomed)), documents: 0 }
      if (dryRun) return counted
      yield* remove(doomed)
      const detail = JSON.stringify({ ...counted, before: new Date(stored).toISOString() })
      yield* addAuditLine({ at, who, action: 'delete-before', detail })
      return counted
    }
    return dryRun ? read(work) : serially(work)
  },
  forgetAgent: (key, { who, at }, dryRun = false) => {
    const work = function* (): Work<Deleted> {
      const rows = yield* all(
        'SELECT DISTINCT l.seq FROM agent_links l JOIN agents a ON a.id = l.agent WHERE a.key = ? AND l.via = 0',
        key,
      )
      const seqs = rows.map((row) => integer(row, 'seq'))
      const doomed = { condition: (column: string) => `${column} IN (@integers)`, value: seqs }
      const documents = yield* get('SELECT count(*) AS count FROM documents WHERE agent = ?', key)
      const counted = { ...(yield* count(doomed)), documents: documents ? integer(documents, 'count') : 0 }
      if (dryRun) return counted
      yield* remove(doomed)
      yield* together(
        change('DELETE FROM documents WHERE agent = ?', key),
        change('DELETE FROM cmi5_registrations WHERE actor_key = ?', key),
        change('DELETE FROM identities WHERE agent = ?', identityKey(key)),
        change("DELETE FROM award_claims WHERE kind = 'identity' AND reference = ?", identityKey(key)),
        change('DELETE FROM agents WHERE key = ?', key),
        // Other processes may still remember the number that went out of use.
        change('UPDATE sequence SET epoch = epoch + 1'),
      )
      const detail = JSON.stringify({ ...counted, agent: sha256(key) })
      yield* addAuditLine({ at, who, action: 'forget-agent', detail })
      return counted
    }
    return dryRun ? read(work) : serially(work)
  },
  audit: () =>
    read(function* () {
      const rows = yield* all('SELECT at, who, action, detail FROM audit ORDER BY seq')
      return rows.map((row) => ({
        at: integer(row, 'at'),
        who: text(row, 'who'),
        action: text(row, 'action'),
        detail: text(row, 'detail'),
      }))
    }),
  bytes: () =>
    read(function* () {
      const row = yield* get('SELECT @database_bytes AS bytes')
      return row === undefined ? 0 : integer(row, 'bytes')
    }),
})

function* count({ condition, value }: Doomed): Work<Omit<Deleted, 'documents'>> {
  const [statements, attachments] = yield* together(
    ask(`SELECT count(*) AS count FROM statements WHERE ${condition('seq')}`, value),
    ask(
      `SELECT count(*) AS count FROM attachments a
       WHERE EXISTS (SELECT 1 FROM attachment_links l WHERE l.sha2 = a.sha2)
         AND NOT EXISTS (SELECT 1 FROM attachment_links l WHERE l.sha2 = a.sha2 AND NOT (${condition('l.seq')}))`,
      value,
    ),
  )
  const number = (answer: typeof statements): number => (answer?.rows[0] ? integer(answer.rows[0], 'count') : 0)
  return { statements: number(statements), attachments: number(attachments) }
}

/** Link rows are found by what they link, not by statement: every one of them is looked at once. */
function* remove({ condition, value }: Doomed): Work<void> {
  const of = (column: string): string => `(${column} > 0 AND ${condition(column)})`
  const either = (a: string, b: string): string => `${of(a)} OR ${of(b)}`
  yield* together(
    change(`DELETE FROM statements WHERE ${of('seq')}`, value),
    change(`DELETE FROM agent_links WHERE ${either('seq', 'via')}`, value, value),
    change(`DELETE FROM activity_links WHERE ${either('seq', 'via')}`, value, value),
    change(`DELETE FROM refs WHERE ${either('ancestor', 'target')}`, value, value),
    change(`DELETE FROM attachment_links WHERE ${of('seq')}`, value),
    change(
      'DELETE FROM attachments WHERE NOT EXISTS (SELECT 1 FROM attachment_links l WHERE l.sha2 = attachments.sha2)',
    ),
  )
}

export function* addAuditLine({ at, who, action, detail }: AuditLine): Work<void> {
  yield* run(
    `INSERT INTO audit (seq, at, who, action, detail)
     VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM audit), ?, ?, ?, ?)`,
    at,
    who,
    action,
    detail,
  )
}
