import type { Store } from '../storage/store.ts'
import type { HostedCourse } from './courses.ts'
import type { LogLine } from './http/request-log.ts'
import type { Settings } from './settings.ts'

/** Everything the service needs of the world. `server.ts` hands in the real things, tests their own. */
export interface Dependencies {
  readonly store: Store
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
  /** Lower-case version 4 UUIDs. */
  readonly uuid: () => string
  /** Cryptographic randomness. */
  readonly random: (bytes: number) => Uint8Array
  readonly settings: Settings
  /** By course id. */
  readonly courses: ReadonlyMap<string, HostedCourse>
  /** The built player by file name, `tokens.css` included. */
  readonly player: ReadonlyMap<string, Uint8Array>
  readonly pageStyle: Uint8Array
  readonly log: (line: LogLine) => void
  /** Secret of whoever may write to the data folder; lets `chartwright users add` talk to a running service. */
  readonly operatorKey: string
}

/** Turns statements into awards, behind the requests that store them. */
export interface Awards {
  /** Something new may be worth an award: a statement was stored, or the progress of this registration changed. */
  wake(registration?: string): void
  /** Resolves when everything stored before the call has been dealt with. */
  settled(): Promise<void>
}

/** The same with what the app makes of it. */
export interface Service extends Dependencies {
  readonly awards: Awards
}
