import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OPEN_API_PATH } from '../../../src/service/api/mount.ts'
import { cmi5Api } from '../../../src/service/cmi5/api.ts'
import {
  importCourse,
  importPackage,
  launchUnit,
  learner,
  type Members,
  membersOf,
  openContent,
  operator,
  plainCourse,
  registerFor,
} from '../../support/cmi5.ts'
import { type TestService, testService } from '../../support/service.ts'

/** Who may use the HTTP API of cmi5, and whether it does what its OpenAPI document says. */
let service: TestService
let ids: { course: string; registration: string; session: string }
const actors: Record<string, Record<string, string>> = {}
let document: Members

beforeAll(async () => {
  service = await testService()
  const course = await importCourse(service, plainCourse())
  const registration = await registerFor(service, course)
  const launched = await launchUnit(service, registration)
  const content = await openContent(service, launched)
  ids = { course, registration, session: launched.session }
  const keyFor = async (scope: string): Promise<Record<string, string>> => {
    const made = await service.request('/api/keys', {
      method: 'POST',
      headers: { ...operator, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: scope, scopes: [scope] }),
    })
    const { key, secret } = membersOf(await made.json())
    return { Authorization: `Basic ${Buffer.from(`${String(key)}:${String(secret)}`).toString('base64')}` }
  }
  Object.assign(actors, {
    nobody: {},
    learner: { cookie: await service.signIn(await service.addPerson('Ada Example', 'learner')) },
    instructor: { cookie: await service.signIn(await service.addPerson('Ina Structor', 'instructor')) },
    content: { Authorization: content.authorization },
    'key all/read': await keyFor('all/read'),
    'key statements/write': await keyFor('statements/write'),
    'key all': await keyFor('all'),
    operator,
  })
  document = membersOf(await (await service.request(OPEN_API_PATH)).json())
})
afterAll(() => service.close())

/** For every operation a request that is fine, and its status for a key whose scope is `all`. */
const fine: Readonly<Record<string, { readonly body?: unknown; readonly status: number }>> = {
  importCourse: { status: 201 },
  listCourses: { status: 200 },
  course: { status: 200 },
  register: { body: { actor: learner }, status: 201 },
  listRegistrations: { status: 200 },
  registrationState: { status: 200 },
  listSessions: { status: 200 },
  launch: { body: { au: 0 }, status: 201 },
  waive: { body: { au: 0, reason: 'x' }, status: 201 },
  abandon: { status: 200 },
  removeCourse: { status: 204 },
}

interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly described: Members
}
/** What staff do has a table of its own: test/service/staff/api.test.ts. */
const operations = (): Operation[] =>
  Object.entries(membersOf(document.paths)).flatMap(([path, methods]) =>
    !path.startsWith('/api/cmi5/')
      ? []
      : Object.entries(membersOf(methods)).map(([method, described]) => ({
          id: String(membersOf(described).operationId),
          method: method.toUpperCase(),
          path,
          described: membersOf(described),
        })),
  )

/** A world of its own for one request, so that nothing another one did matters. */
async function freshIds(): Promise<typeof ids> {
  const course = await importCourse(service, plainCourse())
  const registration = await registerFor(service, course)
  return { course, registration, session: (await launchUnit(service, registration)).session }
}

const ask = (headers: Record<string, string>, { id, method, path }: Operation, at: typeof ids): Promise<Response> => {
  const address = path.replace(/\{(\w+)\}/g, (_, name: keyof typeof ids) => at[name])
  const body = fine[id]?.body
  if (id === 'importCourse') {
    return service.request(address, {
      method,
      headers: { ...headers, 'Content-Type': 'application/zip' },
      body: new Uint8Array(plainCourse()),
    })
  }
  return service.request(address, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(id === 'register' ? { ...membersOf(body), course: at.course } : body) }),
  })
}

test('the document and the app have the same routes', () => {
  const served = service.app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/cmi5'))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  const described = operations().map(({ method, path }) => `${method} ${path}`)
  expect([...new Set(served)].sort()).toEqual(described.sort())
  expect(Object.keys(fine).sort()).toEqual(
    operations()
      .map(({ id }) => id)
      .sort(),
  )
  expect(cmi5Api(service.service)).toHaveLength(described.length)
})

test('the document is OpenAPI 3.1 whose references all lead somewhere', () => {
  expect(document.openapi).toBe('3.1.0')
  const text = JSON.stringify(document)
  for (const [, name = ''] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
    expect(Object.keys(membersOf(membersOf(document.components).schemas))).toContain(name)
  for (const { described, path } of operations()) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const parameters = described.parameters
    const inPath = Array.isArray(parameters) ? parameters.map(membersOf).filter((one) => one.in === 'path') : []
    expect(inPath.map(({ name }) => name)).toEqual(named)
  }
})

describe('who may do what', () => {
  const expected: Readonly<Record<string, number | 'fine'>> = {
    nobody: 401,
    learner: 401,
    instructor: 401,
    content: 401,
    'key all/read': 403,
    'key statements/write': 403,
    'key all': 'fine',
    operator: 'fine',
  }
  test.each(Object.entries(expected))('%s', async (actor, status) => {
    const headers = actors[actor] ?? {}
    for (const operation of operations()) {
      const answer = await ask(headers, operation, status === 'fine' ? await freshIds() : ids)
      const wanted = status === 'fine' ? fine[operation.id]?.status : status
      expect([operation.id, answer.status]).toEqual([operation.id, wanted])
    }
    expect(await service.service.store.cmi5.course(ids.course)).toBeDefined()
  })
})

test('every answer is as the document describes it', async () => {
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'openapi', components: document.components })
  const check = async (answer: Response, operation: Operation): Promise<void> => {
    const described = membersOf(operation.described.responses)[String(answer.status)]
    expect([operation.id, answer.status, described === undefined]).toEqual([operation.id, answer.status, false])
    if (answer.status === 204) return
    const { schema } = membersOf(membersOf(membersOf(described).content)['application/json'])
    const text = JSON.stringify(schema).replaceAll('#/components', 'openapi#/components')
    const validate = ajv.compile(membersOf(JSON.parse(text)))
    validate(await answer.json())
    expect([operation.id, validate.errors]).toEqual([operation.id, null])
  }
  const gone = { course: ids.session, registration: ids.session, session: ids.course }
  for (const operation of operations()) {
    await check(await ask(operator, operation, await freshIds()), operation)
    await check(await ask({}, operation, ids), operation)
    const missing = await ask(operator, operation, gone)
    if (missing.status === 404) await check(missing, operation)
  }
  const find = (id: string): Operation => {
    const found = operations().find((one) => one.id === id)
    if (found === undefined) throw new Error(id)
    return found
  }
  await check(await importPackage(service, '<x/>'), find('importCourse'))
  await check(await importPackage(service, '#', 'text/markdown'), find('importCourse'))
  const twice = await freshIds()
  await ask(operator, find('abandon'), twice)
  await check(await ask(operator, find('abandon'), twice), find('abandon'))
})

describe('requests that are not as described', () => {
  const send = (path: string, body: string, type = 'application/json') =>
    service.request(path, { method: 'POST', headers: { ...operator, 'Content-Type': type }, body })

  test.each([
    ['no body', ''],
    ['no JSON', '{'],
    ['a name twice', '{"course":"x","course":"y"}'],
    ['nothing in it', '{}'],
    ['an actor by mail', JSON.stringify({ course: crypto.randomUUID(), actor: { mbox: 'mailto:a@b.example' } })],
    ['a group', JSON.stringify({ course: crypto.randomUUID(), actor: { objectType: 'Group', ...learner } })],
    [
      'an actor of 4,000 bytes',
      JSON.stringify({
        course: crypto.randomUUID(),
        actor: { account: { ...learner.account, name: '😀'.repeat(500) } },
      }),
    ],
    ['a course that is no UUID', JSON.stringify({ course: 'x', actor: learner })],
    ['more than known', JSON.stringify({ course: crypto.randomUUID(), actor: learner, note: 1 })],
  ])('registering with %s: 400', async (_, body) => {
    const answer = await send('/api/cmi5/registrations', body)
    expect(answer.status).toBe(400)
    expect(membersOf(await answer.json()).message).toMatch(/\w/)
  })

  test.each([
    ['a mode there is not', { au: 0, mode: 'Exam' }],
    ['an index below nothing', { au: -1 }],
    ['a return address that is a script', { au: 0, returnURL: 'javascript:alert(1)' }],
  ])('launching with %s: 400', async (_, body) => {
    expect((await send(`/api/cmi5/registrations/${ids.registration}/launches`, JSON.stringify(body))).status).toBe(400)
  })

  test('another type of body: 415; too long: 413; a parameter twice: 400; an id that is none: 404', async () => {
    expect((await send('/api/cmi5/registrations', '{}', 'text/plain')).status).toBe(415)
    expect((await send('/api/cmi5/registrations', `"${'x'.repeat(70_000)}"`)).status).toBe(413)
    const get = async (path: string) => (await service.request(path, { headers: operator })).status
    expect(await get(`/api/cmi5/registrations?after=${ids.registration}&after=${ids.registration}`)).toBe(400)
    expect(await get('/api/cmi5/registrations/x')).toBe(404)
    expect(await get(`/api/cmi5/courses/${'%00'}`)).toBe(404)
  })
})

test('the documentation names every route', () => {
  const text = readFileSync(new URL('../../../docs/cmi5.md', import.meta.url), 'utf8')
  for (const { method, path } of operations()) expect(text).toContain(`${method} ${path}`)
})
