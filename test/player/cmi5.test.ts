import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ACTIVITY, type FakeLms, fakeLms } from '../support/fake-lrs.ts'
import { launchedTab } from '../support/fake-lrs-tab.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { type Cmi5Learner, cmi5Learner, exit, offline, SAVED, save } from './cmi5-learner.ts'

/** The driver against an LMS that refuses what cmi5 lets it refuse: launch, the pages of a session, and saved progress. */
let lms: FakeLms
let ada: Cmi5Learner

beforeEach(async () => {
  lms = await fakeLms()
  ada = cmi5Learner(lms)
})
afterEach(() => lms.close())

describe('launch', () => {
  test('token, launch data, preferences, saved progress, then initialized, in this order', async () => {
    const { tab } = await ada.launch()
    expect(
      lms.seen.map(
        ({ method, url }) => `${method} ${url.replace(/\?.*?(stateId=[\w.]+|profileId=\w+|k=|$).*/, ' $1')}`,
      ),
    ).toEqual([
      'POST /fetch k=',
      'GET /xapi/activities/state stateId=LMS.LaunchData',
      'GET /xapi/agents/profile profileId=cmi5LearnerPreferences',
      'GET /xapi/activities/state stateId=progress',
      'POST /xapi/statements',
    ])
    expect(lms.verbs()).toEqual(['initialized'])
    expect(tab.requests.every(({ credentials }) => credentials === 'omit')).toBe(true)
    expect(tab.policies).toEqual([`connect-src 'self' ${lms.url}`])
  })

  test('takes everything out of the address bar and nothing secret into localStorage', async () => {
    const { tab, launched, sitting } = await ada.launch()
    expect(tab.address()).toBe('/course/index.html#/start')
    expect(sitting.connection).toMatchObject({ connected: true, mode: 'normal', learnerName: 'Ada Example' })
    sitting.study()
    tab.intercept = offline
    await save(sitting)
    const kept = Array.from({ length: ada.disk.length }, (_, i) => ada.disk.getItem(ada.disk.key(i) ?? '')).join()
    expect(kept).toContain('progressed')
    expect(kept).not.toContain(Buffer.from(`:${launched.session.id}`).toString('base64'))
    expect(kept).not.toContain('/fetch')
  })

  test('keeps what else stands in the address', async () => {
    const tab = launchedTab(`${lms.launch().search}&theme=dark`, { local: ada.disk })
    await ada.sit(tab)
    expect(tab.address()).toBe('/course/index.html?theme=dark#/start')
  })

  test.each([
    ['a used launch', 'used already or has expired'],
    ['no endpoint', String.raw`without saying where to record it \(endpoint\)`],
    ['no connection', 'No connection to your learning platform'],
    ['no launch data', 'did not say how to record this session'],
    ['a failing LMS', 'error 500'],
  ])('%s is told to the learner', async (what, words) => {
    const { search } = lms.launch()
    const elsewhere = launchedTab(search)
    if (what === 'a used launch') await ada.sit(elsewhere)
    const tab = launchedTab(what === 'no endpoint' ? search.replace('endpoint', 'end') : search)
    if (what === 'no connection') lms.fault = () => 0
    if (what === 'no launch data') lms.documents.clear()
    if (what === 'a failing LMS') lms.fault = (_, path) => (path.endsWith('/state') ? 500 : undefined)
    await expect(ada.sit(tab)).rejects.toThrow(new RegExp(words))
  })

  test('a page that nobody launched keeps progress in the browser', async () => {
    const tab = launchedTab('')
    expect((await ada.sit(tab)).connection).toMatchObject({ connected: false })
    expect(tab.policies).toEqual([`connect-src 'self'`])
  })

  test('an endpoint that is a script is none', async () => {
    const search = lms.launch().search.replace(/endpoint=[^&]*/, 'endpoint=javascript:alert(1)')
    await expect(ada.sit(launchedTab(search))).rejects.toThrow('(endpoint)')
  })
})

describe('one session over many pages', () => {
  test('a reload fetches no second token and says initialized once; the duration is that of all pages', async () => {
    const { tab, sitting } = await ada.launch()
    sitting.study()
    sitting.connection.leave(sitting.snapshot())
    await expect.poll(() => lms.verbs().at(-1)).toBe('answered')
    const after = await ada.sit(ada.reloaded(tab))
    expect(after.connection.state).toBe(sitting.snapshot().state)
    expect(lms.seen.filter(({ url }) => url.startsWith('/fetch'))).toHaveLength(1)
    after.sit('final', true)
    await exit(after)
    expect(ada.defined()).toEqual(['initialized', 'passed', 'completed', 'terminated'])
    expect(ada.statement('terminated')?.result).toEqual({ duration: 'PT120S' })
    expect(lms.refusals).toEqual([])
  })

  test('after the exit it does not go on', async () => {
    const { tab, sitting } = await ada.launch()
    await exit(sitting)
    const before = lms.seen.length
    await expect(ada.sit(ada.reloaded(tab))).rejects.toThrow('This session is over')
    expect(lms.seen.length).toBe(before)
  })

  test('initialized whose acknowledgement was lost is not said twice', async () => {
    const { search } = lms.launch()
    const tab = launchedTab(search, { local: ada.disk })
    tab.intercept = (url, init) => (url.endsWith('/statements') ? fetch(url, init).then(offline) : undefined)
    await expect(ada.sit(tab)).rejects.toThrow('No connection.')
    const next = await ada.sit(ada.reloaded(tab))
    next.study()
    expect(await exit(next)).toEqual(SAVED)
    expect(ada.defined()).toEqual(['initialized', 'terminated'])
  })

  test('what waited from a session that was cut is sent in the next, and what was reached is told', async () => {
    const { tab, sitting, launched } = await ada.launch()
    tab.intercept = offline
    sitting.study()
    sitting.sit('final', true)
    expect(await save(sitting)).toMatchObject({ saved: false, reason: expect.stringContaining('No connection.') })
    const next = await ada.launch({ after: launched })
    expect(next.sitting.connection).toMatchObject({ state: sitting.snapshot().state, recovered: true })
    expect(await save(next.sitting)).toEqual(SAVED)
    expect(lms.verbs().filter((verb) => verb === 'answered').length).toBeGreaterThan(8)
    expect(ada.defined()).toEqual(['initialized', 'initialized', 'passed', 'completed'])
    expect(lms.refusals).toEqual([])
    expect(ada.disk.getItem(`chartwright.xapi.${launched.registration}.${ACTIVITY}.statements`)).toBeNull()
  })

  test('what another device could not say is made up for by the next', async () => {
    const { tab, sitting, launched } = await ada.launch()
    tab.intercept = (url) => (url.endsWith('/statements') ? offline() : undefined)
    sitting.study()
    sitting.sit('final', true)
    await save(sitting)
    ada.disk = memoryStorage()
    const next = await ada.launch({ after: launched })
    expect(await exit(next.sitting)).toEqual(SAVED)
    expect(ada.defined()).toEqual(['initialized', 'initialized', 'passed', 'completed', 'terminated'])
    expect(ada.statement('passed')?.result).toMatchObject({ score: { scaled: 1 } })
    expect(lms.refusals).toEqual([])
  })

  test('a session that was continued elsewhere says so and keeps the work for the next launch', async () => {
    const first = await ada.launch()
    const elsewhere = memoryStorage()
    const other = launchedTab(lms.launch({ after: first.launched }).search, { local: elsewhere })
    await ada.sit(other)
    first.sitting.study()
    expect(await save(first.sitting)).toMatchObject({
      saved: false,
      reason: expect.stringContaining('no longer accepts this launch'),
    })
    const next = await ada.launch({ after: first.launched })
    expect(next.sitting.connection.state).toBe(first.sitting.snapshot().state)
  })

  test('a statement that is refused holds nothing back', async () => {
    const { sitting } = await ada.launch()
    sitting.report({ type: 'attempted', at: ada.now(), exam: 'final', attempt: 1 })
    lms.fault = (method, path) => {
      if (method !== 'POST' || !path.endsWith('/statements')) return undefined
      lms.fault = undefined
      return 403
    }
    sitting.study()
    expect(await save(sitting)).toEqual(SAVED)
    expect(lms.verbs()).toContain('attempted')
    expect(lms.verbs()).toContain('answered')
  })

  test('a failed exit leaves the session open', async () => {
    const { tab, sitting } = await ada.launch()
    sitting.sit('final', false)
    lms.fault = (method, path) => (method === 'POST' && path.endsWith('/statements') ? 503 : undefined)
    expect(await exit(sitting)).toMatchObject({ saved: false, reason: expect.stringContaining('error 503') })
    expect(tab.left).toEqual([])
    lms.fault = undefined
    sitting.study()
    sitting.sit('final', true)
    expect(await exit(sitting)).toEqual(SAVED)
    expect(ada.defined()).toEqual(['initialized', 'passed', 'completed', 'terminated'])
    expect(lms.refusals).toEqual([])
    expect(tab.left).toEqual(['close'])
  })
})

describe('saved progress', () => {
  test.each(['all', 'reading', 'none', 'spoilt'] as const)('is kept and guarded with entity tags: %s', async (tags) => {
    await lms.close()
    lms = await fakeLms({ tags })
    ada = cmi5Learner(lms)
    const { sitting, tab, launched } = await ada.launch()
    sitting.study()
    expect(await save(sitting)).toEqual(SAVED)
    sitting.sit('final', false)
    expect(await save(sitting)).toEqual(SAVED)
    expect(lms.progress()).toBe(sitting.snapshot().state)
    sitting.sit('final', true)
    sitting.connection.leave(sitting.snapshot())
    if (tags !== 'spoilt') await expect.poll(() => lms.progress()).toBe(sitting.snapshot().state)
    const back = await ada.sit(ada.reloaded(tab))
    expect(back.connection.state).toBe(sitting.snapshot().state)

    // Another page has written meanwhile.
    const key = [...lms.documents.keys()].find((name) => name.includes('stateId=progress')) ?? ''
    lms.documents.set(key, 'something newer')
    back.sit('final', true)
    expect(await save(back)).toMatchObject({ saved: false, reason: expect.stringContaining('another tab') })
    expect(lms.documents.get(key)).toBe('something newer')
    expect(launched.registration).toBe(key.match(/registration=([^&]*)/)?.[1])
  })

  test.each(['all', 'reading'] as const)('a page that goes away overwrites nothing newer; tags: %s', async (tags) => {
    await lms.close()
    lms = await fakeLms({ tags })
    ada = cmi5Learner(lms)
    const { sitting } = await ada.launch()
    sitting.study()
    await save(sitting)
    const key = [...lms.documents.keys()].find((name) => name.includes('stateId=progress')) ?? ''
    lms.documents.set(key, 'something newer')
    sitting.sit('final', false)
    sitting.connection.leave(sitting.snapshot())
    await expect.poll(() => lms.seen.at(-1)?.method === 'POST' || lms.seen.at(-2)?.method === 'POST').toBe(true)
    await expect.poll(() => lms.seen.filter(({ status }) => status === 412)).toHaveLength(1)
    expect(lms.documents.get(key)).toBe('something newer')
  })

  test('failures of the record store are told and made up for', async () => {
    const { sitting } = await ada.launch()
    sitting.study()
    lms.fault = () => 500
    expect(await save(sitting)).toMatchObject({ saved: false, reason: expect.stringContaining('error 500') })
    lms.fault = undefined
    expect(await save(sitting)).toEqual(SAVED)
    expect(new Set(lms.statements.map(({ id }) => id)).size).toBe(lms.statements.length)
    expect(lms.progress()).toBe(sitting.snapshot().state)
  })
})
