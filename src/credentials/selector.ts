import type { CreditEntry } from '../model/ledger.ts'
import type { CredentialRule } from '../model/schema-types.ts'

/** What a rule may ask of an entry. */
export type Selectable = Pick<
  CreditEntry,
  'domains' | 'topic' | 'type' | 'approver' | 'approval' | 'provider' | 'source'
>

/** Whether a rule is about an entry: it passes every list that is there, by one of its values. */
export function fits(of: CredentialRule['of'], entry: Selectable): boolean {
  const { domains, topics, types, approvers, sources } = of
  return (
    passes(domains, entry.domains) &&
    passes(topics, [entry.topic]) &&
    passes(types, [entry.type]) &&
    passes(approvers?.map(lower), [entry.approver, entry.approval?.approver, entry.provider].map(lower)) &&
    passes(sources, [entry.source])
  )
}

const passes = (
  wanted: readonly (string | undefined)[] | undefined,
  values: readonly (string | undefined)[],
): boolean => wanted === undefined || values.some((value) => value !== undefined && wanted.includes(value))

const lower = (text: string | undefined): string | undefined => text?.toLowerCase()
