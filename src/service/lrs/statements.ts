import type { Hono } from 'hono'
import type { StatementFilter, StoredStatement } from '../../storage/records.ts'
import { personOf } from '../auth/guards.ts'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { acceptStatements } from './accept.ts'
import { learnerIdOf } from './agent.ts'
import { refuse } from './errors.ts'
import { readJson } from './json.ts'
import { isIri, isObject, isTimestamp, isUuid } from './validation/checks.ts'

const PATH = '/xapi/statements'
const MOST = 100
const FILTERS = [
  'agent',
  'verb',
  'activity',
  'registration',
  'since',
  'until',
  'limit',
  'ascending',
  'format',
  'cursor',
]

/** Statement resource (xAPI 1.0.3 Communication §2.1), as far as a signed-in learner needs it. */
export function statementRoutes(app: Hono<AppEnv>, service: Service): void {
  const { store, awards } = service

  app.post(PATH, async (c) => {
    const body = await readJson(c)
    if (body instanceof Response) return body
    const outcome = await acceptStatements(service, personOf(c), Array.isArray(body.json) ? body.json : [body.json])
    if ('refused' in outcome) return refuse(c, outcome.status, outcome.refused)
    awards.wake()
    return c.json(outcome.ids)
  })

  app.put(PATH, async (c) => {
    const id = c.req.query('statementId')
    if (id === undefined || !isUuid(id)) return badParameter(c, 'statementId', 'must be a UUID')
    const body = await readJson(c)
    if (body instanceof Response) return body
    if (!isObject(body.json))
      return refuse(c, 400, { error: 'invalid-statement', message: 'One statement is expected.' })
    const given = body.json.id
    if (typeof given === 'string' && given.toLowerCase() !== id.toLowerCase()) {
      return refuse(c, 400, { error: 'invalid-statement', pointer: '/id', message: 'The id differs from statementId.' })
    }
    const outcome = await acceptStatements(service, personOf(c), [{ ...body.json, id }])
    if ('refused' in outcome) return refuse(c, outcome.status, outcome.refused)
    awards.wake()
    return c.body(null, 204)
  })

  app.get(PATH, async (c) => {
    const query = c.req.queries()
    const single = (['statementId', 'voidedStatementId'] as const).find((name) => query[name] !== undefined)
    const latest = await store.statements.latest()
    c.header(
      'X-Experience-API-Consistent-Through',
      new Date(Math.max(service.now(), latest?.stored ?? 0)).toISOString(),
    )
    return single === undefined ? answerMany(c, service, query) : answerOne(c, service, single)
  })
}

const badParameter = (c: AppContext, name: string, what: string): Response =>
  refuse(c, 400, {
    error: 'parameter',
    rule: 'xAPI 1.0.3 Communication 2.1.3',
    message: `The parameter ${name} ${what}.`,
  })

async function answerOne(
  c: AppContext,
  { store }: Service,
  name: 'statementId' | 'voidedStatementId',
): Promise<Response> {
  const others = Object.keys(c.req.queries()).filter((other) => ![name, 'attachments', 'format'].includes(other))
  if (others[0] !== undefined) return badParameter(c, others[0], `cannot stand beside ${name}`)
  const id = c.req.query(name)
  if (id === undefined || !isUuid(id)) return badParameter(c, name, 'must be a UUID')
  const found = await store.statements.get(id.toLowerCase())
  const person = personOf(c)
  const visible = found?.learner === person.id || person.role === 'instructor'
  if (found === undefined || !visible || found.voided !== (name === 'voidedStatementId')) {
    return refuse(c, 404, { error: 'not-found', message: 'There is no such statement.' })
  }
  c.header('Last-Modified', new Date(found.stored).toUTCString())
  c.header('Content-Type', 'application/json')
  return c.body(found.body)
}

async function answerMany(c: AppContext, service: Service, query: Record<string, string[]>): Promise<Response> {
  const parsed = filterOf(c, service, query)
  if (parsed instanceof Response) return parsed
  const { filter, limit } = parsed
  // One more than asked for tells whether there is a next page.
  const found = await service.store.statements.find({ ...filter, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const more = found.length > limit && last !== undefined ? nextPage(c, last) : ''
  c.header('Content-Type', 'application/json')
  return c.body(`{"statements":[${page.map(({ body }) => body).join(',')}],"more":${JSON.stringify(more)}}`)
}

function nextPage(c: AppContext, last: StoredStatement): string {
  const next = new URLSearchParams(c.req.query())
  next.set('cursor', String(last.seq))
  return `${PATH}?${next.toString()}`
}

type Parsed = { readonly filter: Omit<StatementFilter, 'limit'>; readonly limit: number }

function filterOf(c: AppContext, { store }: Service, query: Record<string, string[]>): Parsed | Response {
  for (const [name, values] of Object.entries(query)) {
    if (!FILTERS.includes(name)) return badParameter(c, name, 'is not known here')
    if (values.length > 1) return badParameter(c, name, 'stands twice')
  }
  const { agent, verb, activity, registration, since, until, limit, ascending, format, cursor } = c.req.query()
  if (verb !== undefined && !isIri(verb)) return badParameter(c, 'verb', 'must be an IRI')
  if (activity !== undefined && !isIri(activity)) return badParameter(c, 'activity', 'must be an IRI')
  if (registration !== undefined && !isUuid(registration)) return badParameter(c, 'registration', 'must be a UUID')
  if (since !== undefined && !isTimestamp(since)) return badParameter(c, 'since', 'must be a timestamp')
  if (until !== undefined && !isTimestamp(until)) return badParameter(c, 'until', 'must be a timestamp')
  if (limit !== undefined && !/^\d{1,6}$/.test(limit)) return badParameter(c, 'limit', 'must be a whole number')
  if (ascending !== undefined && !/^(true|false)$/.test(ascending))
    return badParameter(c, 'ascending', 'must be true or false')
  if (format !== undefined && format !== 'exact') return badParameter(c, 'format', 'must be exact')
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) return badParameter(c, 'cursor', 'comes from "more" only')

  const person = personOf(c)
  const asked = agent === undefined ? undefined : learnerIdOf(store, parseAgent(agent))
  if (agent !== undefined && asked === undefined) return badParameter(c, 'agent', 'must be an agent of this service')
  if (person.role === 'learner' && asked !== undefined && asked !== person.id) {
    return refuse(c, 403, { error: 'not-yours', message: 'Learners read their own statements only.' })
  }
  const learner = person.role === 'learner' ? person.id : asked
  const up = ascending === 'true'
  return {
    filter: {
      ...(learner === undefined ? {} : { learner }),
      ...(verb === undefined ? {} : { verb }),
      ...(activity === undefined ? {} : { object: activity }),
      ...(registration === undefined ? {} : { registration: registration.toLowerCase() }),
      ...(since === undefined ? {} : { since: Date.parse(since) }),
      ...(until === undefined ? {} : { until: Date.parse(until) }),
      ...(cursor === undefined ? {} : up ? { afterSeq: Number(cursor) } : { beforeSeq: Number(cursor) }),
      ascending: up,
    },
    limit: Math.min(MOST, Number(limit ?? 0) || MOST),
  }
}

function parseAgent(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
