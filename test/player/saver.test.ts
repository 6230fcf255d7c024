import { describe, expect, it } from 'vitest'
import type { SaveOutcome } from '../../src/player/drivers/driver.ts'
import { createSaver } from '../../src/player/session/saver.ts'
import { manualClock } from './manual-clock.ts'

const OFFLINE: SaveOutcome = { saved: false, reason: 'no connection' }

function setUp(outcomes: readonly SaveOutcome[] = []) {
  const clock = manualClock(0)
  const writes: number[] = []
  const shown: string[] = []
  const saver = createSaver({
    write: () => {
      writes.push(clock.now())
      return Promise.resolve(outcomes[writes.length - 1] ?? { saved: true })
    },
    schedule: clock.schedule,
    now: clock.now,
    changed: () => shown.push(saver.status().kind),
  })
  return { clock, writes, shown, saver }
}

/** A saver over this write, which nobody watches. */
function saverOver(write: () => Promise<SaveOutcome>) {
  const clock = manualClock(0)
  return { clock, saver: createSaver({ write, schedule: clock.schedule, now: clock.now, changed: () => {} }) }
}

/** One whose writes end when they are told to. */
function setUpOpen() {
  const open: ((outcome: SaveOutcome) => void)[] = []
  return { open, ...saverOver(() => new Promise((resolve) => open.push(resolve))) }
}

describe('saver', () => {
  it('writes graded events at once, navigation after 2 s, passing time after 60 s', async () => {
    for (const [urgency, at] of [
      ['now', 0],
      ['soon', 2_000],
      ['later', 60_000],
    ] as const) {
      const { clock, writes, saver } = setUp()
      saver.touch(urgency)
      await clock.advance(120_000)
      expect(writes).toEqual([at])
      expect(saver.status()).toEqual({ kind: 'saved', at })
      expect(clock.waiting()).toBe(0)
    }
  })

  it('puts many changes into one write, at the earliest time any of them asked for', async () => {
    const { clock, writes, saver } = setUp()
    saver.touch('later')
    await clock.advance(1_000)
    for (let i = 0; i < 5; i++) saver.touch('soon')
    await clock.advance(120_000)
    expect(writes).toEqual([3_000])
  })

  it('says saved only after the record keeper has confirmed', async () => {
    const { clock, open, saver } = setUpOpen()
    saver.touch('now')
    await clock.advance(5_000)
    expect(saver.status()).toEqual({ kind: 'saving' })
    open[0]?.({ saved: true })
    await clock.advance(0)
    expect(saver.status()).toEqual({ kind: 'saved', at: 5_000 })
  })

  it('writes one at a time; what changed meanwhile is written after it', async () => {
    const { clock, open, saver } = setUpOpen()
    saver.touch('now')
    saver.touch('later')
    saver.touch('now')
    await clock.advance(10_000)
    expect(open.length).toBe(1)
    open[0]?.({ saved: true })
    await clock.advance(0)
    expect(open.length).toBe(2)
  })

  it('repeats a failed write with longer and longer pauses, never in a loop', async () => {
    const { clock, writes, saver } = setUp(Array.from({ length: 20 }, () => OFFLINE))
    saver.touch('now')
    await clock.advance(600_000)
    const gaps = writes.slice(1).map((at, i) => (at - (writes[i] ?? 0)) / 1000)
    expect(gaps).toEqual([5, 10, 20, 40, 80, 120, 120, 120])
    expect(saver.status()).toEqual({ kind: 'failed', reason: 'no connection', retrying: false })
  })

  it('tries at once when the learner asks or a graded event comes, and then says saved', async () => {
    for (const again of ['flush', 'touch'] as const) {
      const { clock, writes, saver, shown } = setUp([OFFLINE])
      saver.touch('now')
      await clock.advance(1_000)
      saver.touch('soon')
      await clock.advance(2_500)
      expect(writes).toEqual([0])
      if (again === 'flush') saver.flush()
      else saver.touch('now')
      await clock.advance(60_000)
      expect(writes).toEqual([0, 3_500])
      expect(saver.status()).toEqual({ kind: 'saved', at: 3_500 })
      expect(shown).toEqual(['saving', 'saving', 'failed', 'failed', 'saved'])
    }
  })

  it('writes what is overdue at once when the clock has jumped ahead, and in time when it has jumped back', async () => {
    const { clock, writes, saver } = setUp()
    saver.touch('later')
    clock.sleep(3_600_000)
    saver.touch('soon')
    expect(writes).toEqual([3_600_000])
    await clock.advance(0)
    saver.touch('later')
    clock.sleep(-3_000_000)
    saver.touch('soon')
    await clock.advance(2_000)
    expect(writes).toEqual([3_600_000, 602_000])
  })

  it('writes right after the write that is under way when the page is hidden meanwhile', async () => {
    const { clock, open, saver } = setUpOpen()
    saver.touch('now')
    saver.touch('soon')
    saver.flush()
    open[0]?.({ saved: true })
    await clock.advance(0)
    expect(open.length).toBe(2)
  })

  it('takes a write that throws for one that failed', async () => {
    const { clock, saver } = saverOver(() => Promise.reject(new Error('boom')))
    saver.touch('now')
    await clock.advance(100)
    expect(saver.status()).toMatchObject({ kind: 'failed', reason: 'Error: boom' })
  })

  it('writes nothing without a change and nothing once stopped', async () => {
    const { clock, writes, saver } = setUp()
    saver.flush()
    saver.touch('soon')
    saver.stop()
    saver.touch('now')
    await clock.advance(120_000)
    expect(writes).toEqual([])
  })
})
