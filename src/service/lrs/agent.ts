import { canonicalJson } from '../../storage/canonical.ts'
import type { Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { isObject } from './validation/checks.ts'

/** An xAPI Agent with an account (Data §2.4.2.4). */
export interface AccountAgent {
  readonly objectType: 'Agent'
  readonly name: string
  readonly account: { readonly homePage: string; readonly name: string }
}

/**
 * The system whose accounts our agents have: named after the store, not after the address it is reached at, so that a
 * learner stays the same agent when the service moves.
 */
const homePage = ({ instance }: Store): string => `https://chartwright.example/instances/${instance}`

export const agentOf = (store: Store, person: Learner): AccountAgent => ({
  objectType: 'Agent',
  name: person.name,
  account: { homePage: homePage(store), name: person.id },
})

/** The learner an agent names, if it is one of ours. The display name does not matter. */
export function learnerIdOf(store: Store, agent: unknown): string | undefined {
  if (!isObject(agent) || agent.objectType === 'Group' || !isObject(agent.account)) return undefined
  const { homePage: home, name } = agent.account
  if (typeof name !== 'string' || home !== homePage(store)) return undefined
  return canonicalJson(agent.account) === canonicalJson({ homePage: home, name }) ? name : undefined
}
