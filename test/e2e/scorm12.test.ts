import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decodeState } from '../../src/model/state/codec.ts'
import { targets, writePackage } from '../../src/packages/index.ts'
import { launchBrowser, type StaticServer, serveStatic } from '../support/browser.ts'
import { compiledAssets, compiledFixture } from '../support/compiled.ts'
import type { PageOptions } from '../support/fake-lms-page.ts'
import { lmsSite } from '../support/fake-lms-site.ts'
import { learner } from '../support/learner.ts'
import { playerFiles } from '../support/player.ts'

/** The package as an LMS plays it: unzipped, served, in a real browser, with the strict LMS around it. */
const course = compiledFixture('minimal')
const firstSection = 'basics/structure-of-a-code'
const second = { id: 'basics/documentation', title: 'Documentation' }

let browser: Browser
let server: StaticServer
let context: BrowserContext

beforeAll(async () => {
  const zip = writePackage(
    targets.scorm12.files({
      course,
      player: playerFiles(),
      assets: compiledAssets('minimal'),
      options: { layout: 'single' },
    }),
  )
  server = await serveStatic(await lmsSite(zip))
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
async function course12(page: Page) {
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

async function record(): Promise<Record<string, string>> {
  return (await kept('record')) as Record<string, string>
}

const finishes = async (): Promise<number> =>
  ((await kept('log')) as string[][]).filter(([name]) => name === 'LMSFinish').length

const until = (check: () => Promise<boolean>): Promise<void> =>
  expect.poll(check, { timeout: 15_000, interval: 200 }).toBe(true)

describe('from first launch to passing', () => {
  test('leave in the middle, come back, fail, retry, pass', async () => {
    const first = await launch('frame.html')
    const reading = await course12(first)
    await reading.answerChecks(firstSection)
    await reading.open(second.id)
    // The learner follows a link of the LMS: nothing but pagehide tells the course.
    await first.goto(`${server.url}away.html`)
    expect(await record()).toMatchObject({
      'cmi.core.lesson_status': 'incomplete',
      'cmi.core.lesson_location': second.id,
      'cmi.core.entry': 'resume',
    })
    expect(await record()).not.toHaveProperty('cmi.core.score.raw')
    expect(await finishes()).toBe(1)

    const again = await launch('frame.html')
    const back = await course12(again)
    await back.frame.getByRole('heading', { level: 1, name: second.title }).waitFor()
    await back.open(firstSection)
    expect(await back.frame.locator('.card.check .verdict-good').count()).toBeGreaterThan(0)
    expect(await back.frame.locator('.card.check form.question').count()).toBe(0)
    await back.open(second.id)
    await back.answerChecks(second.id)
    for (const section of course.modules.slice(1).flatMap((module) => module.sections)) {
      await back.open(section.id)
      await back.answerChecks(section.id)
    }
    await back.frame.locator('#outline a[href="#/exam/final"]').click()
    await back.frame.getByRole('button', { name: 'Start the exam' }).click()
    await back.takeExam(3)
    await back.frame.getByRole('heading', { name: /^Not passed/ }).waitFor()
    await until(async () => (await record())['cmi.core.lesson_status'] === 'failed')
    const failed = Number((await record())['cmi.core.score.raw'])
    expect(failed).toBeGreaterThan(0)
    expect(failed).toBeLessThan(70)
    await back.frame.getByRole('button', { name: 'Save and exit' }).click()
    await back.frame.getByRole('heading', { name: 'Saved' }).waitFor()
    expect(await record()).toMatchObject({ 'cmi.core.lesson_status': 'failed', 'cmi.core.entry': 'resume' })
    await again.close()

    const third = await launch('frame.html')
    const retry = await course12(third)
    await retry.frame.getByRole('button', { name: /^Start another attempt/ }).click()
    await retry.takeExam(8)
    await retry.frame.getByRole('heading', { name: 'Passed with 100%' }).waitFor()
    await retry.frame.getByRole('button', { name: 'Save and exit' }).click()
    await retry.frame.getByRole('heading', { name: 'Saved' }).waitFor()

    const end = await record()
    expect(end).toMatchObject({
      'cmi.core.lesson_status': 'passed',
      'cmi.core.score.raw': '100',
      'cmi.core.score.min': '0',
      'cmi.core.score.max': '100',
      'cmi.core.entry': '',
    })
    expect(end['cmi.core.total_time']).toMatch(/^0000:0\d:\d\d\.\d\d$/)
    expect(end['cmi.core.total_time']).not.toBe('0000:00:00.00')
    expect(decodeState(course, end['cmi.suspend_data'] ?? '')).toMatchObject({ state: { completed: true } })
    const ids = Object.keys(end).flatMap((name) => (/^cmi\.interactions\.\d+\.id$/.test(name) ? [end[name] ?? ''] : []))
    expect(ids.filter((id) => id.endsWith('_final_2'))).toHaveLength(8)
    expect(ids.filter((id) => id.endsWith('_final_1'))).toHaveLength(3)
    expect(new Set(ids).size).toBe(ids.length)
    expect(await finishes()).toBe(3)
    expect(await kept('refusals')).toEqual([])
  }, 180_000)

  test('a page that is killed loses nothing that was shown as saved', async () => {
    const page = await launch('frame.html')
    const { frame, open, answerChecks } = await course12(page)
    await answerChecks(firstSection)
    await open(second.id)
    await frame.getByText(/^Saved \d/).waitFor()
    await until(async () => (await record())['cmi.core.lesson_location'] === second.id)
    await page.close({ runBeforeUnload: false })
    const back = await course12(await launch('frame.html'))
    await back.frame.getByRole('heading', { level: 1, name: second.title }).waitFor()
    expect(await kept('refusals')).toEqual([])
  })

  test('scorm-again agrees', async () => {
    const page = await launch('again.html')
    const { frame, study, takeExam } = await course12(page)
    await study()
    await frame.locator('#outline a[href="#/exam/final"]').click()
    await frame.getByRole('button', { name: 'Start the exam' }).click()
    await takeExam(8)
    await frame.getByRole('button', { name: 'Save and exit' }).click()
    await frame.getByRole('heading', { name: 'Saved' }).waitFor()
    expect(await page.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'errors')))).toBe('[]')
    const saved = JSON.parse((await page.evaluate(() => localStorage.getItem('again'))) ?? '{}') as object
    expect(saved).toMatchObject({
      core: { lesson_status: 'passed', exit: '', score: { raw: '100', min: '0', max: '100' } },
    })
  }, 120_000)
})

describe('where LMSs differ', () => {
  test('a pop-up finds the API in its opener and closes when it is done', async () => {
    const opener = await launch('popup.html')
    const [page] = await Promise.all([context.waitForEvent('page'), opener.getByRole('button').click()])
    await page.getByRole('button', { name: 'Save and exit' }).waitFor()
    await learner(course, page).open(second.id)
    const closed = page.waitForEvent('close')
    await page.getByRole('button', { name: 'Save and exit' }).click()
    await closed
    expect(await record()).toMatchObject({ 'cmi.core.lesson_location': second.id, 'cmi.core.entry': 'resume' })
    expect(await finishes()).toBe(1)
    expect(await kept('refusals')).toEqual([])
  })

  test.each(['deep-5.html', 'foreign.html'])('the API is found on top of all frames: %s', async (where) => {
    const page = await launch(where)
    const inmost = () => page.frames().find((one) => one.url().includes('/sco/'))
    await until(async () => inmost() !== undefined)
    const frame = inmost()
    await frame?.getByRole('button', { name: 'Save and exit' }).waitFor()
    expect(await frame?.getByText('Not connected to an LMS').count()).toBe(0)
    expect(await record()).toMatchObject({ 'cmi.core.lesson_status': 'incomplete' })
  })

  test('an API that comes after three seconds, speaks in booleans and knows no mode', async () => {
    const late = await launch('frame.html', { late: 3000, booleans: true, record: { 'cmi.core.lesson_mode': '' } })
    const { frame, open } = await course12(late)
    await open(second.id)
    await frame.getByText(/^Saved \d/).waitFor()
    await until(async () => (await record())['cmi.core.lesson_location'] === second.id)
    expect(await frame.getByText('Not connected to an LMS').count()).toBe(0)
  })

  test('review mode shows the record and writes nothing', async () => {
    const page = await launch('frame.html', {
      record: { 'cmi.core.lesson_mode': 'review', 'cmi.core.lesson_status': 'passed' },
    })
    const { frame, open } = await course12(page)
    await frame.getByText(/nothing you do here is recorded/).waitFor()
    await open(second.id)
    await page.goto(`${server.url}away.html`)
    const log = (await kept('log')) as string[][]
    expect(log.filter(([name]) => name === 'LMSSetValue')).toEqual([])
    expect(await finishes()).toBe(1)
  })

  test('a failed commit is shown, made up for, and shown as saved', async () => {
    const page = await launch('frame.html', { failingCommits: { after: 1, count: 1 } })
    const { frame, open } = await course12(page)
    await open(second.id)
    await frame.getByText('LMSCommit failed: error 101, General Exception.').waitFor({ timeout: 15_000 })
    await frame.getByRole('button', { name: 'Retry now' }).click()
    await frame.getByText(/^Saved \d/).waitFor()
    expect(await record()).toMatchObject({ 'cmi.core.lesson_location': second.id })
  })

  test('an LMS that throws at every value is told of, and the course goes on', async () => {
    const page = await launch('frame.html', { broken: true })
    const { frame, open, answerChecks } = await course12(page)
    await open(firstSection)
    await answerChecks(firstSection)
    await frame
      .getByText(/The connection to the server was lost/)
      .first()
      .waitFor({ timeout: 15_000 })
    await open(second.id)
    await frame.getByRole('button', { name: 'Save and exit' }).click()
    await frame
      .getByText(/Not saved, so the course stays open/)
      .first()
      .waitFor()
  })

  test('without an LMS the course works in the browser and says so', async () => {
    const page = await context.newPage()
    await page.goto(`${server.url}sco/index.html`)
    await page.getByText(/Not connected to an LMS/).waitFor({ timeout: 10_000 })
    await learner(course, page).open(second.id)
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).length)).toBeGreaterThan(0)
    await page.waitForTimeout(2500)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: second.title }).waitFor({ timeout: 10_000 })
  })
})

test('no script of the package waits for the page to unload, which browsers no longer promise', async () => {
  for (const name of ['player.js', 'course.js', 'launch.js']) {
    const script = await (await fetch(`${server.url}sco/${name}`)).text()
    expect(script).not.toMatch(/["'`](before)?unload["'`]|on(before)?unload/)
  }
})

test('nothing the package loads comes from anywhere but the package', async () => {
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${server.url}sco/index.html`)
  await page.getByText(/Not connected to an LMS/).waitFor({ timeout: 10_000 })
  expect(asked.length).toBeGreaterThanOrEqual(4)
  expect(asked.filter((url) => !url.startsWith(`${server.url}sco/`))).toEqual([])
})
