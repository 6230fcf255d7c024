import type { CreditEntry, RevocationEntry } from '../model/ledger.ts'
import { sha256 } from './canonical.ts'
import { createChain, namedBy } from './ledger-chain.ts'
import type { Snapshot } from './snapshot.ts'
import { credentialHash } from './sql/certificates.ts'
import type { Row } from './sql/query.ts'
import { bytes, integer, text } from './sql/row.ts'

/** What is wrong, in words that begin with where. */
export interface CreditFault {
  /** Line of the ledger, where it is one. */
  readonly seq?: number
  readonly message: string
}

export interface CreditCheck {
  /** Lines of the ledger that follow one another whole. */
  readonly entries: number
  /** Hash of the last of them: keep it elsewhere, and later check against it. */
  readonly head: string
  readonly certificates: number
  readonly files: number
  /** In the order found, those of the ledger first; at most `MOST_FAULTS`. */
  readonly faults: readonly CreditFault[]
}

export const MOST_FAULTS = 100

const CREDENTIALS = 'certificate_credentials'
/** Rows read with one step where each may be a file of megabytes. */
const LARGE_BUNCH = 8

/**
 * Recomputes everything about credit that is kept: the chain of the ledger, its columns and the entries it speaks of,
 * certificates against the entries they certify, and everything kept under a hash. `known` is a line and its hash as
 * noted elsewhere; without it, nobody can tell a ledger that was written anew from the first line on.
 */
export async function checkCredit(
  snapshot: Snapshot,
  known?: { readonly seq: number; readonly hash: string },
): Promise<CreditCheck> {
  const faults: CreditFault[] = []
  const fault = (message: string, seq?: number): void => {
    if (faults.length < MOST_FAULTS) faults.push({ message, ...(seq === undefined ? {} : { seq }) })
  }
  const ledger = await checkLedger(snapshot, known, fault)
  const files = await checkFiles(snapshot, ledger.files, fault)
  const certificates = await checkCertificates(snapshot, ledger, files.hashes, fault)
  return { entries: ledger.entries, head: ledger.head, certificates, files: files.hashes.size, faults }
}

type Fault = (message: string, seq?: number) => void

interface Credited {
  readonly seq: number
  readonly learner: string
  readonly certificate: string | undefined
  readonly snapshot: string | undefined
  readonly facts: string
}

interface CheckedLedger {
  readonly entries: number
  readonly head: string
  /** Credit entries by id. */
  readonly credits: ReadonlyMap<string, Credited>
  /** Revoked entries, by their ids. */
  readonly revoked: ReadonlyMap<string, RevocationEntry>
  /** Lines by the files they name. */
  readonly files: ReadonlyMap<string, number>
  /** Whether every line could be read. */
  readonly whole: boolean
}

async function checkLedger(
  snapshot: Snapshot,
  known: { readonly seq: number; readonly hash: string } | undefined,
  fault: Fault,
): Promise<CheckedLedger> {
  const statements = await statementsByEntry(snapshot)
  const chain = createChain()
  const credits = new Map<string, Credited>()
  const revoked = new Map<string, RevocationEntry>()
  const files = new Map<string, number>()
  let whole = true
  let knownHash: string | undefined
  lines: for await (const rows of snapshot.rows('ledger', { order: 'seq' })) {
    for (const row of rows) {
      const next = chain.next(row, (statements.get(text(row, 'id')) ?? []).sort())
      if ('whole' in next) {
        fault(`Line ${next.seq} of the ledger${named(row, next.seq)}: ${next.reason}.`, next.seq)
        whole = false
        break lines
      }
      const seq = integer(row, 'seq')
      if (seq === known?.seq) knownHash = text(row, 'hash')
      const { entry } = next
      for (const id of namedBy(entry)) {
        if (credits.get(id)?.learner !== entry.learner) {
          fault(
            `Line ${seq} of the ledger${named(row, seq)}: it speaks of ${id}, which is no earlier entry of the learner.`,
            seq,
          )
        }
      }
      if (entry.kind === 'revocation') revoked.set(entry.entry, entry)
      else {
        credits.set(entry.id, credited(seq, entry))
        if (entry.evidence.file !== undefined) files.set(entry.evidence.file.sha256, seq)
      }
    }
  }
  if (known !== undefined && knownHash !== known.hash) {
    fault(
      knownHash === undefined
        ? `Line ${known.seq} of the ledger: it was noted, and is not there or not whole.`
        : `Line ${known.seq} of the ledger: its hash is ${knownHash}, but ${known.hash} was noted. It or a line before it was written anew.`,
      known.seq,
    )
  }
  const { entries, head } = chain.state()
  return { entries, head, credits, revoked, files, whole }
}

const named = (row: Row, seq: number): string => (row.seq === seq ? ` (entry ${String(row.id)})` : '')

const credited = (seq: number, entry: CreditEntry): Credited => ({
  seq,
  learner: entry.learner,
  certificate: entry.evidence.certificate,
  snapshot: entry.evidence.snapshot,
  facts: factsOf(entry),
})

async function statementsByEntry(snapshot: Snapshot): Promise<ReadonlyMap<string, string[]>> {
  const found = new Map<string, string[]>()
  for await (const rows of snapshot.rows('ledger_statements')) {
    for (const row of rows) {
      const entry = text(row, 'entry')
      const known = found.get(entry)
      if (known === undefined) found.set(entry, [text(row, 'statement')])
      else known.push(text(row, 'statement'))
    }
  }
  return found
}

async function checkFiles(
  snapshot: Snapshot,
  wanted: ReadonlyMap<string, number>,
  fault: Fault,
): Promise<{ readonly hashes: ReadonlySet<string> }> {
  const hashes = new Set<string>()
  for await (const rows of snapshot.rows('files', { bunch: LARGE_BUNCH })) {
    for (const row of rows) {
      const hash = text(row, 'sha256')
      if (sha256(bytes(row, 'content')) !== hash) fault(`File ${hash}: its content was changed.`)
      hashes.add(hash)
    }
  }
  for (const [hash, seq] of wanted) {
    if (!hashes.has(hash)) fault(`Line ${seq} of the ledger: the file ${hash} that was handed in with it is gone.`, seq)
  }
  return { hashes }
}

async function checkCertificates(
  snapshot: Snapshot,
  { credits, revoked, whole }: CheckedLedger,
  files: ReadonlySet<string>,
  fault: Fault,
): Promise<number> {
  const wrong = (number: string, message: string): void => fault(`Certificate ${number}: ${message}.`)
  const events = new Map<string, string[]>()
  for await (const rows of snapshot.rows('certificate_events', { order: 'seq' })) {
    for (const row of rows) {
      const number = text(row, 'number')
      events.set(number, [...(events.get(number) ?? []), text(row, 'kind')])
    }
  }
  const numbers = new Set<string>()
  for await (const rows of snapshot.rows('certificates', { order: 'number' })) {
    for (const row of rows) {
      const number = text(row, 'number')
      const entry = credits.get(text(row, 'entry'))
      numbers.add(number)
      const kinds = events.get(number) ?? []
      if (kinds[0] !== 'issued') wrong(number, 'that it was issued is not written down')
      // What stands behind a broken line cannot be read, so that nothing can be said of it.
      if (entry === undefined) {
        if (whole) wrong(number, 'the entry it certifies is not in the ledger')
        continue
      }
      if (entry.learner !== row.learner) wrong(number, 'it names another learner than its entry')
      if (entry.certificate !== number) wrong(number, 'its entry names another certificate')
      const said = text(row, 'snapshot')
      if (entry.snapshot === undefined ? factsIn(said) !== entry.facts : entry.snapshot !== sha256(said)) {
        wrong(number, 'its text was changed')
      }
      const isRevoked = kinds.includes('revoked')
      if (isRevoked !== revoked.has(text(row, 'entry')) && whole) {
        wrong(number, isRevoked ? 'it is revoked, but its entry is not' : 'its entry is revoked, but it is not')
      }
    }
  }
  for (const { seq, certificate } of credits.values()) {
    if (certificate !== undefined && !numbers.has(certificate)) {
      fault(`Line ${seq} of the ledger: its certificate ${certificate} is gone.`, seq)
    }
  }
  for await (const rows of snapshot.rows(CREDENTIALS)) {
    for (const row of rows) {
      const signed = { credential: text(row, 'credential'), jwt: text(row, 'jwt') }
      if (credentialHash(signed) !== text(row, 'sha256'))
        wrong(text(row, 'number'), 'its signed credential was changed')
    }
  }
  for await (const rows of snapshot.rows('certificate_files')) {
    for (const row of rows) {
      if (!files.has(text(row, 'pdf'))) wrong(text(row, 'number'), 'its PDF is gone')
    }
  }
  return numbers.size
}

/** What a certificate and its entry both say. */
const factsOf = ({ evidence, title, completedOn, credits, minutes }: CreditEntry): string =>
  JSON.stringify([evidence.certificate, title, completedOn, credits, minutes])

function factsIn(snapshot: string): string | undefined {
  try {
    const value: unknown = JSON.parse(snapshot)
    if (typeof value !== 'object' || value === null) return undefined
    const { number, activityTitle, completedOn, credits, minutes }: Readonly<Record<string, unknown>> = { ...value }
    return JSON.stringify([number, activityTitle, completedOn, credits, minutes])
  } catch {
    return undefined
  }
}
