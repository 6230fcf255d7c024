import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { AppEnv } from './env.ts'

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
      readonly ms: number
      readonly role: 'guest' | 'learner' | 'instructor'
    }
  | { readonly at: string; readonly event: 'error'; readonly id: string; readonly error: string }
  | { readonly at: string; readonly event: 'award'; readonly course: string; readonly award: string }

/** Gives every request an id, answers it in X-Request-Id, and writes one line when the request is done. */
export const requestLog =
  (options: {
    readonly log: (line: LogLine) => void
    readonly now: () => number
    readonly uuid: () => string
  }): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const id = options.uuid()
    const started = options.now()
    c.set('requestId', id)
    await next()
    c.header('X-Request-Id', id)
    options.log({
      at: new Date(started).toISOString(),
      event: 'request',
      id,
      method: c.req.method,
      // Middleware stands in the list as well, under ALL.
      route: matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? 'none',
      status: c.res.status,
      ms: options.now() - started,
      role: c.get('person')?.role ?? 'guest',
    })
  }
