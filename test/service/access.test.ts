import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { courseActivity, PROGRESS_STATE_ID } from '../../src/model/xapi.ts'
import type { ExternalActivity } from '../../src/service/credits/external-activity.ts'
import { putHolding, recordExternal } from '../../src/service/credits/record.ts'
import { agentKeyOf, agentOf } from '../../src/service/lrs/agent.ts'
import { type StaffAction, staffActions } from '../../src/service/staff/actions.ts'
import type { Learner } from '../../src/storage/records.ts'
import { compiledFixture } from '../support/compiled.ts'
import { PDF } from '../support/evidence-files.ts'
import { listening, OPERATOR_KEY, type TestService, testService } from '../support/service.ts'
import { launchCourse, openTab, sitDown } from '../support/service-learner.ts'

/**
 * Who may do what: one row per route of the app, one answer per actor. Learner A has finished the course; everything asked
 * for is A's. A route without a row fails, and so does a row without a route.
 */
const course = compiledFixture('minimal')
const ACTORS = ['guest', 'A', 'B', 'instructor'] as const
type Actor = (typeof ACTORS)[number]

interface World {
  readonly learner: string
  /** An activity elsewhere that A reported, with a file. */
  readonly entry: string
  readonly registration: string
  readonly certificate: string
  readonly statement: string
  readonly agentOfA: string
  readonly own: (actor: Actor) => string
}
interface Row {
  readonly path: (world: World, actor: Actor) => string
  readonly init?: (world: World, actor: Actor) => RequestInit
  /** Status for guest, A, B, instructor. */
  readonly status: readonly [number, number, number, number]
  /** Words that must not stand in the answer to actors other than A. */
  readonly secret?: string
}

const version = { 'X-Experience-API-Version': '1.0.3' }
const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) })
const write = (method: string, type: string, body: string): RequestInit => ({
  method,
  body,
  headers: { ...version, 'Content-Type': type },
})
const statementBy = (world: World): string =>
  JSON.stringify({
    actor: JSON.parse(world.agentOfA),
    verb: { id: 'http://example.com/v' },
    object: { id: 'http://example.com/o' },
  })

/** Whoever is signed in reaches nothing of the record store: it takes a key or the token of a launch. */
function recordStoreRows(base: string): Readonly<Record<string, Row>> {
  const state = (world: World, id: string): string =>
    `${base}/activities/state?${new URLSearchParams({
      activityId: courseActivity(course.id),
      agent: world.agentOfA,
      stateId: id,
      registration: world.registration,
    }).toString()}`
  const agent = (world: World): string => encodeURIComponent(world.agentOfA)
  const profile = {
    [`${base}/activities/profile`]: () => `${base}/activities/profile?activityId=http://example.com/a&profileId=p`,
    [`${base}/agents/profile`]: (world: World) => `${base}/agents/profile?agent=${agent(world)}&profileId=p`,
  }
  const lookups = {
    [`${base}/activities`]: () => `${base}/activities?activityId=http://example.com/a`,
    [`${base}/agents`]: (world: World) => `${base}/agents?agent=${agent(world)}`,
  }
  const closed = (path: Row['path'], method: string): Row => ({
    path,
    init: () => ({ ...write(method, 'application/json', '{}'), ...(method === 'GET' ? { body: null } : {}) }),
    status: [401, 401, 401, 401],
  })
  const unknown = (path: Row['path']): Row => ({
    path,
    init: () => write('POST', 'application/json', '{}'),
    status: [405, 405, 405, 405],
  })
  return {
    [`GET ${base}/about`]: { path: () => `${base}/about`, status: [200, 200, 200, 200] },
    [`POST ${base}/about`]: unknown(() => `${base}/about`),
    [`GET ${base}/statements`]: {
      path: (world) => `${base}/statements?statementId=${world.statement}`,
      init: () => ({ headers: version }),
      status: [401, 401, 401, 401],
    },
    [`POST ${base}/statements`]: {
      path: () => `${base}/statements`,
      init: (world) => write('POST', 'application/json', statementBy(world)),
      status: [401, 401, 401, 401],
    },
    [`PUT ${base}/statements`]: {
      path: () => `${base}/statements?statementId=0e9ac1a5-6a75-4d29-a68a-0d3b3d1c2a11`,
      init: (world) => write('PUT', 'application/json', statementBy(world)),
      status: [401, 401, 401, 401],
    },
    [`GET ${base}/activities/state`]: {
      path: (world) => state(world, PROGRESS_STATE_ID),
      init: () => ({ headers: version }),
      status: [401, 401, 401, 401],
      secret: 'seed-A',
    },
    [`PUT ${base}/activities/state`]: {
      path: (world) => state(world, 'notes-2'),
      init: () => write('PUT', 'text/plain', 'x'),
      status: [401, 401, 401, 401],
    },
    [`POST ${base}/activities/state`]: {
      path: (world) => state(world, 'notes'),
      init: () => write('POST', 'application/json', '{"a":1}'),
      status: [401, 401, 401, 401],
    },
    [`DELETE ${base}/activities/state`]: {
      path: (world) => state(world, 'notes'),
      init: () => write('DELETE', 'text/plain', ''),
      status: [401, 401, 401, 401],
    },
    ...Object.fromEntries(
      Object.entries(profile).flatMap(([route, path]) =>
        ['GET', 'PUT', 'POST', 'DELETE'].map((method) => [`${method} ${route}`, closed(path, method)]),
      ),
    ),
    ...Object.fromEntries(
      Object.entries(lookups).flatMap(([route, path]) => [
        [`GET ${route}`, closed(path, 'GET')],
        [`POST ${route}`, unknown(path)],
      ]),
    ),
  }
}

const WEBINAR: ExternalActivity = {
  title: 'Secret webinar',
  provider: 'Example Hospital',
  type: 'webinar',
  domains: ['coding-and-classification'],
  completedOn: '2026-03-31',
  minutes: 60,
  credits: 1,
  unit: { name: 'CEU', minutes: 60 },
  credentials: [],
}

/** An id of nothing. */
const NOTHING = '0e9ac1a5-6a75-4d29-a68a-0d3b3d1c2a11'

const rows: Readonly<Record<string, Row>> = {
  'GET /healthz': { path: () => '/healthz', status: [200, 200, 200, 200] },
  'GET /readyz': { path: () => '/readyz', status: [200, 200, 200, 200] },
  'GET /metrics': { path: () => '/metrics', status: [401, 401, 401, 401] },
  'GET /assets/tokens.css': { path: () => '/assets/tokens.css', status: [200, 200, 200, 200] },
  'GET /assets/pages.css': { path: () => '/assets/pages.css', status: [200, 200, 200, 200] },
  // Built, and not among the files of this test.
  'GET /assets/verify.js': { path: () => '/assets/verify.js', status: [404, 404, 404, 404] },
  'GET /assets/icon.svg': { path: () => '/assets/icon.svg', status: [200, 200, 200, 200] },
  'POST /operator': {
    path: () => '/operator',
    init: () => write('POST', 'application/json', '{"do":"list"}'),
    status: [401, 401, 401, 401],
    secret: 'Ada Example',
  },
  'GET /sign-in': { path: () => '/sign-in', status: [200, 303, 303, 303] },
  'GET /sign-in/:token': { path: () => '/sign-in/abc', status: [200, 200, 200, 200] },
  'POST /sign-in': { path: () => '/sign-in', init: () => form({ token: 'abc' }), status: [400, 400, 400, 400] },
  'POST /sign-out': { path: () => '/sign-out', init: () => form({}), status: [303, 303, 303, 303] },
  ...recordStoreRows('/xapi'),
  ...recordStoreRows('/xapi/1.0.3'),
  'GET /api/keys': { path: () => '/api/keys', status: [401, 401, 401, 401] },
  'POST /api/keys': {
    path: () => '/api/keys',
    init: () => write('POST', 'application/json', '{"name":"x","scopes":["all"]}'),
    status: [401, 401, 401, 401],
  },
  'POST /api/keys/:id/rotate': {
    path: () => '/api/keys/x/rotate',
    init: () => write('POST', 'application/json', ''),
    status: [401, 401, 401, 401],
  },
  'DELETE /api/keys/:id': {
    path: () => '/api/keys/x',
    init: () => write('DELETE', 'text/plain', ''),
    status: [401, 401, 401, 401],
  },
  // Who may do more has a table of its own: test/service/cmi5/api.test.ts.
  ...Object.fromEntries(
    [
      'POST /api/cmi5/courses',
      'GET /api/cmi5/courses',
      'GET /api/cmi5/courses/:course',
      'DELETE /api/cmi5/courses/:course',
      'POST /api/cmi5/registrations',
      'GET /api/cmi5/registrations',
      'GET /api/cmi5/registrations/:registration',
      'GET /api/cmi5/registrations/:registration/sessions',
      'POST /api/cmi5/registrations/:registration/launches',
      'POST /api/cmi5/registrations/:registration/waivers',
      'POST /api/cmi5/sessions/:session/abandon',
    ].map((route): [string, Row] => {
      const [method = '', path = ''] = route.split(' ')
      const init = method === 'GET' ? {} : write(method, 'application/json', '{}')
      return [route, { path: () => path.replace(/:\w+/, NOTHING), init: () => init, status: [401, 401, 401, 401] }]
    }),
  ),
  // What it does for instructors has a table of its own: test/service/staff/api.test.ts.
  ...Object.fromEntries(
    Object.values<StaffAction>(staffActions).map(({ method, path }): [string, Row] => [
      `${method.toUpperCase()} ${path}`,
      {
        path: () => path,
        init: () => (method === 'get' ? {} : write('POST', 'application/json', '{}')),
        status: [401, 403, 403, method === 'get' && path === '/api/certificates' ? 200 : 400],
      },
    ]),
  ),
  'GET /api/audit-pack': {
    path: (world) => `/api/audit-pack?learner=${world.learner}&credential=aapc-cpc`,
    status: [401, 403, 403, 200],
  },
  'GET /api/openapi.json': { path: () => '/api/openapi.json', status: [200, 200, 200, 200] },
  'POST /cmi5/fetch/:token': {
    path: () => '/cmi5/fetch/x',
    init: () => write('POST', 'application/json', ''),
    status: [200, 200, 200, 200],
  },
  'GET /content/:course/:file{.+}': { path: () => `/content/${NOTHING}/index.html`, status: [404, 404, 404, 404] },
  'GET /play/:course': { path: () => '/play/minimal', status: [303, 303, 303, 303] },
  'POST /play/:course/again': {
    path: () => '/play/minimal/again',
    init: (world) => form({ registration: world.registration }),
    status: [303, 303, 303, 303],
  },
  'GET /play/:course/:file{.*}': { path: () => '/play/minimal/course.js', status: [303, 200, 200, 200] },
  'GET /': { path: () => '/', status: [303, 200, 200, 200], secret: 'Ada Example' },
  // The last one whose answer rests on what is held or recorded takes it away.
  'GET /credits': { path: () => '/credits', status: [303, 200, 200, 200], secret: 'Secret webinar' },
  'GET /credits/ledger.csv': {
    path: () => '/credits/ledger.csv',
    status: [303, 200, 200, 200],
    secret: 'Secret webinar',
  },
  'GET /credits/credentials': { path: () => '/credits/credentials', status: [303, 200, 200, 200] },
  'GET /credits/credentials/:credential': { path: () => '/credits/credentials/aapc-cpc', status: [303, 200, 404, 404] },
  'GET /credits/credentials/:credential/audit-pack.zip': {
    path: () => '/credits/credentials/aapc-cpc/audit-pack.zip',
    status: [303, 200, 404, 404],
    secret: 'Secret webinar',
  },
  'GET /instructor/credits/:learner/:credential/audit-pack.zip': {
    path: (world) => `/instructor/credits/${world.learner}/aapc-cpc/audit-pack.zip`,
    status: [303, 403, 403, 200],
  },
  'POST /credits/credentials/:credential': {
    path: () => '/credits/credentials/aapc-cpc',
    init: () => form({ since: '2026-01-01' }),
    status: [303, 303, 404, 404],
  },
  'POST /credits/credentials/:credential/remove': {
    path: () => '/credits/credentials/aapc-cpc/remove',
    init: () => form({}),
    status: [303, 303, 303, 303],
  },
  'POST /credits/credentials': {
    path: () => '/credits/credentials',
    init: () => form({ credential: 'ahima-ccs', since: '2026-01-01' }),
    status: [303, 303, 303, 303],
  },
  'GET /credits/external': { path: () => '/credits/external', status: [303, 200, 200, 200] },
  'POST /credits/external': { path: () => '/credits/external', init: () => form({}), status: [303, 400, 400, 400] },
  'GET /credits/entries/:entry': { path: (world) => `/credits/entries/${world.entry}`, status: [303, 200, 404, 200] },
  'GET /credits/entries/:entry/evidence': {
    path: (world) => `/credits/entries/${world.entry}/evidence`,
    status: [303, 200, 404, 200],
  },
  'POST /credits/entries/:entry/withdraw': {
    path: (world) => `/credits/entries/${world.entry}/withdraw`,
    init: () => form({ reason: 'Entered twice' }),
    status: [303, 303, 404, 404],
  },
  'GET /instructor/credits/:learner/add': {
    path: (world) => `/instructor/credits/${world.learner}/add`,
    status: [303, 403, 403, 200],
  },
  'POST /instructor/credits/:learner/add': {
    path: (world) => `/instructor/credits/${world.learner}/add`,
    init: () => form({}),
    status: [303, 403, 403, 400],
  },
  'POST /instructor/credits/entries/:entry/reissue': {
    path: (world) => `/instructor/credits/entries/${world.entry}/reissue`,
    init: () => form({ reissueReason: 'Misspelt' }),
    status: [303, 403, 403, 400],
  },
  'POST /instructor/credits/entries/:entry/revoke': {
    path: (world) => `/instructor/credits/entries/${world.entry}/revoke`,
    init: () => form({ revokeReason: '' }),
    status: [303, 403, 403, 400],
  },
  'GET /instructor/credits': { path: () => '/instructor/credits', status: [303, 403, 403, 200] },
  'GET /instructor/credits/:learner': {
    path: (world) => `/instructor/credits/${world.learner}`,
    status: [303, 403, 403, 200],
  },
  'GET /instructor': { path: () => '/instructor', status: [303, 403, 403, 200] },
  // Issuers without https have no did:web.
  'GET /.well-known/did.json': { path: () => '/.well-known/did.json', status: [404, 404, 404, 404] },
  'GET /badges/status/:list': { path: () => '/badges/status/1000000', status: [200, 200, 200, 200] },
  'GET /badges/revocations/:list': { path: () => '/badges/revocations/1000000', status: [200, 200, 200, 200] },
  'GET /certificates/:file{.+\\.(?:pdf|json|jwt)}': {
    path: (world) => `/certificates/${world.certificate}.pdf`,
    status: [303, 200, 404, 404],
  },
  'GET /verify': { path: (world) => `/verify?number=${world.certificate}`, status: [303, 303, 303, 303] },
  'GET /verify/offline': { path: () => '/verify/offline', status: [200, 200, 200, 200] },
  'GET /verify/:number': { path: (world) => `/verify/${world.certificate}`, status: [200, 200, 200, 200] },
}

let service: TestService
let world: World
const people = new Map<Actor, Learner>()

beforeAll(async () => {
  service = await testService()
  people.set('A', await service.addPerson('Ada Example', 'learner'))
  people.set('B', await service.addPerson('Bob Example', 'learner'))
  people.set('instructor', await service.addPerson('Ina Structor', 'instructor'))
  const ada = people.get('A')
  if (ada === undefined) throw new Error('no learner')
  const origin = await listening(service)
  const cookie = await service.signIn(ada)
  const launch = await launchCourse(origin.url, cookie, course.id)
  const sitting = await sitDown(course, launch, openTab(launch), service.service.now)
  sitting.study()
  sitting.sit('final', true)
  await sitting.connection.save(sitting.snapshot())
  await service.service.awards.settled()
  await origin.close()
  const { store } = service.service
  const [certificate] = await store.certificates.ofLearner(ada.id)
  await putHolding(service.service, ada.id, { credential: 'aapc-cpc', since: '2026-01-01', extra: 0 })
  const file = { type: 'application/pdf' as const, name: 'proof.pdf', content: PDF }
  const entry = await recordExternal(service.service, ada.id, WEBINAR, file, NOTHING)
  const [statement] = await store.statements.find({ authority: agentKeyOf(store, ada.id), limit: 1 })
  world = {
    learner: ada.id,
    entry,
    registration: launch.registration,
    certificate: certificate?.number ?? '',
    statement: statement?.id ?? '',
    agentOfA: JSON.stringify(agentOf(store, ada)),
    own: (actor) => people.get(actor)?.name ?? '',
  }
})
afterAll(() => service.close())

test('every route has a row, and every row a route', () => {
  const routes = service.app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`)
  expect(routes.length).toBeGreaterThan(20)
  expect([...new Set(routes)].sort()).toEqual(Object.keys(rows).sort())
})

describe.each(Object.entries(rows))('%s', (_, row) => {
  test.each(ACTORS.map((actor, i) => [actor, row.status[i]] as const))('%s gets %i', async (actor, status) => {
    const person = people.get(actor)
    const cookie = person === undefined ? {} : { cookie: await service.signIn(person) }
    const response = await service.request(row.path(world, actor), {
      ...row.init?.(world, actor),
      ...cookie,
      address: `table-${actor}`,
    })
    expect(response.status).toBe(status)
    const text = await response.text()
    if (row.secret !== undefined && actor !== 'A') expect(text).not.toContain(row.secret)
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    const policy = row.path(world, actor).startsWith('/content/') ? 'sandbox allow-scripts' : "default-src 'none'"
    expect(response.headers.get('content-security-policy')).toContain(policy)
    if (row.path(world, actor).startsWith('/xapi')) {
      expect(response.headers.get('x-experience-api-version')).toMatch(/^(1\.0\.3|2\.0\.0)$/)
    }
  })
})

test('a learner sees nothing of another on any page or list', async () => {
  const bob = people.get('B')
  if (bob === undefined) throw new Error('no learner')
  const cookie = await service.signIn(bob)
  const pages = await Promise.all(
    ['/', '/credits', '/credits/ledger.csv', '/credits/credentials', '/play/minimal/launch.js'].map((path) =>
      service.request(path, { cookie }),
    ),
  )
  for (const page of pages) {
    const text = await page.text()
    for (const secret of ['Ada Example', 'Secret webinar', world.registration, world.certificate])
      expect(text).not.toContain(secret)
  }
  const launched = await service.request('/play/minimal', { cookie })
  expect(launched.headers.get('location')).toContain('registration=')
  expect(launched.headers.get('location')).not.toContain(world.registration)
})

test('the operator key opens the operator route, and nothing else does', async () => {
  const ask = (key: string) =>
    service.request('/operator', {
      ...write('POST', 'application/json', '{"do":"add","name":"Eve  Example","role":"learner"}'),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      address: `operator-${key}`,
    })
  expect((await ask('wrong')).status).toBe(401)
  const answer = await ask(OPERATOR_KEY)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({
    person: { name: 'Eve Example', role: 'learner' },
    signIn: expect.stringMatching(/^\/sign-in\/[\w-]{43}$/),
  })
})
