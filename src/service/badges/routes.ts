import type { Hono } from 'hono'
import { DID_DOCUMENT_PATH, didDocument } from '../../certificates/badge/issuer.ts'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { limited, tokenBuckets } from '../http/rate-limit.ts'
import { isSecure } from '../http/security.ts'
import { publicKeys, signingKeys } from './keys.ts'
import { type ServedList, statusLists } from './lists.ts'

const NO_DID_DOCUMENT =
  'Keys are published here only where the service is reached over https. Whoever runs it sees them with: chartwright signing-keys list\n'

/** What verifiers anywhere read: who issues, and what no longer holds. Open to pages of any origin, without cookies. */
export function badgeRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings, store, now } = service
  const lists = statusLists(service)
  const slow = limited(tokenBuckets({ burst: 120, perMinute: 120, now }), settings.trustProxy)

  app.get(DID_DOCUMENT_PATH, slow, async (c) => {
    // Without https there is no did:web that could lead here.
    if (!isSecure(settings)) return c.text(NO_DID_DOCUMENT, 404)
    const document = didDocument(settings.publicUrl, publicKeys(await signingKeys(store, service)))
    return open(c, { 'Content-Type': 'application/did+json', 'Cache-Control': 'public, max-age=300' }).body(
      JSON.stringify(document),
    )
  })

  for (const [path, find, type] of [
    ['/badges/status', lists.bits, 'application/vc'],
    ['/badges/revocations', lists.names, 'application/json'],
  ] as const) {
    app.get(`${path}/:list`, slow, async (c) => {
      const list = /^[1-9]\d{0,14}$/.exec(c.req.param('list'))?.[0]
      const found = list === undefined ? undefined : await find(Number(list))
      return found === undefined ? c.notFound() : served(c, found, type)
    })
  }
}

/** Asked again each time, answered in full only when it has changed (RFC 9110 §13.1.2). */
function served(c: AppContext, { text, etag }: ServedList, type: string): Response {
  const tag = `"${etag}"`
  const known = (c.req.header('if-none-match') ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
  open(c, { ETag: tag, 'Cache-Control': 'no-cache' })
  return known ? c.body(null, 304) : open(c, { 'Content-Type': type }).body(text)
}

function open(c: AppContext, headers: Readonly<Record<string, string>>): AppContext {
  c.header('Access-Control-Allow-Origin', '*')
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  return c
}
