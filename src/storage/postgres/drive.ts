import { type Answer, type Insertion, NOTHING, type Parameter, type Query, type Work } from '../sql/query.ts'
import { type Client, WRITER_LOCK } from './client.ts'

/** Runs a piece of work from beginning to end. */
export async function drive<T>(sql: Client, work: Work<T>): Promise<T> {
  let step = work.next()
  while (step.done !== true) {
    const queries = step.value
    const outcome = await answerAll(sql, queries).then(
      (answers) => ({ answers }),
      (error: unknown) => ({ error }),
    )
    step = 'answers' in outcome ? work.next(outcome.answers) : work.throw(outcome.error)
  }
  return step.value
}

/** Sends all queries at once. Waits for every one even if one fails: nothing of it may come later. */
async function answerAll(sql: Client, queries: readonly Query[]): Promise<readonly Answer[]> {
  const [only] = queries
  if (queries.length === 1 && only !== undefined) return [await answer(sql, only)]
  const settled = await Promise.allSettled(queries.map((query) => answer(sql, query)))
  return settled.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}

async function answer(sql: Client, query: Query): Promise<Answer> {
  if (query.ask === 'insert') {
    const names = Object.keys(query.insertion.columns)
    const columns = names.map((_, column) => query.rows.map((row) => toText(row[column] ?? null)))
    await sql.unsafe(insertText(query.insertion), columns, { prepare: true })
    return NOTHING
  }
  const rows = await sql.unsafe(spelled(query.sql), query.values.map(toLibrary), { prepare: true })
  return { rows, changes: rows.count }
}

type LibraryValue = string | number | null | Uint8Array | (string | number)[]
const toLibrary = (value: Parameter): LibraryValue =>
  value === null || typeof value !== 'object' || value instanceof Uint8Array ? value : [...value]

/** Elements of an array travel as text, whatever their type. */
const toText = (value: Parameter): string | null => (value === null ? null : String(value))

const texts = new Map<string, string>()

function spelled(text: string): string {
  const known = texts.get(text)
  if (known !== undefined) return known
  let position = 0
  const made = text
    .replaceAll('@texts', 'SELECT unnest(?::text[])')
    .replaceAll('@integers', 'SELECT unnest(?::bigint[])')
    .replaceAll('@writer_idle', `CASE WHEN pg_try_advisory_xact_lock_shared(${WRITER_LOCK}) THEN 1 ELSE 0 END`)
    .replaceAll('@lock_name', 'pg_advisory_xact_lock(hashtextextended(?, 0))')
    .replaceAll('@database_bytes', 'pg_database_size(current_database())')
    .replaceAll('?', () => `$${++position}`)
  texts.set(text, made)
  return made
}

const insertTexts = new Map<Insertion, string>()
const ARRAYS = { text: 'text[]', integer: 'bigint[]' } as const satisfies Record<string, string>

function insertText(insertion: Insertion): string {
  const known = insertTexts.get(insertion)
  if (known !== undefined) return known
  const names = Object.keys(insertion.columns)
  const arrays = Object.values(insertion.columns).map((type, at) => `$${at + 1}::${ARRAYS[type]}`)
  const keep = insertion.keep ? ' ON CONFLICT DO NOTHING' : ''
  const made = `INSERT INTO ${insertion.into} (${names.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})${keep}`
  insertTexts.set(insertion, made)
  return made
}
