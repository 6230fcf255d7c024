/** Document resources: xAPI 1.0.3 Communication 2.2, 2.3, 2.6, 2.7 and 3.1; IEEE 9274.1.1 4.1.4, 4.1.6.2, 4.1.6.5, 4.1.6.6. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { XapiVersion } from '../../../src/service/lrs/versions.ts'
import { type Call, type Client, lrsClient, query, VERSIONS } from './client.ts'

let lrs: Client
beforeAll(async () => {
  lrs = await lrsClient()
})
afterAll(() => lrs.close())

const agent = { objectType: 'Agent', account: { homePage: 'http://example.com/', name: 'ada' } }
const activityId = 'http://example.com/activities/a'
const resources = {
  state: { path: '/activities/state', id: 'stateId', owner: { activityId, agent } },
  'activity profile': { path: '/activities/profile', id: 'profileId', owner: { activityId } },
  'agent profile': { path: '/agents/profile', id: 'profileId', owner: { agent } },
} as const
type Resource = keyof typeof resources

const combinations = VERSIONS.flatMap((version) =>
  (Object.keys(resources) as Resource[]).map((resource) => ({ version, resource })),
)

/** One document of its own per test, written in whatever way the version wants. */
function documentOf(version: XapiVersion, resource: Resource) {
  const { path, id, owner } = resources[resource]
  const name = randomUUID()
  const ask = (
    method: string,
    call: Call = {},
    changes: Readonly<Record<string, string | object | undefined>> = {},
  ) => {
    const all = Object.entries({ ...owner, [id]: name, ...changes })
    const given = all.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))
    return lrs.call(method, `${path}?${query(Object.fromEntries(given))}`, { version, ...call })
  }
  return { name, id, ask, content: async () => (await ask('GET')).text() }
}

describe.each(combinations)('$resource at $version', ({ version, resource }) => {
  const fresh = () => documentOf(version, resource)
  const create = { headers: { 'If-None-Match': '*' } }

  test('PUT, GET, HEAD and DELETE of one document (XAPI-00187 to XAPI-00193, XAPI-00271 to XAPI-00274, XAPI-00285 to XAPI-00290)', async () => {
    const { ask, content } = fresh()
    expect((await ask('GET')).status).toBe(404)
    const body = new Uint8Array([0, 255, 1])
    const headers = { ...create.headers, 'Content-Type': 'image/x-own' }
    expect((await ask('PUT', { body, headers })).status).toBe(204)
    const read = await ask('GET')
    expect(read.headers.get('content-type')).toBe('image/x-own')
    expect(read.headers.get('last-modified')).toBe(new Date(lrs.service.service.now()).toUTCString())
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(body)
    const head = await ask('HEAD')
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, read.headers.get('etag'), ''])
    expect((await ask('DELETE', { headers: { 'If-Match': read.headers.get('etag') ?? '' } })).status).toBe(204)
    expect((await ask('GET')).status).toBe(404)
    expect(await content()).not.toBe('')
  })

  test('ids, and those changed since a time (XAPI-00193, XAPI-00195, XAPI-00221, XAPI-00268 to XAPI-00275, XAPI-00289 to XAPI-00303)', async () => {
    const first = fresh()
    await first.ask('PUT', { body: '1', ...create })
    const since = new Date(lrs.service.service.now()).toISOString()
    lrs.service.advance(1_000)
    const second = fresh()
    await second.ask('PUT', { body: '2', ...create })
    const ids = async (changes: object): Promise<unknown> =>
      (await first.ask('GET', {}, { [first.id]: undefined, ...changes })).json()
    expect(await ids({})).toEqual(expect.arrayContaining([first.name, second.name]))
    expect(await ids({ since })).toEqual([second.name])
  })

  test('POST merges JSON objects at the top level (XAPI-00183, XAPI-00184, XAPI-00233, XAPI-00234, XAPI-00279, XAPI-00280, XAPI-00308, XAPI-00310)', async () => {
    const { ask, content } = fresh()
    expect((await ask('POST', { body: { a: 1, b: { x: 1 } } })).status).toBe(204)
    expect((await ask('POST', { body: { b: { y: 2 }, c: null } })).status).toBe(204)
    expect(JSON.parse(await content())).toEqual({ a: 1, b: { y: 2 }, c: null })
  })

  test.each([
    ['a list', '[1]', 'application/json'],
    ['no JSON', '{"a":', 'application/json'],
    ['a name twice', '{"a":1,"a":2}', 'application/json'],
    ['another type', '{"a":1}', 'text/plain'],
  ])(
    'POST of %s is refused and changes nothing (XAPI-00182, XAPI-00229, XAPI-00232, XAPI-00235, XAPI-00278, XAPI-00284, XAPI-00309, XAPI-00314)',
    async (_, body, type) => {
      const { ask, content } = fresh()
      await ask('POST', { body: { kept: true } })
      expect((await ask('POST', { body, headers: { 'Content-Type': type } })).status).toBe(400)
      expect(JSON.parse(await content())).toEqual({ kept: true })
    },
  )

  test('POST onto what is no JSON object is refused', async () => {
    const { ask, content } = fresh()
    await ask('PUT', { body: 'text', headers: { ...create.headers, 'Content-Type': 'text/plain' } })
    expect((await ask('POST', { body: { a: 1 } })).status).toBe(400)
    expect(await content()).toBe('text')
  })

  test('entity tags decide who may write (XAPI-00322)', async () => {
    const { ask, content } = fresh()
    await ask('PUT', { body: 'one', ...create })
    const tag = (await ask('GET')).headers.get('etag') ?? ''
    expect(tag).toMatch(version === '1.0.3' ? /^"[0-9a-f]{40}"$/ : /^"[0-9a-f]{64}"$/)
    const wrong = { 'If-Match': '"1234"' }
    for (const method of ['PUT', 'POST', 'DELETE']) {
      const answer = await ask(method, { headers: wrong, ...(method === 'DELETE' ? {} : { body: '{}' }) })
      expect([method, answer.status, answer.headers.get('etag')]).toEqual([method, 412, tag])
    }
    expect((await ask('PUT', { body: 'two', ...create })).status).toBe(412)
    expect((await ask('PUT', { body: 'two', headers: { 'If-Match': `W/${tag}` } })).status).toBe(412)
    expect(await content()).toBe('one')
    const written = await ask('PUT', { body: 'two', headers: { 'If-Match': `"x", ${tag}` } })
    expect([written.status, written.headers.get('etag')]).toEqual([204, (await ask('GET')).headers.get('etag')])
    expect((await ask('PUT', { body: 'three', headers: { 'If-Match': '*' } })).status).toBe(204)
    expect((await documentOf(version, resource).ask('PUT', { body: 'x', headers: { 'If-Match': '*' } })).status).toBe(
      412,
    )
  })

  test('a tag read in one version holds in the other', async () => {
    const { ask, content } = fresh()
    await ask('PUT', { body: 'one', ...create })
    const other = version === '1.0.3' ? '2.0.0' : '1.0.3'
    const tag = (await ask('GET', { version: other })).headers.get('etag') ?? ''
    expect((await ask('PUT', { body: 'two', headers: { 'If-Match': tag } })).status).toBe(204)
    expect(await content()).toBe('two')
  })

  test('PUT without If-Match and If-None-Match (Communication 3.1, IEEE 9274.1.1 4.1.4)', async () => {
    const { ask, content } = fresh()
    const blind = { body: 'blind' }
    const isProfile = resource !== 'state'
    expect((await ask('PUT', blind)).status).toBe(version === '1.0.3' && isProfile ? 400 : 204)
    await ask('DELETE')
    await ask('PUT', { body: 'one', ...create })
    const answer = await ask('PUT', blind)
    const refused = version === '2.0.0' || isProfile
    expect(answer.status).toBe(refused ? 409 : 204)
    if (refused) expect(await answer.json()).toMatchObject({ message: expect.stringContaining('If-Match') })
    expect(await content()).toBe(refused ? 'one' : 'blind')
  })

  test.each(['GET', 'PUT', 'POST', 'DELETE'])(
    '%s with wrong parameters is refused (XAPI-00196 to XAPI-00215, XAPI-00255 to XAPI-00267, XAPI-00295 to XAPI-00302, XAPI-00324, XAPI-00325)',
    async (method) => {
      const { ask, id } = fresh()
      const { owner } = resources[resource]
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{}' }
      const wrong = [
        ...Object.keys(owner).map((name) => ({ [name]: undefined })),
        ...('agent' in owner ? [{ agent: '{' }, { agent: { name: 'x' } }, { agent: 'ada' }] : []),
        ...('activityId' in owner ? [{ activityId: 'a' }] : []),
        ...(resource === 'state' ? [{ registration: 'r' }] : [{ registration: randomUUID() }]),
        ...(method === 'GET' || (method === 'DELETE' && resource === 'state') ? [] : [{ [id]: undefined }]),
        { since: 'yesterday', ...(method === 'GET' ? { [id]: undefined } : {}) },
        { unknown: 'x' },
        { [id.toUpperCase()]: 'x' },
        { [id]: 'a\0b' },
      ]
      for (const changes of wrong) {
        expect([changes, (await ask(method, body, changes)).status]).toEqual([changes, 400])
      }
    },
  )
})

test('state is kept apart by registration, and DELETE without stateId removes what it names (XAPI-00194, XAPI-00218 to XAPI-00220, XAPI-00227)', async () => {
  const { ask, name } = documentOf('2.0.0', 'state')
  const registration = randomUUID()
  await ask('PUT', { body: 'without' })
  await ask('PUT', { body: 'with' }, { registration })
  expect(await (await ask('GET', {}, { registration: registration.toUpperCase() })).text()).toBe('with')
  expect(await (await ask('GET', {}, { registration, stateId: undefined })).json()).toEqual([name])
  expect((await ask('DELETE', {}, { registration, stateId: undefined })).status).toBe(204)
  expect(await (await ask('GET', {}, { registration, stateId: undefined })).json()).toEqual([])
  expect(await (await ask('GET')).text()).toBe('without')
})

test('of many who write at once on one tag, one does', async () => {
  const { ask } = documentOf('2.0.0', 'agent profile')
  await ask('PUT', { body: '0', headers: { 'If-None-Match': '*' } })
  const tag = (await ask('GET')).headers.get('etag') ?? ''
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => ask('PUT', { body: String(i + 1), headers: { 'If-Match': tag } })),
  )
  expect(answers.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(19)
})
