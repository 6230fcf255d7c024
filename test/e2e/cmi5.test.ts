import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchBrowser, type StaticServer, serveStatic } from '../support/browser.ts'
import { compiledAssets, compiledFixture } from '../support/compiled.ts'
import { proves } from '../support/conformance.ts'
import { type FakeLms, fakeLms, type Launched, type LaunchOptions } from '../support/fake-lrs.ts'
import { learner } from '../support/learner.ts'
import { packaged } from '../support/player.ts'

/** The player as an LMS opens it by cmi5, in a real browser; the record store is another origin. */
const course = compiledFixture('minimal')
const firstSection = 'basics/structure-of-a-code'
const second = { id: 'basics/documentation', title: 'Documentation' }

let browser: Browser
let server: StaticServer
let context: BrowserContext
let lms: FakeLms

beforeAll(async () => {
  const files = packaged('cmi5', course, compiledAssets('minimal'))
  server = await serveStatic(
    new Map<string, Uint8Array | string>([...files, ['back.html', '<title>LMS</title><h1>Back in the LMS</h1>']]),
  )
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.close()
})
beforeEach(async () => {
  lms = await fakeLms()
  context = await browser.newContext({ viewport: { width: 1280, height: 1000 } })
})
afterEach(async () => {
  await context.close()
  await lms.close()
})

async function launch(options: LaunchOptions = {}): Promise<{ page: Page; launched: Launched }> {
  const launched = lms.launch({ returnUrl: `${server.url}back.html`, ...options })
  const page = await context.newPage()
  page.on('pageerror', (error) => expect.fail(`The page failed: ${error.message}`))
  await page.goto(`${server.url}index.html${launched.search}`)
  return { page, launched }
}

async function connected(page: Page) {
  await page.getByRole('button', { name: /Save and exit|Exit/ }).waitFor({ timeout: 20_000 })
  return learner(course, page)
}

const exit = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Save and exit' }).click()
  await page.getByRole('heading', { name: 'Back in the LMS' }).waitFor()
}
const until = (check: () => boolean): Promise<void> => expect.poll(check, { timeout: 15_000, interval: 100 }).toBe(true)
const count = (verb: string): number => lms.verbs().filter((one) => one === verb).length
const once = (): boolean => new Set(lms.statements.map(({ id }) => id)).size === lms.statements.length

test('from first launch to passing: leave, come back, fail, retry, pass', async ({ task }) => {
  proves({ task }, 'browser', 'cmi5')
  proves({ task }, 'strict fake LMS', 'cmi5')
  const { page, launched } = await launch()
  const reading = await connected(page)
  expect(new URL(page.url()).search).toBe('')
  await reading.answerChecks(firstSection)
  await reading.open(second.id)
  await exit(page)
  expect(lms.verbs().at(-1)).toBe('terminated')

  const again = (await launch({ after: launched })).page
  const back = await connected(again)
  await again.getByRole('heading', { level: 1, name: second.title }).waitFor()
  await back.study()
  await again.locator('#outline a[href="#/exam/final"]').click()
  await again.getByRole('button', { name: 'Start the exam' }).click()
  await back.takeExam(3)
  await again.getByRole('heading', { name: /^Not passed/ }).waitFor()
  await exit(again)
  expect(lms.verbs().slice(-2)).toEqual(['failed', 'terminated'])

  const third = (await launch({ after: launched })).page
  const retry = await connected(third)
  await third.getByRole('button', { name: /^Start another attempt/ }).click()
  await retry.takeExam(8)
  await third.getByRole('heading', { name: 'Passed with 100%' }).waitFor()
  await until(() => count('passed') === 1 && count('completed') === 1)
  await exit(third)
  expect(count('initialized')).toBe(3)
  expect(count('terminated')).toBe(3)
  expect(lms.refusals).toEqual([])
  expect(once()).toBe(true)
  // No cookie of the LMS's site goes along, and the credential stands in no address.
  expect(lms.seen.every(({ cookie }) => cookie === undefined)).toBe(true)
  expect(new Set(lms.seen.map(({ origin }) => origin))).toEqual(new Set([new URL(server.url).origin]))
}, 60_000)

test('a reload in the middle goes on with the same session', async () => {
  const { page } = await launch()
  await (await connected(page)).open(second.id)
  await page.reload()
  const back = await connected(page)
  await page.getByRole('heading', { level: 1, name: second.title }).waitFor()
  await back.answerChecks(second.id)
  await exit(page)
  expect(lms.seen.filter(({ url }) => url.startsWith('/fetch'))).toHaveLength(1)
  expect([count('initialized'), count('terminated')]).toEqual([1, 1])
  expect(lms.refusals).toEqual([])
  await page.goBack()
  await page.getByText('This session is over').waitFor()
})

test('offline, then online: it is shown, kept, and sent in order', async () => {
  const { page } = await launch()
  const { open } = await connected(page)
  await page.getByText(/^Saved \d/).waitFor()
  await context.setOffline(true)
  await open(second.id)
  await page.getByText(/No connection\. Your work is kept/).waitFor({ timeout: 15_000 })
  const before = lms.statements.length
  await context.setOffline(false)
  await page.getByText(/^Saved \d/).waitFor({ timeout: 15_000 })
  expect(lms.verbs().slice(before)).toEqual(['progressed'])
  expect(lms.refusals).toEqual([])
})

test('a tab that is closed loses nothing, and the next launch goes on', async () => {
  const { page, launched } = await launch()
  const { open, answerChecks } = await connected(page)
  await answerChecks(firstSection)
  await open(second.id)
  await page.close({ runBeforeUnload: false })
  await until(() => count('suspended') === 1)
  const next = await launch({ after: launched })
  await connected(next.page)
  await next.page.getByRole('heading', { level: 1, name: second.title }).waitFor()
  expect(lms.refusals).toEqual([])
  expect(once()).toBe(true)
})

test('review shows the record, says so, and writes nothing but its own begin and end', async () => {
  const first = await launch()
  await (await connected(first.page)).open(second.id)
  await exit(first.page)
  const before = lms.statements.length
  const { page } = await launch({ mode: 'Review', after: first.launched })
  await page.getByText(/nothing you do here is recorded/).waitFor()
  await page.getByRole('heading', { level: 1, name: second.title }).waitFor()
  await page.getByRole('button', { name: 'Exit' }).click()
  await page.getByRole('heading', { name: 'Back in the LMS' }).waitFor()
  expect(lms.verbs().slice(before)).toEqual(['initialized', 'terminated'])
  expect(lms.seen.filter(({ method }) => method === 'PUT').length).toBeGreaterThan(0)
  expect(lms.refusals).toEqual([])
})

describe('what goes wrong is said', () => {
  test('a launch that was used already', async () => {
    const { page, launched } = await launch()
    await connected(page)
    const other = await (await browser.newContext()).newPage()
    await other.goto(`${server.url}index.html${launched.search}`)
    await other.getByText(/used already or has expired\. Close this window and launch the course again/).waitFor()
    await other.context().close()
  })

  test('a record store that fails for a while', async () => {
    const { page } = await launch()
    const { open } = await connected(page)
    await page.getByText(/^Saved \d/).waitFor()
    lms.fault = () => 500
    await open(second.id)
    await page.getByText(/cannot take your work at the moment \(error 500\)/).waitFor({ timeout: 15_000 })
    lms.fault = undefined
    await page.getByRole('button', { name: 'Retry now' }).click()
    await page.getByText(/^Saved \d/).waitFor()
    expect(once()).toBe(true)
  })

  test('a session that was continued in another window', async () => {
    const { page, launched } = await launch()
    const { open } = await connected(page)
    await connected((await launch({ after: launched })).page)
    await open(second.id)
    await page.getByText(/no longer accepts this launch/).waitFor({ timeout: 15_000 })
  })
})

test('the page may ask nobody but its own server and the LMS of this launch', async () => {
  const other = await serveStatic(new Map([['index.html', 'hello']]))
  const { page } = await launch()
  await connected(page)
  const outcome = await page.evaluate(
    (url) =>
      fetch(url, { mode: 'no-cors' }).then(
        () => 'asked',
        () => 'barred',
      ),
    other.url,
  )
  expect(outcome).toBe('barred')
  expect(other.requests).toEqual([])
  await other.close()
})
