import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { AppEnv } from './env.ts'
import { whenSent } from './when-sent.ts'

/**
 * One line of the log. It says what the service did, never who it did it for: route templates instead of addresses, so
 * no certificate number, sign-in token or registration gets in; no names, no answers, no client addresses.
 */
export type LogLine =
  | {
      readonly at: string
      readonly event: 'request'
      readonly id: string
      readonly method: string
      readonly route: string
      readonly status: number
      /** Until the answer was ready. */
      readonly ms: number
      /** Written to the connection, headers included. */
      readonly bytes: number
      readonly role: 'guest' | 'learner' | 'instructor'
    }
  | { readonly at: string; readonly event: 'error'; readonly id: string; readonly error: string }
  | { readonly at: string; readonly event: 'award'; readonly course: string; readonly award: string }
  /** A connection that was refused before there was a request. */
  | { readonly at: string; readonly event: 'refused'; readonly reason: string }
  | { readonly at: string; readonly event: 'database-back' }
  | { readonly at: string; readonly event: 'stopping' | 'stopped' }

export interface AnsweredRequest {
  readonly method: string
  /** Its pattern, never the address. */
  readonly route: string
  readonly status: number
  readonly seconds: number
}

/** What a proxy may name a request by: short, and nothing that means something anywhere it is written to. */
const REQUEST_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/**
 * Gives every request an id, or keeps the one a proxy gave it, answers it in X-Request-Id, and writes one line when the
 * answer was sent.
 */
export const requestLog =
  (options: {
    readonly log: (line: LogLine) => void
    readonly now: () => number
    readonly monotonic: () => number
    readonly uuid: () => string
    readonly metrics: { readonly request: () => (answered: AnsweredRequest) => void }
  }): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const given = c.req.header('x-request-id')
    const id = given !== undefined && REQUEST_ID.test(given) ? given : options.uuid()
    const at = options.now()
    const began = options.monotonic()
    const answered = options.metrics.request()
    // Looked at before anything is written: several requests share a connection, one after the other.
    const socket = c.env?.incoming?.socket
    const bytesBefore = socket?.bytesWritten ?? 0
    c.set('requestId', id)
    c.header('X-Request-Id', id)
    await next()
    if (c.res.headers.get('X-Request-Id') === null) c.header('X-Request-Id', id)
    const took = options.monotonic() - began
    const { method } = c.req
    // Middleware stands in the list as well, under ALL.
    const route = matchedRoutes(c).findLast((one) => one.method !== 'ALL')?.path ?? 'none'
    const { status } = c.res
    const role = c.get('person')?.role ?? 'guest'
    answered({ method, route, status, seconds: took / 1000 })
    const write = (): void =>
      options.log({
        at: new Date(at).toISOString(),
        event: 'request',
        id,
        method,
        route,
        status,
        ms: Math.round(took * 100) / 100,
        bytes: (socket?.bytesWritten ?? 0) - bytesBefore,
        role,
      })
    whenSent(c, write)
  }
