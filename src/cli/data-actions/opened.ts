import type { Store } from '../../storage/store.ts'
import { folderOf, openData } from '../data.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import type { ActionOptions } from './action.ts'

/** Opens the store for a while. Says why where that cannot be, and answers the exit code. */
export async function withStore(
  io: Io,
  options: ActionOptions,
  work: (store: Store) => Promise<number>,
): Promise<number> {
  const opened = await openData(io, options)
  if (typeof opened === 'number') return opened
  if ('inUse' in opened) {
    const who = opened.inUse === undefined ? 'another process' : `process ${opened.inUse.pid} at ${opened.inUse.url}`
    io.stderr(
      `chartwright: ${folderOf(io, options)} is in use by ${who}.\nStop that one first. A backup can be made while it runs.\n`,
    )
    return EXIT.io
  }
  try {
    return await work(opened.store)
  } finally {
    await opened.store.close()
  }
}
