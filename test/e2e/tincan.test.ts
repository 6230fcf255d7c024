import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { statementFaults } from '../../src/service/lrs/validation/statement.ts'
import { versions } from '../../src/service/lrs/versions.ts'
import { launchBrowser, type StaticServer, serveStatic } from '../support/browser.ts'
import { compiledAssets, compiledFixture } from '../support/compiled.ts'
import { proves } from '../support/conformance.ts'
import { type FakeLms, fakeLms } from '../support/fake-lrs.ts'
import { record } from '../support/fake-lrs-rules.ts'
import { learner } from '../support/learner.ts'
import { packaged } from '../support/player.ts'

/** The player as an LMS opens it by xAPI launch parameters, in a real browser; the record store is another origin. */
const course = compiledFixture('minimal')
const second = { id: 'basics/documentation', title: 'Documentation' }

let browser: Browser
let server: StaticServer
let context: BrowserContext
let lms: FakeLms

beforeAll(async () => {
  server = await serveStatic(packaged('xapi', course, compiledAssets('minimal')))
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.close()
})
beforeEach(async () => {
  lms = await fakeLms({ rules: 'xapi', tags: 'none' })
  context = await browser.newContext({ viewport: { width: 1280, height: 1000 } })
})
afterEach(async () => {
  await context.close()
  await lms.close()
})

async function open(search: string): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => expect.fail(`The page failed: ${error.message}`))
  await page.goto(`${server.url}index.html${search}`)
  return page
}
const connected = (page: Page) => page.getByRole('button', { name: 'Save and exit' }).waitFor({ timeout: 20_000 })
const until = (check: () => boolean): Promise<void> => expect.poll(check, { timeout: 15_000, interval: 100 }).toBe(true)

test('a launch by an old LMS: taken, reloaded, cut off, and passed in the next', async ({ task }) => {
  proves({ task }, 'browser', 'xapi')
  proves({ task }, 'strict fake LMS', 'xapi')
  const actor = JSON.stringify({
    name: ['Ada'],
    account: [{ accountServiceHomePage: 'https://lms.example', accountName: '7' }],
  })
  const search = lms.tincan({ actor, registration: '' })
  const page = await open(search)
  await connected(page)
  expect(page.url()).not.toContain('auth')
  await learner(course, page).open(second.id)
  await page.reload()
  await connected(page)
  await page.getByRole('heading', { level: 1, name: second.title }).waitFor()
  await page.close({ runBeforeUnload: false })
  await until(() => lms.verbs().filter((verb) => verb === 'terminated').length === 2)

  const next = await open(search)
  await connected(next)
  await next.getByRole('heading', { level: 1, name: second.title }).waitFor()
  const { study, takeExam } = learner(course, next)
  await study()
  await next.locator('#outline a[href="#/exam/final"]').click()
  await next.getByRole('button', { name: 'Start the exam' }).click()
  await takeExam(8)
  await next.getByRole('heading', { name: 'Passed with 100%' }).waitFor()
  await until(() => lms.verbs().includes('completed'))

  for (const statement of lms.statements) expect(statementFaults(statement, versions['1.0.3'])).toEqual([])
  expect(new Set(lms.statements.map(({ id }) => id)).size).toBe(lms.statements.length)
  expect(new Set(lms.statements.map(({ context: one }) => record(one).registration)).size).toBe(1)
  expect(record(lms.statements[0]).actor).toEqual({
    objectType: 'Agent',
    name: 'Ada',
    account: { homePage: 'https://lms.example', name: '7' },
  })
}, 60_000)

test('a page that nobody launched says that progress stays in this browser', async () => {
  const page = await open('')
  await page.getByText(/not connected/i).waitFor()
  expect(lms.seen).toEqual([])
})

test('a credential that is refused is said in words', async () => {
  const page = await open(lms.tincan({ auth: 'Basic d3Jvbmc=' }))
  await page.getByText(/no longer accepts this launch\. Close this window and launch the course again/).waitFor()
})
