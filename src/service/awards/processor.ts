import { setTimeout as pause } from 'node:timers/promises'
import type { AwardClaim } from '../../storage/credit.ts'
import type { Awards, Dependencies } from '../dependencies.ts'
import { claimsIn, settleClaim } from './claims.ts'
import { AWARDS_CURSOR } from './cursor.ts'
import { type Made, settleEnrolment } from './settle.ts'

const BATCH = 500
/** How long statements gather: a look for each of them would cost as much as storing them. */
const GATHER_MILLISECONDS = 25
/** How far, and how long, the durable cursor may lag behind statements that concern no award: they are only read again. */
const LAG_STATEMENTS = 1000
const LAG_MILLISECONDS = 1000
/** What failed is tried again after this time, when there is anything to do at all. */
const AGAIN_MILLISECONDS = 60_000

/**
 * Two steps. First statements are read in the order they were stored, outside any transaction; those that may concern
 * an award open a claim, in one transaction with the durable cursor. Then each claim is dealt with in that order, in a
 * transaction of its own that also closes it. A kill at any point loses nothing, because the cursor never passes what
 * opened no claim yet, and claims stay until they were dealt with; nothing is awarded twice, because the ledger takes
 * one entry per key whatever is replayed; and one claim that fails does not hold up the others. Enrolments that wait
 * for evidence are settled again when progress is saved and at start.
 */
export function createAwards(dependencies: Dependencies): Awards {
  const { store, now, monotonic, log } = dependencies
  const waiting = new Set<string>()
  const failed = new Map<string, number>()
  let running: Promise<void> | undefined
  let again = false
  /** How far statements were read, and how far and when the cursor was last moved. */
  let read: number | undefined
  let moved = { seq: 0, at: Number.NEGATIVE_INFINITY }

  const report = (error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    log({ at: new Date(now()).toISOString(), event: 'error', id: 'awards', error: text })
  }
  const tell = (made: readonly Made[]): void => {
    for (const { course, award } of made) log({ at: new Date(now()).toISOString(), event: 'award', course, award })
  }

  /** Brings the durable cursor to what was read. */
  const catchUp = async (): Promise<void> => {
    if (read === undefined || read <= moved.seq) return
    const seq = read
    await store.statements.moveCursor(AWARDS_CURSOR, seq)
    moved = { seq, at: monotonic() }
  }

  /** Reads one batch; false when there was nothing to read. */
  const look = async (): Promise<boolean> => {
    if (read === undefined) {
      read = await store.statements.cursor(AWARDS_CURSOR)
      moved = { seq: read, at: monotonic() }
    }
    const batch = await store.statements.glance(read, BATCH)
    const seq = batch.at(-1)?.seq
    if (seq === undefined) return false
    const { claims, concerned } = await claimsIn(store, dependencies, batch)
    const lags = seq - moved.seq >= LAG_STATEMENTS || monotonic() - moved.at >= LAG_MILLISECONDS
    if (claims.length > 0) {
      await store.transaction(async (tx) => {
        for (const claim of claims) {
          if (claim.kind === 'enrolment') await tx.enrolments.setClaim(claim.reference, 'open')
          await tx.claims.open(claim)
        }
        await tx.statements.moveCursor(AWARDS_CURSOR, seq)
      })
      moved = { seq, at: monotonic() }
    }
    read = seq
    if (lags) await catchUp()
    for (const registration of concerned) waiting.add(registration)
    return true
  }

  const deal = async (claim: AwardClaim): Promise<void> => {
    const name = `${claim.kind} ${claim.reference}`
    const since = failed.get(name)
    if (since !== undefined && monotonic() - since < AGAIN_MILLISECONDS) return
    failed.delete(name)
    try {
      tell(await store.transaction((tx) => settleClaim(tx, dependencies, claim)))
      if (claim.kind === 'enrolment') waiting.delete(claim.reference)
      // What was taken back may be worth another look.
      if (claim.kind === 'voided') again = true
    } catch (error) {
      failed.set(name, monotonic())
      report(error)
    }
  }

  const dealWithAll = async (): Promise<void> => {
    let after: AwardClaim | undefined
    for (;;) {
      const claims = await store.claims.next(after, BATCH)
      after = claims.at(-1)
      if (after === undefined) return
      for (const claim of claims) await deal(claim)
    }
  }

  const settleWaiting = async (): Promise<void> => {
    for (const registration of waiting) {
      waiting.delete(registration)
      try {
        if ((await store.enrolments.get(registration))?.claim !== 'open') continue
        tell(await store.transaction((tx) => settleEnrolment(tx, dependencies, registration)))
      } catch (error) {
        report(error)
      }
    }
  }

  const round = async (): Promise<void> => {
    do {
      await pause(GATHER_MILLISECONDS)
      again = false
      while (await look());
      await dealWithAll()
      await settleWaiting()
    } while (again || waiting.size > 0)
  }

  /** When nothing comes for a while, nothing lags. */
  const later = (): void => {
    setTimeout(() => {
      if (running === undefined) void catchUp().catch(report)
    }, LAG_MILLISECONDS).unref()
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
        else if (read !== undefined && read > moved.seq) later()
      })
  }

  return {
    wake,
    settled: async () => {
      while (running !== undefined) await running
      await catchUp()
    },
  }
}

/** At start: looks again at every claim that was open, and at statements no award run has seen. */
export async function resumeAwards({ store }: Dependencies, awards: Awards): Promise<void> {
  for (const { registration } of await store.enrolments.withOpenClaims()) awards.wake(registration)
  awards.wake()
  await awards.settled()
}
