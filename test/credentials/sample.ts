/** Entries and rules to evaluate, with what a test does not care about filled in. */
import type { Question } from '../../src/credentials/assess.ts'
import { type Evaluation, evaluate } from '../../src/credentials/evaluate.ts'
import type { CreditEntry, StandingEntry } from '../../src/model/ledger.ts'
import type { Credential, CredentialRule, CredentialVersion } from '../../src/model/schema-types.ts'

export const credit = (id: string, changes: Partial<CreditEntry> = {}): CreditEntry => ({
  kind: 'credit',
  id,
  learner: 'ada',
  activity: `https://example.org/${id}`,
  title: `Activity ${id}`,
  type: 'course',
  domains: ['coding'],
  credentials: [],
  credits: 1,
  unit: { name: 'CEU', minutes: 60 },
  minutes: 60,
  completedOn: '2026-06-15',
  timeZone: 'America/Chicago',
  source: 'hosted',
  evidence: { statements: [], certificate: 'CW-2026-1' },
  recordedBy: 'service',
  recordedAt: 1,
  ...changes,
})

export const active = (entry: CreditEntry): StandingEntry => ({ entry, standing: { kind: 'active' } })

export const version = (changes: Partial<CredentialVersion> = {}): CredentialVersion => ({
  version: 'one',
  from: '2020-01-01',
  source: { document: 'A guide', retrieved: '2026-11-22' },
  cycle: { months: 24, anchor: 'holder' },
  total: { base: 20 },
  earnOnce: 'no',
  carryOver: 'none',
  rules: [],
  retention: 'unknown',
  fees: 'unknown',
  ...changes,
})

export const min = (id: string, amount: number, of: CredentialRule['of']): CredentialRule => ({
  id,
  text: `At least ${amount} of ${id}`,
  kind: 'min',
  of,
  amount,
})

export const max = (id: string, amount: number, of: CredentialRule['of']): CredentialRule => ({
  ...min(id, amount, of),
  text: `At most ${amount} of ${id}`,
  kind: 'max',
})

export const credentialWith = (versions: CredentialVersion[], changes: Partial<Credential> = {}): Credential => ({
  id: 'sample',
  name: 'Sample credential',
  body: 'Sample body',
  unit: { name: 'CEU', minutes: 60 },
  versions,
  ...changes,
})

export const question = (changes: Partial<Question> = {}): Question => ({
  credential: credentialWith([version()]),
  holding: { since: '2026-01-01', extra: 0 },
  standings: [],
  today: '2026-11-22',
  ...changes,
})

/** Evaluates where rules are known to cover the cycle. */
export function evaluated(changes: Partial<Question> = {}): Evaluation {
  const evaluation = evaluate(question(changes))
  if (evaluation === undefined) throw new Error('no version covers the cycle')
  return evaluation
}

/** `id: reason` of every rejected entry. */
export const reasonsOf = ({ rejected }: Evaluation): string[] =>
  rejected.map(({ entry, reason }) => `${entry}: ${reason}`)
