import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partOf } from '../../src/model/part.ts'
import { writePackage } from '../../src/packages/index.ts'
import { scorm12 } from '../../src/packages/scorm12/index.ts'
import { scorm2004 } from '../../src/packages/scorm2004/index.ts'
import { launchBrowser, type StaticServer, serveStatic } from '../support/browser.ts'
import { compiledAssets, compiledFixture } from '../support/compiled.ts'
import { learner } from '../support/learner.ts'
import { menuLmsSite } from '../support/menu-lms-site.ts'
import { playerFiles } from '../support/player.ts'

/** A package of parts as an LMS plays it: its menu, one SCO at a time, each with a record of its own. */
const course = compiledFixture('minimal')
const targets = { scorm12, scorm2004 } as const

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each(Object.keys(targets) as (keyof typeof targets)[])('%s', (name) => {
  let server: StaticServer
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    const files = targets[name].files({
      course,
      player: playerFiles(),
      assets: compiledAssets('minimal'),
      options: { layout: 'multi' },
    })
    server = await serveStatic(await menuLmsSite(writePackage(files), name))
    context = await browser.newContext({ viewport: { width: 1280, height: 1000 } })
    page = await context.newPage()
    page.on('pageerror', (error) => expect.fail(`The page failed: ${error.message}`))
    await page.goto(`${server.url}menu.html`)
  })
  afterAll(async () => {
    await context.close()
    await server.close()
  })

  /** Opens an entry of the LMS's menu, which takes the SCO that is open away. */
  async function choose(title: string, part: string) {
    await page.getByRole('navigation', { name: 'LMS menu' }).getByRole('link', { name: title }).click()
    const frame = page.frameLocator('#sco')
    await frame.getByRole('button', { name: 'Save and exit' }).waitFor({ timeout: 20_000 })
    return { ...learner(partOf(course, part) ?? course, frame), frame }
  }

  const record = (part: string): Promise<Record<string, string>> =>
    page.evaluate(
      (item) => JSON.parse(localStorage.getItem(`record:sco-${item}`) ?? '{}') as Record<string, string>,
      part,
    )

  const status = async (part: string): Promise<(string | undefined)[]> => {
    const kept = await record(part)
    return name === 'scorm12'
      ? [kept['cmi.core.lesson_status'], kept['cmi.core.score.raw']]
      : [kept['cmi.completion_status'], kept['cmi.success_status'], kept['cmi.score.raw']]
  }
  const place = async (part: string): Promise<string | undefined> =>
    (await record(part))[name === 'scorm12' ? 'cmi.core.lesson_location' : 'cmi.location']

  test('each part is a SCO with its own outline, record and progress', async () => {
    const basics = await choose('Basics', 'module-basics')
    await basics.frame.getByRole('heading', { level: 1, name: 'Structure of a code' }).waitFor()
    expect(await basics.frame.locator('#outline a').allTextContents()).toEqual([
      expect.stringContaining('1. Basics'),
      expect.stringContaining('Structure of a code'),
      expect.stringContaining('Documentation'),
      expect.stringContaining('Your progress'),
    ])
    await basics.answerChecks('basics/structure-of-a-code')
    await basics.open('basics/documentation')

    const sequencing = await choose('Sequencing', 'module-sequencing')
    await sequencing.frame.getByRole('heading', { level: 1, name: 'Sequencing' }).waitFor()
    expect(await place('module-basics')).toBe('basics/documentation')
    await sequencing.frame.getByText('Module 2 of 2').waitFor()
    expect(await sequencing.frame.locator('#outline').textContent()).not.toContain('Basics')
    expect(await sequencing.frame.getByRole('progressbar').getAttribute('aria-valuenow')).not.toBe('100')
    await sequencing.study()

    const back = await choose('Basics', 'module-basics')
    await back.frame.getByRole('heading', { level: 1, name: 'Documentation' }).waitFor()
    await back.frame.getByText('Continued where you left off.').waitFor()
    expect(await status('module-sequencing')).toEqual(
      name === 'scorm12' ? ['completed', undefined] : ['completed', 'unknown', undefined],
    )
    expect((await status('module-basics'))[0]).toBe('incomplete')
    await back.answerChecks('basics/documentation')
    await back.frame.locator('#outline a[href="#/~progress"]').click()
    await back.frame.getByRole('heading', { name: 'You have finished this part' }).waitFor()
    await back.frame.getByText('Go on with the next part in the menu of your LMS.').waitFor()
    expect(await back.frame.locator('.tasks').textContent()).not.toContain('Final exam')
  }, 60_000)

  test('the exam is a SCO that fails and passes, and keeps its attempts', async () => {
    const first = await choose('Final exam', 'exam-final')
    await first.frame.getByRole('button', { name: 'Start the exam' }).click()
    await first.takeExam(2)
    await first.frame.getByRole('heading', { name: /^Not passed/ }).waitFor()

    await choose('Sequencing', 'module-sequencing')
    expect((await status('exam-final')).slice(0, -1)).toEqual(
      name === 'scorm12' ? ['failed'] : ['incomplete', 'failed'],
    )

    const again = await choose('Final exam', 'exam-final')
    await again.frame.getByRole('button', { name: 'Start another attempt (2 left)' }).click()
    await again.takeExam(8)
    await again.frame.getByRole('heading', { name: 'Passed with 100%' }).waitFor()
    await again.frame.locator('#outline a[href="#/~progress"]').click()
    await again.frame.locator('.tasks li').first().waitFor()
    expect(await again.frame.locator('.tasks li').allTextContents()).toEqual([
      expect.stringContaining('Final exam passed.'),
    ])
    await again.frame.getByRole('button', { name: 'Save and exit' }).click()
    await again.frame.getByRole('heading', { name: 'Saved' }).waitFor()
    expect(await status('exam-final')).toEqual(name === 'scorm12' ? ['passed', '100'] : ['completed', 'passed', '100'])
    expect((await status('module-basics'))[0]).toBe('completed')
    expect(await page.evaluate(() => localStorage.getItem('refusals'))).toBe('[]')
  }, 60_000)

  test('a link to another part is words that say where it is, and no way out of the SCO', async () => {
    const { frame, open } = await choose('Sequencing', 'module-sequencing')
    await open('sequencing/overview')
    const words = frame.locator('.elsewhere')
    expect(await words.textContent()).toBe('documentation (in the module “Basics”: open it from the menu of your LMS)')
    expect(await frame.locator('main a[href^="#/basics"]').count()).toBe(0)
    await open('sequencing/the-definition')
  }, 30_000)
})

test('in a browser alone, each part keeps its own progress', async () => {
  const files = scorm12.files({
    course,
    player: playerFiles(),
    assets: compiledAssets('minimal'),
    options: { layout: 'multi' },
  })
  const local = new TextEncoder().encode('globalThis.chartwrightLaunch={"driver":"local"}')
  const server = await serveStatic(new Map([...files, ['launch.js', local]]))
  const context = await browser.newContext()
  const page = await context.newPage()
  try {
    for (const part of ['module-basics', 'exam-final']) {
      await page.goto(`${server.url}part-${part}.html`)
      await page.getByText('Not connected to an LMS').waitFor({ timeout: 20_000 })
      await page.getByText(/^Saved \d/).waitFor()
    }
    const keys = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(':state')))
    expect(keys.sort()).toEqual(['chartwright:minimal/exam-final:state', 'chartwright:minimal/module-basics:state'])
  } finally {
    await context.close()
    await server.close()
  }
}, 40_000)
