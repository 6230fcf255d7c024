import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { xapiVerbs } from '../../src/model/xapi.ts'
import { agentKeyOf } from '../../src/service/lrs/agent.ts'
import { statementFaults } from '../../src/service/lrs/validation/statement.ts'
import { versions } from '../../src/service/lrs/versions.ts'
import type { Learner } from '../../src/storage/records.ts'
import { acceptAs } from '../support/accept.ts'
import { compiledFixture } from '../support/compiled.ts'
import { type LaunchedTab, launchedTab } from '../support/fake-lrs-tab.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { listening, type TestService, testService } from '../support/service.ts'
import {
  type HostedLaunch,
  launchCourse,
  openTab,
  type Sitting,
  sitDown,
  waitingKey,
} from '../support/service-learner.ts'

/** The driver against the service itself, over HTTP. */
const course = compiledFixture('minimal')
let service: TestService
let origin: { url: string; close: () => Promise<void> }
let ada: Learner
let cookie: string
let launch: HostedLaunch
let disk: Storage

beforeEach(async () => {
  service = await testService()
  origin = await listening(service)
  ada = await service.addPerson('Ada Example', 'learner')
  cookie = await service.signIn(ada)
  launch = await launchCourse(origin.url, cookie, course.id)
  disk = memoryStorage()
})
afterEach(async () => {
  await origin.close()
  await service.close()
})

/** A tab at the address of the launch. */
const tab = (): LaunchedTab => openTab(launch, { local: disk })
const sit = (where: LaunchedTab): Promise<Sitting> => sitDown(course, launch, where, service.service.now)
/** The same tab, loaded again. */
const reloaded = (where: LaunchedTab): LaunchedTab =>
  launchedTab(where.address().replace(/^[^?#]*|#.*$/g, ''), {
    local: where.window.localStorage,
    session: where.window.sessionStorage,
    network: launch.network,
  })
/** The course launched again, in the same browser or another one. */
async function launchedAgain(local = disk): Promise<Sitting> {
  launch = await launchCourse(origin.url, cookie, course.id)
  return sit(openTab(launch, { local }))
}
const byAda = () => ({ authority: agentKeyOf(service.service.store, ada.id), direct: true })
const stored = async (): Promise<Record<string, unknown>[]> =>
  (await service.service.store.statements.find({ ...byAda(), ascending: true, limit: 1000 })).map(
    ({ body }): Record<string, unknown> => JSON.parse(body),
  )
const verbs = async (): Promise<string[]> =>
  (await service.service.store.statements.find({ ...byAda(), ascending: true, limit: 1000 })).map(
    ({ verb }) => verb.split('/').at(-1) ?? '',
  )
const waiting = (): unknown[] => {
  const kept: unknown = JSON.parse(disk.getItem(waitingKey(launch)) ?? '[]')
  return Array.isArray(kept) ? kept : []
}
/** Sends a request as the tab would. */
const deliver = (url: string, init: RequestInit): Promise<Response> => launch.network(url, init)
const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'))

test('launch.js carries no secret', () => {
  const secret = cookie.split('=')[1] ?? ''
  expect(JSON.stringify(launch)).not.toContain(secret)
  const { registration } = launch
  expect(launch.launch).toEqual({ driver: 'cmi5', relaunch: '/play/minimal', registration })
})

describe('what is reported', () => {
  test('arrives in order as valid statements, each with registration, course and an id of its own', async () => {
    const sitting = await sit(tab())
    sitting.study()
    sitting.sit('final', false)
    sitting.sit('final', true)
    sitting.report({ type: 'suspended', at: service.service.now(), seconds: 90.456, fraction: 0.5 })
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    expect(waiting()).toEqual([])
    const all = await stored()
    for (const statement of all) expect(statementFaults(statement, versions['1.0.3'])).toEqual([])
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const order = await verbs()
    expect(order.filter((verb) => verb !== 'progressed' && verb !== 'answered')).toEqual([
      'initialized',
      'attempted',
      'scored',
      'attempted',
      'scored',
      'passed',
      'completed',
      'suspended',
    ])
    expect(all.every((statement) => JSON.stringify(statement).includes(launch.registration))).toBe(true)

    expect(all.findLast(({ verb }) => JSON.stringify(verb).includes(xapiVerbs.scored))).toMatchObject({
      object: {
        id: 'https://chartwright.example/courses/minimal/exam/final',
        definition: { name: { en: 'Final exam' } },
      },
      result: { success: true, score: { scaled: 1, min: 0 }, duration: 'PT60S' },
      context: {
        registration: launch.registration,
        language: 'en',
        revision: '1.0.0',
        contextActivities: { grouping: [{ id: `${launch.activityId}/au/course` }, { id: launch.activityId }] },
        extensions: {
          'https://chartwright.example/xapi/extensions/exam': 'final',
          'https://chartwright.example/xapi/extensions/attempt': 2,
        },
      },
    })
    expect(all.at(-1)).toMatchObject({
      object: { id: launch.activityId },
      result: {
        duration: 'PT90.46S',
        extensions: { 'https://w3id.org/xapi/cmi5/result/extensions/progress': 50 },
      },
    })
    const progressed = all.find(({ verb }) => JSON.stringify(verb).includes(xapiVerbs.progressed))
    expect(progressed).toMatchObject({ object: { id: `${launch.activityId}/section/basics/structure-of-a-code` } })
  })

  test('names every question as an interaction with its answer and its place', async () => {
    const sitting = await sit(tab())
    sitting.sit('final', true)
    await sitting.connection.save(sitting.snapshot())
    const answered = (await stored()).filter(({ verb }) => JSON.stringify(verb).includes(xapiVerbs.answered))
    expect(answered).toHaveLength(8)
    const types = answered.map(({ object }) => /"interactionType":"([\w-]+)"/.exec(JSON.stringify(object))?.[1])
    expect(types.every((type) => type !== undefined)).toBe(true)
    for (const statement of answered) {
      expect(statement).toMatchObject({
        result: { success: true, score: { scaled: 1 } },
        context: { contextActivities: { parent: [{ id: `${launch.activityId}/exam/final` }] } },
      })
    }
  })
})

describe('saving', () => {
  test('comes back in the next tab, on another device too', async () => {
    const first = await sit(tab())
    first.study()
    await first.connection.save(first.snapshot())
    const next = await launchedAgain(memoryStorage())
    expect(next.connection.state).toBe(first.snapshot().state)
    expect(next.connection.learnerName).toBe('Ada Example')
    expect(next.state().visited).toHaveLength(5)
  })

  test('writes only what changed', async () => {
    const where = tab()
    const sitting = await sit(where)
    await sitting.connection.save(sitting.snapshot())
    const before = where.requests.length
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    expect(where.requests.length).toBe(before)
  })

  test('a second tab of the same session says when the first has gone on, and writes nothing from then on', async () => {
    const where = tab()
    const one = await sit(where)
    const twin = memoryStorage()
    const session = where.window.sessionStorage
    for (let i = 0; i < session.length; i++)
      twin.setItem(session.key(i) ?? '', session.getItem(session.key(i) ?? '') ?? '')
    const two = await sit(launchedTab('', { local: disk, session: twin, network: launch.network }))
    one.study()
    expect(await one.connection.save(one.snapshot())).toEqual({ saved: true })
    const atStake = one.snapshot().state
    two.sit('final', false)
    expect(await two.connection.save(two.snapshot())).toEqual({
      saved: false,
      reason: 'This course was continued in another tab or on another device. Reload this page to go on from there.',
    })
    const before = (await stored()).length
    two.sit('final', true)
    expect(await two.connection.save(two.snapshot())).toMatchObject({ saved: false })
    two.connection.leave(two.snapshot())
    expect((await stored()).length).toBe(before)
    expect((await sit(reloaded(where))).connection.state).toBe(atStake)
  })

  test('a launch ends the session before it, which says so, keeps its work and offers a launch', async () => {
    const one = await sit(tab())
    one.study()
    await one.connection.save(one.snapshot())
    const two = await launchedAgain(memoryStorage())
    one.sit('final', true)
    const before = (await stored()).length
    const outcome = await one.connection.save(one.snapshot())
    expect(outcome).toMatchObject({ saved: false, relaunch: '/play/minimal' })
    expect(JSON.stringify(outcome)).toContain('your work is kept in this browser')
    expect((await stored()).length).toBe(before)
    await two.connection.exit(two.snapshot())
    const three = await launchedAgain()
    expect(three.connection).toMatchObject({ state: one.snapshot().state, recovered: true })
    expect(await three.connection.save(three.snapshot())).toEqual({ saved: true })
    await service.service.awards.settled()
    expect(await service.service.store.ledger.ofLearner(ada.id)).toHaveLength(1)
  })

  test('two tabs of one browser: what the ended one still says is not lost to the other', async () => {
    const one = await sit(tab())
    await one.connection.save(one.snapshot())
    const two = await launchedAgain()
    one.study()
    one.sit('final', true)
    expect(await one.connection.save(one.snapshot())).toMatchObject({ saved: false })
    // The other tab has done nothing, and only sends what waits.
    two.report({ type: 'suspended', at: service.service.now(), seconds: 1, fraction: 0 })
    await two.connection.save(two.snapshot())
    const three = await launchedAgain()
    await three.connection.save(three.snapshot())
    expect((await verbs()).filter((verb) => verb === 'scored')).toHaveLength(1)
    expect((await verbs()).filter((verb) => verb === 'answered').length).toBeGreaterThan(8)
  })

  test('goes on when only the answer to its own last write was lost', async () => {
    const where = tab()
    const sitting = await sit(where)
    await sitting.connection.save(sitting.snapshot())
    sitting.study()
    where.intercept = (url, init) => {
      if (init.method !== 'PUT') return undefined
      where.intercept = offline
      return deliver(url, init).then(offline)
    }
    expect(await sitting.connection.save(sitting.snapshot())).toMatchObject({ saved: false })
    where.intercept = undefined
    sitting.sit('final', true)
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    expect((await sit(reloaded(where))).connection.state).toBe(sitting.snapshot().state)
  })
})

describe('offline', () => {
  test('everything waits in the browser, over a closed tab, and arrives once and in order', async () => {
    const where = tab()
    const sitting = await sit(where)
    where.intercept = offline
    sitting.study()
    sitting.sit('final', true)
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({
      saved: false,
      reason: 'No connection. Your work is kept in this browser and sent when the connection is back.',
    })
    expect(await verbs()).toEqual(['initialized'])
    const ids = waiting().map((statement) => JSON.stringify(statement).slice(0, 45))

    const next = await launchedAgain()
    expect(next.connection.state).toBe(sitting.snapshot().state)
    expect(await next.connection.save(next.snapshot())).toEqual({ saved: true })
    expect(waiting()).toEqual([])
    const arrived = (await stored()).map((statement) => JSON.stringify(statement).slice(0, 45))
    expect(arrived.filter((id) => ids.includes(id))).toEqual(ids)
    expect(new Set(arrived).size).toBe(arrived.length)
    await service.service.awards.settled()
    expect(await service.service.store.ledger.ofLearner(ada.id)).toHaveLength(1)
  })

  test('statements whose acknowledgement was lost are sent again without duplicates', async () => {
    const where = tab()
    const sitting = await sit(where)
    sitting.study()
    where.intercept = (url, init) => (url.endsWith('/statements') ? deliver(url, init).then(offline) : undefined)
    expect(await sitting.connection.save(sitting.snapshot())).toMatchObject({ saved: false })
    const arrived = (await stored()).length
    expect(arrived).toBeGreaterThan(0)
    where.intercept = undefined
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    const all = await stored()
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(waiting()).toEqual([])
  })

  test('progress kept offline gives way to newer progress of another device', async () => {
    const where = tab()
    const sitting = await sit(where)
    where.intercept = offline
    sitting.study()
    await sitting.connection.save(sitting.snapshot())
    const elsewhere = await launchedAgain(memoryStorage())
    elsewhere.sit('final', false)
    await elsewhere.connection.save(elsewhere.snapshot())
    expect((await launchedAgain()).connection.state).toBe(elsewhere.snapshot().state)
  })

  test('a launch without connection fails with words', async () => {
    const where = tab()
    where.intercept = offline
    await expect(sit(where)).rejects.toThrow('No connection to the service.')
  })
})

describe('refusals', () => {
  test('a statement that is refused does not hold back the others', async () => {
    const where = tab()
    const sitting = await sit(where)
    sitting.study()
    const first = waiting()[0]
    // Somebody else's statement has this id: a conflict that sending again cannot mend.
    const other = { ...(first as Record<string, unknown>), verb: { id: 'http://example.com/other' } }
    expect(await acceptAs(service.service, ada, [other])).toHaveProperty('ids')
    const sent = waiting().length
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    // `initialized` is stored besides, and the other statement in place of the refused one.
    expect((await stored()).length).toBe(sent + 1)
    expect(waiting()).toEqual([])
  })

  test('whoever is signed out keeps everything and is told', async () => {
    const sitting = await sit(tab())
    expect((await service.request('/sign-out', { method: 'POST', cookie, body: new FormData() })).status).toBe(303)
    sitting.study()
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({
      saved: false,
      reason:
        'This session is over: you signed out, the course was opened elsewhere, or nothing was heard of this page for hours. Launch the course again; your work is kept in this browser until then.',
      relaunch: '/play/minimal',
    })
    expect(waiting().length).toBeGreaterThan(0)
    cookie = await service.signIn(ada)
    const next = await launchedAgain()
    expect(next.connection).toMatchObject({ state: sitting.snapshot().state, recovered: true })
  })

  test('a browser without storage works as long as the page is open', async () => {
    const where = tab()
    Object.defineProperty(where.window, 'localStorage', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError')
      },
    })
    const sitting = await sit(where)
    sitting.study()
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    expect((await stored()).length).toBeGreaterThan(5)
  })
})

describe('without a launch', () => {
  const here = (session = memoryStorage()): LaunchedTab =>
    launchedTab('', { local: disk, session, network: launch.network })
  const settled = (where: LaunchedTab): Promise<unknown> =>
    Promise.race([sit(where), new Promise((resolve) => setTimeout(() => resolve('still there'), 50))])

  test('the page goes to where the course is launched, and says so when that leads back to it', async () => {
    const where = here()
    expect(await settled(where)).toBe('still there')
    expect(where.left).toEqual(['/play/minimal'])
    expect(where.requests).toEqual([])
    const back = here(where.window.sessionStorage)
    await expect(sit(back)).rejects.toThrow('The course has not been launched.')
    expect(back.left).toEqual([])
  })

  test('a tab that keeps nothing does not go round in circles either', async () => {
    const where = here()
    Object.defineProperty(where.window, 'sessionStorage', { value: undefined })
    await expect(sit(where)).rejects.toThrow('The course has not been launched.')
    expect(where.left).toEqual([])
  })

  test('the session of somebody else, kept in this tab, is not gone on with', async () => {
    const where = tab()
    await sit(where)
    const bob = await service.signIn(await service.addPerson('Bob Example', 'learner'))
    const { launch: says } = await launchCourse(origin.url, bob, course.id)
    const again = reloaded(where)
    expect(await settled(again)).not.toBe('still there')
    launch = { ...launch, launch: says }
    const other = reloaded(where)
    expect(await settled(other)).toBe('still there')
    expect(other.left).toEqual(['/play/minimal'])
  })

  test('after "Save and exit" the page says that the session is over', async () => {
    const where = tab()
    const sitting = await sit(where)
    await sitting.connection.exit(sitting.snapshot())
    await expect(sit(reloaded(where))).rejects.toThrow(
      'This session is over; what you did is saved. Launch the course again.',
    )
  })

  test('a session that was silent for too long is over, and the next launch goes on with its work', async () => {
    const where = tab()
    const sitting = await sit(where)
    sitting.study()
    service.advance(5 * 3_600_000)
    expect(await sitting.connection.save(sitting.snapshot())).toMatchObject({
      saved: false,
      relaunch: '/play/minimal',
    })
    await expect(sit(reloaded(where))).rejects.toThrow('This session is over')
    expect((await launchedAgain()).connection.state).toBe(sitting.snapshot().state)
  })
})

describe('leaving', () => {
  test('"Save and exit" says terminated last and goes where the launch says, once all is saved', async () => {
    const where = tab()
    const sitting = await sit(where)
    where.intercept = offline
    expect(await sitting.connection.exit(sitting.snapshot())).toMatchObject({ saved: false })
    expect(where.left).toEqual([])
    where.intercept = undefined
    expect(await sitting.connection.exit(sitting.snapshot())).toEqual({ saved: true })
    expect(where.left).toEqual(['http://localhost/'])
    expect((await verbs()).filter((verb) => verb === 'terminated')).toHaveLength(1)
    expect((await verbs()).at(-1)).toBe('terminated')
  })

  test('a page that goes away writes by keepalive without waiting, and nothing twice', async () => {
    const where = tab()
    const sitting = await sit(where)
    sitting.study()
    sitting.connection.leave(sitting.snapshot())
    const last = where.requests.filter(({ keepalive }) => keepalive).map(({ method }) => method)
    expect(last).toEqual(['PUT', 'POST'])
    // The page may be loaded again, and nothing may follow `terminated`.
    await expect.poll(async () => (await verbs()).at(-1)).toBe('answered')
    await expect.poll(waiting).toEqual([])

    // It came back from the browser's page cache instead of going away.
    sitting.sit('final', true)
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    const all = await stored()
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  })

  test.each([
    ['before the next session asks for it', false],
    ['after the next session has asked for it', true],
  ])('what arrived without an answer is not stored again nor told as refused: %s', async (_, late) => {
    const where = tab()
    const sitting = await sit(where)
    sitting.study()
    sitting.report({ type: 'suspended', at: service.service.now(), seconds: 60, fraction: 0.5 })
    // The page is gone before the answers to its last requests.
    where.intercept = (url, init) => deliver(url, init).then(offline)
    sitting.connection.leave(sitting.snapshot())
    await expect.poll(async () => (await verbs()).at(-1)).toBe('suspended')
    expect(waiting().length).toBeGreaterThan(1)
    const before = await stored()

    launch = await launchCourse(origin.url, cookie, course.id)
    const next = openTab(launch, { local: disk })
    const statuses: number[] = []
    const told: unknown[] = []
    Object.assign(next.window, { console: { error: (message: unknown) => told.push(message) } })
    let asked = false
    next.intercept = async (url, init) => {
      const first = url.includes('statementId=') && !asked
      asked ||= first
      if (late && first) return new Response('', { status: 404 })
      const response = await deliver(url, init)
      if (!url.includes('agents/profile')) statuses.push(response.status)
      return response
    }
    const again = await sit(next)
    expect(again.connection.state).toBe(sitting.snapshot().state)
    expect(await again.connection.save(again.snapshot())).toEqual({ saved: true })
    expect(statuses.some((status) => status >= 400)).toBe(late)
    expect(told).toEqual([])
    expect(waiting()).toEqual([])
    expect((await stored()).slice(0, before.length)).toEqual(before)
    expect((await verbs()).slice(before.length)).toEqual(['initialized'])
  })

  test('what never arrived on leaving is sent by the next session, once', async () => {
    const where = tab()
    const sitting = await sit(where)
    sitting.study()
    where.intercept = offline
    sitting.report({ type: 'suspended', at: service.service.now(), seconds: 60, fraction: 0.5 })
    sitting.connection.leave(sitting.snapshot())
    const kept = waiting().length
    expect(kept).toBeGreaterThan(1)
    const next = await launchedAgain()
    expect(await next.connection.save(next.snapshot())).toEqual({ saved: true })
    expect(waiting()).toEqual([])
    expect((await stored()).length).toBe(kept + 2)
    expect((await verbs()).filter((verb) => verb === 'suspended')).toHaveLength(1)
  })

  test('what was answered while a save was under way is not lost when the page goes away', async () => {
    const where = tab()
    const sitting = await sit(where)
    sitting.study()
    const saving = sitting.connection.save(sitting.snapshot())
    sitting.sit('final', true)
    const last = sitting.snapshot().state
    sitting.connection.leave(sitting.snapshot())
    // The page is gone: whatever is answered to its last requests reaches nobody.
    where.intercept = offline
    await saving
    await expect.poll(async () => (await verbs()).length).toBeGreaterThan(10)
    expect((await sit(reloaded(where))).connection.state).toBe(last)
  })

  test('sends no more by keepalive than browsers carry', async () => {
    const where = tab()
    const sitting = await sit(where)
    for (let i = 0; i < 30; i++) sitting.study()
    for (let i = 0; i < 3; i++) sitting.sit('final', true)
    let bytes = 0
    where.intercept = (_, init) => {
      bytes += typeof init.body === 'string' ? init.body.length : 0
      return offline()
    }
    sitting.connection.leave(sitting.snapshot())
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThan(64 * 1024)
    expect(waiting().length).toBeGreaterThan(50)
  })
})
