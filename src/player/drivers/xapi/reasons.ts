import type { SaveOutcome } from '../driver.ts'
import type { Reply } from './record-store.ts'

type Failure = Extract<SaveOutcome, { saved: false }>

/** What the learner is told when something could not be saved, by what the record store answered. */
export type Reasons = (reply: Reply) => Failure

export const DONE: SaveOutcome = { saved: true }

export const ELSEWHERE =
  'This course was continued in another tab or on another device. Reload this page to go on from there.'
const OFFLINE = 'No connection. Your work is kept in this browser and sent when the connection is back.'
const REFUSED = 'The record keeper refused what was sent. Your work is kept in this browser.'

/** Who launched the course, in words for the learner. */
export interface Launcher {
  /** Within a sentence. */
  readonly name: string
  /** How to launch the course again: a whole sentence. */
  readonly again: string
  /** What an answer of 401 or 403 means. */
  readonly over: string
  /** Where to launch the course again, if the player can lead there. */
  readonly relaunch?: string
}

/** A learning platform; its address is not known. */
export const platform: Launcher = {
  name: 'your learning platform',
  again: 'Close this window and launch the course again from your learning platform.',
  over: 'Your learning platform no longer accepts this launch. Close this window and launch the course again from there; your work is kept in this browser until then.',
}

/** The service that hosts this player and launches the course at this address. */
export const hostedBy = (relaunch: string): Launcher => ({
  name: 'the service',
  again: 'Launch the course again.',
  over: 'This session is over: you signed out, the course was opened elsewhere, or nothing was heard of this page for hours. Launch the course again; your work is kept in this browser until then.',
  relaunch,
})

/** At the beginning of a sentence. */
export const opening = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`

/** A record store that was named at the launch: where it gives no access any more, only another launch helps. */
export const reasonsOf =
  ({ over, relaunch }: Launcher): Reasons =>
  ({ status }) => {
    if (status === 401 || status === 403)
      return { saved: false, reason: over, ...(relaunch === undefined ? {} : { relaunch }) }
    return { saved: false, reason: reasonOf(status) }
  }

function reasonOf(status: number): string {
  if (status === 0) return OFFLINE
  if (status === 412) return ELSEWHERE
  return status >= 500 || status === 429
    ? `The record store cannot take your work at the moment (error ${status}). It is kept in this browser and sent again soon.`
    : REFUSED
}
