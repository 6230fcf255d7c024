import { completionSources } from '../../model/completion-sources.ts'
import { type LedgerEntry, readEntry } from '../../model/ledger.ts'
import type { Snapshot } from '../../storage/snapshot.ts'
import { text } from '../../storage/sql/row.ts'
import { EXIT } from '../exit-codes.ts'
import { printable } from '../printable.ts'
import { textTable } from '../text-table.ts'
import { type LedgerAction, withSnapshot } from './action.ts'
import { ledgerLines, type StandingWord, standingWords } from './lines.ts'

interface Shown {
  readonly seq: number
  readonly entry: LedgerEntry
}

export const show: LedgerAction = {
  usage: '<learner>',
  summary: 'Show every entry of one learner, by id, and its standing',
  missing: 'Say whose entries to show; chartwright users list shows the ids.',
  run: (io, options, learner) =>
    withSnapshot(io, options, async (snapshot) => {
      const found: Shown[] = []
      for await (const { seq, body } of ledgerLines(snapshot)) {
        const entry = readEntry(body)
        if (entry.learner === learner) found.push({ seq, entry })
      }
      if (found.length === 0 && !(await isPerson(snapshot, learner))) {
        io.stderr(`chartwright: There is nobody with the id ${printable(learner.slice(0, 80))}.\n`)
        return EXIT.problems
      }
      const standing = standingWords(found.map(({ entry }) => entry))
      if (options.format === 'json') {
        const lines = found.map(({ seq, entry }) => ({ seq, standing: standing.get(entry.id), entry }))
        io.stdout(`${JSON.stringify(lines)}\n`)
      } else if (found.length === 0) io.stderr(`The ledger has nothing of ${learner}.\n`)
      else io.stdout(textTable([HEADINGS, ...found.map((one) => rowOf(one, standing))], RIGHT))
      return EXIT.fine
    }),
}

async function isPerson(snapshot: Snapshot, id: string): Promise<boolean> {
  for await (const rows of snapshot.rows('learners', { order: 'id' })) {
    if (rows.some((row) => text(row, 'id') === id)) return true
  }
  return false
}

const HEADINGS = ['line', 'date', 'credits', 'title', 'source', 'standing', 'recorded by', 'certificate'] as const
const RIGHT: ReadonlySet<number> = new Set([0, 2])

function rowOf({ seq, entry }: Shown, standing: ReadonlyMap<string, StandingWord>): string[] {
  const day = new Date(entry.recordedAt).toISOString().slice(0, 10)
  if (entry.kind === 'revocation') {
    return [
      String(seq),
      day,
      '',
      `takes back ${entry.entry}: ${printable(entry.reason.replace(/\s+/g, ' '))}`,
      '',
      '',
      entry.recordedBy,
    ]
  }
  return [
    String(seq),
    entry.completedOn,
    `${entry.credits} ${printable(entry.unit.name)}`,
    printable(entry.title),
    completionSources[entry.source].name,
    standing.get(entry.id) ?? '',
    entry.recordedBy,
    entry.evidence.certificate ?? '',
  ]
}
