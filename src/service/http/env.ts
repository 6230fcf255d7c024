import type { Context } from 'hono'
import type { Learner } from '../../storage/records.ts'

/** What middleware leaves for the handlers behind it. */
export interface Variables {
  readonly requestId: string
  /** Who is signed in; set on every route behind `identify`. */
  readonly person: Learner | undefined
  /** Hash of the session's token. */
  readonly session: string | undefined
}

/** What @hono/node-server adds to a request; absent in tests that call the app directly. */
export interface Bindings {
  readonly incoming?: {
    readonly socket?: { readonly remoteAddress?: string | undefined; readonly bytesWritten?: number }
    /** Whether all of the request has come. */
    readonly complete?: boolean
  }
  readonly outgoing?: {
    /** Whether 'close' was emitted already. */
    readonly closed?: boolean
    once(event: 'close', listener: () => void): unknown
  }
}

export interface AppEnv {
  Variables: Variables
  Bindings: Bindings
}

export type AppContext = Context<AppEnv>
