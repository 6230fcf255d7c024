import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tincan } from '../../src/player/drivers/tincan.ts'
import { normalAgent, readAgent } from '../../src/player/drivers/xapi/actor.ts'
import { filled } from '../../src/player/drivers/xapi/context.ts'
import { statementFaults } from '../../src/service/lrs/validation/statement.ts'
import { versions } from '../../src/service/lrs/versions.ts'
import { compiledFixture } from '../support/compiled.ts'
import { type FakeLms, fakeLms } from '../support/fake-lrs.ts'
import { record } from '../support/fake-lrs-rules.ts'
import { type LaunchedTab, launchedTab } from '../support/fake-lrs-tab.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { type Sitting, sittingOf } from '../support/service-learner.ts'

/** The driver against a record store of another origin, over HTTP. */
const course = compiledFixture('minimal')
const activityId = 'https://chartwright.example/courses/minimal'
let lms: FakeLms
let clock: number

beforeEach(async () => {
  lms = await fakeLms({ rules: 'xapi' })
  clock = Date.UTC(2026, 10, 2, 9)
})
afterEach(() => lms.close())

const now = (): number => {
  clock += 1000
  return clock
}
const sit = async (tab: LaunchedTab): Promise<Sitting> =>
  sittingOf(
    course,
    await tincan({ driver: 'tincan', activityId }, { window: tab.window, course, now, uuid: randomUUID }),
    now,
  )
const save = (sitting: Sitting) => sitting.connection.save(sitting.snapshot())
const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'))

describe('launch', () => {
  test('reads the address, empties it, and speaks to the endpoint with the credential given', async () => {
    const tab = launchedTab(lms.tincan())
    const sitting = await sit(tab)
    expect(tab.address()).toBe('/course/index.html#/start')
    expect(tab.policies).toEqual([`connect-src 'self' ${lms.url}`])
    sitting.study()
    expect(await save(sitting)).toEqual({ saved: true })
    expect(lms.seen.every(({ status }) => status < 300 || status === 404)).toBe(true)
    for (const statement of lms.statements) expect(statementFaults(statement, versions['1.0.3'])).toEqual([])
    expect(record(lms.statements[0]?.context).registration).toBe('760e3480-ba55-4991-94b0-01820dbd23a2')
    expect(tab.requests.every(({ credentials }) => credentials === 'omit')).toBe(true)
  })

  test('an endpoint with or without trailing slash is the same', async () => {
    await sit(launchedTab(lms.tincan({ endpoint: `${lms.url}/xapi` })))
    expect(lms.seen.map(({ url }) => url.split('?')[0])).toEqual(['/xapi/activities/state'])
  })

  test('a reload goes on with the same launch', async () => {
    const tab = launchedTab(lms.tincan())
    const first = await sit(tab)
    first.study()
    await save(first)
    const next = await sit(launchedTab('', { session: tab.window.sessionStorage }))
    expect(next.connection.state).toBe(first.snapshot().state)
  })

  test('a browser that keeps nothing keeps the address', async () => {
    const blocked = new Proxy(memoryStorage(), {
      get: () => {
        throw new DOMException('blocked', 'SecurityError')
      },
    })
    const tab = launchedTab(lms.tincan(), { local: blocked, session: blocked })
    const sitting = await sit(tab)
    sitting.study()
    expect(await save(sitting)).toEqual({ saved: true })
    expect(tab.address()).toContain('auth=')
  })

  test('without a registration one is made and found again, for this learner and activity alone', async () => {
    const disk = memoryStorage()
    const launch = (extra: Record<string, string> = {}) =>
      launchedTab(lms.tincan({ registration: '', ...extra }), { local: disk })
    const first = await sit(launch())
    first.study()
    await save(first)
    expect((await sit(launch())).connection.state).toBe(first.snapshot().state)
    const actor = JSON.stringify({ mbox: 'mailto:grace@example.com' })
    expect((await sit(launch({ actor }))).connection.state).toBeUndefined()
    expect((await sit(launch({ activity_id: 'https://x.example/other' }))).connection.state).toBeUndefined()
  })

  test('what a former launch in this tab said is forgotten', async () => {
    const first = launchedTab(lms.tincan())
    await sit(first)
    const next = launchedTab(lms.tincan({ registration: '' }), { session: first.window.sessionStorage })
    const sitting = await sit(next)
    await save(sitting)
    expect(record(lms.statements.at(-1)?.context).registration).not.toBe('760e3480-ba55-4991-94b0-01820dbd23a2')
  })

  test('without any parameter progress stays in the browser', async () => {
    expect((await sit(launchedTab(''))).connection).toMatchObject({ connected: false, canExit: false })
  })

  test.each([
    [{ auth: '' }, /without saying where to record it \(auth\)/],
    [{ actor: '{"name":"Nobody"}' }, /\(actor\)/],
    [{ endpoint: 'ftp://lrs.example/' }, /\(endpoint\)/],
    [{ auth: 'Basic d3Jvbmc=' }, /no longer accepts this launch/],
  ])('%j is told to the learner', async (extra, words) => {
    await expect(sit(launchedTab(lms.tincan(extra)))).rejects.toThrow(words)
  })
})

describe('actor', () => {
  test.each([
    ['{"mbox":"mailto:a@b.example","name":"A"}', { objectType: 'Agent', name: 'A', mbox: 'mailto:a@b.example' }],
    [
      '{"name":["A"],"mbox":["a@b.example"],"objectType":"Person"}',
      { objectType: 'Agent', name: 'A', mbox: 'mailto:a@b.example' },
    ],
    [
      '{"account":[{"accountServiceHomePage":"http://cloud.example","accountName":"x|a"}],"name":[""]}',
      { objectType: 'Agent', account: { homePage: 'http://cloud.example', name: 'x|a' } },
    ],
    ['{"openid":"https://a.example","mbox_sha1sum":["ab"]}', { objectType: 'Agent', mbox_sha1sum: 'ab' }],
    ['{"account":{"homePage":"http://x.example"}}', undefined],
    ['[1]', undefined],
    ['nonsense', undefined],
  ])('%s', (text, agent) => {
    expect(normalAgent(readAgent(text))).toEqual(agent)
  })
})

describe('context template', () => {
  test('nothing in it is changed or moved, and ours comes after it', () => {
    const template = {
      registration: 'r',
      platform: 'LMS',
      contextActivities: { grouping: [{ id: 'p' }, { id: 'q' }], category: { id: 'alone' } },
      extensions: { session: 1, shared: 'theirs' },
    }
    const own = {
      registration: 'other',
      language: 'en',
      contextActivities: { grouping: [{ id: 'q' }, { id: 'ours' }], parent: [{ id: 'exam' }] },
      extensions: { shared: 'ours', more: 2 },
    }
    expect(filled(own, template)).toEqual({
      registration: 'r',
      platform: 'LMS',
      language: 'en',
      contextActivities: {
        grouping: [{ id: 'p' }, { id: 'q' }, { id: 'ours' }],
        parent: [{ id: 'exam' }],
        category: { id: 'alone' },
      },
      extensions: { shared: 'theirs', session: 1, more: 2 },
    })
  })
})

describe('offline', () => {
  test('work waits over a closed tab and arrives once and in order', async () => {
    const disk = memoryStorage()
    const tab = launchedTab(lms.tincan(), { local: disk })
    const sitting = await sit(tab)
    sitting.report({ type: 'attempted', at: now(), exam: 'final', attempt: 1 })
    // Taken by the record store, but the answer is lost.
    tab.intercept = (url, init) => (url.endsWith('/statements') ? fetch(url, init).then(offline) : undefined)
    expect(await save(sitting)).toMatchObject({ saved: false })
    tab.intercept = offline
    sitting.study()
    expect(await save(sitting)).toMatchObject({ saved: false, reason: expect.stringContaining('No connection.') })
    const kept = Array.from({ length: disk.length }, (_, i) => disk.getItem(disk.key(i) ?? '')).join()
    expect(kept).not.toContain('dGluOmNhbg')

    const next = await sit(launchedTab(lms.tincan(), { local: disk }))
    expect(next.connection.state).toBe(sitting.snapshot().state)
    expect(await save(next)).toEqual({ saved: true })
    expect(lms.verbs().slice(0, 3)).toEqual(['initialized', 'attempted', 'progressed'])
    expect(lms.verbs().at(-1)).toBe('initialized')
    expect(new Set(lms.statements.map(({ id }) => id)).size).toBe(lms.statements.length)
    const times = lms.statements.map(({ timestamp }) => String(timestamp))
    expect(times).toEqual([...times].sort())
  })

  test('a page that goes away writes by keepalive', async () => {
    const tab = launchedTab(lms.tincan())
    const sitting = await sit(tab)
    sitting.study()
    sitting.connection.leave(sitting.snapshot())
    expect(tab.requests.filter(({ keepalive }) => keepalive).map(({ method }) => method)).toEqual(['PUT', 'POST'])
    await expect.poll(() => lms.verbs().at(-1)).toBe('terminated')
    await expect.poll(() => lms.progress()).toBe(sitting.snapshot().state)
  })

  test('"Save and exit" closes the window once all is saved', async () => {
    const tab = launchedTab(lms.tincan())
    const sitting = await sit(tab)
    lms.fault = () => 500
    expect(await sitting.connection.exit(sitting.snapshot())).toMatchObject({ saved: false })
    expect(tab.left).toEqual([])
    lms.fault = undefined
    expect(await sitting.connection.exit(sitting.snapshot())).toEqual({ saved: true })
    expect(tab.left).toEqual(['close'])
    expect(lms.verbs()).toEqual(['initialized', 'terminated'])
  })
})
