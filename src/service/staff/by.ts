import type { Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import type { Dependencies } from '../dependencies.ts'

/** Who does something, and why: stands in the ledger and in the audit line for good. */
export interface By {
  /** `operator` or `staff:<id>`, as entries of the ledger have it. */
  readonly who: string
  readonly reason: string
}

/** What staff actions need of the world besides the store. */
export type World = Pick<Dependencies, 'now' | 'random' | 'uuid' | 'settings' | 'courses' | 'credentials'>

/** Why nothing was done. */
export interface Wrong {
  readonly wrong: string
  /** Of a list: what is wrong with which part of it. */
  readonly faults?: readonly { readonly about: string; readonly reason: string }[]
}

export const OPERATOR = 'operator'
export const byStaff = ({ id }: Pick<Learner, 'id'>): string => `staff:${id}`

/** Nobody settles their own record. */
export const isOwn = (who: string, learner: string): boolean => who === byStaff({ id: learner })
export const OWN = 'This is your own record: somebody else must do it.'

const LONGEST_REASON = 500

/** The reason as it will be kept, or what is wrong with it. */
export function reasonOf(written: unknown): { readonly reason: string } | Wrong {
  const reason = typeof written === 'string' ? written.normalize('NFC').replace(/\s+/g, ' ').trim() : ''
  if (reason === '') return { wrong: 'Say why: the reason stays with the record.' }
  return reason.length > LONGEST_REASON
    ? { wrong: `The reason has more than ${LONGEST_REASON} characters.` }
    : { reason }
}

/** Writes the audit line of an action, inside its transaction. Ids only, no names. */
export const note = (
  store: Store,
  at: number,
  { who, reason }: By,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> => store.audit({ at, who, action, detail: JSON.stringify({ reason, ...detail }) })
