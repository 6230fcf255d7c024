import { SigningClockError } from '../../certificates/badge/issue.ts'
import type { Store } from '../../storage/store.ts'
import type { Wrong } from './by.ts'

/** A transaction in which certificates may be signed; while the clock is set back they cannot be, and that is answered. */
export const signingTransaction = async <T>(
  store: Store,
  work: (store: Store) => Promise<T | Wrong>,
): Promise<T | Wrong> => {
  try {
    return await store.transaction(work)
  } catch (error) {
    if (error instanceof SigningClockError) return { wrong: `Nothing was done. ${error.message}` }
    throw error
  }
}
