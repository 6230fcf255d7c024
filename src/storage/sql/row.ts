import type { Row } from './query.ts'

/** Columns as what the schema says they are; anything else means the database was changed by other hands. */
export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new TypeError(`Column ${column} is ${typeof value}, not text`)
  return value
}

export function integer(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new TypeError(`Column ${column} is ${typeof value}, not a number`)
  return value
}

export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column]
  if (value instanceof ArrayBuffer || value instanceof Uint8Array) return new Uint8Array(value)
  throw new TypeError(`Column ${column} is ${typeof value}, not bytes`)
}

const filled = (row: Row, column: string): boolean => row[column] !== null && row[column] !== undefined

/** A text column that may be NULL, as a property to spread: `{}` or `{ [key]: text }`. */
export const optional = <K extends string>(row: Row, key: K): { readonly [P in K]?: string } =>
  filled(row, key) ? property(key, text(row, key)) : {}

/** The same of a number. */
export const optionalInteger = <K extends string>(row: Row, column: string, key: K): { readonly [P in K]?: number } =>
  filled(row, column) ? property(key, integer(row, column)) : {}

const property = <K extends string, V>(key: K, value: V): { readonly [P in K]?: V } =>
  ({ [key]: value }) as { readonly [P in K]?: V }

export function oneOf<const T extends string>(row: Row, column: string, allowed: readonly T[]): T {
  const value = text(row, column)
  const found = allowed.find((item) => item === value)
  if (found === undefined) throw new TypeError(`Column ${column} holds ${JSON.stringify(value)}`)
  return found
}

/** A text column with a JSON array of texts. */
export function texts(row: Row, column: string): readonly string[] {
  const value: unknown = JSON.parse(text(row, column))
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new TypeError(`Column ${column} is not a list of texts`)
  }
  return value
}
