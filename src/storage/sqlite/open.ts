import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Migration, migrations, outstanding, SCHEMA_VERSION, type Spelling } from '../migrate.ts'
import type { Connection } from '../sql/query.ts'
import { integer, text } from '../sql/row.ts'
import { createConnection } from './connection.ts'
import { openSql, type Sql } from './driver.ts'

const refuse = (table: string, what: string): string =>
  `CREATE TRIGGER ${table}_no_${what} BEFORE ${what} ON ${table} BEGIN SELECT RAISE(ABORT, '${table}: rows are append-only'); END;`

const spelling: Spelling = {
  integer: 'INTEGER',
  bytes: 'BLOB',
  strict: 'STRICT',
  clustered: 'STRICT, WITHOUT ROWID',
  appendOnly: (table) => ['UPDATE', 'DELETE'].map((what) => refuse(table, what)).join('\n'),
  texts: (column, members) => `json_each(${column}, '$.${members.join('.')}')`,
}

/** Opens a file and brings its schema up to date. Throws DatabaseInUseError, NewerSchemaError or FormerLayoutError. */
export async function openSqlite(path: string, now: () => number): Promise<Connection> {
  // The library would only say that it cannot; this says which folder is missing.
  statSync(dirname(path))
  const sql = openSql(path)
  try {
    migrate(sql, migrations(spelling), now())
    return createConnection(sql)
  } catch (error) {
    sql.close()
    throw error
  }
}

function migrate(sql: Sql, known: readonly Migration[], now: number): void {
  sql.script(`${SCHEMA_VERSION.replaceAll('{{integer}}', spelling.integer)} STRICT`)
  const applied = sql
    .all('SELECT version, name FROM schema_version')
    .map((row) => ({ version: integer(row, 'version'), name: text(row, 'name') }))
  for (const { version, name, script } of outstanding(known, applied)) {
    sql.script('BEGIN IMMEDIATE')
    try {
      sql.script(script)
      sql.run('INSERT INTO schema_version (version, name, applied) VALUES (?, ?, ?)', version, name, now)
      sql.script('COMMIT')
    } catch (error) {
      sql.script('ROLLBACK')
      throw error
    }
  }
}
