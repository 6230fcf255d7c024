import { performance } from 'node:perf_hooks'

/** What this process has used since it began, and what it holds. */
export interface ProcessUsage {
  readonly cpuSeconds: number
  /** Time the event loop spent working: its growth per second is 1 when nothing more fits in. */
  readonly loopSeconds: number
  readonly residentBytes: number
  readonly heapBytes: number
}

export function processUsage(): ProcessUsage {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed } = process.memoryUsage()
  return {
    cpuSeconds: (user + system) / 1e6,
    loopSeconds: performance.eventLoopUtilization().active / 1000,
    residentBytes: rss,
    heapBytes: heapUsed,
  }
}
