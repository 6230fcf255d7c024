import { type CreditEntry, type LedgerEntry, readEntry, standings } from '../../model/ledger.ts'
import type { Snapshot } from '../../storage/snapshot.ts'
import { integer, text } from '../../storage/sql/row.ts'

/** A line of the ledger as it is kept. */
export interface LedgerLine {
  readonly seq: number
  readonly previous: string
  readonly hash: string
  readonly body: string
}

export async function* ledgerLines(snapshot: Snapshot): AsyncGenerator<LedgerLine> {
  for await (const rows of snapshot.rows('ledger', { order: 'seq' })) {
    for (const row of rows) {
      yield {
        seq: integer(row, 'seq'),
        previous: text(row, 'previous'),
        hash: text(row, 'hash'),
        body: text(row, 'body'),
      }
    }
  }
}

/** How a credit entry stands, in a word. */
export type StandingWord = 'active' | 'revoked' | 'replaced'

/** The standing of each credit entry, by its id. */
export const standingWords = (entries: readonly LedgerEntry[]): ReadonlyMap<string, StandingWord> =>
  new Map(standings(entries).map(({ entry, standing }) => [entry.id, standing.kind]))

/** Of all entries of a database, without keeping them: who revokes and who replaces what. */
export async function allStandings(snapshot: Snapshot): Promise<(entry: CreditEntry) => StandingWord> {
  const revoked = new Set<string>()
  const replaced = new Set<string>()
  for await (const { body } of ledgerLines(snapshot)) {
    const entry = readEntry(body)
    if (entry.kind === 'revocation') revoked.add(entry.entry)
    else if (entry.replaces !== undefined) replaced.add(entry.replaces)
  }
  return ({ id }) => (revoked.has(id) ? 'revoked' : replaced.has(id) ? 'replaced' : 'active')
}
