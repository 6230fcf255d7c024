/** A cmi5 course, whoever manages it through the HTTP API, and content that was launched from it. */
import { strToU8, zipSync } from 'fflate'
import { cmi5Categories, cmi5Extensions, cmi5Verbs } from '../../src/model/cmi5.ts'
import { OPERATOR_KEY, type TestService } from './service.ts'

export type Members = Readonly<Record<string, unknown>>

const words = (text: string): string =>
  `<title><langstring lang="en">${text}</langstring></title><description><langstring lang="en">${text}</langstring></description>`

export const ID = 'https://publisher.example/'

export interface AuOptions {
  readonly url?: string
  /** Attributes besides the id, as they are written. */
  readonly attributes?: string
  /** Elements behind the url. */
  readonly more?: string
  readonly objectives?: string
}

export const au = (
  name: string,
  { url = 'index.html', attributes = '', more = '', objectives = '' }: AuOptions = {},
): string => `<au id="${ID}au/${name}" ${attributes}>${words(`Unit ${name}`)}${objectives}<url>${url}</url>${more}</au>`
export const block = (name: string, inside: string): string =>
  `<block id="${ID}block/${name}">${words(`Block ${name}`)}${inside}</block>`
export const structure = (inside: string, { id = `${ID}course`, objectives = '' } = {}): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"><course id="${id}">${words('Course')}</course>${objectives}${inside}</courseStructure>`

export const packageOf = (xml: string, files: Readonly<Record<string, Uint8Array>> = {}): Uint8Array =>
  zipSync({ 'cmi5.xml': strToU8(xml), 'index.html': strToU8('<!doctype html><title>Unit</title>'), ...files })

/** One block with one unit that everything is asked of. */
export const plainCourse = (options: AuOptions = {}): Uint8Array =>
  packageOf(
    structure(
      block(
        'b',
        au('a', {
          attributes: 'moveOn="CompletedAndPassed" masteryScore="0.8"',
          more: '<launchParameters> p </launchParameters><entitlementKey>k</entitlementKey>',
          ...options,
        }),
      ),
    ),
  )

export const operator = { Authorization: `Bearer ${OPERATOR_KEY}` }
export const learner = { account: { homePage: 'https://school.example', name: 'ada' } }
export const ada = { objectType: 'Agent', ...learner }

/** A request of whoever manages courses. */
export const manage = (service: TestService, method: string, path: string, body?: unknown): Promise<Response> =>
  service.request(path, {
    method,
    headers: { ...operator, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

export const importPackage = (
  service: TestService,
  body: Uint8Array | string,
  type = typeof body === 'string' ? 'application/xml' : 'application/zip',
): Promise<Response> =>
  service.request('/api/cmi5/courses', {
    method: 'POST',
    headers: { ...operator, 'Content-Type': type },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })

async function idFrom(response: Response, status = 201): Promise<string> {
  const body: unknown = await response.json()
  if (response.status !== status || !isMembers(body) || typeof body.id !== 'string') {
    throw new Error(`${response.status}: ${JSON.stringify(body)}`)
  }
  return body.id
}

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const membersOf = (value: unknown): Members => {
  if (!isMembers(value)) throw new Error(`not an object: ${JSON.stringify(value)}`)
  return value
}

export const importCourse = async (service: TestService, body: Uint8Array | string): Promise<string> =>
  idFrom(await importPackage(service, body))

export const registerFor = async (service: TestService, course: string, actor: Members = learner): Promise<string> =>
  idFrom(await manage(service, 'POST', '/api/cmi5/registrations', { course, actor }))

export interface Launched {
  readonly session: string
  readonly url: URL
  readonly actor: Members
  readonly registration: string
  readonly activityId: string
}

export async function launchUnit(service: TestService, registration: string, asked: Members = {}): Promise<Launched> {
  const path = `/api/cmi5/registrations/${registration}/launches`
  const answer = await manage(service, 'POST', path, { au: 0, ...asked })
  const body = membersOf(await answer.json())
  if (answer.status !== 201) throw new Error(`${answer.status}: ${JSON.stringify(body)}`)
  const url = new URL(String(body.url))
  return {
    session: String(body.session),
    url,
    actor: membersOf(JSON.parse(url.searchParams.get('actor') ?? '')),
    registration: url.searchParams.get('registration') ?? '',
    activityId: url.searchParams.get('activityId') ?? '',
  }
}

/** Launched content with its token. */
export interface Content extends Launched {
  readonly authorization: string
  readonly template: Members
  /** A request to the record store with its token. */
  request(path: string, init?: RequestInit): Promise<Response>
  state(method: string, stateId: string, body?: string, changes?: Record<string, string>): Promise<Response>
  profile(method: string, body?: string, type?: string): Promise<Response>
  /** A cmi5 defined statement. */
  defined(verb: keyof typeof cmi5Verbs, result?: Members, mastery?: number): Members
  /** A cmi5 allowed one. */
  allowed(changes?: Members): Members
  send(statement: Members | readonly Members[]): Promise<Response>
  begin(): Promise<void>
}

export const VERSION = { 'X-Experience-API-Version': '1.0.3' }

export async function fetchToken(service: TestService, url: URL): Promise<Members> {
  const address = new URL(url.searchParams.get('fetch') ?? '')
  return membersOf(await (await service.request(address.pathname, { method: 'POST' })).json())
}

export async function openContent(service: TestService, launched: Launched): Promise<Content> {
  const token = (await fetchToken(service, launched.url))['auth-token']
  const authorization = `Basic ${String(token)}`
  const template: Members = {
    registration: launched.registration,
    contextActivities: { grouping: [{ id: `${ID}au/a` }] },
    extensions: { [cmi5Extensions.sessionId]: launched.session },
  }
  const request: Content['request'] = (path, init = {}) =>
    service.request(`/xapi${path}`, {
      ...init,
      headers: { ...VERSION, Authorization: authorization, ...Object.fromEntries(new Headers(init.headers)) },
    })
  const owner = { agent: JSON.stringify(launched.actor) }
  const content: Content = {
    ...launched,
    authorization,
    template,
    request,
    state: (method, stateId, body, changes = {}) => {
      const { activityId, registration } = launched
      const query = new URLSearchParams({ ...owner, activityId, registration, stateId, ...changes })
      return request(`/activities/state?${query.toString()}`, {
        method,
        ...(body === undefined ? {} : { body, headers: { 'Content-Type': 'application/json' } }),
      })
    },
    profile: (method, body, type = 'application/json') =>
      request(`/agents/profile?${new URLSearchParams({ ...owner, profileId: 'cmi5LearnerPreferences' }).toString()}`, {
        method,
        ...(body === undefined ? {} : { body, headers: { 'Content-Type': type, 'If-None-Match': '*' } }),
      }),
    defined: (verb, result, mastery) => {
      const deciding = result?.success !== undefined || result?.completion !== undefined
      return {
        id: crypto.randomUUID(),
        actor: launched.actor,
        verb: { id: cmi5Verbs[verb] },
        object: { id: launched.activityId },
        ...(result === undefined ? {} : { result }),
        context: {
          ...template,
          contextActivities: {
            grouping: [{ id: `${ID}au/a` }],
            category: [{ id: cmi5Categories.defined }, ...(deciding ? [{ id: cmi5Categories.moveOn }] : [])],
          },
          extensions: {
            [cmi5Extensions.sessionId]: launched.session,
            ...(mastery === undefined ? {} : { [cmi5Extensions.masteryScore]: mastery }),
          },
        },
        timestamp: '2026-11-22T12:00:00Z',
      }
    },
    allowed: (changes = {}) => ({
      id: crypto.randomUUID(),
      actor: launched.actor,
      verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' },
      object: { id: `${launched.activityId}/page/1` },
      context: template,
      timestamp: '2026-11-22T12:00:00Z',
      ...changes,
    }),
    send: (statement) =>
      request('/statements', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(statement),
      }),
    begin: async () => {
      await content.profile('GET')
      const answer = await content.send(content.defined('initialized'))
      if (answer.status !== 200) throw new Error(`initialized: ${answer.status} ${await answer.text()}`)
    },
  }
  return content
}

export const completed = { completion: true, duration: 'PT1S' }
export const passed = { success: true, duration: 'PT1S' }
export const failed = { success: false, duration: 'PT1S' }
export const terminated = { duration: 'PT1S' }

/** Verbs, by their last word, of all statements of a registration in the order they were stored. */
export const verbsOf = async (service: TestService, registration: string): Promise<string[]> =>
  (await statementsOf(service, registration)).map(({ verb }) => String(membersOf(verb).id).split('/').at(-1) ?? '')

export const statementsOf = async (service: TestService, registration: string): Promise<Members[]> =>
  (await service.service.store.statements.find({ registration, ascending: true, limit: 100 })).map(({ body }) =>
    membersOf(JSON.parse(body)),
  )
