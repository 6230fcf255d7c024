import type { Parameter } from './query.ts'

/** SQL with the values it takes, in the order of its question marks. */
export interface Piece {
  readonly sql: string
  readonly values: readonly Parameter[]
}

export const piece = (sql: string, ...values: readonly Parameter[]): Piece => ({ sql, values })

export const joined = (pieces: readonly Piece[], between: string): Piece => ({
  sql: pieces.map(({ sql }) => sql).join(between),
  values: pieces.flatMap(({ values }) => values),
})
