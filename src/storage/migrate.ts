import { readdirSync, readFileSync } from 'node:fs'
import { compareText } from '../problems/problem.ts'

const FOLDER = new URL('./migrations/', import.meta.url)

/** A newer version of the product wrote the data. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError'
}

/** An early version of the product wrote the data, in a layout this one does not read. */
export class FormerLayoutError extends Error {
  override readonly name = 'FormerLayoutError'
}

/**
 * What the databases spell differently in migrations.
 *
 * - `{{integer}}`: a 64-bit number
 * - `{{bytes}}`: a string of bytes
 * - `{{strict}}`: behind a table, to hold values to their types
 * - `{{clustered}}`: the same, and rows are best kept in the order of the primary key
 * - `{{append-only <table>}}`: rows of this table are never changed or deleted
 * - `{{texts <table>.<column> <member> <member>}}`: a row with a `value` for each text of a list inside a column's JSON
 */
export interface Spelling {
  readonly integer: string
  readonly bytes: string
  readonly strict: string
  readonly clustered: string
  readonly appendOnly: (table: string) => string
  readonly texts: (column: string, members: readonly string[]) => string
}

export interface Migration {
  readonly version: number
  readonly name: string
  readonly script: string
}

/** All migrations in the order to run them, spelled for one database. */
export const migrations = (spelling: Spelling): readonly Migration[] =>
  files().map((name) => ({
    version: Number(name.slice(0, 4)),
    name,
    script: readFileSync(new URL(name, FOLDER), 'utf8')
      .replace(
        /\{\{(integer|bytes|strict|clustered)\}\}/g,
        (_, token: Exclude<keyof Spelling, 'appendOnly' | 'texts'>) => String(spelling[token]),
      )
      .replace(/\{\{append-only (\w+)\}\}/g, (_, table: string) => spelling.appendOnly(table))
      .replace(/\{\{texts (\S+) ([\w ]+)\}\}/g, (_, column: string, members: string) =>
        spelling.texts(column, members.split(' ')),
      ),
  }))

export type ColumnType = 'text' | 'integer' | 'bytes'

export interface Table {
  readonly name: string
  readonly columns: Readonly<Record<string, ColumnType>>
}

const CREATE = /^CREATE TABLE (\w+) \(\n([\s\S]*?)^\)/gm
const COLUMN = /^ {2}(\w+)\s+(TEXT|\{\{integer\}\}|\{\{bytes\}\})/gm
const TYPES: Readonly<Record<string, ColumnType>> = { TEXT: 'text', '{{integer}}': 'integer', '{{bytes}}': 'bytes' }

/** All tables as the migrations make them, those that others refer to first. */
export const tables = (): readonly Table[] =>
  files().flatMap((file) =>
    [...readFileSync(new URL(file, FOLDER), 'utf8').matchAll(CREATE)].map(([, name = '', body = '']) => ({
      name,
      columns: Object.fromEntries(
        [...body.matchAll(COLUMN)].map(([, column = '', type = '']) => [column, TYPES[type] ?? 'text']),
      ),
    })),
  )

/** Names of all migrations: what data must have run to be of this layout. */
export const files = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort(compareText)

/**
 * Those that have not run yet. Throws NewerSchemaError or FormerLayoutError rather than touching a schema it does not
 * know; `applied` is what the database says has run.
 */
export function outstanding(
  known: readonly Migration[],
  applied: readonly { readonly version: number; readonly name: string }[],
): readonly Migration[] {
  const newest = known.at(-1)?.version ?? 0
  const current = Math.max(0, ...applied.map(({ version }) => version))
  if (current > newest) {
    throw new NewerSchemaError(`The data has schema version ${current}, but this program knows only ${newest}.`)
  }
  const foreign = applied.find(
    (one) => !known.some(({ version, name }) => version === one.version && name === one.name),
  )
  if (foreign !== undefined) {
    throw new FormerLayoutError(
      `The data was written by an early version of this program (its schema has ${foreign.name}), whose layout this one does not read. Keep it, and begin with an empty place.`,
    )
  }
  return known.filter(({ version }) => version > current)
}

/** Throws like `outstanding`, and where migrations have not run yet: such data is opened by the service first. */
export function refuseOtherLayout(applied: readonly { readonly version: number; readonly name: string }[]): void {
  const known = files().map((name) => ({ version: Number(name.slice(0, 4)), name, script: '' }))
  if (outstanding(known, applied).length === 0) return
  throw new FormerLayoutError('The data has not been brought up to date yet. Start the service on it once.')
}

export const SCHEMA_VERSION =
  'CREATE TABLE IF NOT EXISTS schema_version (version {{integer}} PRIMARY KEY, name TEXT NOT NULL, applied {{integer}} NOT NULL)'
