import { isCompletionSource } from './completion-sources.ts'
import { isMembers, type Members } from './members.ts'
import type { Credit, LedgerLine, Revocation } from './schema-types.ts'
import { courseActivity } from './xapi.ts'

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T

/** Credit given (schemas/ledger-entry.schema.json). Times are milliseconds since 1970-01-01 UTC. */
export type CreditEntry = Frozen<Credit>
/** Credit taken back. */
export type RevocationEntry = Frozen<Revocation>
export type LedgerEntry = Frozen<LedgerLine>

/** Whether a credit entry counts; a revocation is final, also when the entry was corrected before. */
export type Standing =
  | { readonly kind: 'active' }
  | { readonly kind: 'revoked'; readonly by: RevocationEntry }
  | { readonly kind: 'replaced'; readonly by: CreditEntry }

export interface StandingEntry {
  readonly entry: CreditEntry
  readonly standing: Standing
}

/** The credit entries among those of a learner, in their order, each with what later ones made of it. */
export function standings(entries: readonly LedgerEntry[]): readonly StandingEntry[] {
  const revoked = new Map<string, RevocationEntry>()
  const replaced = new Map<string, CreditEntry>()
  for (const entry of entries) {
    if (entry.kind === 'revocation') {
      if (!revoked.has(entry.entry)) revoked.set(entry.entry, entry)
    } else if (entry.replaces !== undefined && !replaced.has(entry.replaces)) replaced.set(entry.replaces, entry)
  }
  return entries.flatMap((entry): readonly StandingEntry[] => {
    if (entry.kind === 'revocation') return []
    const revocation = revoked.get(entry.id)
    if (revocation !== undefined) return [{ entry, standing: { kind: 'revoked', by: revocation } }]
    const correction = replaced.get(entry.id)
    if (correction !== undefined) return [{ entry, standing: { kind: 'replaced', by: correction } }]
    return [{ entry, standing: { kind: 'active' } }]
  })
}

/** Three texts; a learner has at most one entry of the same three. */
export type EntryKey = readonly [course: string, award: string, registration: string]

/**
 * What makes an entry the same as another of this learner, so that whatever is done twice is written once. An award that
 * was taken back and given anew names the revoked entry, which makes it another.
 */
export function keyOf(entry: LedgerEntry): EntryKey {
  if (entry.kind === 'revocation') return ['', 'revocation', entry.entry]
  if (entry.replaces !== undefined) return ['', 'correction', entry.replaces]
  const again = entry.follows === undefined ? '' : ` after ${entry.follows}`
  if (entry.source === 'manual' || entry.source === 'external')
    return ['', entry.source, `${entry.registration ?? entry.id}${again}`]
  const registration = entry.registration ?? `${entry.source}:${entry.learner}`
  return [entry.course?.id ?? '', entry.award ?? '', `${registration}${again}`]
}

/**
 * Reads an entry back from its text, also one of the first version, which had no `kind`, one domain and at most one
 * credential. Throws TypeError for what no version wrote.
 */
export function readEntry(text: string): LedgerEntry {
  const value = parsed(text)
  if (isRevocation(value)) return value
  if (isCredit(value)) return value
  const brought = isFirst(value) ? { ...modern(value) } : undefined
  if (brought !== undefined && isCredit(brought)) return brought
  throw new TypeError('A line of the ledger is not an entry that any version of this program has written')
}

const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')
const isAmount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0
const haveTexts = (value: Members, names: readonly string[]): boolean =>
  names.every((name) => typeof value[name] === 'string')
const mayHaveTexts = (value: Members, names: readonly string[]): boolean =>
  names.every((name) => value[name] === undefined || typeof value[name] === 'string')

function parsed(text: string): Members {
  try {
    const value: unknown = JSON.parse(text)
    return isMembers(value) ? value : {}
  } catch {
    throw new TypeError('A line of the ledger is not JSON')
  }
}

const isRevocation = (value: Members): value is Members & RevocationEntry =>
  value.kind === 'revocation' &&
  haveTexts(value, ['id', 'learner', 'entry', 'reason', 'recordedBy']) &&
  isAmount(value.recordedAt)

const isCredit = (value: Members): value is Members & CreditEntry =>
  value.kind === 'credit' &&
  haveTexts(value, ['id', 'learner', 'activity', 'title', 'type', 'completedOn', 'timeZone', 'recordedBy']) &&
  mayHaveTexts(value, ['award', 'registration', 'topic', 'provider', 'approver', 'replaces', 'follows', 'reason']) &&
  isCompletionSource(value.source) &&
  [value.credits, value.minutes, value.recordedAt].every(isAmount) &&
  areTexts(value.domains) &&
  areTexts(value.credentials) &&
  isMembers(value.unit) &&
  haveTexts(value.unit, ['name']) &&
  isAmount(value.unit.minutes) &&
  isOptional(value.course, (course) => haveTexts(course, ['id', 'version', 'hash'])) &&
  isOptional(value.approval, (approval) => haveTexts(approval, ['approver', 'number', 'title'])) &&
  isMembers(value.evidence) &&
  isEvidence(value.evidence)

const isOptional = (value: unknown, holds: (members: Members) => boolean): boolean =>
  value === undefined || (isMembers(value) && holds(value))

const isEvidence = (value: Members): boolean =>
  areTexts(value.statements) &&
  mayHaveTexts(value, ['state', 'certificate', 'snapshot']) &&
  isOptional(
    value.exam,
    (exam) => haveTexts(exam, ['id']) && [exam.attempt, exam.percent].every((number) => isAmount(number)),
  ) &&
  isOptional(value.file, (file) => haveTexts(file, ['sha256', 'name', 'type']) && isAmount(file.bytes)) &&
  isOptional(value.roster, (roster) => haveTexts(roster, ['sha256']) && isAmount(roster.line))

interface First extends Members {
  readonly course: { readonly id: string }
  readonly domain: string
  readonly credential?: string
}

const isFirst = (value: Members): value is First =>
  value.kind === undefined &&
  isMembers(value.course) &&
  haveTexts(value.course, ['id']) &&
  haveTexts(value, ['award', 'registration', 'domain']) &&
  mayHaveTexts(value, ['credential'])

const modern = ({ domain, credential, ...rest }: First): Members => ({
  kind: 'credit',
  ...rest,
  activity: courseActivity(rest.course.id),
  domains: [domain],
  credentials: credential === undefined ? [] : [credential],
})
