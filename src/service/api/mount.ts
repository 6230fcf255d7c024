import type { Hono, MiddlewareHandler } from 'hono'
import { identify } from '../auth/session.ts'
import { isBearer } from '../auth/tokens.ts'
import type { Service } from '../dependencies.ts'
import { readBody } from '../http/body.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { limited, tokenBuckets } from '../http/rate-limit.ts'
import { sameOriginPosts } from '../http/security.ts'
import { parseStrictJson } from '../lrs/json-text.ts'
import { permits } from '../lrs/keys/scopes.ts'
import { isUuid } from '../lrs/validation/formats.ts'
import { byStaff, OPERATOR } from '../staff/by.ts'
import { ajvEngine } from './ajv.ts'
import { openApiDocument } from './open-api.ts'
import { type ApiAnswer, type ApiRoute, refuse } from './route.ts'

/** Bytes of a JSON body. */
const JSON_BYTES = 64 * 1024
/** Requests of one client address a minute. */
const PER_MINUTE = 1_200

export const OPEN_API_PATH = '/api/openapi.json'

/** Serves the routes of the HTTP API, and the document that describes them. */
export function mountApi(app: Hono<AppEnv>, service: Service, routes: readonly ApiRoute[]): void {
  const limiter = tokenBuckets({ burst: PER_MINUTE, perMinute: PER_MINUTE, now: service.now })
  const ajv = ajvEngine()
  const document = openApiDocument(routes, service.settings.publicUrl)
  app.get(OPEN_API_PATH, (c) => c.json(document))
  for (const one of routes) {
    const path = one.path.replace(/\{(\w+)\}/g, ':$1')
    const run = one.run(ajv)
    const guards =
      one.access === 'staff'
        ? [sameOriginPosts(service.settings), identify(service)]
        : ([] as MiddlewareHandler<AppEnv>[])
    app.on(one.method.toUpperCase(), path, limited(limiter, service.settings.trustProxy), ...guards, async (c) => {
      c.header('Cache-Control', 'no-store')
      const caller = one.access === 'staff' ? staffCaller(c, service) : await programCaller(c, service)
      const { status, body, file } = typeof caller === 'string' ? await answer(c, one, run, caller) : caller
      if (file !== undefined) {
        c.header('Content-Type', file.type)
        c.header('Content-Disposition', `attachment; filename="${file.name}"`)
        return c.body(new Uint8Array(file.content))
      }
      return status === 204 ? c.body(null, 204) : c.json(body ?? {}, status)
    })
  }
}

const isOperator = (c: AppContext, { operatorKey }: Service): boolean =>
  isBearer(c.req.header('authorization'), operatorKey)

/** The operator of this run, and instructors who are signed in: a person answers for what is done to the records. */
function staffCaller(c: AppContext, service: Service): string | ApiAnswer {
  if (isOperator(c, service)) return OPERATOR
  const person = c.get('person')
  if (person === undefined) return refuse(401, 'signed-out', 'Sign in as an instructor, or send the operator key.')
  return person.role === 'instructor' ? byStaff(person) : refuse(403, 'role', 'Only instructors may do this.')
}

/** The operator of this run, and keys whose scope is `all`. */
async function programCaller(c: AppContext, service: Service): Promise<string | ApiAnswer> {
  if (isOperator(c, service)) return OPERATOR
  const held = await service.keyRing.verify(c.req.header('authorization') ?? '')
  if (held === undefined) {
    c.header('WWW-Authenticate', 'Basic realm="api"')
    return refuse(401, 'signed-out', 'Send the operator key, or a key whose scope is "all".')
  }
  return permits(held.key.scopes, 'manage')
    ? `key:${held.key.id}`
    : refuse(403, 'scope', 'Only a key whose scope is "all" may do this.')
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

async function answer(
  c: AppContext,
  { body: wanted }: ApiRoute,
  run: ReturnType<ApiRoute['run']>,
  who: string,
): Promise<ApiAnswer> {
  const params = c.req.param()
  if (!Object.values(params).every(isUuid)) return refuse(404, 'not-found', 'There is nothing here.')
  const query: Record<string, string> = {}
  for (const [name, values] of Object.entries(c.req.queries())) {
    if (values.length > 1) return refuse(400, 'query', `The parameter ${name.slice(0, 80)} stands twice.`)
    query[name] = values[0] ?? ''
  }
  const request = { c, who, params, query }
  if (wanted === undefined) return run({ ...request, body: undefined })
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  const types = 'files' in wanted ? wanted.files : ['application/json']
  if (!types.includes(type)) {
    return refuse(
      415,
      'content-type',
      `The body must be sent as ${types.join(' or ')}, not as ${type.slice(0, 80) || 'nothing'}.`,
    )
  }
  if ('files' in wanted) return run({ ...request, body: undefined })
  // So few bytes that there is room for them.
  const most = wanted.most ?? JSON_BYTES
  const read = await readBody(c, most, () => true)
  if ('tooLarge' in read) return refuse(413, 'too-large', `The body may have at most ${most} bytes.`)
  const text = 'bytes' in read ? decodeUtf8(read.bytes) : undefined
  if (text === undefined) return refuse(400, 'body', 'The body ended before it was whole, or is not UTF-8.')
  const parsed = parseStrictJson(text)
  return 'fault' in parsed ? refuse(400, 'json', parsed.fault.message) : run({ ...request, body: parsed.json })
}
