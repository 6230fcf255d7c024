import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { agentOf } from '../../src/service/lrs/agent.ts'
import { createKey } from '../../src/service/lrs/keys/manage.ts'
import { type TestService, testService } from '../support/service.ts'
import { authorization } from './lrs/client.ts'

let service: TestService
let credential: string
let agent: string
beforeEach(async () => {
  service = await testService()
  const ada = await service.addPerson('Ada Example', 'learner')
  const key = await createKey(service.service, { name: 'State', scopes: ['state'] })
  if ('wrong' in key) throw new Error(key.wrong)
  credential = authorization(key)
  agent = JSON.stringify(agentOf(service.service.store, ada))
})
afterEach(() => service.close())

/** xAPI 1.0.3 Communication 3.1 (XAPI-00322) wants SHA-1. */
const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex')
const version = { 'X-Experience-API-Version': '1.0.3' }
const ask = (
  method: string,
  changes: Record<string, string | undefined>,
  init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
) => {
  const all = { activityId: 'http://example.com/a', agent, stateId: 's', ...changes }
  const query = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return service.request(`/xapi/activities/state?${new URLSearchParams(query).toString()}`, {
    method,
    ...init,
    headers: { ...version, Authorization: credential, ...init.headers },
  })
}
const put = (body: string, headers: Record<string, string> = {}) =>
  ask('PUT', {}, { body, headers: { 'Content-Type': 'text/plain', ...headers } })

test('a document comes back with its type, its tag and its time', async () => {
  expect((await ask('GET', {})).status).toBe(404)
  const written = await put('one')
  expect([written.status, written.headers.get('etag')]).toEqual([204, `"${sha1('one')}"`])
  const read = await ask('GET', {})
  expect(await read.text()).toBe('one')
  expect(read.headers.get('content-type')).toBe('text/plain')
  expect(read.headers.get('etag')).toBe(`"${sha1('one')}"`)
  expect(read.headers.get('last-modified')).toBe('Sun, 22 Nov 2026 12:00:00 GMT')
})

test('whoever does not know the newest version writes nothing', async () => {
  await put('one', { 'If-None-Match': '*' })
  expect((await put('two', { 'If-None-Match': '*' })).status).toBe(412)
  const stale = await put('two', { 'If-Match': `"${sha1('zero')}"` })
  expect([stale.status, stale.headers.get('etag')]).toEqual([412, `"${sha1('one')}"`])
  expect((await put('two', { 'If-Match': `W/"${sha1('one')}"` })).status).toBe(412)
  expect(await (await ask('GET', {})).text()).toBe('one')
  expect((await put('two', { 'If-Match': `"x", "${sha1('one')}"` })).status).toBe(204)
  expect((await ask('DELETE', {}, { headers: { 'If-Match': '"x"' } })).status).toBe(412)
  expect((await ask('DELETE', {})).status).toBe(204)
  expect((await ask('GET', {})).status).toBe(404)
})

test('POST merges JSON objects and nothing else', async () => {
  const json = { 'Content-Type': 'application/json' }
  expect((await ask('POST', {}, { body: '{"a":1,"b":{"x":1}}', headers: json })).status).toBe(204)
  expect((await ask('POST', {}, { body: '{"b":{"y":2}}', headers: json })).status).toBe(204)
  expect(await (await ask('GET', {})).json()).toEqual({ a: 1, b: { y: 2 } })
  expect((await ask('POST', {}, { body: '[1]', headers: json })).status).toBe(400)
  expect((await ask('POST', {}, { body: 'text', headers: { 'Content-Type': 'text/plain' } })).status).toBe(400)
  expect(
    (await ask('POST', { stateId: 't' }, { body: 'text', headers: { 'Content-Type': 'text/plain' } })).status,
  ).toBe(204)
  expect((await ask('POST', { stateId: 't' }, { body: '{}', headers: json })).status).toBe(400)
})

test('without stateId it lists and deletes all', async () => {
  await put('one')
  await ask('PUT', { stateId: 'another' }, { body: 'x' })
  expect(await (await ask('GET', { stateId: undefined })).json()).toEqual(['another', 's'])
  expect(await (await ask('GET', { stateId: undefined, since: '2026-11-22T12:00:00Z' })).json()).toEqual([])
  expect((await ask('DELETE', { stateId: undefined })).status).toBe(204)
  expect(await (await ask('GET', { stateId: undefined })).json()).toEqual([])
})

test.each([
  [{ activityId: undefined }, 400],
  [{ activityId: 'no-iri' }, 400],
  [{ agent: undefined }, 400],
  [{ agent: '{' }, 400],
  [{ agent: '{"mbox":"mailto:a@example.com"}' }, 404],
  [{ registration: 'r' }, 400],
  [{ registration: '0e9ac1a5-6a75-4d29-a68a-0d3b3d1c2a11' }, 404],
  [{ other: 'x' }, 400],
  [{ since: 'yesterday' }, 400],
] as const)('answers %o with %i', async (changes, status) => {
  expect((await ask('GET', changes)).status).toBe(status)
})

test('whoever is signed in, and has no key, reaches no document', async () => {
  await put('one')
  const cookie = await service.signIn(await service.addPerson('Bob Example', 'learner'))
  const query = new URLSearchParams({ activityId: 'http://example.com/a', agent, stateId: 's' })
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const body = method === 'PUT' ? { body: 'x' } : {}
    const path = `/xapi/activities/state?${query.toString()}`
    expect((await service.request(path, { method, cookie, headers: version, ...body })).status).toBe(401)
  }
  expect(await (await ask('GET', {})).text()).toBe('one')
})
