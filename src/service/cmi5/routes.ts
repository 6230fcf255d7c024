import type { Hono } from 'hono'
import { getMimeType } from 'hono/utils/mime'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { limited, tokenBuckets } from '../http/rate-limit.ts'
import { isUuid } from '../lrs/validation/formats.ts'
import { CONTENT_PATH, FETCH_PATH, fetchToken } from './launch.ts'

const EMPTY = new Uint8Array()
/** Fetch requests of one client address a minute: a whole school may stand behind one. */
const FETCHES_PER_MINUTE = 1_200

/** What launched content asks for: its token, and the files of its package. */
export function contentRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings, now, store, content } = service
  const limiter = tokenBuckets({ burst: FETCHES_PER_MINUTE, perMinute: FETCHES_PER_MINUTE, now })

  // Content of any origin asks; the token in the address is what lets it in, once.
  app.use(`${FETCH_PATH}/:token`, async (c, next) => {
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Cache-Control', 'no-store')
    if (c.req.method !== 'OPTIONS') return next()
    c.header('Access-Control-Allow-Methods', 'POST')
    c.header('Access-Control-Allow-Headers', 'Content-Type, X-Experience-API-Version')
    return c.body(null, 204)
  })
  // cmi5 8.2.2-3: whatever the outcome, the status is 200.
  app.post(`${FETCH_PATH}/:token`, limited(limiter, settings.trustProxy), async (c) =>
    c.json(await fetchToken(service, c.req.param('token'))),
  )

  app.get(`${CONTENT_PATH}/:course/:file{.+}`, async (c) => {
    const course = c.req.param('course')
    const path = fileNameIn(c)
    const file = isUuid(course) && path !== undefined ? await store.cmi5.file(course, path) : undefined
    if (file === undefined) return c.notFound()
    const tag = `"${file.sha256}"`
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Content-Type', getMimeType(file.path) ?? 'application/octet-stream')
    c.header('Cache-Control', 'private, max-age=300')
    c.header('ETag', tag)
    c.header('Accept-Ranges', 'bytes')
    if (c.req.header('if-none-match') === tag) return c.body(null, 304)
    const range = rangeOf(c.req.header('range'), file.bytes)
    if (range === 'unsatisfiable') {
      c.header('Content-Range', `bytes */${file.bytes}`)
      return c.body(null, 416)
    }
    const { start, end } = range ?? { start: 0, end: file.bytes - 1 }
    const bytes = file.bytes === 0 || c.req.method === 'HEAD' ? EMPTY : await content.read(file.sha256, start, end)
    if (bytes === undefined) return c.notFound()
    c.header('Content-Length', String(end - start + 1))
    if (range !== undefined) c.header('Content-Range', `bytes ${start}-${end}/${file.bytes}`)
    return c.body(bytes, range === undefined ? 200 : 206)
  })
}

/** The name in the zip that an address means; it is looked up, never opened. */
function fileNameIn(c: AppContext): string | undefined {
  const [, , , ...steps] = new URL(c.req.url).pathname.split('/')
  try {
    return decodeURIComponent(steps.join('/'))
  } catch {
    return undefined
  }
}

/** One range of bytes (RFC 9110 §14.2); several at once are answered with the whole. */
function rangeOf(
  header: string | undefined,
  bytes: number,
): { readonly start: number; readonly end: number } | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  return start > end || start >= bytes ? 'unsatisfiable' : { start, end }
}
