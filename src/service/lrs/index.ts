import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Service } from '../dependencies.ts'
import type { AppEnv } from '../http/env.ts'
import { refuse } from './errors.ts'
import { stateRoutes } from './state.ts'
import { statementRoutes } from './statements.ts'
import { VERSION, xapiVersion } from './version.ts'

const MOST_BYTES = 1_000_000

/** The record store under /xapi, for the player of whoever is signed in. */
export function lrsRoutes(app: Hono<AppEnv>, service: Service): void {
  app.use('/xapi/*', xapiVersion)
  app.get('/xapi/about', (c) => c.json({ version: [VERSION] }))
  app.use('/xapi/*', async (c, next) => {
    if (c.get('person') === undefined) return refuse(c, 401, { error: 'signed-out', message: 'Sign in first.' })
    return next()
  })
  app.use(
    '/xapi/*',
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: (c) => c.json({ error: 'too-large', message: `A request may have at most ${MOST_BYTES} bytes.` }, 413),
    }),
  )
  statementRoutes(app, service)
  stateRoutes(app, service)
}
