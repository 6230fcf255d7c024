import type { AddOutcome } from '../store.ts'
import type { Batch } from './add.ts'

/** Statements put into one transaction, apart from a larger single batch. */
const MOST_STATEMENTS = 500

interface Waiting {
  readonly batch: Batch
  readonly resolve: (outcome: AddOutcome) => void
  readonly reject: (error: unknown) => void
}

/**
 * Group commit: while one transaction is on its way, batches that arrive gather for the next. One that fails for a
 * reason of its own does not take the others along.
 */
export function gather(
  addAll: (batches: readonly Batch[]) => Promise<readonly AddOutcome[]>,
): (batch: Batch) => Promise<AddOutcome> {
  const waiting: Waiting[] = []
  let running = false

  const commit = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const outcomes = await addAll(group.map(({ batch }) => batch))
      for (const [at, { resolve }] of group.entries()) resolve(outcomes[at] ?? { added: [] })
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error)
      else for (const one of group) await commit([one])
    }
  }

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      let count = 0
      const size = waiting.findIndex(({ batch }) => {
        count += batch.statements.length
        return count > MOST_STATEMENTS
      })
      await commit(waiting.splice(0, size === -1 ? waiting.length : Math.max(1, size)))
    }
    running = false
  }

  return (batch) =>
    new Promise((resolve, reject) => {
      waiting.push({ batch, resolve, reject })
      if (running) return
      running = true
      // All that arrive in this turn of the event loop go together.
      setImmediate(() => void run())
    })
}
