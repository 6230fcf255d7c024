/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { timeout } from 'hono/timeout'
import { operatorRoutes } from './auth/operator.ts'
import { authRoutes } from './auth/routes.tsx'
import { identify } from './auth/session.ts'
import { createAwards } from './awards/processor.ts'
import type { Dependencies, Service } from './dependencies.ts'
import { healthRoutes } from './health.ts'
import type { AppEnv } from './http/env.ts'
import { requestLog } from './http/request-log.ts'
import { sameOriginPosts, securityHeaders } from './http/security.ts'
import { lrsRoutes } from './lrs/index.ts'
import { assetRoutes } from './pages/assets.ts'
import { answerPage, Notice } from './pages/layout.tsx'
import { pageRoutes } from './pages/routes.tsx'
import { playRoutes } from './play/routes.ts'

/** A request that has no answer after this long gets 504. */
const REQUEST_MILLISECONDS = 30_000

/** The whole service as one app that listens nowhere: tests call `app.request()`, `server.ts` gives it a port. */
export function createApp(dependencies: Dependencies): { readonly app: Hono<AppEnv>; readonly service: Service } {
  const service: Service = { ...dependencies, awards: createAwards(dependencies) }
  const { settings, log, now } = service
  const app = new Hono<AppEnv>()

  app.use(requestLog(service))
  app.use(securityHeaders(settings))
  app.use(timeout(REQUEST_MILLISECONDS))
  healthRoutes(app, service)
  assetRoutes(app, service)
  operatorRoutes(app, service)
  app.use(sameOriginPosts(settings))
  app.use(identify(service))
  authRoutes(app, service)
  lrsRoutes(app, service)
  playRoutes(app, service)
  pageRoutes(app, service)

  app.notFound((c) => {
    if (c.req.path.startsWith('/xapi/')) return c.json({ error: 'not-found', message: 'There is nothing here.' }, 404)
    const page = (
      <Notice title="Page not found" settings={settings} person={c.get('person')}>
        <p>
          There is nothing at this address. Go on from <a href="/">My learning</a>.
        </p>
      </Notice>
    )
    return answerPage(c, page, 404)
  })
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    const id = c.get('requestId')
    log({ at: new Date(now()).toISOString(), event: 'error', id, error: error.stack ?? error.message })
    if (c.req.path.startsWith('/xapi/'))
      return c.json({ error: 'internal', message: `Quote ${id} when you report this.` }, 500)
    const page = (
      <Notice title="Something went wrong" settings={settings}>
        <p>
          Nothing you saved is lost. Try again; if it happens again, quote <code>{id}</code> when you report it.
        </p>
      </Notice>
    )
    return answerPage(c, page, 500)
  })
  return { app, service }
}
