import { statSync } from 'node:fs'
import { refuseOtherLayout } from '../migrate.ts'
import { BUNCH, type Snapshot } from '../snapshot.ts'
import type { Row } from '../sql/query.ts'
import { integer, text } from '../sql/row.ts'
import { openReader } from './driver.ts'

/** A read transaction of a connection of its own: writers go on in the log. */
export function openSqliteSnapshot(path: string): Snapshot {
  // Opening would make a file that is not there.
  statSync(path)
  const sql = openReader(path)
  try {
    const applied = sql.all('SELECT version, name FROM schema_version')
    refuseOtherLayout(applied.map((row) => ({ version: integer(row, 'version'), name: text(row, 'name') })))
  } catch (error) {
    sql.close()
    throw error
  }
  return {
    count: async (table) => {
      const row = sql.get(`SELECT count(*) AS count FROM ${table}`)
      return row === undefined ? 0 : integer(row, 'count')
    },
    rows: async function* (table, { order, bunch: size = BUNCH } = {}) {
      let bunch: Row[] = []
      for (const row of sql.each(`SELECT * FROM ${table}${order === undefined ? '' : ` ORDER BY ${order}`}`)) {
        bunch.push(row)
        if (bunch.length < size) continue
        yield bunch
        bunch = []
      }
      if (bunch.length > 0) yield bunch
    },
    close: async () => sql.close(),
  }
}
