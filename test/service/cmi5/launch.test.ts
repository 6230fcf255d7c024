import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cmi5ActivityTypes, cmi5Categories, cmi5Extensions, LAUNCH_DATA } from '../../../src/model/cmi5.ts'
import { abandonSilent, SILENT_MILLISECONDS } from '../../../src/service/cmi5/sessions.ts'
import { agentKey } from '../../../src/storage/agent-key.ts'
import {
  ada,
  au,
  block,
  completed,
  failed,
  fetchToken,
  ID,
  importCourse,
  launchUnit,
  learner,
  type Members,
  manage,
  membersOf,
  openContent,
  packageOf,
  passed,
  plainCourse,
  registerFor,
  statementsOf,
  structure,
  terminated,
  verbsOf,
} from '../../support/cmi5.ts'
import { NOON, type TestService, testService } from '../../support/service.ts'

let service: TestService
let course: string
let registration: string
beforeAll(async () => {
  service = await testService()
  course = await importCourse(service, plainCourse({ url: 'index.html?a=1&amp;b=x%20y#top' }))
})
afterAll(() => service.close())
beforeEach(async () => {
  registration = await registerFor(service, course)
})

const launchData = async (activity: string): Promise<Members> => {
  const agent = agentKey(ada) ?? ''
  const document = await service.service.store.documents.get({
    resource: 'state',
    activity,
    agent,
    registration,
    id: LAUNCH_DATA,
  })
  return membersOf(JSON.parse(new TextDecoder().decode(document?.content)))
}
const last = async (): Promise<Members> => membersOf((await statementsOf(service, registration)).at(-1))

describe('the launch URL (§8.1)', () => {
  test('8.1.0.0-5, 13.1.4.0-3: parameters are merged with the unit’s own query, before a fragment', async () => {
    const { url, activityId } = await launchUnit(service, registration)
    expect(url.origin + url.pathname).toBe(`http://localhost/content/${course}/index.html`)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      a: '1',
      b: 'x y',
      endpoint: 'http://localhost/xapi',
      fetch: expect.stringMatching(/^http:\/\/localhost\/cmi5\/fetch\/[\w-]{43}$/),
      actor: JSON.stringify(ada),
      registration,
      activityId,
    })
    expect(url.hash).toBe('#top')
    // 8.1.0.0-8: spaces as %20, which every decoder understands.
    expect(url.search).not.toContain('+')
  })

  test('8.1.5.0-1, -3, -4: one activity id per unit, not the publisher’s, the same at every launch', async () => {
    const first = await launchUnit(service, registration)
    const second = await launchUnit(service, registration, { au: `${ID}au/a` })
    expect(first.activityId).toBe(second.activityId)
    expect(first.activityId).not.toBe(`${ID}au/a`)
    expect(first.session).not.toBe(second.session)
  })

  test('an absolute url is launched where it is', async () => {
    const other = await importCourse(service, structure(au('a', { url: 'https://content.example/unit?x=1' })))
    const { url } = await launchUnit(service, await registerFor(service, other))
    expect(url.href).toMatch(/^https:\/\/content\.example\/unit\?x=1&endpoint=/)
  })
})

describe('the fetch URL (§8.2)', () => {
  test('8.2.1.0-4, 8.2.3.0-1: gives a token once, to anybody who has it, and an error code ever after', async () => {
    const { url } = await launchUnit(service, registration)
    const address = new URL(url.searchParams.get('fetch') ?? '').pathname
    const answers = await Promise.all([1, 2, 3].map(() => service.request(address, { method: 'POST' })))
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    }
    const bodies = await Promise.all(answers.map(async (answer) => membersOf(await answer.json())))
    expect(bodies.filter((body) => 'auth-token' in body)).toHaveLength(1)
    expect(bodies.filter((body) => body['error-code'] === '1')).toHaveLength(2)
    const [, other] = address.split('/cmi5/fetch/')
    const wrong = await service.request(`/cmi5/fetch/${other?.split('').reverse().join('')}`, { method: 'POST' })
    expect([wrong.status, membersOf(await wrong.json())['error-code']]).toEqual([200, '2'])
    expect((await service.request(address, { method: 'OPTIONS' })).status).toBe(204)
  })

  test('8.1.2.0-2, 8.2.1.0-6: the token holds from fetching to the end of its session', async () => {
    const launched = await launchUnit(service, registration)
    const forged = `Basic ${Buffer.from(`cmi5.${launched.session}:undefined`).toString('base64')}`
    const ask = (authorization: string) =>
      service.request('/xapi/statements', {
        headers: { Authorization: authorization, 'X-Experience-API-Version': '1.0.3' },
      })
    expect((await ask(forged)).status).toBe(401)
    const content = await openContent(service, launched)
    expect((await ask(content.authorization)).status).toBe(200)
    expect((await ask(forged)).status).toBe(401)
    await content.begin()
    expect((await content.send(content.defined('terminated', terminated))).status).toBe(200)
    expect((await ask(content.authorization)).status).toBe(403)
    service.advance(60_001)
    expect((await ask(content.authorization)).status).toBe(401)
  })

  test('a launch that was never fetched gives no token once another one has ended it', async () => {
    const first = await launchUnit(service, registration)
    await launchUnit(service, registration)
    expect((await fetchToken(service, first.url))['error-code']).toBe('2')
  })
})

describe('before the launch', () => {
  test('10.2.1 to 10.2.7: LMS.LaunchData', async () => {
    const asked = { mode: 'Review', returnURL: 'https://school.example/back' }
    const { session, activityId } = await launchUnit(service, registration, asked)
    expect(await launchData(activityId)).toEqual({
      contextTemplate: {
        contextActivities: { grouping: [{ id: `${ID}au/a` }] },
        extensions: { [cmi5Extensions.sessionId]: session },
      },
      launchMode: 'Review',
      launchMethod: 'AnyWindow',
      moveOn: 'CompletedAndPassed',
      masteryScore: 0.8,
      launchParameters: 'p',
      returnURL: 'https://school.example/back',
      entitlementKey: { courseStructure: 'k' },
    })
  })

  test('9.3.1, 9.6.3: the launched statement', async () => {
    const { session, activityId } = await launchUnit(service, registration)
    expect(await verbsOf(service, registration)).toEqual(['launched'])
    expect(await last()).toMatchObject({
      actor: ada,
      object: { id: activityId, definition: { name: { en: 'Unit a' } } },
      context: {
        registration,
        contextActivities: { category: [{ id: cmi5Categories.defined }], grouping: [{ id: `${ID}au/a` }] },
        extensions: {
          [cmi5Extensions.sessionId]: session,
          [cmi5Extensions.launchMode]: 'Normal',
          [cmi5Extensions.launchUrl]: `http://localhost/content/${course}/index.html?a=1&b=x%20y#top`,
          [cmi5Extensions.moveOn]: 'CompletedAndPassed',
          [cmi5Extensions.masteryScore]: 0.8,
          [cmi5Extensions.launchParameters]: 'p',
        },
      },
    })
  })
})

describe('sessions that end by themselves (§9.3.6)', () => {
  test('another launch of the registration abandons what is open, once', async () => {
    const content = await openContent(service, await launchUnit(service, registration))
    await content.begin()
    service.advance(90_500)
    await content.send(content.allowed())
    service.advance(5_000)
    await launchUnit(service, registration)
    const statements = await statementsOf(service, registration)
    expect(await verbsOf(service, registration)).toEqual([
      'launched',
      'initialized',
      'experienced',
      'abandoned',
      'launched',
    ])
    // 9.5.4.2-2: from launch to the last statement of the unit.
    expect(statements[3]).toMatchObject({
      actor: ada,
      object: { id: content.activityId },
      result: { duration: 'PT90.5S' },
      context: { extensions: { [cmi5Extensions.sessionId]: content.session } },
    })
    expect((await content.send(content.allowed())).status).toBe(401)
    const again = await manage(service, 'POST', `/api/cmi5/sessions/${content.session}/abandon`)
    expect(again.status).toBe(409)
  })

  test('a session that ended is left alone, and so are other registrations', async () => {
    const content = await openContent(service, await launchUnit(service, registration))
    await content.begin()
    await content.send(content.defined('terminated', terminated))
    const other = await registerFor(service, course)
    await launchUnit(service, other)
    await launchUnit(service, registration)
    expect(await verbsOf(service, registration)).not.toContain('abandoned')
    expect(await verbsOf(service, other)).toEqual(['launched'])
  })

  test('one that falls silent is abandoned, by the sweep or by its next request', async () => {
    const quiet = await openContent(service, await launchUnit(service, registration))
    await quiet.begin()
    const other = await registerFor(service, course)
    const busy = await openContent(service, await launchUnit(service, other))
    service.advance(SILENT_MILLISECONDS - 1_000)
    // Reading is a sign of life as well.
    expect((await busy.state('GET', 'x')).status).toBe(404)
    service.advance(2_000)
    expect((await quiet.state('GET', 'x')).status).toBe(401)
    expect(await verbsOf(service, registration)).toEqual(['launched', 'initialized', 'abandoned'])
    await abandonSilent(service.service)
    expect(await verbsOf(service, other)).toEqual(['launched'])
    service.advance(SILENT_MILLISECONDS)
    await abandonSilent(service.service)
    await abandonSilent(service.service)
    expect(await verbsOf(service, other)).toEqual(['launched', 'abandoned'])
  })
})

describe('satisfied (§9.3.9)', () => {
  const nested = packageOf(
    structure(
      block(
        'outer',
        au('a', { attributes: 'moveOn="Completed"' }) + block('inner', au('b', { attributes: 'moveOn="Passed"' })),
      ) + block('nothing', au('c')),
    ),
  )

  test('9.6.1.1-3: what nothing is asked of is satisfied at registration, before any launch', async () => {
    const free = await importCourse(service, packageOf(structure(block('b', au('a') + au('c')))))
    registration = await registerFor(service, free)
    expect(await verbsOf(service, registration)).toEqual(['satisfied', 'satisfied'])
    const [first, second] = await statementsOf(service, registration)
    const session = { extensions: { [cmi5Extensions.sessionId]: expect.stringMatching(/^[0-9a-f-]{36}$/) } }
    expect(first).toMatchObject({
      object: { definition: { type: cmi5ActivityTypes.block } },
      context: { contextActivities: { grouping: [{ id: `${ID}block/b` }] }, ...session },
    })
    expect(second).toMatchObject({ object: { definition: { type: cmi5ActivityTypes.course } } })
    const { satisfied } = membersOf(
      await (await manage(service, 'GET', `/api/cmi5/registrations/${registration}`)).json(),
    )
    expect(satisfied).toBe(true)
  })

  test('inner before outer, the course last, each once, with the session that did it', async () => {
    registration = await registerFor(service, await importCourse(service, nested))
    expect(await verbsOf(service, registration)).toEqual(['satisfied'])
    const unit = async (index: number, verb: 'completed' | 'passed', result: Members): Promise<string> => {
      const launched = await launchUnit(service, registration, { au: index })
      const content = await openContent(service, launched)
      const toUnit = (statement: Members): Members =>
        JSON.parse(JSON.stringify(statement).replaceAll(`${ID}au/a`, `${ID}au/${'abc'[index]}`))
      await content.profile('GET')
      for (const one of [
        content.defined('initialized'),
        content.defined(verb, result),
        content.defined('terminated', terminated),
      ])
        expect((await content.send(toUnit(one))).status).toBe(200)
      return launched.session
    }
    await unit(0, 'completed', completed)
    expect((await verbsOf(service, registration)).slice(1)).toEqual([
      'launched',
      'initialized',
      'completed',
      'terminated',
    ])
    const session = await unit(1, 'passed', passed)
    const after = (await statementsOf(service, registration)).slice(5)
    expect(after.map(({ verb }) => String(membersOf(verb).id).split('/').at(-1))).toEqual([
      'launched',
      'initialized',
      'passed',
      'satisfied',
      'satisfied',
      'satisfied',
      'terminated',
    ])
    const grouping = after.slice(3, 6).map(({ context }) => JSON.stringify(membersOf(context).contextActivities))
    expect(grouping[0]).toContain('block/inner')
    expect(grouping[1]).toContain('block/outer')
    expect(grouping[2]).toContain(`${ID}course`)
    for (const one of after.slice(3, 6)) expect(JSON.stringify(one)).toContain(session)
    await unit(2, 'passed', passed)
    expect((await verbsOf(service, registration)).filter((verb) => verb === 'satisfied')).toHaveLength(4)
  })

  test('failed satisfies nothing', async () => {
    const content = await openContent(service, await launchUnit(service, registration))
    await content.begin()
    await content.send([content.defined('completed', completed), content.defined('failed', failed)])
    expect(await verbsOf(service, registration)).not.toContain('satisfied')
    const state = membersOf(await (await manage(service, 'GET', `/api/cmi5/registrations/${registration}`)).json())
    expect(state).toMatchObject({
      satisfied: false,
      aus: [{ index: 0, completed: expect.any(String), failed: expect.any(String), satisfied: false }],
      blocks: [{ publisherId: `${ID}block/b`, satisfied: false }],
    })
  })
})

describe('waived (§9.3.7)', () => {
  const waive = (body: Members) => manage(service, 'POST', `/api/cmi5/registrations/${registration}/waivers`, body)

  test('once per unit and registration, under a session id of its own, and satisfies', async () => {
    const answer = await waive({ au: 0, reason: 'Tested Out' })
    expect(answer.status).toBe(201)
    const { session } = membersOf(await answer.json())
    expect(await verbsOf(service, registration)).toEqual(['waived', 'satisfied', 'satisfied'])
    const statements = await statementsOf(service, registration)
    expect(statements[0]).toMatchObject({
      actor: ada,
      result: { success: true, completion: true, extensions: { [cmi5Extensions.reason]: 'Tested Out' } },
      context: {
        contextActivities: { category: [{ id: cmi5Categories.defined }, { id: cmi5Categories.moveOn }] },
        extensions: { [cmi5Extensions.sessionId]: session },
      },
    })
    for (const one of statements) expect(JSON.stringify(one)).toContain(String(session))
    expect((await waive({ au: 0, reason: 'Again' })).status).toBe(409)
    expect(await verbsOf(service, registration)).toHaveLength(3)
  })

  test('not where there is nothing left to do, and not a unit that is not there', async () => {
    registration = await registerFor(service, await importCourse(service, packageOf(structure(au('a')))))
    expect((await waive({ au: 0, reason: 'x' })).status).toBe(409)
    expect((await waive({ au: 1, reason: 'x' })).status).toBe(404)
    expect((await waive({ au: 'https://publisher.example/none', reason: 'x' })).status).toBe(404)
  })
})

test('registrations are told by course, learner and page', async () => {
  const of = await importCourse(service, plainCourse())
  const bob = { ...learner, name: 'Bob', account: { ...learner.account, name: 'bob' } }
  const ids: string[] = []
  for (const actor of [learner, bob, learner]) {
    ids.push(await registerFor(service, of, actor))
    service.advance(1)
  }
  const found = async (query: Record<string, string>): Promise<unknown> => {
    const answer = await manage(service, 'GET', `/api/cmi5/registrations?${new URLSearchParams(query).toString()}`)
    const { registrations } = membersOf(await answer.json())
    return Array.isArray(registrations) ? registrations.map((one) => membersOf(one).id) : answer.status
  }
  expect(await found({ course: of })).toEqual(ids)
  expect(await found({ course: of, agent: JSON.stringify(learner) })).toEqual([ids[0], ids[2]])
  expect(await found({ course: of, after: ids[0] ?? '' })).toEqual(ids.slice(1))
  expect(await found({ agent: '{' })).toBe(400)
  expect(await found({ learner: 'x' })).toBe(400)
  expect(NOON).toBeLessThan(service.service.now())
})
