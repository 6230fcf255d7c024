import type { Hono } from 'hono'
import { sha256 } from '../storage/canonical.ts'
import { isBearer } from './auth/tokens.ts'
import type { Service } from './dependencies.ts'
import type { AppContext, AppEnv } from './http/env.ts'
import { permits } from './lrs/keys/scopes.ts'

/**
 * For whoever watches the service. `/healthz`: the process answers; if not, restart it. `/readyz`: requests can be sent
 * here. `/metrics`: for Prometheus, with a key. Migrations are done before anything is answered.
 */
export function healthRoutes(app: Hono<AppEnv>, { operations, operatorKey, keyRing }: Service): void {
  let lastReader = ''
  const reader = async (authorization: string): Promise<'allowed' | 'denied' | 'unknown'> => {
    if (isBearer(authorization, operatorKey)) return 'allowed'
    const hash = sha256(authorization)
    try {
      const held = await keyRing.verify(authorization)
      if (held === undefined) return 'unknown'
      if (!permits(held.key.scopes, 'metrics')) return 'denied'
      lastReader = hash
      return 'allowed'
    } catch {
      // A database that is down must not take away the metrics that say so.
      return hash === lastReader ? 'allowed' : 'unknown'
    }
  }

  app.get('/healthz', (c) => answer(c, 200, { status: 'ok' }))

  app.get('/readyz', async (c) => {
    const found = await operations.readiness()
    return found.ready
      ? answer(c, 200, { status: 'ready' })
      : answer(c, 503, { status: 'not-ready', reason: found.reason })
  })

  app.get('/metrics', async (c) => {
    const found = await reader(c.req.header('authorization') ?? '')
    if (found === 'unknown') {
      c.header('WWW-Authenticate', 'Basic realm="metrics"')
      return answer(c, 401, { error: 'key', message: 'Send the id and secret of a key with the scope "metrics".' })
    }
    if (found === 'denied') {
      return answer(c, 403, { error: 'scope', message: 'The scopes of this key do not allow this.' })
    }
    const { text, type } = await operations.scrape()
    return c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'no-store' })
  })
}

const answer = (c: AppContext, status: 200 | 401 | 403 | 503, body: Readonly<Record<string, string>>): Response =>
  c.json(body, status, { 'Cache-Control': 'no-store' })
