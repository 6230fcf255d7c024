import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decodeState } from '../../src/model/state/codec.ts'
import { targets, writePackage } from '../../src/packages/index.ts'
import type { PackageInput } from '../../src/packages/target.ts'
import { launchBrowser, type StaticServer, serveStatic } from '../support/browser.ts'
import { compiledAssets, compiledFixture } from '../support/compiled.ts'
import type { PageOptions } from '../support/fake-lms-page.ts'
import { lmsSite } from '../support/fake-lms-site.ts'
import { learner } from '../support/learner.ts'
import { playerFiles } from '../support/player.ts'

/** The package as an LMS plays it: unzipped, served, in a real browser, with the strict LMS of SCORM 2004 around it. */
const course = compiledFixture('minimal')
const firstSection = 'basics/structure-of-a-code'
const second = { id: 'basics/documentation', title: 'Documentation' }

let browser: Browser
let server: StaticServer
let context: BrowserContext

beforeAll(async () => {
  const input: PackageInput = {
    course,
    player: playerFiles(),
    assets: compiledAssets('minimal'),
    options: { layout: 'single' },
  }
  server = await serveStatic(await lmsSite(writePackage(targets.scorm2004.files(input)), 'scorm2004'))
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.close()
})
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 1000 } })
})
afterEach(() => context.close())

async function launch(where: string, options: PageOptions = {}): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => expect.fail(`The page failed: ${error.message}`))
  await page.goto(`${server.url}${where}#${encodeURIComponent(JSON.stringify(options))}`)
  return page
}

/** The course in its frame, once it is connected. */
async function connected(page: Page) {
  const frame = page.frameLocator('#sco')
  await frame.getByRole('button', { name: /Save and exit|Exit/ }).waitFor({ timeout: 20_000 })
  return { ...learner(course, frame), frame }
}

/** What the LMS holds, read from another page of its site. */
async function kept(name: 'record' | 'refusals' | 'log'): Promise<unknown> {
  const page = await context.newPage()
  await page.goto(`${server.url}away.html`)
  const text = await page.evaluate((key) => localStorage.getItem(key), `lms:${name}`)
  await page.close()
  return JSON.parse(text ?? 'null')
}

const record = async (): Promise<Record<string, string>> => (await kept('record')) as Record<string, string>

const calls = async (name: string): Promise<string[][]> =>
  ((await kept('log')) as string[][]).filter(([call]) => call === name)

const until = (check: () => Promise<boolean>): Promise<void> =>
  expect.poll(check, { timeout: 15_000, interval: 200 }).toBe(true)

describe('from first launch to passing', () => {
  test('leave in the middle, come back, fail, retry, pass', async () => {
    const first = await launch('frame.html')
    const reading = await connected(first)
    await reading.answerChecks(firstSection)
    await reading.open(second.id)
    // The learner follows a link of the LMS: nothing but pagehide tells the course.
    await first.goto(`${server.url}away.html`)
    expect(await record()).toMatchObject({
      'cmi.completion_status': 'incomplete',
      'cmi.success_status': 'unknown',
      'cmi.location': second.id,
      'cmi.entry': 'resume',
    })
    expect(await record()).not.toHaveProperty('cmi.score.scaled')
    expect(await calls('Terminate')).toHaveLength(1)

    const again = await launch('frame.html')
    const back = await connected(again)
    await back.frame.getByRole('heading', { level: 1, name: second.title }).waitFor()
    await back.answerChecks(second.id)
    for (const section of course.modules.slice(1).flatMap((module) => module.sections)) {
      await back.open(section.id)
      await back.answerChecks(section.id)
    }
    await back.frame.locator('#outline a[href="#/exam/final"]').click()
    await back.frame.getByRole('button', { name: 'Start the exam' }).click()
    await back.takeExam(3)
    await back.frame.getByRole('heading', { name: /^Not passed/ }).waitFor()
    await until(async () => (await record())['cmi.success_status'] === 'failed')
    const failed = Number((await record())['cmi.score.scaled'])
    expect(failed).toBeGreaterThan(0)
    expect(failed).toBeLessThan(0.7)
    expect(await record()).toMatchObject({ 'cmi.completion_status': 'incomplete' })
    await back.frame.getByRole('button', { name: 'Save and exit' }).click()
    await back.frame.getByRole('heading', { name: 'Saved' }).waitFor()
    expect((await calls('SetValue')).at(-1)).toEqual(['SetValue', 'adl.nav.request', 'suspendAll'])
    await again.close()

    const third = await launch('frame.html')
    const retry = await connected(third)
    await retry.frame.getByRole('button', { name: /^Start another attempt/ }).click()
    await retry.takeExam(8)
    await retry.frame.getByRole('heading', { name: 'Passed with 100%' }).waitFor()
    await retry.frame.getByRole('button', { name: 'Save and exit' }).click()
    await retry.frame.getByRole('heading', { name: 'Saved' }).waitFor()

    const end = await record()
    expect(end).toMatchObject({
      'cmi.completion_status': 'completed',
      'cmi.success_status': 'passed',
      'cmi.score.scaled': '1',
      'cmi.score.raw': '100',
      'cmi.score.min': '0',
      'cmi.score.max': '100',
      'cmi.progress_measure': '1',
      'cmi.entry': 'resume',
    })
    expect(end['cmi.total_time']).toMatch(/^PT0H\dM[\d.]+S$/)
    expect(decodeState(course, end['cmi.suspend_data'] ?? '')).toMatchObject({ state: { completed: true } })
    const values = (name: RegExp): string[] =>
      Object.keys(end).flatMap((key) => (name.test(key) ? [end[key] ?? ''] : []))
    expect(values(/^cmi\.objectives\.\d+\.id$/)).toEqual([
      'module-basics',
      'module-sequencing',
      'domain-diagnosis',
      'domain-documentation',
    ])
    expect(values(/^cmi\.objectives\.\d+\.completion_status$/)).toEqual(Array(4).fill('completed'))
    expect(values(/^cmi\.objectives\.\d+\.success_status$/)).toEqual(Array(4).fill('passed'))
    const ids = values(/^cmi\.interactions\.\d+\.id$/)
    expect(ids.filter((id) => id.endsWith('_final_2'))).toHaveLength(8)
    expect(ids.filter((id) => id.endsWith('_final_1'))).toHaveLength(3)
    expect(new Set(ids).size).toBe(ids.length)
    // Every type of question a course can have has been answered and told.
    expect(new Set(values(/^cmi\.interactions\.\d+\.type$/)).size).toBe(6)
    expect(await calls('Terminate')).toHaveLength(3)
    expect(await kept('refusals')).toEqual([])
  }, 60_000)

  test('scorm-again agrees', async () => {
    const page = await launch('again.html')
    const { frame, study, takeExam } = await connected(page)
    await study()
    await frame.locator('#outline a[href="#/exam/final"]').click()
    await frame.getByRole('button', { name: 'Start the exam' }).click()
    await takeExam(8)
    await frame.getByRole('button', { name: 'Save and exit' }).click()
    await frame.getByRole('heading', { name: 'Saved' }).waitFor()
    expect(await page.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'errors')))).toBe('[]')
    const saved = JSON.parse((await page.evaluate(() => localStorage.getItem('again'))) ?? '{}') as object
    expect(saved).toMatchObject({
      completion_status: 'completed',
      success_status: 'passed',
      score: { scaled: '1', raw: '100', min: '0', max: '100' },
    })
  }, 60_000)
})

test('a page that is killed loses nothing that was shown as saved', async () => {
  const page = await launch('frame.html', { booleans: true })
  const { frame, open } = await connected(page)
  await open(second.id)
  await frame.getByText(/^Saved \d/).waitFor()
  await until(async () => (await record())['cmi.location'] === second.id)
  await page.close({ runBeforeUnload: false })
  const back = await connected(await launch('frame.html'))
  await back.frame.getByRole('heading', { level: 1, name: second.title }).waitFor()
  expect(await kept('refusals')).toEqual([])
})

test('a pop-up finds the API in its opener and closes when it is done', async () => {
  const opener = await launch('popup.html')
  const [page] = await Promise.all([context.waitForEvent('page'), opener.getByRole('button').click()])
  await page.getByRole('button', { name: 'Save and exit' }).waitFor()
  const closed = page.waitForEvent('close')
  await page.getByRole('button', { name: 'Save and exit' }).click()
  await closed
  expect(await record()).toMatchObject({ 'cmi.entry': 'resume' })
  expect(await calls('Terminate')).toHaveLength(1)
})

test('review mode shows the record and writes nothing', async () => {
  const page = await launch('frame.html', { record: { 'cmi.mode': 'review', 'cmi.entry': 'resume' } })
  const { frame, open } = await connected(page)
  await frame.getByText(/nothing you do here is recorded/).waitFor()
  await open(second.id)
  await page.goto(`${server.url}away.html`)
  expect(await calls('SetValue')).toEqual([])
  expect(await calls('Terminate')).toHaveLength(1)
})

test('a failed commit is shown, made up for, and shown as saved', async () => {
  const page = await launch('frame.html', { late: 1000, failingCommits: { after: 1, count: 1 } })
  const { frame, open } = await connected(page)
  await open(second.id)
  await frame.getByText('Commit failed: error 101, General Exception.').waitFor({ timeout: 15_000 })
  await frame.getByRole('button', { name: 'Retry now' }).click()
  await frame.getByText(/^Saved \d/).waitFor()
  expect(await record()).toMatchObject({ 'cmi.location': second.id })
})
