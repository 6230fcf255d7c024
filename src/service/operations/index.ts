import { Registry } from 'prom-client'
import type { Store } from '../../storage/store.ts'
import type { LogLine } from '../http/request-log.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { createProbe, type Probed } from './probe.ts'
import { processUsage } from './process-usage.ts'

/** Whether requests should be sent here; if not, why. */
export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: 'stopping' | 'database' }

/** What the people who run the service can see of it. */
export interface Operations {
  readonly metrics: Pick<Metrics, 'request' | 'refused'>
  /** All metrics in the text format of Prometheus. */
  readonly scrape: () => Promise<{ readonly text: string; readonly type: string }>
  readonly readiness: () => Promise<Readiness>
  /** From here on the service is not ready: it is about to stop. */
  readonly stop: () => void
  readonly stopping: () => boolean
}

export function createOperations({
  store,
  monotonic,
  now,
  log,
}: {
  readonly store: Pick<Store, 'statements' | 'upkeep'>
  readonly monotonic: () => number
  readonly now: () => number
  readonly log: (line: LogLine) => void
}): Operations {
  const metrics = createMetrics(new Registry())
  const probe = createProbe(store, monotonic)
  let stopping = false
  let down = false

  /** Says once when the database goes and once when it comes back, however often somebody asks. */
  const noted = (probed: Probed): Probed => {
    if (probed.up === down) {
      down = !probed.up
      const at = new Date(now()).toISOString()
      if (probed.up) log({ at, event: 'database-back' })
      else log({ at, event: 'error', id: 'database', error: probed.error })
    }
    return probed
  }

  return {
    metrics,
    scrape: async () => {
      const database = noted(await probe())
      const databaseBytes = database.up ? await store.upkeep.bytes().catch(() => undefined) : undefined
      return {
        text: await metrics.text({ database, databaseBytes, usage: processUsage() }),
        type: metrics.contentType,
      }
    },
    readiness: async () => {
      if (stopping) return { ready: false, reason: 'stopping' }
      return noted(await probe()).up ? { ready: true } : { ready: false, reason: 'database' }
    },
    stop: () => {
      stopping = true
    },
    stopping: () => stopping,
  }
}
