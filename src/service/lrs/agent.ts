import type { ApiKey, Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'

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
export const homePage = ({ instance }: Pick<Store, 'instance'>): string =>
  `https://chartwright.example/instances/${instance}`

export const agentOf = (store: Pick<Store, 'instance'>, person: Pick<Learner, 'id' | 'name'>): AccountAgent => ({
  objectType: 'Agent',
  name: person.name,
  account: { homePage: homePage(store), name: person.id },
})

/** What stands for a learner's agent in the store: whose documents, and under whose word a statement was stored. */
export const agentKeyOf = (store: Pick<Store, 'instance'>, learner: string): string =>
  JSON.stringify(['account', homePage(store), learner])

/** The authority of a key that was given none of its own. */
export const agentOfKey = (store: Pick<Store, 'instance'>, key: Pick<ApiKey, 'id' | 'name'>): AccountAgent => ({
  objectType: 'Agent',
  name: key.name,
  account: { homePage: `${homePage(store)}/keys`, name: key.id },
})
