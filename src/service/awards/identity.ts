import type { Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { agentKeyOf, homePage } from '../lrs/agent.ts'

/** The learner behind an agent: by an account here, or by what is known of accounts elsewhere. */
export async function learnerOfAgent(store: Store, agent: string): Promise<Learner | undefined> {
  const id = (await store.identities.learnerOf(agent)) ?? ownAccount(store, agent)
  return id === undefined ? undefined : store.learners.get(id)
}

/** All agents that are a learner. */
export const agentsOf = async (store: Store, learner: string): Promise<readonly string[]> => [
  agentKeyOf(store, learner),
  ...(await store.identities.ofLearner(learner)),
]

function ownAccount(store: Store, agent: string): string | undefined {
  const key: unknown = JSON.parse(agent)
  if (!Array.isArray(key) || key[0] !== 'account' || key[1] !== homePage(store)) return undefined
  return typeof key[2] === 'string' ? key[2] : undefined
}
