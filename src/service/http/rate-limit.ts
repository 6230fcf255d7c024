import type { MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { clientAddress } from './client-address.ts'
import type { AppEnv } from './env.ts'

/** Decides whether one more request of a client may pass. A replica-wide implementation can stand behind the same call. */
export interface RateLimiter {
  /** Seconds to wait, 0 when the request may pass. */
  take(key: string): number
}

const MOST_KEYS = 10_000

/**
 * Token buckets in memory: `burst` requests at once, then `perMinute`. Buckets that are full again are forgotten; when
 * too many clients are known at once, the oldest bucket goes, so memory stays bounded.
 */
export function tokenBuckets(options: {
  readonly burst: number
  readonly perMinute: number
  readonly now: () => number
}): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const perMillisecond = options.perMinute / 60_000
  return {
    take: (key) => {
      const at = options.now()
      const known = buckets.get(key)
      const tokens = known
        ? Math.min(options.burst, known.tokens + Math.max(0, at - known.at) * perMillisecond)
        : options.burst
      buckets.delete(key)
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
      const oldest = buckets.keys().next()
      if (buckets.size > MOST_KEYS && oldest.done !== true) buckets.delete(oldest.value)
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMillisecond / 1000)
    },
  }
}

/**
 * Refuses with 429 and Retry-After once the bucket of a client's address is empty, or that of the person who is signed in
 * there, whatever addresses they come from.
 */
export const limited =
  (limiter: RateLimiter, trustProxy: boolean): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const person = c.get('person')
    const keys = [clientAddress(c, trustProxy), ...(person === undefined ? [] : [`person ${person.id}`])]
    const wait = Math.max(...keys.map((key) => limiter.take(key)))
    if (wait === 0) return next()
    c.header('Retry-After', String(wait))
    const message = `Too many requests. Try again in ${wait === 1 ? '1 second' : `${wait} seconds`}.`
    throw new HTTPException(429, { message })
  }
