import { keyOf, type LedgerEntry, readEntry } from '../model/ledger.ts'
import { sha256 } from './canonical.ts'
import type { ChainState } from './credit.ts'
import type { Row } from './sql/query.ts'
import { integer, text } from './sql/row.ts'

/** What the first line stands on. */
export const GENESIS = '0'.repeat(64)

/** Hex SHA-256 that a line carries. */
export const linkHash = (previous: string, body: string): string => sha256(`${previous}\n${body}`)

/** Statements that an entry is found by: each once, sorted. */
export const statementsOf = (entry: LedgerEntry): readonly string[] =>
  entry.kind === 'revocation' ? [] : [...new Set(entry.evidence.statements)].sort()

/** Entries that another speaks of. */
export const namedBy = (entry: LedgerEntry): readonly string[] =>
  entry.kind === 'revocation' ? [entry.entry] : [entry.replaces, entry.follows].filter((id) => id !== undefined)

/** Goes along the lines of a ledger, in order, and recomputes everything. */
export interface Chain {
  /** What is wrong with the next line, or its entry. `statements` are those it is found by, sorted. */
  next(
    row: Row,
    statements: readonly string[],
  ): { readonly entry: LedgerEntry } | Extract<ChainState, { readonly whole: false }>
  state(): Extract<ChainState, { readonly whole: true }>
}

export function createChain(): Chain {
  let head = GENESIS
  let entries = 0
  return {
    state: () => ({ whole: true, entries, head }),
    next: (row, statements) => {
      const seq = integer(row, 'seq')
      const wrong = (reason: string) => ({ whole: false, seq, reason }) as const
      if (seq !== entries + 1) return { whole: false, seq: entries + 1, reason: 'the entry is missing' }
      const body = text(row, 'body')
      if (text(row, 'previous') !== head) return wrong('it does not follow the entry before it')
      if (text(row, 'hash') !== linkHash(head, body)) return wrong('its text was changed')
      const entry = readable(body)
      if (entry === undefined) return wrong('its text is not an entry')
      const [course, award, registration] = keyOf(entry)
      const indexed = { id: entry.id, learner: entry.learner, course, award, registration }
      const differing = Object.entries(indexed).find(([column, value]) => row[column] !== value)
      if (differing !== undefined) return wrong(`its column ${differing[0]} differs from its text`)
      if (statementsOf(entry).join() !== statements.join()) {
        return wrong('the list of statements it stands on differs from its text')
      }
      head = text(row, 'hash')
      entries = seq
      return { entry }
    },
  }
}

function readable(body: string): LedgerEntry | undefined {
  try {
    return readEntry(body)
  } catch {
    return undefined
  }
}
