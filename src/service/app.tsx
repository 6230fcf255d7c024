/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { mountApi } from './api/mount.ts'
import { auditPackApi } from './audit-pack/api.ts'
import { operatorRoutes } from './auth/operator.ts'
import { authRoutes } from './auth/routes.tsx'
import { identify } from './auth/session.ts'
import { createAwards } from './awards/processor.ts'
import { badgeRoutes } from './badges/routes.ts'
import { cmi5Api } from './cmi5/api.ts'
import { contentRoutes } from './cmi5/routes.ts'
import type { Dependencies, Service } from './dependencies.ts'
import { healthRoutes } from './health.ts'
import { type Deadlines, deadlines } from './http/deadline.ts'
import type { AppContext, AppEnv } from './http/env.ts'
import { requestLog } from './http/request-log.ts'
import { isAskedByPage, isContentHost, sameOriginPosts, securityHeaders } from './http/security.ts'
import { lrsRoutes } from './lrs/index.ts'
import { keysApi } from './lrs/keys/api.ts'
import { createKeyRing } from './lrs/keys/ring.ts'
import { createOperations } from './operations/index.ts'
import { assetRoutes } from './pages/assets.ts'
import { answerPage, Notice } from './pages/layout.tsx'
import { pageRoutes } from './pages/routes.tsx'
import { playRoutes } from './play/routes.tsx'
import type { Settings } from './settings.ts'
import { staffActions } from './staff/actions.ts'
import { staffApi } from './staff/api.ts'

const DEADLINES: Deadlines = { body: 20_000, answer: 30_000 }
/** Packages of courses: 512 MB over a slow line, and unpacking them. */
const UPLOAD_DEADLINES: Deadlines = { body: 600_000, answer: 660_000 }
const UPLOADS = '/api/cmi5/courses'
/** Thousands of certificates are signed in one transaction. */
const ROSTERS = staffActions.importRoster.path
/** Evidence: 10 MB over a slow line. */
const EVIDENCE_DEADLINES: Deadlines = { body: 180_000, answer: 190_000 }
const EVIDENCE_UPLOADS = /^\/(?:credits\/external|instructor\/credits\/[^/]+\/add)$/

/** The whole service as one app that listens nowhere: tests call `app.request()`, `server.ts` gives it a port. */
export function createApp(dependencies: Dependencies): { readonly app: Hono<AppEnv>; readonly service: Service } {
  const service: Service = {
    ...dependencies,
    awards: createAwards(dependencies),
    keyRing: createKeyRing(dependencies),
    operations: createOperations(dependencies),
  }
  const { settings, log, now, operations } = service
  const app = new Hono<AppEnv>()

  app.use(requestLog({ ...service, metrics: operations.metrics }))
  app.use(securityHeaders(settings))
  app.use(deadlines(deadlinesOf))
  app.use((c, next) => {
    const isContent = c.req.path.startsWith('/content/')
    const misplaced = isContentHost(c, settings) ? !isContent : isContent && isAskedByPage(c)
    return misplaced ? Promise.resolve(c.notFound()) : next()
  })
  healthRoutes(app, service)
  assetRoutes(app, service)
  badgeRoutes(app, service)
  operatorRoutes(app, service)
  mountApi(app, service, [...keysApi(service), ...cmi5Api(service), ...staffApi(service), ...auditPackApi(service)])
  contentRoutes(app, service)
  // Before the cookie is looked at: keys and launched content come from programs and pages of any origin.
  lrsRoutes(app, service)
  app.use(sameOriginPosts(settings))
  app.use(identify(service))
  authRoutes(app, service)
  playRoutes(app, service)
  pageRoutes(app, service)

  app.notFound((c) => {
    if (isForPrograms(c)) return c.json({ error: 'not-found', message: 'There is nothing here.' }, 404)
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
    if (error instanceof HTTPException) {
      if (isForPrograms(c)) return c.json({ error: 'refused', message: error.message }, error.status)
      return refusal(c, error, settings)
    }
    const id = c.get('requestId')
    log({ at: new Date(now()).toISOString(), event: 'error', id, error: error.stack ?? error.message })
    if (isForPrograms(c)) return c.json({ error: 'internal', message: `Quote ${id} when you report this.` }, 500)
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

function deadlinesOf({ req: { method, path } }: AppContext): Deadlines {
  if (method === 'POST' && (path === UPLOADS || path === ROSTERS)) return UPLOAD_DEADLINES
  return method === 'POST' && EVIDENCE_UPLOADS.test(path) ? EVIDENCE_DEADLINES : DEADLINES
}

/** What people see when a request is refused before any page handles it; programs that ask for pages get the bare message. */
function refusal(c: AppContext, { status, message, res }: HTTPException, settings: Settings): Response {
  if (c.req.header('accept')?.includes('text/html') !== true || (status !== 403 && status !== 413 && status !== 429)) {
    return res ?? c.text(message, status)
  }
  const said = {
    403: {
      title: 'This form was not accepted',
      words: 'It was not sent from a page of this service. Open the page here and send the form from it.',
    },
    413: { title: 'That is too long', words: 'Nothing was saved. Go back, shorten what you typed and send it again.' },
    429: { title: 'Please wait', words: message },
  }[status]
  const page = (
    <Notice title={said.title} settings={settings} person={c.get('person')}>
      <p>{said.words}</p>
    </Notice>
  )
  return answerPage(c, page, status)
}

/** Programs are answered in JSON, people with pages. */
const isForPrograms = (c: AppContext): boolean => /^\/(?:xapi|api|cmi5|content)\//.test(c.req.path)
