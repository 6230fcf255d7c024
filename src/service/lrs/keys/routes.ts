import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { sameSecret } from '../../auth/tokens.ts'
import type { Service } from '../../dependencies.ts'
import type { AppContext, AppEnv } from '../../http/env.ts'
import { limited, tokenBuckets } from '../../http/rate-limit.ts'
import { isObject } from '../validation/checks.ts'
import { createKey, type KeysAnswer, listKeys, revokeKey, rotateKey } from './manage.ts'
import { permits } from './scopes.ts'

const PATH = '/api/keys'

/** Keys over HTTP, for the operator key of this run and for keys whose scope is `all`. */
export function keyRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings, now, operatorKey, keyRing } = service
  const maker = { ...service, forget: keyRing.forget }
  const limiter = tokenBuckets({ burst: 60, perMinute: 60, now })

  app.use(`${PATH}/*`, limited(limiter, settings.trustProxy), bodyLimit({ maxSize: 16_384 }), async (c, next) => {
    c.header('Cache-Control', 'no-store')
    const authorization = c.req.header('authorization') ?? ''
    const bearer = /^Bearer (\S+)$/.exec(authorization)?.[1]
    if (bearer !== undefined && sameSecret(bearer, operatorKey)) return next()
    const held = await keyRing.verify(authorization)
    if (held === undefined) {
      c.header('WWW-Authenticate', 'Basic realm="keys"')
      return c.json({ error: 'signed-out', message: 'Send the operator key, or a key whose scope is "all".' }, 401)
    }
    if (permits(held.key.scopes, 'manage-keys')) return next()
    return c.json({ error: 'scope', message: 'Only a key whose scope is "all" manages keys.' }, 403)
  })

  app.get(PATH, async (c) => c.json({ keys: await listKeys(maker) }))
  app.post(PATH, async (c) => {
    const asked: unknown = await c.req.json().catch(() => undefined)
    if (!isObject(asked)) return c.json({ error: 'json', message: 'The body must be a JSON object.' }, 400)
    return answer(c, await createKey(maker, asked), 201)
  })
  app.post(`${PATH}/:id/rotate`, async (c) => answer(c, await rotateKey(maker, c.req.param('id')), 200))
  app.delete(`${PATH}/:id`, async (c) => answer(c, await revokeKey(maker, c.req.param('id')), 200))
}

const answer = (c: AppContext, outcome: KeysAnswer, status: 200 | 201): Response =>
  'wrong' in outcome
    ? c.json({ error: 'keys', message: outcome.wrong }, status === 201 ? 400 : 404)
    : c.json(outcome, status)
