import type { Hono } from 'hono'
import type { Dependencies } from './dependencies.ts'
import type { AppEnv } from './http/env.ts'

/** For whoever watches the service: healthy means that the store answers. */
export function healthRoutes(app: Hono<AppEnv>, { store }: Dependencies): void {
  app.get('/healthz', async (c) => {
    c.header('Cache-Control', 'no-store')
    try {
      await store.statements.cursor('health')
      return c.json({ status: 'ok' })
    } catch {
      return c.json({ status: 'store not reachable' }, 503)
    }
  })
}
