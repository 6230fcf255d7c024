import type { Store } from '../../storage/store.ts'
import { AWARDS_CURSOR } from '../awards/cursor.ts'

/** What the database answered. */
export type Probed =
  | {
      readonly up: true
      /** How long one read of one row took. */
      readonly seconds: number
      /** Statements stored since the store was made. */
      readonly statements: number
      /** Statements the awards have not looked at yet. */
      readonly waiting: number
    }
  | { readonly up: false; readonly error: string }

/** A database that takes longer is as good as gone for whoever waits for a request. */
const LIMIT_MILLISECONDS = 2_000

/** Asks the database how it is. Callers that come while an answer is on its way share it: a probe never piles up. */
export function createProbe(
  { statements }: Pick<Store, 'statements'>,
  monotonic: () => number,
  limit = LIMIT_MILLISECONDS,
): () => Promise<Probed> {
  let asking: Promise<Probed> | undefined

  const ask = async (): Promise<Probed> => {
    const began = monotonic()
    try {
      const { seq } = await statements.last()
      const seconds = (monotonic() - began) / 1000
      return {
        up: true,
        seconds,
        statements: seq,
        waiting: Math.max(0, seq - (await statements.cursor(AWARDS_CURSOR))),
      }
    } catch (error) {
      return { up: false, error: error instanceof Error ? error.message : String(error) }
    } finally {
      asking = undefined
    }
  }

  return () => {
    asking ??= ask()
    return within(asking, limit)
  }
}

function within(asked: Promise<Probed>, limit: number): Promise<Probed> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Probed>((resolve) => {
    timer = setTimeout(() => resolve({ up: false, error: `no answer within ${limit} ms` }), limit)
  })
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
