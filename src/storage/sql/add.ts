import type { Attachment, NewStatement } from '../records.ts'
import type { AddOutcome } from '../store.ts'
import { type Dictionary, forget, type Numbers, numbersFor } from './dictionary.ts'
import { ACTIVITY_LINKS, AGENT_LINKS, linkRows, type Placed } from './links.ts'
import { ask, change, type Insertion, insertion, type Query, type SqlValue, together, type Work } from './query.ts'
import { followRefs } from './refs.ts'
import { integer, text } from './row.ts'

export interface Batch {
  readonly statements: readonly NewStatement[]
  readonly attachments: readonly Attachment[]
}

const STATEMENTS: Insertion = {
  into: 'statements',
  columns: {
    seq: 'integer',
    id: 'text',
    verb: 'integer',
    registration: 'text',
    authority: 'integer',
    stored: 'integer',
    refers: 'text',
    voids: 'integer',
    voided: 'integer',
    fingerprint: 'text',
    body: 'text',
  },
}
const ATTACHMENT_LINKS: Insertion = { into: 'attachment_links', columns: { sha2: 'text', seq: 'integer' } }

/**
 * Stores batches one after the other, each all or nothing, in as few steps as there are kinds of rows. Whoever calls it
 * holds the writer lock. Clashes are looked for first, so that a refused batch has written nothing.
 */
export function* addBatches(
  dictionary: Dictionary,
  batches: readonly Batch[],
  now: () => number,
): Work<readonly AddOutcome[]> {
  const ids = [...new Set(batches.flatMap(({ statements }) => statements.map(({ id }) => id)))]
  const [sequence, known, waiting] = yield* together(
    ask('SELECT seq, stored, ids, epoch FROM sequence'),
    ask('SELECT id, fingerprint FROM statements WHERE id IN (@texts)', ids),
    ask('SELECT seq, refers, voids FROM statements WHERE refers IN (@texts)', ids),
  )
  const last = sequence?.rows[0]
  if (last === undefined) throw new Error('The store has no sequence row')
  const epoch = integer(last, 'epoch')
  // Numbers beyond the last one given out were learned in a transaction that came to nothing.
  if (epoch !== dictionary.epoch || integer(last, 'ids') < dictionary.ids) forget(dictionary)
  dictionary.epoch = epoch

  const prints = new Map(known?.rows.map((row) => [text(row, 'id'), text(row, 'fingerprint')]))
  // The lock is held by now: whoever waited for it must not take the time at which it began to wait.
  const place = placer(integer(last, 'seq'), integer(last, 'stored'), now())
  const outcomes = batches.map(({ statements }) => take(statements, prints, place))
  const placed = outcomes.flatMap((outcome) => ('placed' in outcome ? outcome.placed : []))
  if (placed.length > 0) {
    const numbers = yield* numbersFor(
      dictionary,
      placed.map(({ statement }) => statement.facts),
      integer(last, 'ids'),
    )
    const awaited = (waiting?.rows ?? []).map((row) => ({
      seq: integer(row, 'seq'),
      refersTo: text(row, 'refers'),
      voids: integer(row, 'voids') === 1,
    }))
    const voided = new Set([
      ...placed.flatMap(({ statement: { facts } }) => (facts.voids ? (facts.refersTo ?? []) : [])),
      ...awaited.flatMap(({ refersTo, voids }) => (voids ? refersTo : [])),
    ])
    yield* together(
      insertion(
        STATEMENTS,
        placed.map((one) => statementRow(one, numbers)),
      ),
      insertion(
        AGENT_LINKS,
        placed.flatMap(({ seq, statement }) => linkRows(statement.facts, numbers, seq, 0).agents),
      ),
      insertion(
        ACTIVITY_LINKS,
        placed.flatMap(({ seq, statement }) => linkRows(statement.facts, numbers, seq, 0).activities),
      ),
      ...attachmentQueries(batches, placed),
      ...(voided.size === 0
        ? []
        : [change('UPDATE statements SET voided = 1 WHERE id IN (@texts) AND voids = 0', [...voided])]),
      change('UPDATE sequence SET seq = ?, stored = ?, ids = ?', place.seq(), place.stored(), numbers.ids),
    )
    yield* followRefs(placed, awaited, numbers)
  }
  return outcomes.map((outcome) =>
    'conflict' in outcome
      ? outcome
      : { added: outcome.placed.map(({ seq, stored, statement: { id } }) => ({ id, seq, stored })) },
  )
}

interface Placer {
  readonly next: (statement: NewStatement) => Placed
  readonly seq: () => number
  readonly stored: () => number
}

function placer(lastSeq: number, lastStored: number, now: number): Placer {
  let seq = lastSeq
  let stored = lastStored
  return {
    next: (statement) => {
      seq += 1
      stored = Math.max(stored, Math.min(now, statement.storedAt ?? now))
      return { seq, stored, statement }
    },
    seq: () => seq,
    stored: () => stored,
  }
}

/** Gives the new ones of a batch their places, unless one of them clashes. `prints` learns them for the next batch. */
function take(
  statements: readonly NewStatement[],
  prints: Map<string, string>,
  place: Placer,
): { readonly placed: readonly Placed[] } | Extract<AddOutcome, { conflict: unknown }> {
  const fresh = new Map<string, NewStatement>()
  for (const [index, statement] of statements.entries()) {
    const { id, fingerprint } = statement
    const print = prints.get(id) ?? fresh.get(id)?.fingerprint
    if (print !== undefined && print !== fingerprint) return { conflict: { index, id } }
    if (print === undefined) fresh.set(id, statement)
  }
  for (const { id, fingerprint } of fresh.values()) prints.set(id, fingerprint)
  return { placed: [...fresh.values()].map(place.next) }
}

function statementRow({ seq, stored, statement }: Placed, numbers: Numbers): SqlValue[] {
  const { id, facts, fingerprint, body } = statement
  return [
    seq,
    id,
    numbers.verbs.get(facts.verb) ?? 0,
    facts.registration ?? null,
    facts.authority === undefined ? null : (numbers.agents.get(facts.authority) ?? null),
    stored,
    facts.refersTo ?? null,
    facts.voids ? 1 : 0,
    0,
    fingerprint,
    stamped(body, stored, facts.timed),
  ]
}

/** The body with `stored`, and with `timestamp` where it has none (Data §2.4.7, §2.4.8). */
function stamped(body: string, stored: number, timed: boolean): string {
  const time = JSON.stringify(new Date(stored).toISOString())
  const timestamp = timed ? '' : `,"timestamp":${time}`
  return `${body.slice(0, body.lastIndexOf('}'))}${timestamp},"stored":${time}}`
}

function attachmentQueries(batches: readonly Batch[], placed: readonly Placed[]): readonly Query[] {
  const links = placed.flatMap(({ seq, statement }) => statement.facts.attachments.map((sha2) => [sha2, seq]))
  if (links.length === 0) return []
  const wanted = new Set(links.map(([sha2]) => sha2))
  const files = new Map(
    batches.flatMap(({ attachments }) =>
      attachments.filter(({ sha2 }) => wanted.has(sha2)).map((file) => [file.sha2, file]),
    ),
  )
  return [
    ...[...files.values()].map(({ sha2, type, content }) =>
      change(
        'INSERT INTO attachments (sha2, type, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        sha2,
        type,
        content,
      ),
    ),
    insertion(ATTACHMENT_LINKS, links),
  ]
}
