import type { Handler as HonoHandler } from 'hono'
import { sessionOf } from '../cmi5/session-caller.ts'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { type Place, type Room, SMALL_BYTES } from '../http/room.ts'
import { whenSent } from '../http/when-sent.ts'
import { type Alternate, type Method, methodNamed, readAlternate } from './alternate.ts'
import { bodyOf, tooMany } from './bodies.ts'
import { type Caller, denied } from './caller.ts'
import { originFault } from './cors.ts'
import { type Answer, badParameter, type LrsRequest } from './exchange.ts'
import type { HeldKey } from './keys/ring.ts'
import { limits } from './limits.ts'
import { isRefusal, type Refusal, refusal } from './refusal.ts'
import type { Operation, Operations } from './resources.ts'
import { boundaryOf } from './statements/multipart.ts'
import { communicationClause, rulesFor, VERSION_HEADER, type VersionRules, versions } from './versions.ts'

/** What the content in a form is where the form does not say. */
const JSON_TYPE = 'application/json'
const CONSISTENT_THROUGH = 'X-Experience-API-Consistent-Through'

interface Mounted {
  readonly base: string
  readonly rules: VersionRules
  readonly operations: Operations
  /** Shared by all resources: large bodies of callers, forms of whoever has not said yet who they are, large answers. */
  readonly rooms: { readonly bodies: Room; readonly forms: Room; readonly answers: Room }
}

/** Takes a request apart, finds out who asks and by which version, and answers what the resource says. */
export const dispatch =
  (service: Service, mounted: Mounted): HonoHandler<AppEnv> =>
  async (c) => {
    const places = { body: mounted.rooms.bodies.enter(), form: mounted.rooms.forms.enter() }
    const outcome = await answerTo(c, service, mounted, places).finally(() => {
      places.body.leave()
      places.form.leave()
    })
    if (isRefusal(outcome)) return c.json(outcome.refused, outcome.status, outcome.headers)
    if (outcome.status === 204) return c.body(null, 204, outcome.headers)
    const { headers, body } = outcome
    if (body.length > SMALL_BYTES && !holds(c, mounted.rooms.answers.enter(), body.length)) {
      const busy = tooMany('Too many large answers are being fetched.')
      return c.json(busy.refused, busy.status, busy.headers)
    }
    return c.body(typeof body === 'string' ? body : new Uint8Array(body), 200, headers)
  }

/** Takes room for an answer until it was sent; false where there is none. */
function holds(c: AppContext, place: Place, bytes: number): boolean {
  if (!place.take(bytes)) return false
  whenSent(c, place.leave)
  return true
}

async function answerTo(
  c: AppContext,
  service: Service,
  mounted: Mounted,
  places: { readonly body: Place; readonly form: Place },
): Promise<Answer | Refusal> {
  const query = queryOf(c.req.url)
  const alternate = await alternateOf(c, query, places.form)
  if (alternate !== undefined && isRefusal(alternate)) return alternate
  const header = (name: string): string | undefined =>
    alternate?.headers.get(name) ??
    (alternate !== undefined && name === 'content-type' ? JSON_TYPE : c.req.header(name))
  const method = alternate?.method ?? methodOf(c)
  const authorization = header('authorization')
  const active = authorization === undefined ? undefined : await sessionOf(service, authorization)
  const held = active === undefined ? await heldKey(service, authorization) : undefined

  const rules = speak(c, header(VERSION_HEADER.toLowerCase()), held, mounted)
  const operation = method === undefined ? undefined : mounted.operations[method]
  if (operation === undefined) return notAllowed(mounted.operations)
  if (operation.permission === undefined) {
    return run(operation, {
      c,
      alternate,
      query,
      header,
      rules: isRefusal(rules) ? mounted.rules : rules,
      base: mounted.base,
      place: places.body,
    })
  }
  if (isRefusal(rules)) return rules
  if (alternate !== undefined && !rules.alternateSyntax) {
    return badParameter(rules, '1.3', 'method', 'is not known: this version has no alternate request syntax')
  }
  const caller =
    active === undefined
      ? callerOf(c, held, authorization !== undefined || alternate !== undefined)
      : ({ kind: 'session', active, authority: active.authority } as const satisfies Caller)
  if (isRefusal(caller)) return caller
  const refused = originFault(c, caller) ?? rateFault(held) ?? denied(caller, operation.permission)
  if (refused !== undefined) return refused
  const answer = await run(operation, {
    c,
    alternate,
    query,
    header,
    rules,
    caller,
    base: mounted.base,
    place: places.body,
  })
  if (operation.permission === 'statements-read') {
    c.header(CONSISTENT_THROUGH, new Date(await service.store.statements.consistentThrough()).toISOString())
  }
  return answer
}

const queryOf = (url: string): URLSearchParams => {
  const start = url.indexOf('?')
  return new URLSearchParams(start === -1 ? '' : url.slice(start + 1))
}

/** HEAD is a GET whose body the HTTP layer leaves out. */
const methodOf = (c: AppContext): Method | undefined => (c.req.method === 'HEAD' ? 'GET' : methodNamed(c.req.method))

/** The request in a form, where it came as one (xAPI 1.0.3 Communication §1.3). */
async function alternateOf(
  c: AppContext,
  query: URLSearchParams,
  place: Place,
): Promise<Alternate | Refusal | undefined> {
  if (c.req.method !== 'POST' || !query.has('method')) return undefined
  const asked = c.req.header(VERSION_HEADER)
  // Another version asked for in the header takes the parameter for what it is there: unknown.
  if (asked !== undefined && rulesFor(asked)?.alternateSyntax !== true) return undefined
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') {
    return refusal(400, {
      error: 'alternate-request',
      rule: communicationClause(versions['1.0.3'], '1.3'),
      message: 'A request with the parameter method comes as application/x-www-form-urlencoded.',
    })
  }
  const form = await bodyOf(c, limits.form, place)
  return isRefusal(form) ? form : readAlternate(query, form)
}

const heldKey = async ({ keyRing }: Service, authorization: string | undefined): Promise<HeldKey | undefined> =>
  authorization === undefined ? undefined : keyRing.verify(authorization)

/**
 * The rules to answer by. Every answer names its version; a refusal for want of one names that which the key spoke last,
 * or the one of the base.
 */
function speak(
  c: AppContext,
  asked: string | undefined,
  held: HeldKey | undefined,
  mounted: Mounted,
): VersionRules | Refusal {
  const found = asked === undefined ? undefined : rulesFor(asked)
  const rules = found ?? held?.spoke ?? mounted.rules
  if (held !== undefined && found !== undefined) held.spoke = found
  c.header(VERSION_HEADER, rules.version)
  if (found !== undefined) return found
  const all = Object.keys(versions).join(' or ')
  return refusal(400, {
    error: 'version',
    rule: communicationClause(rules, '3.3'),
    message:
      asked === undefined
        ? `The request has no ${VERSION_HEADER} header. Send ${VERSION_HEADER}: ${all}.`
        : `Version ${asked.slice(0, 40)} is not served here. Send ${VERSION_HEADER}: ${all}.`,
  })
}

const notAllowed = (operations: Operations): Refusal => {
  const allowed = Object.keys(operations).join(', ')
  return refusal(405, { error: 'method', message: `This resource answers ${allowed}.` }, { Allow: allowed })
}

function callerOf(c: AppContext, held: HeldKey | undefined, keyed: boolean) {
  if (held !== undefined) return { kind: 'key', key: held.key, authority: held.authority } as const satisfies Caller
  // The scheme Basic would make browsers ask learners for a password they do not have.
  const browser = c.req.header('sec-fetch-mode') !== undefined && !keyed
  return refusal(
    401,
    keyed
      ? { error: 'key', message: 'The id or the secret of the key is wrong, or the key was revoked.' }
      : { error: 'key', message: 'Send the id and secret of a key by Basic authentication.' },
    { 'WWW-Authenticate': browser ? 'Session realm="xAPI"' : 'Basic realm="xAPI", charset="UTF-8"' },
  )
}

function rateFault(held: HeldKey | undefined): Refusal | undefined {
  const wait = held?.limiter?.take(held.key.id) ?? 0
  return wait === 0
    ? undefined
    : refusal(
        429,
        { error: 'rate', message: `This key has used up its requests. Try again in ${wait} seconds.` },
        { 'Retry-After': String(wait) },
      )
}

interface Taken {
  readonly c: AppContext
  readonly alternate: Alternate | undefined
  readonly query: URLSearchParams
  readonly header: (name: string) => string | undefined
  readonly rules: VersionRules
  readonly caller?: Caller
  readonly base: string
  readonly place: Place
}

const ANYBODY: Caller = { kind: 'anybody', authority: {} }

async function run(
  operation: Operation,
  { c, alternate, query, header, rules, caller = ANYBODY, base, place }: Taken,
): Promise<Answer | Refusal> {
  const parameters = new Map(alternate?.parameters)
  for (const [name, value] of alternate === undefined ? query : []) {
    if (parameters.has(name)) return badParameter(rules, '2.1.3', name, 'stands twice')
    parameters.set(name, value)
  }
  const request: LrsRequest = {
    rules,
    caller,
    parameters,
    header,
    base,
    body: () =>
      alternate === undefined
        ? bodyOf(c, mostBytes(header('content-type'), operation), place)
        : Promise.resolve(alternate.content ?? new Uint8Array()),
  }
  return operation.handler(request)
}

/** Only bodies with attachments may be as large as these may. */
const mostBytes = (type: string | undefined, { mostBytes: most }: Operation): number =>
  most === limits.multipart && boundaryOf(type ?? '') === undefined ? limits.statements : most
