import {
  type Answer,
  type Insertion,
  NOTHING,
  type Parameter,
  type Query,
  type SqlValue,
  type Work,
} from '../sql/query.ts'
import type { Sql } from './driver.ts'

/** Runs a piece of work from beginning to end. */
export function drive<T>(sql: Sql, work: Work<T>): T {
  let step = work.next()
  while (step.done !== true) {
    let answers: readonly Answer[]
    try {
      answers = step.value.map((query) => answer(sql, query))
    } catch (error) {
      step = work.throw(error)
      continue
    }
    step = work.next(answers)
  }
  return step.value
}

function answer(sql: Sql, query: Query): Answer {
  if (query.ask === 'insert') {
    const { insertion, rows } = query
    if (rows.length >= MANY && Object.values(insertion.columns).every((type) => type === 'integer')) {
      sql.run(insertManyText(insertion), JSON.stringify(rows))
    } else for (const row of rows) sql.run(insertText(insertion), ...row)
    return NOTHING
  }
  // Lists of one are the rule, and a plain value is found several times as fast.
  const single = query.values.every((value) => !isList(value) || value.length === 1)
  const statement = spelled(query.sql, single)
  const values = query.values.map((value) => toValue(value, single))
  return query.ask === 'rows'
    ? { rows: sql.all(statement, ...values), changes: 0 }
    : { rows: [], changes: sql.run(statement, ...values) }
}

const isList = (value: Parameter): value is readonly string[] | readonly number[] => Array.isArray(value)
/** A list of several travels as JSON text. */
const toValue = (value: Parameter, single: boolean): SqlValue =>
  isList(value) ? (single ? (value[0] ?? null) : JSON.stringify(value)) : value

const LIST = /@(?:texts|integers)/g
const spelledTexts = { single: new Map<string, string>(), several: new Map<string, string>() }

function spelled(text: string, single: boolean): string {
  if (!text.includes('@')) return text
  const texts = spelledTexts[single ? 'single' : 'several']
  const known = texts.get(text)
  if (known !== undefined) return known
  const made = text
    .replace(LIST, single ? '?' : 'SELECT value FROM json_each(?)')
    .replaceAll('@writer_idle', '1')
    .replaceAll('@lock_name', '?')
    .replaceAll('@database_bytes', '(SELECT page_count * page_size FROM pragma_page_count, pragma_page_size)')
  texts.set(text, made)
  return made
}

/** From so many rows on, one call with all of them as JSON costs less than one for each; texts would be copied twice. */
const MANY = 16

const insertManyTexts = new Map<Insertion, string>()

function insertManyText(insertion: Insertion): string {
  const known = insertManyTexts.get(insertion)
  if (known !== undefined) return known
  const names = Object.keys(insertion.columns)
  const values = names.map((_, at) => `value ->> ${at}`).join(', ')
  // Without a condition, ON CONFLICT would be read as part of a join.
  const keep = insertion.keep ? ' WHERE true ON CONFLICT DO NOTHING' : ''
  const made = `INSERT INTO ${insertion.into} (${names.join(', ')}) SELECT ${values} FROM json_each(?)${keep}`
  insertManyTexts.set(insertion, made)
  return made
}

const insertTexts = new Map<Insertion, string>()

function insertText(insertion: Insertion): string {
  const known = insertTexts.get(insertion)
  if (known !== undefined) return known
  const names = Object.keys(insertion.columns)
  const values = names.map(() => '?').join(', ')
  const keep = insertion.keep ? ' ON CONFLICT DO NOTHING' : ''
  const made = `INSERT INTO ${insertion.into} (${names.join(', ')}) VALUES (${values})${keep}`
  insertTexts.set(insertion, made)
  return made
}
