import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Content,
  importCourse,
  launchUnit,
  membersOf,
  openContent,
  plainCourse,
  registerFor,
  VERSION,
} from '../../support/cmi5.ts'
import { type TestService, testService } from '../../support/service.ts'

/** What launched content reaches of the record store: its learner's documents in its registration (cmi5 §8.1, §10, §11). */
let service: TestService
let course: string
let content: Content
beforeAll(async () => {
  service = await testService()
  course = await importCourse(service, plainCourse())
})
afterAll(() => service.close())
beforeEach(async () => {
  content = await openContent(service, await launchUnit(service, await registerFor(service, course)))
})

const ruleOf = async (answer: Response): Promise<unknown> => membersOf(await answer.json()).rule
const other = JSON.stringify({ account: { homePage: 'https://school.example', name: 'bob' } })

describe('state', () => {
  test('of its own is read, written and deleted', async () => {
    expect((await content.state('PUT', 'bookmark', '{"page":1}')).status).toBe(204)
    expect(await (await content.state('GET', 'bookmark')).json()).toEqual({ page: 1 })
    expect((await content.state('DELETE', 'bookmark')).status).toBe(204)
  })

  test.each([
    ['8.1.3.0-3', { agent: other }],
    ['8.1.4.0-3', { registration: '0e9ac1a5-6a75-4d29-a68a-0d3b3d1c2a11' }],
  ])('%s: of others is not', async (rule, changes) => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await content.state(method, 'bookmark', method === 'PUT' ? '{}' : undefined, changes)
      expect([method, answer.status, await ruleOf(answer)]).toEqual([method, 403, `cmi5 ${rule}`])
    }
  })

  test('8.1.4.0-3: without a registration it is refused', async () => {
    const { activityId, actor } = content
    const query = new URLSearchParams({ activityId, agent: JSON.stringify(actor), stateId: 'x' })
    expect((await content.request(`/activities/state?${query.toString()}`)).status).toBe(403)
  })

  test('10.2.1.0-5: LMS.LaunchData is read only, whatever the method', async () => {
    for (const method of ['PUT', 'POST', 'DELETE']) {
      const answer = await content.state(
        method,
        'LMS.LaunchData',
        method === 'DELETE' ? undefined : '{"launchMode":"Normal"}',
      )
      expect([method, answer.status, await ruleOf(answer)]).toEqual([method, 403, 'cmi5 10.2.1.0-5'])
    }
    const { activityId, actor, registration } = content
    const all = new URLSearchParams({ activityId, agent: JSON.stringify(actor), registration })
    expect((await content.request(`/activities/state?${all.toString()}`, { method: 'DELETE' })).status).toBe(403)
    expect(membersOf(await (await content.state('GET', 'LMS.LaunchData')).json())).toMatchObject({
      launchMode: 'Normal',
    })
  })

  test('another unit’s LMS.LaunchData is not read', async () => {
    const answer = await content.state('GET', 'LMS.LaunchData', undefined, { activityId: 'https://other.example/au' })
    expect(answer.status).toBe(403)
  })
})

describe('learner preferences (§11)', () => {
  const good = { languagePreference: 'en-US,fr-FR', audioPreference: 'on' }

  test('are written and read', async () => {
    expect((await content.profile('PUT', JSON.stringify(good))).status).toBe(204)
    expect(await (await content.profile('GET')).json()).toEqual(good)
  })

  test.each([
    ['11.0.0.0-5', 'no JSON', 'words', 'text/plain'],
    ['11.0.0.0-5', 'JSON under another type', JSON.stringify(good), 'text/plain'],
    ['11.0.0.0-5', 'no object', '[]', 'application/json'],
    ['11.0.0.0-5', 'no language', JSON.stringify({ audioPreference: 'on' }), 'application/json'],
    ['11.0.0.0-5', 'no audio', JSON.stringify({ languagePreference: 'en' }), 'application/json'],
    ['11.0.0.0-5', 'other audio', JSON.stringify({ ...good, audioPreference: 'loud' }), 'application/json'],
    ['11.0.0.0-5', 'more', JSON.stringify({ ...good, theme: 'dark' }), 'application/json'],
    ['11.1.0.0-1', 'no list', JSON.stringify({ ...good, languagePreference: 'en fr' }), 'application/json'],
    ['11.1.0.0-1', 'empty', JSON.stringify({ ...good, languagePreference: '' }), 'application/json'],
  ])('%s: %s is refused', async (rule, _, body, type) => {
    for (const method of ['PUT', 'POST']) {
      const answer = await content.profile(method, body, type)
      expect([answer.status, await ruleOf(answer)]).toEqual([403, `cmi5 ${rule}`])
    }
  })

  test('11.0.0.0-1: of another learner are neither read nor written; without a learner it is 400', async () => {
    const ask = (query: Record<string, string>, method = 'GET') =>
      content.request(
        `/agents/profile?${new URLSearchParams({ profileId: 'cmi5LearnerPreferences', ...query }).toString()}`,
        {
          method,
          ...(method === 'PUT' ? { body: JSON.stringify(good), headers: { 'Content-Type': 'application/json' } } : {}),
        },
      )
    expect((await ask({ agent: other })).status).toBe(403)
    expect((await ask({ agent: other }, 'PUT')).status).toBe(403)
    expect((await ask({}, 'PUT')).status).toBe(400)
  })
})

test('the profile of its own activity is reached, of others not', async () => {
  const ask = (activityId: string) =>
    content.request(`/activities/profile?${new URLSearchParams({ activityId, profileId: 'x' }).toString()}`)
  expect((await ask(content.activityId)).status).toBe(404)
  expect((await ask('https://other.example/au')).status).toBe(403)
})

test('other resources are closed', async () => {
  expect((await content.request(`/agents?agent=${encodeURIComponent(other)}`)).status).toBe(403)
  expect((await content.request(`/activities?activityId=${content.activityId}`)).status).toBe(403)
})

test('4.2.0.0-2: a key that may read all reads every session of a learner', async () => {
  const { keys } = service.service.store
  expect(await keys.all()).toEqual([])
  const made = await service.request('/api/keys', {
    method: 'POST',
    headers: { Authorization: 'Bearer operator-key-of-the-test', 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'reports', scopes: ['all/read'] }),
  })
  const { key, secret } = membersOf(await made.json())
  const authorization = `Basic ${Buffer.from(`${String(key)}:${String(secret)}`).toString('base64')}`
  const answer = await service.request(`/xapi/statements?registration=${content.registration}`, {
    headers: { ...VERSION, Authorization: authorization },
  })
  expect(membersOf(await answer.json()).statements).toHaveLength(1)
})
