/** Keys, their scopes and who manages them: xAPI 1.0.3 Communication 4.0 and 4.2. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { homePage } from '../../../src/service/lrs/agent.ts'
import { type Scope, scopes } from '../../../src/service/lrs/keys/scopes.ts'
import { OPERATOR_KEY } from '../../support/service.ts'
import { authorization, type Client, lrsClient, objectOf, pageOf, query, statement } from './client.ts'

let lrs: Client
beforeAll(async () => {
  lrs = await lrsClient()
})
afterAll(() => lrs.close())

const agent = { mbox: 'mailto:ada@example.com' }
const activityId = 'http://example.com/activities/a'
const state = `/activities/state?${query({ agent, activityId, stateId: 's' })}`
const activityProfile = `/activities/profile?${query({ activityId, profileId: 'p' })}`
const agentProfile = `/agents/profile?${query({ agent, profileId: 'p' })}`

/** What a request needs, by the scopes that allow it; everything else is 403. */
const endpoints: readonly (readonly [method: string, path: string, status: number, allowed: readonly Scope[]])[] = [
  ['POST', '/statements', 200, ['statements/write', 'all']],
  ['GET', '/statements', 200, ['statements/read/mine', 'statements/read', 'all/read', 'all']],
  ['GET', state, 200, ['state', 'all/read', 'all']],
  ['PUT', state, 204, ['state', 'all']],
  ['POST', state, 204, ['state', 'all']],
  ['DELETE', state, 204, ['state', 'all']],
  ['GET', activityProfile, 200, ['profile', 'all/read', 'all']],
  ['PUT', activityProfile, 204, ['profile', 'all']],
  ['POST', activityProfile, 204, ['profile', 'all']],
  ['DELETE', activityProfile, 204, ['profile', 'all']],
  ['GET', agentProfile, 200, ['profile', 'all/read', 'all']],
  ['PUT', agentProfile, 204, ['profile', 'all']],
  ['POST', agentProfile, 204, ['profile', 'all']],
  ['DELETE', agentProfile, 204, ['profile', 'all']],
  ['GET', `/agents?${query({ agent })}`, 200, ['statements/read', 'profile', 'all/read', 'all']],
  ['GET', `/activities?${query({ activityId })}`, 200, ['statements/read', 'profile', 'all/read', 'all']],
]

describe.each(Object.keys(scopes) as Scope[])('a key with %s', (scope) => {
  test.each(endpoints)('%s %s', async (method, path, status, allowed) => {
    const as = await lrs.key([scope])
    if (status !== 200 || method === 'GET')
      await lrs.call('POST', path.startsWith('/statements') ? '/agents' : path, { body: '{}' })
    const call =
      method === 'POST' && path === '/statements'
        ? { body: statement() }
        : method === 'PUT'
          ? { body: '{}', headers: { 'If-Match': '*' } }
          : method === 'POST'
            ? { body: '{}' }
            : {}
    const answer = await lrs.call(method, path, { ...call, as })
    expect(answer.status).toBe(allowed.includes(scope) ? status : 403)
    if (!allowed.includes(scope)) expect(await answer.json()).toMatchObject({ error: 'scope' })
  })
})

test('a key reads under its own authority only, unless its scope says more (Communication 4.2)', async () => {
  const writer = await lrs.key(['statements/write', 'statements/read/mine'])
  const other = await lrs.key(['statements/read/mine'])
  const reader = await lrs.key(['statements/read'])
  const sent = statement()
  expect((await lrs.call('POST', '/statements', { body: sent, as: writer })).status).toBe(200)
  const one = `/statements?statementId=${sent.id}`
  expect((await lrs.call('GET', one, { as: writer })).status).toBe(200)
  expect((await lrs.call('GET', one, { as: other })).status).toBe(404)
  expect((await lrs.call('GET', one, { as: reader })).status).toBe(200)
  const ids = async (as: typeof writer) =>
    (await pageOf(await lrs.call('GET', '/statements', { as }))).statements.length
  expect([await ids(writer), await ids(other)]).toEqual([1, 0])
  expect(await ids(reader)).toBeGreaterThan(1)
})

test('an authority of its own stands in every statement of a key (XAPI-00099)', async () => {
  const authority = { objectType: 'Agent', account: { homePage: 'https://lms.example/', name: 'plugin' } }
  const as = await lrs.key(['all'], { authority })
  const sent = statement()
  await lrs.call('POST', '/statements', { body: sent, as })
  expect((await objectOf(await lrs.call('GET', `/statements?statementId=${sent.id}`))).authority).toEqual(authority)
})

test.each([
  ['', false],
  ['/cmi5', false],
  ['/cmi5/registrations', false],
  ['/keys', true],
])('whether a key may speak as one of our own accounts at %j: %s', async (below, may) => {
  const account = { homePage: `${homePage(lrs.service.service.store)}${below}`, name: 'x' }
  const made = lrs.key(['all'], { authority: { objectType: 'Agent', account } })
  await (may ? expect(made).resolves.toBeDefined() : expect(made).rejects.toThrow('must not be a learner'))
})

describe('who is who (XAPI-00334, XAPI-00335)', () => {
  test.each([
    ['nothing', undefined],
    ['a wrong secret', 'wrong'],
    ['no secret', ''],
  ])('%s gets 401 and a challenge', async (_, secret) => {
    const as = secret === undefined ? null : { key: lrs.credentials.key, secret }
    const answer = await lrs.call('GET', '/statements', { as })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /)
  })

  test.each([
    'Basic',
    'Basic !!!',
    'Basic AAAA',
    'Bearer x',
    `Basic ${'A'.repeat(9000)}`,
    `Basic ${btoa('a\0b:c')}`,
    'x',
  ])('an Authorization of "%.20s" gets 401', async (header) => {
    const answer = await lrs.call('GET', '/statements', { as: null, headers: { Authorization: header } })
    expect(answer.status).toBe(401)
  })

  test('a browser whose session ended is not asked for a password', async () => {
    const answer = await lrs.call('GET', '/statements', { as: null, headers: { 'Sec-Fetch-Mode': 'cors' } })
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Session realm="xAPI"'])
  })
})

test('a key has its own number of requests a minute', async () => {
  const as = await lrs.key(['all'], { rateLimit: 2 })
  const ask = async () => lrs.call('GET', '/statements', { as })
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200])
  const third = await ask()
  expect([third.status, third.headers.get('retry-after')]).toEqual([429, '30'])
  lrs.service.advance(30_000)
  expect((await ask()).status).toBe(200)
})

test('a key with origins is refused on pages of others', async () => {
  const as = await lrs.key(['all'], { origins: ['https://lms.example'] })
  const ask = async (headers: Record<string, string>) => (await lrs.call('GET', '/statements', { as, headers })).status
  expect(await ask({ Origin: 'https://lms.example' })).toBe(200)
  expect(await ask({})).toBe(200)
  expect(await ask({ Origin: 'https://evil.example' })).toBe(403)
})

describe('/api/keys', () => {
  const api = (method: string, path: string, header: string, body?: object) =>
    lrs.service.request(`/api/keys${path}`, {
      method,
      headers: { Authorization: header, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const operator = `Bearer ${OPERATOR_KEY}`

  test('makes, lists, rotates and revokes; each takes effect at once', async () => {
    const made = await api('POST', '', operator, { name: 'LMS', scopes: ['statements/read'] })
    expect(made.status).toBe(201)
    const { key, secret } = (await made.json()) as { key: string; secret: string }
    expect(secret).toMatch(/^[\w-]{43}$/)
    const reads = async (with_: string) => (await lrs.call('GET', '/statements', { as: { key, secret: with_ } })).status
    expect(await reads(secret)).toBe(200)
    const list = await api('GET', '', authorization(lrs.credentials))
    const text = await list.text()
    expect(JSON.parse(text)).toMatchObject({
      keys: expect.arrayContaining([expect.objectContaining({ id: key, name: 'LMS' })]),
    })
    expect(text).not.toContain(secret)
    expect(text).not.toContain('hash')
    const rotated = (await (await api('POST', `/${key}/rotate`, operator)).json()) as { secret: string }
    expect([await reads(secret), await reads(rotated.secret)]).toEqual([401, 200])
    expect((await api('DELETE', `/${key}`, operator)).status).toBe(200)
    expect(await reads(rotated.secret)).toBe(401)
    expect((await api('DELETE', `/${key}`, operator)).status).toBe(404)
    expect((await api('POST', `/${key}/rotate`, operator)).status).toBe(404)
    expect((await api('DELETE', '/%00', operator)).status).toBe(404)
  })

  test('is closed to every key without the scope all', async () => {
    for (const scope of Object.keys(scopes) as Scope[]) {
      const header = authorization(await lrs.key([scope]))
      expect([scope, (await api('GET', '', header)).status]).toEqual([scope, scope === 'all' ? 200 : 403])
    }
    for (const header of ['', 'Bearer wrong', `Basic ${btoa('x:y')}`]) {
      expect((await api('GET', '', header)).status).toBe(401)
    }
  })

  test.each([
    [{}],
    [{ name: ' ', scopes: ['all'] }],
    [{ name: 'x', scopes: [] }],
    [{ name: 'x', scopes: ['everything'] }],
    [{ name: 'x', scopes: ['constructor'] }],
    [{ name: 'x', scopes: ['all'], rateLimit: 0 }],
    [{ name: 'x', scopes: ['all'], origins: ['lms.example'] }],
    [{ name: 'x', scopes: ['all'], authority: { name: 'x' } }],
  ])('refuses to make %o', async (body) => {
    expect((await api('POST', '', operator, body)).status).toBe(400)
  })
})
