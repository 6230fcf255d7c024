import { migrations, outstanding, SCHEMA_VERSION, type Spelling } from '../migrate.ts'
import type { Connection } from '../sql/query.ts'
import { integer, text } from '../sql/row.ts'
import { connect, WRITER_LOCK } from './client.ts'
import { createConnection } from './connection.ts'

const spelling: Spelling = {
  integer: 'BIGINT',
  bytes: 'BYTEA',
  strict: '',
  clustered: '',
  appendOnly: (table) =>
    [
      `CREATE FUNCTION ${table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$`,
      `BEGIN RAISE EXCEPTION '${table}: rows are append-only'; END $$;`,
      `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}`,
      `FOR EACH STATEMENT EXECUTE FUNCTION ${table}_append_only();`,
    ].join('\n'),
  texts: (column, members) => `jsonb_array_elements_text(${column}::jsonb #> '{${members.join(',')}}')`,
}

/** Opens a database and brings its schema up to date; processes that start together take turns. Throws NewerSchemaError. */
export async function openPostgres(url: string, now: () => number): Promise<Connection> {
  const sql = connect(url)
  try {
    await sql.begin(async (tx) => {
      await tx.unsafe('SELECT pg_advisory_xact_lock($1)', [WRITER_LOCK])
      await tx.unsafe(SCHEMA_VERSION.replaceAll('{{integer}}', spelling.integer))
      const applied = await tx.unsafe('SELECT version, name FROM schema_version')
      const done = applied.map((row) => ({ version: integer(row, 'version'), name: text(row, 'name') }))
      for (const { version, name, script } of outstanding(migrations(spelling), done)) {
        await tx.unsafe(script)
        await tx.unsafe('INSERT INTO schema_version (version, name, applied) VALUES ($1, $2, $3)', [
          version,
          name,
          now(),
        ])
      }
    })
    return createConnection(sql)
  } catch (error) {
    await sql.end()
    throw error
  }
}
