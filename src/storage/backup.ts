import { createHash, type Hash } from 'node:crypto'
import { type ColumnType, files as layout, type Table, tables } from './migrate.ts'
import type { Snapshot } from './snapshot.ts'
import { type Connection, change, type Insertion, insertion, type Row, type SqlValue, together } from './sql/query.ts'
import { bytes, text } from './sql/row.ts'

/**
 * A backup is NDJSON: a line that says what it is, then for each table a line with its columns and a line for each row;
 * then for each file of an imported package a line with its hash, its content in pieces and a line that ends it; and at
 * last how many rows there were and the SHA-256 of all lines before. It is the same for every database, so that what was
 * kept in one can go on in another.
 */
const KIND = 'chartwright backup'
/** Names the files that lie beside the database, by the SHA-256 of their content. */
const FILES_OF = 'cmi5_files'
/** Bytes of a file on one line. */
const PIECE = 48 * 1024

/** The lines cannot be restored; the message says why in a sentence. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

export type Report = (done: number, of: number) => void

/** What a backup is made of. */
export interface Source {
  readonly snapshot: Snapshot
  /** The content of a file that lies beside the database; undefined where it is not there. */
  readonly file: (sha256: string) => Promise<AsyncIterable<Uint8Array> | undefined>
  /** Hears of every file that is not there, or not what its name says. */
  readonly missing: (sha256: string) => void
}

/** The lines of a backup, without line feeds. */
export async function* backupLines(
  { snapshot, file, missing }: Source,
  at: number,
  report: Report,
): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const line = (value: unknown): string => {
    const text = JSON.stringify(value)
    hash.update(`${text}\n`)
    return text
  }
  const all = tables()
  let total = 0
  for (const { name } of all) total += await snapshot.count(name)
  yield line({ kind: KIND, migrations: layout(), at: new Date(at).toISOString() })
  let rows = 0
  for (const { name, columns } of all) {
    yield line({ table: name, columns: Object.keys(columns) })
    const large = Object.values(columns).includes('bytes')
    for await (const bunch of snapshot.rows(name, large ? { bunch: LARGE_BUNCH } : {})) {
      for (const row of bunch) yield line(Object.entries(columns).map(([column, type]) => written(row, column, type)))
      rows += bunch.length
      report(rows, total)
    }
  }
  for await (const sha256 of filesOf(snapshot)) {
    const content = await file(sha256)
    if (content === undefined) {
      missing(sha256)
      continue
    }
    yield line({ file: sha256 })
    const own = createHash('sha256')
    for await (const bytes of content) {
      own.update(bytes)
      for (let from = 0; from < bytes.byteLength; from += PIECE) {
        yield line({ piece: Buffer.from(bytes.subarray(from, from + PIECE)).toString('base64') })
      }
    }
    yield line({ end: sha256 })
    if (own.digest('hex') !== sha256) missing(sha256)
  }
  yield JSON.stringify({ rows, sha256: hash.digest('hex') })
}

/** Each once, however many courses have it. */
async function* filesOf(snapshot: Snapshot): AsyncGenerator<string> {
  let last = ''
  for await (const bunch of snapshot.rows(FILES_OF, { order: 'sha256' })) {
    for (const row of bunch) {
      const sha256 = text(row, 'sha256')
      if (sha256 !== last) yield sha256
      last = sha256
    }
  }
}

const written = (row: Row, column: string, type: ColumnType): unknown =>
  type === 'bytes' ? Buffer.from(bytes(row, column)).toString('base64') : row[column]

/** Rows read with one step where each may be a file of megabytes. */
const LARGE_BUNCH = 8

/** Rows put in with one step. */
const BUNCH = 1000

export interface Restored {
  readonly rows: number
  readonly files: number
  /** Files that courses have and the backup has not. */
  readonly missing: number
}

/** Keeps a file beside the database, and resolves to the hash that it has. */
export type KeepFile = (content: AsyncIterable<Uint8Array>) => Promise<{ readonly sha256: string }>

/**
 * Puts a backup into an empty database, all or nothing; of one that is refused, files may be left, which the service
 * removes by itself. Throws BackupError where the database is not empty, or the lines are not a whole backup of this
 * layout.
 */
export async function restoreLines(
  connection: Connection,
  lines: AsyncIterable<string>,
  keep: KeepFile,
): Promise<Restored> {
  return connection.exclusively(async (access) => {
    await refuseFull(access)
    // Made when the database was opened; the backup has its own.
    await access.write(() => together(change('DELETE FROM instance'), change('DELETE FROM sequence')))
    const known = new Map(tables().map((table) => [table.name, table]))
    const hash = createHash('sha256')
    let begun = false
    let table: Table | undefined
    let bunch: SqlValue[][] = []
    let rows = 0
    let files = 0
    const missing = new Set<string>()
    let end: Readonly<Record<string, unknown>> | undefined
    const flush = async (): Promise<void> => {
      const [into, values] = [table, bunch]
      bunch = []
      if (into !== undefined && values.length > 0) await access.write(() => together(...insertions(into, values)))
    }
    const read = values(lines, hash, () => rows)
    for await (const value of read) {
      if (end !== undefined) throw new BackupError('Something stands behind the end of the backup.')
      if (Array.isArray(value)) {
        if (table === undefined) throw new BackupError('A row stands before the name of its table.')
        const row = rowOf(table, value)
        if (table.name === FILES_OF) missing.add(String(row[Object.keys(table.columns).indexOf('sha256')]))
        bunch.push(row)
        rows += 1
        if (bunch.length >= BUNCH) await flush()
      } else if (!begun) {
        if (value.kind !== KIND) throw new BackupError('This is not a backup of this program.')
        if (JSON.stringify(value.migrations) !== JSON.stringify(layout())) {
          throw new BackupError(
            `The backup has another layout (${String(value.migrations)}) than this program (${layout().join(', ')}).`,
          )
        }
        begun = true
      } else if (typeof value.table === 'string') {
        await flush()
        table = known.get(value.table)
        if (table === undefined || JSON.stringify(value.columns) !== JSON.stringify(Object.keys(table.columns))) {
          throw new BackupError(`The backup has a table that this program does not know: ${value.table}.`)
        }
      } else if (typeof value.file === 'string') {
        const { sha256 } = await keep(piecesOf(read))
        if (missing.delete(sha256)) files += 1
      } else end = value
    }
    await flush()
    if (end === undefined) throw new BackupError(CUT_OFF)
    if (end.rows !== rows || end.sha256 !== hash.digest('hex')) throw new BackupError(CHANGED)
    return { rows, files, missing: missing.size }
  })
}

const CUT_OFF = 'The backup is cut off: its last line is missing.'
const CHANGED = 'The backup was changed or damaged: its lines do not match its last line.'

type Value = unknown[] | Readonly<Record<string, unknown>>

/** What the lines say. A line counts for the hash once the next is asked for: the last one does not. */
async function* values(lines: AsyncIterable<string>, hash: Hash, rows: () => number): AsyncGenerator<Value, undefined> {
  let before: string | undefined
  for await (const line of lines) {
    if (before !== undefined) hash.update(`${before}\n`)
    before = line
    yield parse(line, rows())
  }
}

/** The content of the file whose line was read just before. */
async function* piecesOf(read: AsyncIterator<Value, undefined>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { value } = await read.next()
    if (value === undefined) throw new BackupError(CUT_OFF)
    if (Array.isArray(value) || !('piece' in value || 'end' in value)) throw new BackupError(CHANGED)
    if ('end' in value) return
    yield new Uint8Array(Buffer.from(String(value.piece), 'base64'))
  }
}

async function refuseFull({ read }: Pick<Connection, 'read'>): Promise<void> {
  const full = await read(function* () {
    for (const { name } of tables().filter((table) => !['instance', 'sequence'].includes(table.name))) {
      const [found] = yield [{ ask: 'rows', sql: `SELECT 1 AS found FROM ${name} LIMIT 1`, values: [] }]
      if (found !== undefined && found.rows.length > 0) return name
    }
    return undefined
  })
  if (full !== undefined)
    throw new BackupError('The database holds data already. A backup is restored into an empty one.')
}

function parse(text: string, rows: number): Value {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return value.map((item: unknown) => item)
    if (typeof value === 'object' && value !== null) return { ...value }
  } catch {
    // Said below, as for a line that is JSON but something else.
  }
  throw new BackupError(`A line behind row ${rows} is neither a row nor the name of a table.`)
}

function rowOf({ name, columns }: Table, values: readonly unknown[]): SqlValue[] {
  const types = Object.values(columns)
  if (values.length !== types.length) throw new BackupError(`A row of ${name} has ${values.length} columns.`)
  return types.map((type, at) => {
    const value = values[at]
    if (value === null) return null
    if (type === 'integer' && typeof value === 'number') return value
    if (type === 'text' && typeof value === 'string') return value
    if (type === 'bytes' && typeof value === 'string') return new Uint8Array(Buffer.from(value, 'base64'))
    throw new BackupError(`A row of ${name} holds ${JSON.stringify(value)} where ${type} is expected.`)
  })
}

const intoTable = new Map<string, Insertion>()

/** Bytes go one by one, everything else in bunches. */
function insertions({ name, columns }: Table, rows: readonly (readonly SqlValue[])[]) {
  const names = Object.keys(columns)
  const plain: Record<string, 'text' | 'integer'> = {}
  for (const [column, type] of Object.entries(columns)) if (type !== 'bytes') plain[column] = type
  if (Object.keys(plain).length < names.length) {
    const sql = `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
    return rows.map((row) => change(sql, ...row))
  }
  const into = intoTable.get(name) ?? { into: name, columns: plain }
  intoTable.set(name, into)
  return [insertion(into, rows)]
}
