import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { agentOf, agentOfKey } from '../../src/service/lrs/agent.ts'
import { createKey } from '../../src/service/lrs/keys/manage.ts'
import type { Learner } from '../../src/storage/records.ts'
import { type TestService, testService } from '../support/service.ts'
import { authorization } from './lrs/client.ts'

const ID = 'AB3D5C7E-1111-4222-8333-444455556666'
const verb = { id: 'http://example.com/verbs/did' }
const object = { id: 'http://example.com/things/1' }

describe('the statement resource', () => {
  let service: TestService
  let ada: Learner
  let headers: Record<string, string>
  let id: string
  beforeEach(async () => {
    service = await testService()
    ada = await service.addPerson('Ada Example', 'learner')
    const scopes = ['statements/write', 'statements/read/mine']
    const key = await createKey(service.service, { name: 'Reader', scopes })
    if ('wrong' in key) throw new Error(key.wrong)
    id = key.key
    headers = {
      'X-Experience-API-Version': '1.0.3',
      'Content-Type': 'application/json',
      Authorization: authorization(key),
    }
  })
  afterEach(() => service.close())

  const mine = (changes: object = {}): object => ({
    actor: agentOf(service.service.store, ada),
    verb,
    object,
    ...changes,
  })
  const post = (body: unknown, changes: RequestInit = {}) =>
    service.request('/xapi/statements', { method: 'POST', headers, body: JSON.stringify(body), ...changes })
  const get = (query: string) => service.request(`/xapi/statements?${query}`, { headers })
  const list = async (query: string): Promise<{ statements: { id: string; object: { id: string } }[]; more: string }> =>
    (await get(query)).json() as Promise<{ statements: { id: string; object: { id: string } }[]; more: string }>

  test('refuses whoever names no version or another one, and says which it speaks', async () => {
    for (const version of [undefined, '1.1.0', '0.95']) {
      const answer = await service.request('/xapi/statements', {
        headers: {
          Authorization: headers.Authorization ?? '',
          ...(version === undefined ? {} : { 'X-Experience-API-Version': version }),
        },
      })
      expect(answer.status).toBe(400)
      expect(answer.headers.get('x-experience-api-version')).toBe('2.0.0')
      expect(await answer.json()).toMatchObject({ error: 'version' })
    }
    expect((await service.request('/xapi/about')).status).toBe(200)
  })

  test('stores what it is sent, and adds id, stored, timestamp, authority and version', async () => {
    const answer = await post(mine({ timestamp: '2026-11-22T11:59:00Z' }))
    expect(answer.status).toBe(200)
    const [stored] = (await answer.json()) as string[]
    const single = await get(`statementId=${stored}`)
    expect(single.headers.get('last-modified')).toBe('Sun, 22 Nov 2026 12:00:00 GMT')
    expect(single.headers.get('x-experience-api-consistent-through')).toBe('2026-11-22T12:00:00.000Z')
    expect(await single.json()).toEqual({
      ...mine({ timestamp: '2026-11-22T11:59:00Z' }),
      id: stored,
      stored: '2026-11-22T12:00:00.000Z',
      authority: agentOfKey(service.service.store, { id, name: 'Reader' }),
      version: '1.0.0',
    })
  })

  test('names statement, pointer and rule of what it refuses, and stores nothing of the batch', async () => {
    const answer = await post([mine(), mine({ result: { score: { scaled: 2 } } })])
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({
      error: 'invalid-statement',
      statement: 1,
      pointer: '/result/score/scaled',
      rule: 'xAPI 1.0.3 Data 2.4.5.1',
      message: 'Statement 1: /result/score/scaled must be between -1 and 1, not 2.',
    })
    expect((await list('')).statements).toEqual([])
  })

  test('takes the same statement again without change, and refuses another one with its id', async () => {
    const once = mine({ id: ID, timestamp: '2026-11-22T11:59:00Z' })
    expect(await (await post(once)).json()).toEqual([ID.toLowerCase()])
    service.advance(60_000)
    const again = mine({ id: ID.toLowerCase(), timestamp: '2026-11-22T12:59:00+01:00' })
    expect((await post([again, mine()])).status).toBe(200)
    const conflict = await post([mine(), mine({ id: ID, object: { id: 'http://example.com/other' } })])
    expect(conflict.status).toBe(409)
    expect(await conflict.json()).toMatchObject({ error: 'conflict', statement: 1, pointer: '/id' })
    expect((await list('')).statements).toHaveLength(2)
    const put = { method: 'PUT', headers, body: JSON.stringify(once) }
    expect((await service.request(`/xapi/statements?statementId=${ID}`, put)).status).toBe(204)
    expect((await service.request(`/xapi/statements?statementId=${ID.replace('A', 'B')}`, put)).status).toBe(400)
    expect((await service.request('/xapi/statements', put)).status).toBe(400)
  })

  test('whoever is signed in, and has no key, neither reads nor stores a statement', async () => {
    await post(mine())
    const cookie = await service.signIn(ada)
    const { Authorization: _, ...bare } = headers
    const stored = await service.request('/xapi/statements', {
      method: 'POST',
      headers: bare,
      cookie,
      body: JSON.stringify(mine()),
    })
    const read = await service.request('/xapi/statements', { headers: bare, cookie })
    expect([stored.status, read.status]).toEqual([401, 401])
    expect((await list('')).statements).toHaveLength(1)
  })

  test('refuses what is no JSON, of another type, or too large', async () => {
    expect((await post('', { body: '{' })).status).toBe(400)
    expect(
      (await post('', { body: 'a=1', headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' } }))
        .status,
    ).toBe(400)
    expect((await post(mine({ result: { response: 'x'.repeat(1_000_001) } }))).status).toBe(413)
    expect((await list('')).statements).toEqual([])
  })

  test('answers filters page by page, in both directions', async () => {
    const many = Array.from({ length: 7 }, (_, i) => mine({ object: { id: `http://example.com/${i}` } }))
    await post(many.slice(0, 4))
    service.advance(1000)
    await post(many.slice(4))
    const objects = async (query: string): Promise<string[]> => {
      const found: string[] = []
      for (let next = `/xapi/statements?${query}`; next !== ''; ) {
        const { statements, more } = await list(next.slice(next.indexOf('?') + 1))
        found.push(...statements.map((one) => one.object.id.slice(-1)))
        next = more
      }
      return found
    }
    expect((await objects('limit=3')).join('')).toBe('6543210')
    expect((await objects('limit=2&ascending=true')).join('')).toBe('0123456')
    expect((await objects('since=2026-11-22T12:00:00.000Z')).join('')).toBe('654')
    expect((await objects('until=2026-11-22T12:00:00.000Z&limit=1')).join('')).toBe('3210')
    expect((await objects('activity=http://example.com/5')).join('')).toBe('5')
    expect((await objects('verb=http://example.com/verbs/other')).join('')).toBe('')
    const self = encodeURIComponent(JSON.stringify(agentOf(service.service.store, ada)))
    expect((await objects(`agent=${self}`)).join('')).toBe('6543210')
  })

  test.each([
    'Verb=http://e.com/v',
    'verb=did',
    'limit=-1',
    'limit=1&limit=2',
    'since=yesterday',
    'registration=r',
    'ascending=yes',
    'format=all',
    'agent=%7B%7D',
    'statementId=x',
    `statementId=${ID}&limit=1`,
  ])('refuses the parameters %s', async (query) => {
    const answer = await get(query)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: 'parameter' })
  })

  test('keeps `stored` in order when the clock goes back', async () => {
    await post(mine())
    service.advance(-3_600_000)
    await post(mine())
    const { statements } = (await (await get('')).json()) as { statements: { stored: string }[] }
    expect(statements.map(({ stored }) => stored)).toEqual(['2026-11-22T12:00:00.000Z', '2026-11-22T12:00:00.000Z'])
  })
})
