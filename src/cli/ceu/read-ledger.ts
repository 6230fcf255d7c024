import { isPlainDate } from '../../credentials/plain-date.ts'
import { type LedgerEntry, readEntry } from '../../model/ledger.ts'

export type ReadLedger = { readonly entries: readonly LedgerEntry[] } | { readonly because: string }

/**
 * Ledger entries from a file: a JSON list of them, or one on each line, as they are or as `ledger export` writes them. `because` says which of them is not an entry; a learner must
 * be named where the file has several.
 */
export function readLedger(text: string, learner: string | undefined): ReadLedger {
  const written = entryTexts(text)
  if (typeof written === 'string') return { because: written }
  const entries: LedgerEntry[] = []
  for (const [at, one] of written.entries()) {
    const entry = read(one)
    if (typeof entry === 'string') return { because: `entry ${at + 1}: ${entry}` }
    entries.push(entry)
  }
  const learners = [...new Set(entries.map((entry) => entry.learner))]
  if (learner === undefined && learners.length > 1)
    return { because: `it has entries of ${learners.length} learners. Name one with --learner.` }
  const own = learner === undefined ? entries : entries.filter((entry) => entry.learner === learner)
  if (learner !== undefined && own.length === 0) return { because: `it has no entry of the learner ${learner}.` }
  return { entries: own }
}

function entryTexts(text: string): readonly string[] | string {
  if (!text.trimStart().startsWith('[')) return text.split('\n').filter((line) => line.trim() !== '')
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list.map((one) => JSON.stringify(one)) : 'it is not a list of entries.'
  } catch (error) {
    return `it is not JSON (${error instanceof Error ? error.message : String(error)}).`
  }
}

function read(text: string): LedgerEntry | string {
  try {
    const entry = readEntry(bodyOf(text))
    if (entry.kind === 'credit' && !isPlainDate(entry.completedOn))
      return `${JSON.stringify(entry.completedOn)} is not a day; completedOn is written like 2026-05-05.`
    return entry
  } catch (error) {
    if (error instanceof SyntaxError) return `it is not JSON (${error.message}).`
    if (error instanceof TypeError) return `${error.message}.`
    throw error
  }
}

/** A line of an export holds the entry as text, beside its hashes. */
function bodyOf(text: string): string {
  const line: unknown = JSON.parse(text)
  const exported = typeof line === 'object' && line !== null && 'hash' in line && 'body' in line ? line.body : undefined
  return typeof exported === 'string' ? exported : text
}
