import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExternalActivity } from '../../src/service/credits/external-activity.ts'
import { putHolding, recordExternal } from '../../src/service/credits/record.ts'
import { agentKeyOf, agentOf } from '../../src/service/lrs/agent.ts'
import type { Learner } from '../../src/storage/records.ts'
import { PDF } from '../support/evidence-files.ts'
import { listening, OPERATOR_KEY, type TestService, testService } from '../support/service.ts'
import { launchCourse, openTab, sitDown } from '../support/service-learner.ts'
import { pageRows } from './access/pages.ts'
import { programRows } from './access/programs.ts'
import { recordStoreRows } from './access/record-store.ts'
import { ACTORS, type Actor, course, NOTHING, type World, write } from './access/world.ts'

/**
 * Who may do what: one row per route of the app, one answer per actor. Learner A has finished the course; everything asked
 * for is A's. A route without a row fails, and so does a row without a route.
 */
const rows = { ...programRows, ...recordStoreRows('/xapi'), ...recordStoreRows('/xapi/1.0.3'), ...pageRows }

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

async function signedIn(actor: Actor): Promise<{ readonly cookie?: string }> {
  const person = people.get(actor)
  return person === undefined ? {} : { cookie: await service.signIn(person) }
}

/** What answers every method below some path: it prepares or refuses, and goes on to a route. */
const MIDDLEWARE = ['/*', '/cmi5/fetch/:token', '/xapi/*', '/xapi/1.0.3/*']

test('what stands under every method has no row only where it is no route', () => {
  const others = service.app.routes.filter(({ method, path }) => method === 'ALL' && !MIDDLEWARE.includes(path))
  const paths = new Set(Object.keys(rows).map((route) => route.slice(route.indexOf(' ') + 1)))
  expect(others.length).toBeGreaterThan(10)
  for (const { path } of others) expect(paths).toContain(path)
})

test.each(['PATCH', 'PUT', 'DELETE', 'TRACE-ME'])(
  'nobody gets anywhere with %s where it has no row',
  async (method) => {
    for (const [route, row] of Object.entries(rows)) {
      const [, path = ''] = route.split(' ')
      if (Object.hasOwn(rows, `${method} ${path}`)) continue
      const cookie = await signedIn('instructor')
      const answer = await service.request(row.path(world, 'instructor'), { method, ...cookie, address: route })
      expect(`${route} ${answer.status}`).toMatch(/ (?:401|404|405)$/)
    }
  },
)

const MEBIBYTE = 1024 * 1024
/** More than any route takes or drops. */
const MOST_READ = 128 * MEBIBYTE

test.each(['A', 'instructor'] as const)('nothing reads what %s sends without an end', async (actor) => {
  for (const [route, row] of Object.entries(rows)) {
    const init = row.init?.(world, actor)
    if (init?.method === undefined || init.method === 'GET') continue
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += MEBIBYTE
        if (sent > MOST_READ) controller.error(new Error('It was read on and on.'))
        else controller.enqueue(new Uint8Array(MEBIBYTE))
      },
    })
    const headers = new Headers(init.headers)
    if (!headers.has('content-type')) headers.set('content-type', 'application/x-www-form-urlencoded')
    const endless = { ...init, body, duplex: 'half', headers }
    await service.request(row.path(world, actor), { ...endless, ...(await signedIn(actor)), address: route })
    expect(sent, route).toBeLessThanOrEqual(MOST_READ)
  }
})

test('every route has a row, and every row a route', () => {
  const routes = service.app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`)
  expect(routes.length).toBeGreaterThan(20)
  expect([...new Set(routes)].sort()).toEqual(Object.keys(rows).sort())
})

describe.each(Object.entries(rows))('%s', (_, row) => {
  test.each(ACTORS.map((actor, i) => [actor, row.status[i]] as const))('%s gets %i', async (actor, status) => {
    const response = await service.request(row.path(world, actor), {
      ...row.init?.(world, actor),
      ...(await signedIn(actor)),
      address: `table-${actor}`,
    })
    expect(response.status).toBe(status)
    const text = await response.text()
    if (row.secret !== undefined && actor !== 'A') expect(text).not.toContain(row.secret)
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    const policy = response.headers.get('content-security-policy') ?? ''
    const path = row.path(world, actor)
    if (path.startsWith('/content/')) expect(policy).toContain('sandbox allow-scripts')
    else expect(policy).toContain("default-src 'none'")
    // What programs are answered is never a page of ours.
    if (/^\/(?:xapi|api|cmi5)\//.test(path)) expect(policy).toMatch(/; sandbox$/)
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
