import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { refuse } from './errors.ts'

export const VERSION = '1.0.3'
const HEADER = 'X-Experience-API-Version'

/**
 * xAPI 1.0.3 Communication §3.3: every reply names the version; requests must, with 1.0.x meaning this one. Asking for
 * the header also keeps other sites' forms out: they cannot send it.
 */
export const xapiVersion: MiddlewareHandler<AppEnv> = async (c, next) => {
  c.header(HEADER, VERSION)
  c.header('Cache-Control', 'no-store')
  const asked = c.req.header(HEADER)
  // About (§2.7) answers whoever does not know the version yet.
  if (c.req.path.endsWith('/about') || (asked !== undefined && /^1\.0(\.\d+)?$/.test(asked))) return next()
  return refuse(c, 400, {
    error: 'version',
    rule: 'xAPI 1.0.3 Communication 3.3',
    message:
      asked === undefined
        ? `The request has no ${HEADER} header. Send ${HEADER}: ${VERSION}.`
        : `Version ${asked} is not served here. Send ${HEADER}: ${VERSION}.`,
  })
}
