import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decodeState } from '../../src/model/state/codec.ts'
import { launchBrowser, type StaticServer, serveStatic } from '../support/browser.ts'
import { compiledAssets } from '../support/compiled.ts'
import { type FakeLms, fakeLms, type Launched } from '../support/fake-lrs.ts'
import { record } from '../support/fake-lrs-rules.ts'
import { learner } from '../support/learner.ts'
import {
  answerQuickly,
  course,
  first,
  isAt,
  pageEvent,
  read,
  readInFormerVersion,
  second,
  third,
} from '../support/lms-story.ts'
import { packaged } from '../support/player.ts'

/** The packages that a record store is told by, in a real browser, when that store, the browser or the clock misbehaves. */
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each(['cmi5', 'xapi'] as const)('%s', (target) => {
  let server: StaticServer
  let context: BrowserContext
  let lms: FakeLms
  let launched: Launched | undefined

  beforeAll(async () => {
    const files = packaged(target, course, compiledAssets('minimal'))
    server = await serveStatic(new Map([...files].map(([name, bytes]) => [`sco/${name}`, bytes])))
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    lms = await fakeLms({ rules: target })
    context = await browser.newContext({ viewport: { width: 1280, height: 1000 } })
    launched = undefined
  })
  afterEach(async () => {
    await context.close()
    await lms.close()
  })

  /** Opens the course, each time in the same registration. */
  async function launch(): Promise<Page> {
    launched = lms.launch(launched === undefined ? {} : { after: launched })
    const page = await context.newPage()
    page.on('pageerror', (error) => expect.fail(`The page failed: ${error.message}`))
    await page.goto(`${server.url}sco/index.html${target === 'cmi5' ? launched.search : lms.tincan()}`)
    return page
  }
  async function connected(page: Page) {
    await page.getByRole('button', { name: 'Save and exit' }).waitFor({ timeout: 20_000 })
    return learner(course, page)
  }
  const saved = (page: Page): Promise<void> => page.getByText(/^Saved \d/).waitFor({ timeout: 15_000 })
  const until = (check: () => boolean): Promise<void> =>
    expect.poll(check, { timeout: 15_000, interval: 50 }).toBe(true)
  const bookmark = (): string | undefined => {
    const decoded = decodeState(course, lms.progress() ?? '')
    return 'state' in decoded ? decoded.state.bookmark : undefined
  }
  const count = (verb: string): number => lms.verbs().filter((one) => one === verb).length
  const hanging = (): number => lms.seen.filter(({ status }) => status === -1).length
  /** What happens to saved progress is the same code in both: one of them is enough. */
  const onlyCmi5 = test.runIf(target === 'cmi5')
  const nothingTwice = (): void => {
    expect(new Set(lms.statements.map(({ id }) => id)).size).toBe(lms.statements.length)
    expect(lms.refusals).toEqual([])
  }

  test('a record store that takes its time, from the launch on', async () => {
    lms.delay = 400
    const page = await launch()
    await page.getByText('Connecting…').waitFor()
    const { open } = await connected(page)
    await open(second.id)
    await until(() => bookmark() === second.id)
    await saved(page)
    nothingTwice()
  })

  test('a record store that never answers: the course says so, goes on, and makes up for it, each statement once', async () => {
    await context.clock.install()
    const page = await launch()
    const { open, answerChecks } = await connected(page)
    await saved(page)
    const before = lms.statements.length
    lms.fault = () => -1
    await answerChecks(first.id)
    await until(() => hanging() > 0)
    await page.getByText('Saving…').waitFor()
    await open(second.id)
    await page.clock.fastForward(21_000)
    await page.getByText(/No connection\. Your work is kept/).waitFor()
    lms.fault = undefined
    await page.getByRole('button', { name: 'Retry now' }).click()
    await until(() => bookmark() === second.id)
    await saved(page)
    expect(lms.verbs().slice(before).sort()).toEqual(['answered', 'progressed'])
    nothingTwice()
  })

  test('killed while the record store does not answer, it goes on from the copy in this browser', async () => {
    const page = await launch()
    const { open, answerChecks } = await connected(page)
    await saved(page)
    lms.fault = () => -1
    await answerChecks(first.id)
    await open(second.id)
    await until(() => hanging() > 0)
    const before = hanging()
    await page.close({ runBeforeUnload: false })
    // What the closing page sends is lost, too.
    await until(() => hanging() > before)
    lms.fault = undefined
    const back = await launch()
    await connected(back)
    await back.getByText(/goes on from the copy in this browser/).waitFor()
    await isAt(back, second)
    await until(() => bookmark() === second.id && count('answered') === 1)
    nothingTwice()
  })

  test('a phone that locks has everything saved before it is killed', async () => {
    const page = await launch()
    const { open } = await connected(page)
    await open(second.id)
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await until(() => bookmark() === second.id)
    expect(count('terminated')).toBe(0)
    await page.close()
    const back = await launch()
    await connected(back)
    await isAt(back, second)
    nothingTwice()
  })

  test('a page kept for the back button is saved and stays open', async () => {
    const page = await launch()
    const { open } = await connected(page)
    await open(second.id)
    await pageEvent(page, 'pagehide', true)
    await until(() => bookmark() === second.id)
    expect(count('terminated')).toBe(0)
    await pageEvent(page, 'pageshow', true)
    await open(third.id)
    await until(() => bookmark() === third.id)
    await saved(page)
    nothingTwice()
  })

  onlyCmi5('progress of a former version, with questions, a module and an exam that are gone, goes on', async () => {
    const page = await launch()
    await connected(page)
    await until(() => lms.progress() !== undefined)
    await page.close()
    lms.setProgress(readInFormerVersion())
    const back = await launch()
    const { open } = await connected(back)
    await isAt(back, second)
    expect(await back.getByText(/could not be read/).count()).toBe(0)
    await open(first.id)
    await back.locator('.card.check .verdict-good').waitFor()
  })

  onlyCmi5('progress that is cut off is refused, told of, and stays until the learner does something', async () => {
    const page = await launch()
    await connected(page)
    await until(() => lms.progress() !== undefined)
    await page.close()
    const cut = read.slice(0, -3)
    lms.setProgress(cut)
    const back = await launch()
    const { open } = await connected(back)
    await back.getByText(/could not be read, so the course starts from the beginning/).waitFor()
    expect(lms.progress()).toBe(cut)
    await open(second.id)
    await until(() => bookmark() === second.id)
  })

  test('two tabs: the older one says that the other has gone on, and writes nothing over it', async () => {
    const page = await launch()
    const older = await connected(page)
    await saved(page)
    const other = await launch()
    await (await connected(other)).open(third.id)
    await until(() => bookmark() === third.id)
    await older.open(second.id)
    await page.getByText(/continued in another tab|no longer accepts this launch/).waitFor({ timeout: 15_000 })
    expect(bookmark()).toBe(third.id)
    nothingTwice()
  })

  test('a clock that jumps back and ahead makes no absurd times, and puts nothing out of order', async () => {
    await context.clock.install({ time: new Date('2026-11-22T09:00:00Z') })
    const page = await launch()
    const { open } = await connected(page)
    await open(second.id)
    for (const time of ['2026-11-22T07:00:00Z', '2026-11-25T12:00:00Z', '2026-11-22T09:01:00Z']) {
      await page.clock.setSystemTime(new Date(time))
      await page.clock.runFor(3_000)
    }
    await open(third.id)
    await page.clock.runFor(3_000)
    await until(() => bookmark() === third.id)
    await page.getByRole('button', { name: 'Save and exit' }).click()
    await until(() => count('terminated') === 1)
    const seconds = lms.statements.flatMap(({ result }) => {
      const { duration } = record(result)
      return typeof duration === 'string' ? [Number(/^PT([\d.]+)S$/.exec(duration)?.[1])] : []
    })
    expect(seconds.length).toBeGreaterThan(0)
    for (const each of seconds) expect(each).toBeLessThan(300)
    if (target === 'cmi5') {
      const times = lms.statements.map(({ timestamp }) => String(timestamp))
      expect(times).toEqual([...times].sort())
    }
    nothingTwice()
  })

  onlyCmi5(
    '500 quick answers: each is told once, progress no more often than there are answers',
    async () => {
      const page = await launch()
      await connected(page)
      await isAt(page, first)
      await answerQuickly(page, 500)
      await until(() => count('answered') === 500)
      await saved(page)
      expect(lms.seen.filter(({ method }) => method === 'PUT').length).toBeLessThanOrEqual(502)
      nothingTwice()
    },
    60_000,
  )
})
