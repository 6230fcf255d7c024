import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { xapiVerbs } from '../../src/model/xapi.ts'
import { statementFaults } from '../../src/service/lrs/validation/statement.ts'
import { versions } from '../../src/service/lrs/versions.ts'
import { acceptAs } from '../support/accept.ts'
import { launchedTab } from '../support/fake-lrs-tab.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { type HostedLearner, hostedLearner, offline } from './hosted-learner.ts'

/** The driver against the service itself, over HTTP: what it reports and saves. */
let ada: HostedLearner
beforeEach(async () => {
  ada = await hostedLearner()
})
afterEach(() => ada.close())

test('launch.js carries no secret', () => {
  const secret = ada.cookie.split('=')[1] ?? ''
  expect(JSON.stringify(ada.launch)).not.toContain(secret)
  const { registration } = ada.launch
  expect(ada.launch.launch).toEqual({ driver: 'cmi5', relaunch: '/play/minimal', registration })
})

describe('what is reported', () => {
  test('arrives in order as valid statements, each with registration, course and an id of its own', async () => {
    const sitting = await ada.sit(ada.tab())
    sitting.study()
    sitting.sit('final', false)
    sitting.sit('final', true)
    sitting.report({ type: 'suspended', at: ada.service.service.now(), seconds: 90.456, fraction: 0.5 })
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    expect(ada.waiting()).toEqual([])
    const all = await ada.stored()
    for (const statement of all) expect(statementFaults(statement, versions['1.0.3'])).toEqual([])
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const order = await ada.verbs()
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
    expect(all.every((statement) => JSON.stringify(statement).includes(ada.launch.registration))).toBe(true)

    expect(all.findLast(({ verb }) => JSON.stringify(verb).includes(xapiVerbs.scored))).toMatchObject({
      object: {
        id: 'https://chartwright.example/courses/minimal/exam/final',
        definition: { name: { en: 'Final exam' } },
      },
      result: { success: true, score: { scaled: 1, min: 0 }, duration: 'PT60S' },
      context: {
        registration: ada.launch.registration,
        language: 'en',
        revision: '1.0.0',
        contextActivities: { grouping: [{ id: `${ada.launch.activityId}/au/course` }, { id: ada.launch.activityId }] },
        extensions: {
          'https://chartwright.example/xapi/extensions/exam': 'final',
          'https://chartwright.example/xapi/extensions/attempt': 2,
        },
      },
    })
    expect(all.at(-1)).toMatchObject({
      object: { id: ada.launch.activityId },
      result: {
        duration: 'PT90.46S',
        extensions: { 'https://w3id.org/xapi/cmi5/result/extensions/progress': 50 },
      },
    })
    const progressed = all.find(({ verb }) => JSON.stringify(verb).includes(xapiVerbs.progressed))
    expect(progressed).toMatchObject({ object: { id: `${ada.launch.activityId}/section/basics/structure-of-a-code` } })
  })

  test('names every question as an interaction with its answer and its place', async () => {
    const sitting = await ada.sit(ada.tab())
    sitting.sit('final', true)
    await sitting.connection.save(sitting.snapshot())
    const answered = (await ada.stored()).filter(({ verb }) => JSON.stringify(verb).includes(xapiVerbs.answered))
    expect(answered).toHaveLength(8)
    const types = answered.map(({ object }) => /"interactionType":"([\w-]+)"/.exec(JSON.stringify(object))?.[1])
    expect(types.every((type) => type !== undefined)).toBe(true)
    for (const statement of answered) {
      expect(statement).toMatchObject({
        result: { success: true, score: { scaled: 1 } },
        context: { contextActivities: { parent: [{ id: `${ada.launch.activityId}/exam/final` }] } },
      })
    }
  })
})

describe('saving', () => {
  test('comes back in the next tab, on another device too', async () => {
    const first = await ada.sit(ada.tab())
    first.study()
    await first.connection.save(first.snapshot())
    const next = await ada.launchedAgain(memoryStorage())
    expect(next.connection.state).toBe(first.snapshot().state)
    expect(next.connection.learnerName).toBe('Ada Example')
    expect(next.state().visited).toHaveLength(5)
  })

  test('writes only what changed', async () => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    await sitting.connection.save(sitting.snapshot())
    const before = where.requests.length
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    expect(where.requests.length).toBe(before)
  })

  test('a second tab of the same session says when the first has gone on, and writes nothing from then on', async () => {
    const where = ada.tab()
    const one = await ada.sit(where)
    const twin = memoryStorage()
    const session = where.window.sessionStorage
    for (let i = 0; i < session.length; i++)
      twin.setItem(session.key(i) ?? '', session.getItem(session.key(i) ?? '') ?? '')
    const two = await ada.sit(launchedTab('', { local: ada.disk, session: twin, network: ada.launch.network }))
    one.study()
    expect(await one.connection.save(one.snapshot())).toEqual({ saved: true })
    const atStake = one.snapshot().state
    two.sit('final', false)
    expect(await two.connection.save(two.snapshot())).toEqual({
      saved: false,
      reason: 'This course was continued in another tab or on another device. Reload this page to go on from there.',
    })
    const before = (await ada.stored()).length
    two.sit('final', true)
    expect(await two.connection.save(two.snapshot())).toMatchObject({ saved: false })
    two.connection.leave(two.snapshot())
    expect((await ada.stored()).length).toBe(before)
    expect((await ada.sit(ada.reloaded(where))).connection.state).toBe(atStake)
  })

  test('a launch ends the session before it, which says so, keeps its work and offers a launch', async () => {
    const one = await ada.sit(ada.tab())
    one.study()
    await one.connection.save(one.snapshot())
    const two = await ada.launchedAgain(memoryStorage())
    one.sit('final', true)
    const before = (await ada.stored()).length
    const outcome = await one.connection.save(one.snapshot())
    expect(outcome).toMatchObject({ saved: false, relaunch: '/play/minimal' })
    expect(JSON.stringify(outcome)).toContain('your work is kept in this browser')
    expect((await ada.stored()).length).toBe(before)
    await two.connection.exit(two.snapshot())
    const three = await ada.launchedAgain()
    expect(three.connection).toMatchObject({ state: one.snapshot().state, recovered: true })
    expect(await three.connection.save(three.snapshot())).toEqual({ saved: true })
    await ada.service.service.awards.settled()
    expect(await ada.service.service.store.ledger.ofLearner(ada.person.id)).toHaveLength(1)
  })

  test('two tabs of one browser: what the ended one still says is not lost to the other', async () => {
    const one = await ada.sit(ada.tab())
    await one.connection.save(one.snapshot())
    const two = await ada.launchedAgain()
    one.study()
    one.sit('final', true)
    expect(await one.connection.save(one.snapshot())).toMatchObject({ saved: false })
    // The other tab has done nothing, and only sends what waits.
    two.report({ type: 'suspended', at: ada.service.service.now(), seconds: 1, fraction: 0 })
    await two.connection.save(two.snapshot())
    const three = await ada.launchedAgain()
    await three.connection.save(three.snapshot())
    expect((await ada.verbs()).filter((verb) => verb === 'scored')).toHaveLength(1)
    expect((await ada.verbs()).filter((verb) => verb === 'answered').length).toBeGreaterThan(8)
  })

  test('goes on when only the answer to its own last write was lost', async () => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    await sitting.connection.save(sitting.snapshot())
    sitting.study()
    where.intercept = (url, init) => {
      if (init.method !== 'PUT') return undefined
      where.intercept = offline
      return ada.deliver(url, init).then(offline)
    }
    expect(await sitting.connection.save(sitting.snapshot())).toMatchObject({ saved: false })
    where.intercept = undefined
    sitting.sit('final', true)
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    expect((await ada.sit(ada.reloaded(where))).connection.state).toBe(sitting.snapshot().state)
  })
})

describe('offline', () => {
  test('everything waits in the browser, over a closed tab, and arrives once and in order', async () => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    where.intercept = offline
    sitting.study()
    sitting.sit('final', true)
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({
      saved: false,
      reason: 'No connection. Your work is kept in this browser and sent when the connection is back.',
    })
    expect(await ada.verbs()).toEqual(['initialized'])
    const ids = ada.waiting().map((statement) => JSON.stringify(statement).slice(0, 45))

    const next = await ada.launchedAgain()
    expect(next.connection.state).toBe(sitting.snapshot().state)
    expect(await next.connection.save(next.snapshot())).toEqual({ saved: true })
    expect(ada.waiting()).toEqual([])
    const arrived = (await ada.stored()).map((statement) => JSON.stringify(statement).slice(0, 45))
    expect(arrived.filter((id) => ids.includes(id))).toEqual(ids)
    expect(new Set(arrived).size).toBe(arrived.length)
    await ada.service.service.awards.settled()
    expect(await ada.service.service.store.ledger.ofLearner(ada.person.id)).toHaveLength(1)
  })

  test('statements whose acknowledgement was lost are sent again without duplicates', async () => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    sitting.study()
    where.intercept = (url, init) => (url.endsWith('/statements') ? ada.deliver(url, init).then(offline) : undefined)
    expect(await sitting.connection.save(sitting.snapshot())).toMatchObject({ saved: false })
    const arrived = (await ada.stored()).length
    expect(arrived).toBeGreaterThan(0)
    where.intercept = undefined
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    const all = await ada.stored()
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(ada.waiting()).toEqual([])
  })

  test('progress kept offline gives way to newer progress of another device', async () => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    where.intercept = offline
    sitting.study()
    await sitting.connection.save(sitting.snapshot())
    const elsewhere = await ada.launchedAgain(memoryStorage())
    elsewhere.sit('final', false)
    await elsewhere.connection.save(elsewhere.snapshot())
    expect((await ada.launchedAgain()).connection.state).toBe(elsewhere.snapshot().state)
  })

  test('a launch without connection fails with words', async () => {
    const where = ada.tab()
    where.intercept = offline
    await expect(ada.sit(where)).rejects.toThrow('No connection to the service.')
  })
})

describe('refusals', () => {
  test('a statement that is refused does not hold back the others', async () => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    sitting.study()
    const first = ada.waiting()[0]
    // Somebody else's statement has this id: a conflict that sending again cannot mend.
    const other = { ...(first as Record<string, unknown>), verb: { id: 'http://example.com/other' } }
    expect(await acceptAs(ada.service.service, ada.person, [other])).toHaveProperty('ids')
    const sent = ada.waiting().length
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    // `initialized` is stored besides, and the other statement in place of the refused one.
    expect((await ada.stored()).length).toBe(sent + 1)
    expect(ada.waiting()).toEqual([])
  })

  test('whoever is signed out keeps everything and is told', async () => {
    const sitting = await ada.sit(ada.tab())
    expect(
      (await ada.service.request('/sign-out', { method: 'POST', cookie: ada.cookie, body: new FormData() })).status,
    ).toBe(303)
    sitting.study()
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({
      saved: false,
      reason:
        'This session is over: you signed out, the course was opened elsewhere, or nothing was heard of this page for hours. Launch the course again; your work is kept in this browser until then.',
      relaunch: '/play/minimal',
    })
    expect(ada.waiting().length).toBeGreaterThan(0)
    ada.cookie = await ada.service.signIn(ada.person)
    const next = await ada.launchedAgain()
    expect(next.connection).toMatchObject({ state: sitting.snapshot().state, recovered: true })
  })

  test('a browser without storage works as long as the page is open', async () => {
    const where = ada.tab()
    Object.defineProperty(where.window, 'localStorage', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError')
      },
    })
    const sitting = await ada.sit(where)
    sitting.study()
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    expect((await ada.stored()).length).toBeGreaterThan(5)
  })
})
