import { setTimeout as pause } from 'node:timers/promises'
import type { Store } from '../../storage/store.ts'
import type { Awards, Dependencies } from '../dependencies.ts'
import { AWARDS_CURSOR } from './cursor.ts'
import { CLAIM_VERBS, settle } from './settle.ts'

const BATCH = 500
/** How long statements gather: a transaction for each of them would cost as much as storing them. */
const GATHER_MILLISECONDS = 25

/**
 * Two steps, each its own transaction. First a durable cursor reads statements in the order they were stored and opens a
 * claim for every enrolment they concern. Then each open claim is settled: graded, awarded, closed or left open. A kill
 * at any point loses nothing, because the cursor moves with the claims and claims stay in the store; nothing is awarded
 * twice, because the ledger takes one entry per learner, course, award and registration whatever is replayed; and one
 * enrolment that fails does not hold up the others. Open claims are settled again when progress is saved and at start.
 */
export function createAwards(dependencies: Dependencies): Awards {
  const { store, now, log } = dependencies
  const waiting = new Set<string>()
  let running: Promise<void> | undefined
  let again = false

  const time = (): string => new Date(now()).toISOString()
  const report = (error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    log({ at: time(), event: 'error', id: 'awards', error: text })
  }

  const round = async (): Promise<void> => {
    do {
      await pause(GATHER_MILLISECONDS)
      again = false
      for (let found = await openClaims(store); found !== undefined; found = await openClaims(store)) {
        for (const registration of found) waiting.add(registration)
      }
      for (const registration of waiting) {
        waiting.delete(registration)
        try {
          const made = await store.transaction((tx) => settle(tx, dependencies, registration))
          for (const { course, award } of made) log({ at: time(), event: 'award', course, award })
        } catch (error) {
          report(error)
        }
      }
    } while (again || waiting.size > 0)
  }

  const wake = (registration?: string): void => {
    if (registration !== undefined) waiting.add(registration)
    again = true
    running ??= round()
      .catch(report)
      .finally(() => {
        running = undefined
        // Woken between the last look and here.
        if (again) wake()
      })
  }

  return {
    wake,
    settled: async () => {
      while (running !== undefined) await running
    },
  }
}

/** Reads one batch of statements; the registrations to settle, or undefined when there was nothing to read. */
const openClaims = (store: Store): Promise<ReadonlySet<string> | undefined> =>
  store.transaction(async (tx) => {
    const after = await tx.statements.cursor(AWARDS_CURSOR)
    const batch = await tx.statements.find({ after, ascending: true, includeVoided: true, direct: true, limit: BATCH })
    const last = batch.at(-1)
    if (last === undefined) return undefined
    const claimed = new Set<string>()
    const concerned = new Set<string>()
    for (const { registration, verb } of batch) {
      if (registration === undefined) continue
      concerned.add(registration)
      if (CLAIM_VERBS.includes(verb)) claimed.add(registration)
    }
    for (const registration of claimed) await tx.enrolments.setClaim(registration, 'open')
    await tx.statements.moveCursor(AWARDS_CURSOR, last.seq)
    return concerned
  })

/** At start: looks again at every claim that was open, and at statements no award run has seen. */
export async function resumeAwards({ store }: Dependencies, awards: Awards): Promise<void> {
  for (const { registration } of await store.enrolments.withOpenClaims()) awards.wake(registration)
  awards.wake()
  await awards.settled()
}
