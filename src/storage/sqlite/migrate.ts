import { readdirSync, readFileSync } from 'node:fs'
import { integer, type Sql } from './driver.ts'

const FOLDER = new URL('../migrations/', import.meta.url)

/** The file was written by a newer version of the product. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError'
}

/**
 * Brings the schema up to date: runs every `NNNN-name.sql` that has not run, each in a transaction of its own with the
 * row that says so. Throws NewerSchemaError rather than touching a schema it does not know.
 */
export function migrate(sql: Sql, now: number): void {
  sql.script(`CREATE TABLE IF NOT EXISTS schema_version (
    version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL) STRICT`)
  const at = sql.get('SELECT coalesce(max(version), 0) AS version FROM schema_version')
  const current = at === undefined ? 0 : integer(at, 'version')
  const known = migrations()
  const newest = known.at(-1)?.version ?? 0
  if (current > newest) {
    throw new NewerSchemaError(`The data has schema version ${current}, but this program knows only ${newest}.`)
  }
  for (const { version, name } of known.filter((migration) => migration.version > current)) {
    sql.script('BEGIN IMMEDIATE')
    try {
      sql.script(readFileSync(new URL(name, FOLDER), 'utf8'))
      sql.run('INSERT INTO schema_version (version, name, applied) VALUES (?, ?, ?)', version, name, now)
      sql.script('COMMIT')
    } catch (error) {
      sql.script('ROLLBACK')
      throw error
    }
  }
}

const migrations = (): { readonly version: number; readonly name: string }[] =>
  readdirSync(FOLDER)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .map((name) => ({ version: Number(name.slice(0, 4)), name }))
    .sort((a, b) => a.version - b.version)
