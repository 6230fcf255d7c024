import type { Cmi5Progress } from '../../storage/cmi5.ts'
import { type Telling, tell } from './lms-statements.ts'
import { newlySatisfied } from './move-on.ts'

/**
 * Says which blocks are satisfied by now, and whether the course is (cmi5 §9.3.9). Runs in the transaction of whatever may
 * have satisfied them, so that nothing is said twice and nothing is forgotten.
 */
export async function satisfy(telling: Telling): Promise<void> {
  const { store, registration, structure, at } = telling
  const progress = progressByPart(await store.cmi5.progress(registration.id))
  for (const part of newlySatisfied(structure, progress)) {
    await tell(telling, { verb: 'satisfied', part })
    await store.cmi5.setProgress(registration.id, { part, satisfied: at })
  }
}

export const progressByPart = (progress: readonly Cmi5Progress[]): ReadonlyMap<number, Cmi5Progress> =>
  new Map(progress.map((one) => [one.part, one]))
