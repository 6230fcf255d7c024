import { refuseOtherLayout } from '../migrate.ts'
import { BUNCH, type Snapshot } from '../snapshot.ts'
import { integer, text } from '../sql/row.ts'
import { connect } from './client.ts'

/** One transaction that sees the database as it is now. */
export async function openPostgresSnapshot(url: string): Promise<Snapshot> {
  const sql = connect(url, 1)
  try {
    const reader = await sql.reserve()
    await reader.unsafe('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const applied = await reader.unsafe('SELECT version, name FROM schema_version')
    refuseOtherLayout(applied.map((row) => ({ version: integer(row, 'version'), name: text(row, 'name') })))
    return {
      count: async (table) => {
        const [row] = await reader.unsafe(`SELECT count(*) AS count FROM ${table}`)
        return row === undefined ? 0 : integer(row, 'count')
      },
      rows: (table, { order, bunch = BUNCH } = {}) =>
        reader.unsafe(`SELECT * FROM ${table}${order === undefined ? '' : ` ORDER BY ${order}`}`).cursor(bunch),
      close: async () => {
        await reader.unsafe('ROLLBACK')
        reader.release()
        await sql.end({ timeout: 5 })
      },
    }
  } catch (error) {
    await sql.end({ timeout: 1 })
    throw error
  }
}
