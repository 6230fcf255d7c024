import type { SaveOutcome } from '../driver.ts'
import type { Reply } from './record-store.ts'

/** What the learner is told when something could not be saved, by what the record store answered. */
export type Reasons = (reply: Reply) => string

export const DONE: SaveOutcome = { saved: true }

export const ELSEWHERE =
  'This course was continued in another tab or on another device. Reload this page to go on from there.'
const OFFLINE = 'No connection. Your work is kept in this browser and sent when the connection is back.'
const REFUSED = 'The record keeper refused what was sent. Your work is kept in this browser.'

const isFailure = (status: number): boolean => status === 0 || status >= 500 || status === 429

/** Our own service: the learner signs in there. */
export const hostedReasons: Reasons = ({ status }) =>
  isFailure(status)
    ? OFFLINE
    : status === 401
      ? 'You are signed out. Sign in again in another tab; your work is kept in this browser until then.'
      : status === 412
        ? ELSEWHERE
        : REFUSED

/** A record store that a learning platform named at the launch: only another launch gives access again. */
export const launchedReasons: Reasons = ({ status }) =>
  status === 0
    ? OFFLINE
    : isFailure(status)
      ? `The record store cannot take your work at the moment (error ${status}). It is kept in this browser and sent again soon.`
      : status === 401 || status === 403
        ? 'Your learning platform no longer accepts this launch. Close this window and launch the course again from there; your work is kept in this browser until then.'
        : status === 412
          ? ELSEWHERE
          : REFUSED
