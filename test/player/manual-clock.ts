import type { Schedule } from '../../src/player/session/saver.ts'

/** A clock and timers that move only when told to. */
export interface ManualClock {
  readonly now: () => number
  readonly schedule: Schedule
  /** Moves on, runs what falls due in its order, and lets promises settle after each step. */
  advance(ms: number): Promise<void>
  /** The computer sleeps: time goes on, nothing runs. */
  sleep(ms: number): void
  /** Steps waiting. */
  waiting(): number
}

export function manualClock(start = 1_800_000_000_000): ManualClock {
  let time = start
  let timers: { readonly at: number; readonly step: () => void }[] = []
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 10; i++) await Promise.resolve()
  }
  return {
    now: () => time,
    schedule: (ms, step) => {
      const timer = { at: time + ms, step }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance: async (ms) => {
      const end = time + ms
      await settle()
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        timers = timers.filter((timer) => timer !== next)
        time = next.at
        next.step()
        await settle()
      }
      time = end
    },
    sleep: (ms) => {
      time += ms
    },
    waiting: () => timers.length,
  }
}
