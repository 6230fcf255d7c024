import type { Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { agentKeyOf, homePage } from '../lrs/agent.ts'

/** The learner behind an agent: by an account here, or by what is known of accounts elsewhere. */
export async function learnerOfAgent(store: Store, agent: string): Promise<Learner | undefined> {
  const id = (await store.identities.learnerOf(agent)) ?? ownAccount(store, agent)
  return id === undefined ? undefined : store.learners.get(id)
}

/** All agents that are a learner, each as it is known and as statements spell it. */
export async function agentsOf(store: Store, learner: string): Promise<readonly string[]> {
  const agents = new Set([agentKeyOf(store, learner)])
  for (const agent of await store.identities.ofLearner(learner)) {
    for (const spelled of await spelledAs(store, agent)) agents.add(spelled)
  }
  return [...agents]
}

/** An agent as it is known, and as statements spell it. */
export const spelledAs = async (store: Store, agent: string): Promise<readonly string[]> => [
  ...new Set([agent, ...(await store.statements.spellings(agent))]),
]

function ownAccount(store: Store, agent: string): string | undefined {
  const key: unknown = JSON.parse(agent)
  if (!Array.isArray(key) || key[0] !== 'account' || key[1] !== homePage(store)) return undefined
  return typeof key[2] === 'string' ? key[2] : undefined
}
