import type { AppContext } from './env.ts'

/** Calls back once the answer was sent or its client has left; at once where they left before there was an answer. */
export function whenSent(c: AppContext, done: () => void): void {
  const outgoing = c.env?.outgoing
  if (outgoing === undefined || outgoing.closed === true) done()
  else outgoing.once('close', done)
}
