import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cmi5 } from '../../src/player/drivers/cmi5.ts'
import { compiledFixture } from '../support/compiled.ts'
import { ACTIVITY, type FakeLms, fakeLms, type Launched, type LaunchOptions } from '../support/fake-lrs.ts'
import { record } from '../support/fake-lrs-rules.ts'
import { type LaunchedTab, launchedTab } from '../support/fake-lrs-tab.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { type Sitting, sittingOf } from '../support/service-learner.ts'

/** The driver against an LMS that refuses what cmi5 lets it refuse. */
const course = compiledFixture('minimal')
let lms: FakeLms
let clock: number
/** What the browser keeps for the site the course comes from. */
let disk: Storage

beforeEach(async () => {
  lms = await fakeLms()
  clock = Date.UTC(2026, 10, 2, 9)
  disk = memoryStorage()
})
afterEach(() => lms.close())

const now = (): number => {
  clock += 1000
  return clock
}

async function sit(tab: LaunchedTab, of = course): Promise<Sitting> {
  return sittingOf(of, await cmi5({ driver: 'cmi5' }, { window: tab.window, course: of, now, uuid: randomUUID }), now)
}

async function launch(
  options: LaunchOptions = {},
): Promise<{ tab: LaunchedTab; launched: Launched; sitting: Sitting }> {
  const launched = lms.launch(options)
  const tab = launchedTab(launched.search, { local: disk })
  return { tab, launched, sitting: await sit(tab) }
}

/** The same tab, loaded again. */
const reloaded = (tab: LaunchedTab): LaunchedTab =>
  launchedTab(tab.address().replace(/^[^?#]*|#.*$/g, ''), { local: disk, session: tab.window.sessionStorage })

const save = (sitting: Sitting) => sitting.connection.save(sitting.snapshot())
const exit = (sitting: Sitting) => sitting.connection.exit(sitting.snapshot())
const SAVED = { saved: true }
const CMI5 = /"https:\/\/w3id.org\/xapi\/cmi5\/context\/categories\/cmi5"/
const defined = (): string[] => lms.verbs().filter((_, i) => CMI5.test(JSON.stringify(lms.statements[i])))
const statement = (verb: string) => lms.statements[lms.verbs().lastIndexOf(verb)]
const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'))

describe('launch', () => {
  test('token, launch data, preferences, saved progress, then initialized, in this order', async () => {
    const { tab } = await launch()
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
    const { tab, launched, sitting } = await launch()
    expect(tab.address()).toBe('/course/index.html#/start')
    expect(sitting.connection).toMatchObject({ connected: true, mode: 'normal', learnerName: 'Ada Example' })
    sitting.study()
    tab.intercept = offline
    await save(sitting)
    const kept = Array.from({ length: disk.length }, (_, i) => disk.getItem(disk.key(i) ?? '')).join()
    expect(kept).toContain('progressed')
    expect(kept).not.toContain(Buffer.from(`:${launched.session.id}`).toString('base64'))
    expect(kept).not.toContain('/fetch')
  })

  test('keeps what else stands in the address', async () => {
    const tab = launchedTab(`${lms.launch().search}&theme=dark`, { local: disk })
    await sit(tab)
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
    if (what === 'a used launch') await sit(elsewhere)
    const tab = launchedTab(what === 'no endpoint' ? search.replace('endpoint', 'end') : search)
    if (what === 'no connection') lms.fault = () => 0
    if (what === 'no launch data') lms.documents.clear()
    if (what === 'a failing LMS') lms.fault = (_, path) => (path.endsWith('/state') ? 500 : undefined)
    await expect(sit(tab)).rejects.toThrow(new RegExp(words))
  })

  test('a page that nobody launched keeps progress in the browser', async () => {
    const tab = launchedTab('')
    expect((await sit(tab)).connection).toMatchObject({ connected: false })
    expect(tab.policies).toEqual([`connect-src 'self'`])
  })

  test('an endpoint that is a script is none', async () => {
    const search = lms.launch().search.replace(/endpoint=[^&]*/, 'endpoint=javascript:alert(1)')
    await expect(sit(launchedTab(search))).rejects.toThrow('(endpoint)')
  })
})

describe('what is reported', () => {
  test('a whole session keeps every rule', async () => {
    const { tab, sitting } = await launch({ returnUrl: 'https://lms.example/back?id=12' })
    sitting.study()
    sitting.sit('final', false)
    await save(sitting)
    sitting.sit('final', true)
    sitting.report({ type: 'suspended', at: now(), seconds: 60, fraction: 1 })
    expect(await exit(sitting)).toEqual(SAVED)
    expect(lms.refusals).toEqual([])
    expect(defined()).toEqual(['initialized', 'passed', 'completed', 'terminated'])
    expect(lms.verbs().filter((verb) => verb === 'scored')).toHaveLength(2)
    expect(lms.verbs().at(-1)).toBe('terminated')
    expect(tab.left).toEqual(['https://lms.example/back?id=12'])

    expect(statement('passed')).toMatchObject({
      object: { id: ACTIVITY },
      result: { success: true, score: { scaled: 1, raw: 9, min: 0, max: 9 }, duration: 'PT60S' },
      context: { extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore': 0.7 } },
    })
    expect(statement('scored')).toMatchObject({
      object: { id: 'https://chartwright.example/courses/minimal/exam/final' },
      context: { contextActivities: { grouping: [{}, { id: ACTIVITY }, {}] } },
    })
    expect(statement('suspended')?.result).toEqual({ duration: 'PT60S' })
    const answered = statement('answered')
    expect(JSON.stringify(record(answered?.context).contextActivities)).not.toMatch(CMI5)
  })

  test('failed is said on leaving, when no attempt has made it good', async () => {
    const { sitting } = await launch()
    sitting.sit('final', false)
    expect(await save(sitting)).toEqual(SAVED)
    expect(lms.verbs()).not.toContain('failed')
    expect(await exit(sitting)).toEqual(SAVED)
    expect(defined()).toEqual(['initialized', 'failed', 'terminated'])
    expect(statement('failed')?.result).toMatchObject({ success: false, score: { scaled: 0, raw: 0, min: 0 } })
    expect(lms.refusals).toEqual([])
  })

  test('failed is not forgotten over a reload', async () => {
    const { tab, sitting } = await launch()
    sitting.sit('final', false)
    sitting.connection.leave(sitting.snapshot())
    const after = await sit(reloaded(tab))
    await exit(after)
    expect(defined()).toEqual(['initialized', 'failed', 'terminated'])
    expect(statement('failed')?.result).toMatchObject({ score: { scaled: 0, raw: 0, min: 0 }, duration: 'PT60S' })
  })

  test('failed is said at once after the last attempt', async () => {
    const one = { ...course, exams: course.exams.map((exam) => ({ ...exam, attempts: 1 })) }
    const sitting = await sit(launchedTab(lms.launch().search), one)
    sitting.sit('final', false)
    lms.fault = (_, path) => (path.endsWith('/statements') ? 503 : undefined)
    expect(await exit(sitting)).toMatchObject({ saved: false })
    lms.fault = undefined
    await save(sitting)
    expect(defined()).toEqual(['initialized', 'failed'])
  })

  test('passed and completed are said once in a registration, and failed never after passed', async () => {
    const { sitting, launched } = await launch()
    sitting.study()
    sitting.sit('final', true)
    await exit(sitting)
    const again = await launch({ after: launched })
    again.sitting.sit('final', true)
    again.sitting.sit('final', false)
    expect(await exit(again.sitting)).toEqual(SAVED)
    expect(lms.refusals).toEqual([])
    expect(defined()).toEqual(['initialized', 'passed', 'completed', 'terminated', 'initialized', 'terminated'])
  })

  test('the mastery score of the LMS decides, not the pass mark of the course', async () => {
    const { sitting } = await launch({ masteryScore: 0.9 })
    const at = { at: now(), exam: 'final', attempt: 1, earned: 6, possible: 8, percent: 7500, seconds: 30 }
    sitting.report({ type: 'passed', ...at })
    await exit(sitting)
    expect(statement('failed')?.result).toMatchObject({ success: false, score: { scaled: 0.75, raw: 6, max: 8 } })
    expect(lms.refusals).toEqual([])
  })

  test('a rounded percent does not reach a mark that was missed', async () => {
    const { sitting } = await launch()
    const at = { at: now(), exam: 'final', attempt: 1, earned: 699.96, possible: 1000, percent: 7000, seconds: 30 }
    sitting.report({ type: 'failed', ...at })
    await exit(sitting)
    expect(statement('failed')?.result).toMatchObject({ score: { scaled: 0.6999 } })
    expect(lms.refusals).toEqual([])
  })

  test('a mastery score that an LMS wrote as text is one', async () => {
    const launched = lms.launch()
    for (const [key, text] of lms.documents)
      lms.documents.set(key, text.replace('"masteryScore":0.7', '"masteryScore":"0.7"'))
    const sitting = await sit(launchedTab(launched.search))
    sitting.sit('final', true)
    await exit(sitting)
    expect(defined()).toEqual(['initialized', 'passed', 'terminated'])
    expect(lms.refusals).toEqual([])
  })

  test('without a mastery score nothing is judged', async () => {
    const { sitting } = await launch({ masteryScore: -1 })
    sitting.study()
    sitting.sit('final', false)
    sitting.sit('final', true)
    await exit(sitting)
    expect(defined()).toEqual(['initialized', 'completed', 'terminated'])
    expect(lms.refusals).toEqual([])
  })

  test('a clock that is set back puts nothing out of order', async () => {
    const { sitting } = await launch()
    clock -= 3_600_000
    sitting.study()
    expect(await exit(sitting)).toEqual(SAVED)
    expect(lms.refusals).toEqual([])
  })

  test.each(['Browse', 'Review'] as const)(
    '%s: initialized and terminated, and nothing else is written',
    async (mode) => {
      const first = await launch()
      first.sitting.study()
      await exit(first.sitting)
      const progress = lms.progress()
      const { sitting } = await launch({ mode, after: first.launched })
      expect(sitting.connection).toMatchObject({ mode: mode.toLowerCase(), state: progress })
      const before = lms.statements.length - 1
      const changed = { ...sitting.snapshot(), state: 'changed' }
      expect(await sitting.connection.exit(changed)).toEqual(SAVED)
      expect(lms.verbs().slice(before)).toEqual(['initialized', 'terminated'])
      expect(lms.progress()).toBe(progress)
      expect(lms.refusals).toEqual([])
    },
  )
})

describe('one session over many pages', () => {
  test('a reload fetches no second token and says initialized once; the duration is that of all pages', async () => {
    const { tab, sitting } = await launch()
    sitting.study()
    sitting.connection.leave(sitting.snapshot())
    await expect.poll(() => lms.verbs().at(-1)).toBe('answered')
    const after = await sit(reloaded(tab))
    expect(after.connection.state).toBe(sitting.snapshot().state)
    expect(lms.seen.filter(({ url }) => url.startsWith('/fetch'))).toHaveLength(1)
    after.sit('final', true)
    await exit(after)
    expect(defined()).toEqual(['initialized', 'passed', 'completed', 'terminated'])
    expect(statement('terminated')?.result).toEqual({ duration: 'PT120S' })
    expect(lms.refusals).toEqual([])
  })

  test('after the exit it does not go on', async () => {
    const { tab, sitting } = await launch()
    await exit(sitting)
    const before = lms.seen.length
    await expect(sit(reloaded(tab))).rejects.toThrow('This session is over')
    expect(lms.seen.length).toBe(before)
  })

  test('initialized whose acknowledgement was lost is not said twice', async () => {
    const { search } = lms.launch()
    const tab = launchedTab(search, { local: disk })
    tab.intercept = (url, init) => (url.endsWith('/statements') ? fetch(url, init).then(offline) : undefined)
    await expect(sit(tab)).rejects.toThrow('No connection.')
    const next = await sit(reloaded(tab))
    next.study()
    expect(await exit(next)).toEqual(SAVED)
    expect(defined()).toEqual(['initialized', 'terminated'])
  })

  test('what waited from a session that was cut is sent in the next, and what was reached is told', async () => {
    const { tab, sitting, launched } = await launch()
    tab.intercept = offline
    sitting.study()
    sitting.sit('final', true)
    expect(await save(sitting)).toMatchObject({ saved: false, reason: expect.stringContaining('No connection.') })
    const next = await launch({ after: launched })
    expect(next.sitting.connection).toMatchObject({ state: sitting.snapshot().state, recovered: true })
    expect(await save(next.sitting)).toEqual(SAVED)
    expect(lms.verbs().filter((verb) => verb === 'answered').length).toBeGreaterThan(8)
    expect(defined()).toEqual(['initialized', 'initialized', 'passed', 'completed'])
    expect(lms.refusals).toEqual([])
    expect(disk.getItem(`chartwright.xapi.${launched.registration}.${ACTIVITY}.statements`)).toBeNull()
  })

  test('what another device could not say is made up for by the next', async () => {
    const { tab, sitting, launched } = await launch()
    tab.intercept = (url) => (url.endsWith('/statements') ? offline() : undefined)
    sitting.study()
    sitting.sit('final', true)
    await save(sitting)
    disk = memoryStorage()
    const next = await launch({ after: launched })
    expect(await exit(next.sitting)).toEqual(SAVED)
    expect(defined()).toEqual(['initialized', 'initialized', 'passed', 'completed', 'terminated'])
    expect(statement('passed')?.result).toMatchObject({ score: { scaled: 1 } })
    expect(lms.refusals).toEqual([])
  })

  test('a session that was continued elsewhere says so and keeps the work for the next launch', async () => {
    const first = await launch()
    const elsewhere = memoryStorage()
    const other = launchedTab(lms.launch({ after: first.launched }).search, { local: elsewhere })
    await sit(other)
    first.sitting.study()
    expect(await save(first.sitting)).toMatchObject({
      saved: false,
      reason: expect.stringContaining('no longer accepts this launch'),
    })
    const next = await launch({ after: first.launched })
    expect(next.sitting.connection.state).toBe(first.sitting.snapshot().state)
  })

  test('a statement that is refused holds nothing back', async () => {
    const { sitting } = await launch()
    sitting.report({ type: 'attempted', at: now(), exam: 'final', attempt: 1 })
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
    const { tab, sitting } = await launch()
    sitting.sit('final', false)
    lms.fault = (method, path) => (method === 'POST' && path.endsWith('/statements') ? 503 : undefined)
    expect(await exit(sitting)).toMatchObject({ saved: false, reason: expect.stringContaining('error 503') })
    expect(tab.left).toEqual([])
    lms.fault = undefined
    sitting.study()
    sitting.sit('final', true)
    expect(await exit(sitting)).toEqual(SAVED)
    expect(defined()).toEqual(['initialized', 'passed', 'completed', 'terminated'])
    expect(lms.refusals).toEqual([])
    expect(tab.left).toEqual(['close'])
  })
})

describe('saved progress', () => {
  test.each(['all', 'reading', 'none', 'spoilt'] as const)('is kept and guarded with entity tags: %s', async (tags) => {
    await lms.close()
    lms = await fakeLms({ tags })
    const { sitting, tab, launched } = await launch()
    sitting.study()
    expect(await save(sitting)).toEqual(SAVED)
    sitting.sit('final', false)
    expect(await save(sitting)).toEqual(SAVED)
    expect(lms.progress()).toBe(sitting.snapshot().state)
    sitting.sit('final', true)
    sitting.connection.leave(sitting.snapshot())
    if (tags !== 'spoilt') await expect.poll(() => lms.progress()).toBe(sitting.snapshot().state)
    const back = await sit(reloaded(tab))
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
    const { sitting } = await launch()
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
    const { sitting } = await launch()
    sitting.study()
    lms.fault = () => 500
    expect(await save(sitting)).toMatchObject({ saved: false, reason: expect.stringContaining('error 500') })
    lms.fault = undefined
    expect(await save(sitting)).toEqual(SAVED)
    expect(new Set(lms.statements.map(({ id }) => id)).size).toBe(lms.statements.length)
    expect(lms.progress()).toBe(sitting.snapshot().state)
  })
})
