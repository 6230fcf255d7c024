import type { Hono } from 'hono'
import type { DocumentKey } from '../../storage/records.ts'
import type { Precondition } from '../../storage/store.ts'
import { personOf } from '../auth/guards.ts'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { learnerIdOf } from './agent.ts'
import { refuse } from './errors.ts'
import { isIri, isObject, isTimestamp, isUuid } from './validation/checks.ts'

const PATH = '/xapi/activities/state'
const RULE = 'xAPI 1.0.3 Communication 2.3'

/** State resource (xAPI 1.0.3 Communication §2.3) of the person signed in, with entity tags (§3.1). */
export function stateRoutes(app: Hono<AppEnv>, service: Service): void {
  const { store, now, awards } = service

  app.get(PATH, async (c) => {
    const asked = await parameters(c, service)
    if (asked instanceof Response) return asked
    if (asked.id === undefined) return c.json(await store.documents.ids(asked.filter))
    const document = await store.documents.get({ ...asked.filter, id: asked.id })
    if (document === undefined) return refuse(c, 404, { error: 'not-found', message: 'There is no such document.' })
    c.header('Content-Type', document.type)
    c.header('ETag', `"${document.etag}"`)
    c.header('Last-Modified', new Date(document.updated).toUTCString())
    return c.body(new Uint8Array(document.content))
  })

  const write = async (c: AppContext, merge: boolean): Promise<Response> => {
    const asked = await parameters(c, service)
    if (asked instanceof Response) return asked
    if (asked.id === undefined) return missing(c, 'stateId')
    const key = { ...asked.filter, id: asked.id }
    const type = c.req.header('content-type') ?? 'application/octet-stream'
    const sent = new Uint8Array(await c.req.arrayBuffer())
    const outcome = await store.transaction(async (tx) => {
      const content = merge ? mergeJson(await tx.documents.get(key), type, sent) : sent
      return content && tx.documents.put(key, { type, content, at: now() }, conditionOf(c))
    })
    if (outcome === undefined) {
      return refuse(c, 400, {
        error: 'merge',
        rule: RULE,
        message: 'Only JSON objects can be merged by POST; use PUT.',
      })
    }
    if (!outcome.written) return outdated(c, outcome.etag)
    if (asked.filter.registration !== undefined) awards.wake(asked.filter.registration)
    c.header('ETag', `"${outcome.etag}"`)
    return c.body(null, 204)
  }
  app.put(PATH, (c) => write(c, false))
  app.post(PATH, (c) => write(c, true))

  app.delete(PATH, async (c) => {
    const asked = await parameters(c, service)
    if (asked instanceof Response) return asked
    if (asked.id === undefined) {
      await store.documents.removeAll(asked.filter)
      return c.body(null, 204)
    }
    const outcome = await store.documents.remove({ ...asked.filter, id: asked.id }, conditionOf(c))
    return outcome.written ? c.body(null, 204) : outdated(c, outcome.etag)
  })
}

const missing = (c: AppContext, name: string): Response =>
  refuse(c, 400, { error: 'parameter', rule: RULE, message: `The parameter ${name} is missing.` })

const outdated = (c: AppContext, etag: string | undefined): Response => {
  if (etag !== undefined) c.header('ETag', `"${etag}"`)
  return refuse(c, 412, {
    error: 'outdated',
    rule: 'xAPI 1.0.3 Communication 3.1',
    message: 'The document has changed since it was read; nothing was written.',
  })
}

interface Asked {
  readonly filter: Omit<DocumentKey, 'id'> & { readonly since?: number }
  readonly id: string | undefined
}

const KNOWN = ['activityId', 'agent', 'registration', 'stateId', 'since']

async function parameters(c: AppContext, { store }: Service): Promise<Asked | Response> {
  const unknown = Object.entries(c.req.queries()).find(([name, values]) => !KNOWN.includes(name) || values.length > 1)
  if (unknown !== undefined) {
    return refuse(c, 400, {
      error: 'parameter',
      rule: RULE,
      message: `The parameter ${unknown[0]} is unknown or repeated.`,
    })
  }
  const { activityId, agent, registration, stateId, since } = c.req.query()
  if (activityId === undefined) return missing(c, 'activityId')
  if (agent === undefined) return missing(c, 'agent')
  const wrong = !isIri(activityId)
    ? 'activityId must be an IRI'
    : registration !== undefined && !isUuid(registration)
      ? 'registration must be a UUID'
      : since !== undefined && !isTimestamp(since)
        ? 'since must be a timestamp'
        : undefined
  if (wrong !== undefined) return refuse(c, 400, { error: 'parameter', rule: RULE, message: `The parameter ${wrong}.` })
  const person = personOf(c)
  if (learnerIdOf(store, parseJson(agent)) !== person.id) {
    return refuse(c, 403, { error: 'not-yours', message: 'The agent must be the person who is signed in.' })
  }
  if (registration !== undefined) {
    const enrolment = await store.enrolments.get(registration.toLowerCase())
    if (enrolment?.learner !== person.id) {
      return refuse(c, 403, { error: 'not-yours', message: 'The registration is not one of the person signed in.' })
    }
  }
  return {
    filter: {
      resource: 'state',
      activity: activityId,
      learner: person.id,
      ...(registration === undefined ? {} : { registration: registration.toLowerCase() }),
      ...(since === undefined ? {} : { since: Date.parse(since) }),
    },
    id: stateId,
  }
}

/** If-Match and If-None-Match as lists of bare tags; weak tags never match for writing (RFC 9110 §13.1.1). */
function conditionOf(c: AppContext): Precondition {
  const tags = (header: string | undefined): readonly string[] | '*' | undefined =>
    header === undefined
      ? undefined
      : header.trim() === '*'
        ? '*'
        : [...header.matchAll(/(W\/)?"([^"]*)"/g)].flatMap(([, weak, tag]) => (weak || tag === undefined ? [] : [tag]))
  const ifMatch = tags(c.req.header('if-match'))
  const ifNoneMatch = tags(c.req.header('if-none-match'))
  return { ...(ifMatch === undefined ? {} : { ifMatch }), ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }) }
}

/** §2.2: POST merges the top-level properties of two JSON objects; undefined where one of them is none. */
function mergeJson(
  current: { readonly type: string; readonly content: Uint8Array } | undefined,
  type: string,
  sent: Uint8Array,
): Uint8Array | undefined {
  const isJson = (name: string): boolean => /^application\/json\b/i.test(name)
  if (current === undefined && !isJson(type)) return sent
  const added = isJson(type) ? parseJson(new TextDecoder().decode(sent)) : undefined
  const before =
    current === undefined ? {} : isJson(current.type) ? parseJson(new TextDecoder().decode(current.content)) : undefined
  if (!isObject(added) || !isObject(before)) return undefined
  return new TextEncoder().encode(JSON.stringify({ ...before, ...added }))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
