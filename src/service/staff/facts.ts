import type { CreditEntry } from '../../model/ledger.ts'
import type { Store } from '../../storage/store.ts'
import { factErrors, type WrittenFacts } from '../credits/activity-rules.ts'
import { knownDomains } from '../credits/choices.ts'
import { plainDate } from '../settings.ts'
import type { World, Wrong } from './by.ts'

/**
 * What is wrong with facts that staff write, by the same rules as those of the form. Domains and credentials that stand in
 * the learner's ledger are known, as are the credentials they hold.
 */
export async function wrongFacts(
  store: Store,
  world: World,
  learner: string,
  facts: WrittenFacts,
): Promise<Wrong | undefined> {
  const { credentials, now, settings } = world
  const entries = (await store.ledger.ofLearner(learner)).filter(
    (entry): entry is CreditEntry => entry.kind === 'credit',
  )
  const held = await store.holdings.ofLearner(learner)
  const errors = factErrors(facts, {
    domains: [...new Set([...knownDomains(world), ...entries.flatMap(({ domains }) => domains)])],
    credentials: [
      ...new Set([
        ...credentials.keys(),
        ...held.map(({ credential }) => credential),
        ...entries.flatMap((entry) => entry.credentials),
      ]),
    ],
    today: plainDate(now(), settings.timeZone),
  })
  const faults = Object.entries(errors).map(([about, reason]) => ({ about, reason }))
  if (faults.length === 0) return undefined
  return { wrong: `Nothing was done. ${faults.map(({ about, reason }) => `${about}: ${reason}`).join(' ')}`, faults }
}
