import type { Store } from '../../storage/store.ts'

/** When to say that something was recorded: now, but never before the entry before it, also when the clock was set back. */
export async function recordingTime({ ledger }: Pick<Store, 'ledger'>, now: () => number): Promise<number> {
  const last = await ledger.last()
  return Math.max(now(), last?.entry.recordedAt ?? 0)
}
