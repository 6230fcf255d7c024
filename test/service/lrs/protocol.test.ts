/** Versions, alternate syntax, CORS, About, Agents and Activities: xAPI 1.0.3 Communication 1.3, 2.4, 2.5, 2.8, 3.2, 3.3. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authorization, type Client, lrsClient, objectOf, query, statement, VERSIONS } from './client.ts'

let lrs: Client
beforeAll(async () => {
  lrs = await lrsClient()
})
afterAll(() => lrs.close())

describe('the version header (Communication 3.3)', () => {
  test.each([
    ['1.0', '1.0.3'],
    ['1.0.0', '1.0.3'],
    ['1.0.9', '1.0.3'],
    ['2.0', '2.0.0'],
    ['2.0.0', '2.0.0'],
  ])('%s is answered as %s (XAPI-00333)', async (asked, answered) => {
    const answer = await lrs.call('GET', '/statements', {
      version: null,
      headers: { 'X-Experience-API-Version': asked },
    })
    expect([answer.status, answer.headers.get('x-experience-api-version')]).toEqual([200, answered])
  })

  test.each(['0.95', '1.1.0', '2.1', '3.0.0', '1.0.3 ', 'x'.repeat(5000)])(
    '%s is refused (XAPI-00331)',
    async (asked) => {
      const answer = await lrs.call('GET', '/statements', {
        version: null,
        headers: { 'X-Experience-API-Version': asked.trim() === '1.0.3' ? '1.0.3;' : asked },
      })
      expect(answer.status).toBe(400)
      expect(answer.headers.get('x-experience-api-version')).toMatch(/^(1\.0\.3|2\.0\.0)$/)
    },
  )

  test('none is refused everywhere but at About (XAPI-00321, XAPI-00331)', async () => {
    for (const path of [
      '/statements',
      '/activities/state',
      '/activities/profile',
      '/agents/profile',
      '/activities',
      '/agents',
    ]) {
      expect([path, (await lrs.call('GET', path, { version: null })).status]).toEqual([path, 400])
    }
    expect((await lrs.call('GET', '/about', { version: null })).status).toBe(200)
  })

  test('whoever names none is refused in the version of the base, or in the one its key spoke last', async () => {
    const as = await lrs.key(['all'])
    const said = async (path: string): Promise<string | null> =>
      (await lrs.call('GET', path, { version: null, as })).headers.get('x-experience-api-version')
    expect([await said('/statements'), await said('/1.0.3/statements')]).toEqual(['2.0.0', '1.0.3'])
    await lrs.call('GET', '/statements', { version: '1.0.3', as })
    expect(await said('/statements')).toBe('1.0.3')
    await lrs.call('GET', '/statements', { version: '2.0.0', as })
    expect(await said('/statements')).toBe('2.0.0')
  })

  test('stands on every answer, refusals too', async () => {
    for (const path of ['/nowhere', '/1.0.3/nowhere', '/statements', '/agents', '/about']) {
      for (const method of ['GET', 'POST', 'PATCH', 'OPTIONS', 'DELETE']) {
        const answer = await lrs.call(method, path, { as: null })
        expect([method, path, answer.headers.get('x-experience-api-version')]).toEqual([
          method,
          path,
          expect.stringMatching(/^(1\.0\.3|2\.0\.0)$/),
        ])
      }
    }
  })

  test('a statement keeps the version it came with (XAPI-00332, XAPI-00101)', async () => {
    for (const version of ['1.0', '1.0.9', '2.0.0']) {
      const sent = statement({ version })
      expect((await lrs.call('POST', '/statements', { body: sent })).status).toBe(200)
      expect((await objectOf(await lrs.call('GET', `/statements?statementId=${sent.id}`))).version).toBe(version)
    }
    for (const version of ['0.9', '1.1.0', 'new']) {
      expect((await lrs.call('POST', '/statements', { body: statement({ version }) })).status).toBe(400)
    }
    expect(
      (await lrs.call('POST', '/statements', { version: '1.0.3', body: statement({ version: '2.0.0' }) })).status,
    ).toBe(400)
  })
})

describe('the alternate request syntax (Communication 1.3, XAPI-00336)', () => {
  const form = (
    method: string,
    fields: Readonly<Record<string, string>>,
    path = '/statements',
    version: '1.0.3' | '2.0.0' | null = '1.0.3',
  ) =>
    lrs.call('POST', `${path}?method=${method}`, {
      version,
      body: new URLSearchParams(fields).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })

  test('carries PUT, GET, POST and DELETE at 1.0.3 (XAPI-00148)', async () => {
    const sent = statement()
    expect((await form('PUT', { statementId: sent.id, content: JSON.stringify(sent) })).status).toBe(204)
    expect(await (await form('GET', { statementId: sent.id })).json()).toMatchObject({ id: sent.id })
    expect(await (await form('POST', { content: JSON.stringify(statement()) })).json()).toHaveLength(1)
    const activity = { activityId: `http://example.com/${randomUUID()}`, profileId: 'p' }
    const put = { ...activity, content: 'text', 'Content-Type': 'text/plain', 'If-None-Match': '*' }
    expect((await form('PUT', put, '/activities/profile')).status).toBe(204)
    const read = await form('GET', activity, '/activities/profile')
    expect([read.headers.get('content-type'), await read.text()]).toEqual(['text/plain', 'text'])
    expect((await form('DELETE', activity, '/activities/profile')).status).toBe(204)
    expect((await form('GET', { agent: JSON.stringify({ mbox: 'mailto:ada@example.com' }) }, '/agents')).status).toBe(
      200,
    )
    expect((await form('GET', {}, '/about')).status).toBe(200)
  })

  test('version and authorization may stand in the form', async () => {
    const sent = statement()
    const fields = {
      statementId: sent.id,
      content: JSON.stringify(sent),
      'X-Experience-API-Version': '1.0.3',
      Authorization: authorization(lrs.credentials),
    }
    const ask = (changes: object) =>
      lrs.call('POST', '/statements?method=PUT', {
        version: null,
        as: null,
        body: new URLSearchParams({ ...fields, ...changes }).toString(),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      })
    expect((await ask({})).status).toBe(204)
    expect((await ask({ Authorization: 'Basic eDp5' })).status).toBe(401)
    expect((await ask({ 'X-Experience-API-Version': '0.8' })).status).toBe(400)
    expect((await ask({ 'X-Experience-API-Version': '2.0.0' })).status).toBe(400)
  })

  test.each([
    ['more in the query', '/statements?method=GET&limit=1', 'application/x-www-form-urlencoded', ''],
    ['another method', '/statements?method=PATCH', 'application/x-www-form-urlencoded', ''],
    ['no content', '/statements?method=PUT', 'application/x-www-form-urlencoded', `statementId=${randomUUID()}`],
    ['a field twice', '/statements?method=GET', 'application/x-www-form-urlencoded', 'limit=1&limit=2'],
    ['another type', '/statements?method=GET', 'application/json', '{}'],
  ])('%s is refused', async (_, path, type, body) => {
    const answer = await lrs.call('POST', path, { version: '1.0.3', body, headers: { 'Content-Type': type } })
    expect(answer.status).toBe(400)
  })

  test('is no part of 2.0, and nothing but a POST carries it', async () => {
    for (const method of ['GET', 'PUT', 'POST']) {
      expect((await form(method, { content: '{}' }, '/statements', '2.0.0')).status).toBe(400)
    }
    expect((await lrs.call('PUT', '/statements?method=POST', { version: '1.0.3', body: statement() })).status).toBe(400)
  })

  test('does not speak for whoever is signed in, whose browser would send it from any site', async () => {
    const { service } = lrs
    const cookie = await service.signIn(await service.addPerson('Ada Example', 'learner'))
    const answer = await service.request('/xapi/statements?method=GET', {
      method: 'POST',
      cookie,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'cross-site' },
      body: 'X-Experience-API-Version=1.0.3',
    })
    expect(answer.status).toBe(401)
  })
})

describe('pages of other sites', () => {
  test('may ask what they may send, and read what they are answered', async () => {
    const asked = await lrs.call('OPTIONS', '/statements', {
      as: null,
      version: null,
      headers: { Origin: 'https://lms.example', 'Access-Control-Request-Method': 'PUT' },
    })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-origin')).toBe('*')
    expect(asked.headers.get('access-control-allow-methods')).toContain('PUT')
    for (const name of ['Authorization', 'X-Experience-API-Version', 'If-Match', 'If-None-Match', 'Content-Type']) {
      expect(asked.headers.get('access-control-allow-headers')).toContain(name)
    }
    const answer = await lrs.call('GET', '/statements', { headers: { Origin: 'https://lms.example' } })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-Experience-API-Consistent-Through')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    const nothing = await lrs.call('GET', '/nothing', { headers: { Origin: 'https://lms.example' } })
    expect([nothing.status, nothing.headers.get('access-control-allow-origin')]).toEqual([404, '*'])
  })

  test('never speak for whoever is signed in here, nor do our own', async () => {
    const { service } = lrs
    const cookie = await service.signIn(await service.addPerson('Bob Example', 'learner'))
    const headers = { 'X-Experience-API-Version': '1.0.3' }
    const ask = (more: Record<string, string>) =>
      service.request('/xapi/statements', { cookie, headers: { ...headers, ...more } })
    expect((await ask({ Origin: 'https://evil.example' })).status).toBe(401)
    expect((await ask({ 'Sec-Fetch-Site': 'same-site' })).status).toBe(401)
    expect((await ask({ Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' })).status).toBe(401)
  })
})

describe.each(VERSIONS)('lookups at %s', (version) => {
  test('About lists versions as text (XAPI-00315 to XAPI-00319)', async () => {
    const answer = await lrs.call('GET', '/about', { version, as: null })
    expect(await answer.json()).toEqual({ version: ['1.0.3', '2.0.0'] })
    expect((await lrs.call('GET', '/about?x=1', { version })).status).toBe(400)
  })

  test('Agents answers a person with every name seen (XAPI-00236 to XAPI-00249)', async () => {
    const agent = { mbox: `mailto:${randomUUID()}@example.com` }
    const asked = async (value: object) => lrs.call('GET', `/agents?${query({ agent: value })}`, { version })
    expect(await (await asked({ ...agent, name: 'Asked' })).json()).toEqual({
      objectType: 'Person',
      name: ['Asked'],
      mbox: [agent.mbox],
    })
    for (const name of ['Ada', 'Ada Example']) {
      await lrs.call('POST', '/statements', { version, body: statement({ actor: { ...agent, name } }) })
    }
    expect(await (await asked(agent)).json()).toEqual({
      objectType: 'Person',
      name: ['Ada', 'Ada Example'],
      mbox: [agent.mbox],
    })
    const account = { homePage: 'http://example.com/', name: 'x' }
    expect(await (await asked({ account })).json()).toEqual({ objectType: 'Person', account: [account] })
    for (const wrong of [{}, { mbox: 'ada@example.com' }, { ...agent, openid: 'http://e.com' }]) {
      expect((await asked(wrong)).status).toBe(400)
    }
    expect((await lrs.call('GET', '/agents', { version })).status).toBe(400)
  })

  test('Activities answers what all statements together say (XAPI-00250 to XAPI-00254)', async () => {
    const id = `http://example.com/${randomUUID()}`
    const asked = async () => (await lrs.call('GET', `/activities?${query({ activityId: id })}`, { version })).json()
    expect(await asked()).toEqual({ objectType: 'Activity', id })
    const type = 'http://example.com/type'
    for (const definition of [
      { name: { en: 'One' }, type },
      { name: { de: 'Eins' }, extensions: { 'http://e.com/x': null } },
    ]) {
      await lrs.call('POST', '/statements', { version, body: statement({ object: { id, definition } }) })
    }
    expect(await asked()).toEqual({
      objectType: 'Activity',
      id,
      definition: { name: { en: 'One', de: 'Eins' }, type, extensions: { 'http://e.com/x': null } },
    })
    for (const wrong of ['', '?activityId=a', `?activityId=${id}&x=1`, `?activityid=${id}`]) {
      expect((await lrs.call('GET', `/activities${wrong}`, { version })).status).toBe(400)
    }
  })
})

test('what a resource does not do is refused with 405, and says what it does', async () => {
  for (const [method, path, allow] of [
    ['DELETE', '/statements', 'GET, PUT, POST'],
    ['PATCH', '/statements', 'GET, PUT, POST'],
    ['PUT', '/agents', 'GET'],
    ['POST', '/about', 'GET'],
  ] as const) {
    const answer = await lrs.call(method, path, method === 'DELETE' ? {} : { body: '{}' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow])
  }
})
