/** The code book in a real browser: a package opened from its folder, and one in an LMS. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/main.ts'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { decodeState } from '../../src/model/state/codec.ts'
import { axe } from '../support/axe.ts'
import { launchBrowser, type StaticServer, serveStatic } from '../support/browser.ts'
import { installCodes } from '../support/code-book.ts'
import { change, fixtureCourse, swap } from '../support/course-folder.ts'
import { lmsSite } from '../support/fake-lms-site.ts'
import { testIo } from '../support/io.ts'
import type { Screen } from '../support/learner.ts'
import { visit } from '../support/lms-visit.ts'

let folder: string
let browser: Browser
let lms: StaticServer
const compiled = (): CompiledCourse => JSON.parse(readFileSync(join(folder, 'open/case/course.json'), 'utf8'))

/** Builds the course into a folder of this name, with its exam's code book open or closed. */
async function build(name: 'open' | 'closed'): Promise<void> {
  const course = join(folder, `course-${name}`, 'case')
  cpSync(fixtureCourse('case'), course, { recursive: true })
  change(course, {
    'course.yaml': swap(
      '\ncompletion:',
      '\nasOf: 2026-11-22\ncodebook: { chapters: [4, 19, "icd10pcs:0"] }\ncompletion:',
    ),
    'exams/final.yaml': swap('shuffle: true', `shuffle: true\ncodebook: ${name}`),
  })
  const io = testIo({ cwd: folder })
  const code = await run(['build', course, '--target', 'web', '--target', 'scorm12', '--out', join(folder, name)], io)
  if (code !== 0) throw new Error(io.written().stderr)
}

beforeAll(async () => {
  browser = await launchBrowser()
  folder = mkdtempSync(join(tmpdir(), 'chartwright-book-'))
  await installCodes(folder)
  await build('open')
  await build('closed')
}, 60_000)
afterAll(async () => {
  await browser.close()
  await lms?.close()
  rmSync(folder, { recursive: true, force: true })
})

const failures: string[] = []
async function opened(name: 'open' | 'closed', context: BrowserContext, at = ''): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => failures.push(error.message))
  page.on('console', (message) => {
    // axe asks for style sheets, which a page opened from a folder may not; the code book asks for nothing in that way.
    if (message.type() === 'error' && !/XMLHttpRequest|ERR_FAILED/.test(message.text())) failures.push(message.text())
  })
  await page.goto(`${pathToFileURL(join(folder, name, 'case-web', 'index.html')).href}${at}`)
  await page.getByRole('button', { name: 'Code book' }).waitFor()
  return page
}

const book = (screen: Screen) => screen.getByRole('dialog', { name: 'Code book' })
const search = (screen: Screen) => book(screen).getByRole('combobox', { name: 'Code or words' })

async function accessible(page: Page): Promise<void> {
  const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

describe('a package opened from its folder', () => {
  test('is searched, read and put into a question by keyboard alone', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const page = await opened('open', context, '#/record/the-record')
    const field = page.getByRole('textbox', { name: 'Add a diagnosis code' }).first()
    await field.focus()
    await page.keyboard.press('Control+k')
    await search(page).waitFor()
    expect(await search(page).evaluate((input) => input === document.activeElement)).toBe(true)
    expect(await book(page).textContent()).toContain('ICD-10-CM FY2027, valid from October 1, 2026')
    expect(await book(page).textContent()).toContain('Not affiliated with AHIMA or AAPC')

    await page.keyboard.type('diabets kidney')
    const options = book(page).getByRole('option')
    await book(page).getByText('2 found').waitFor()
    expect(await options.allTextContents()).toEqual([
      'E11.2Type 2 diabetes mellitus with kidney complications Header: needs more characters',
      'E11.22Type 2 diabetes mellitus with diabetic chronic kidney disease ',
    ])
    await page.keyboard.press('ArrowDown')
    expect(await search(page).getAttribute('aria-activedescendant')).toBe(await options.nth(1).getAttribute('id'))
    await accessible(page)
    await page.keyboard.press('Enter')
    const heading = book(page).getByRole('heading', { name: /^E11\.22/ })
    await book(page).getByText('code to identify stage of chronic kidney disease (N18.1-N18.6)').waitFor()
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await book(page).locator('dt').allTextContents()).toEqual([
      'Use additional code',
      'Includes from E11',
      'Use additional code from E11',
      'Excludes 1: not coded here, never together from E11',
      'Excludes 1: not coded here, never together from Chapter 4',
    ])
    expect(await book(page).getByText('Can be reported').count()).toBe(1)
    await accessible(page)

    await book(page).getByRole('button', { name: 'Put into the field' }).press('Enter')
    expect(await field.inputValue()).toBe('E11.22')
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await page.locator('[data-code="E1122"]').waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.press('Control+k')
    await search(page).fill('e119')
    await search(page).press('Control+Enter')
    expect(await field.inputValue()).toBe('E11.9')
    await search(page).press('Escape')
    await search(page).press('Escape')
    await book(page).waitFor({ state: 'hidden' })
    expect(failures).toEqual([])
    await context.close()
  }, 60_000)

  test('is browsed down to a code with its marks and seventh characters', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const page = await opened('open', context)
    await page.getByRole('button', { name: 'Code book' }).click()
    for (const name of [/^Chapter 19/, /^S50-S59/, /^S52 /, /^S52\.1 /, /^S52\.12 /, /^S52\.121 /, /^S52\.121D/])
      await book(page).getByRole('button', { name }).click({ timeout: 3000 })
    await book(page).getByText('Exempt from POA reporting').waitFor()
    await book(page).getByRole('table', { name: 'Seventh characters of S52' }).waitFor()
    expect(await book(page).getByText('fracture at wrist (S62.-)').count()).toBe(1)
    await book(page).getByRole('button', { name: 'Back' }).click()
    await book(page)
      .getByRole('heading', { name: /^S52\.121 / })
      .waitFor()
    await search(page).fill('e66.81')
    await search(page).press('Enter')
    await book(page).getByText('New in FY2027').waitFor({ timeout: 2000 })
    await context.close()
  }, 60_000)

  test('builds ICD-10-PCS codes of values that stand in one row', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const page = await opened('open', context)
    await page.keyboard.press('Control+k')
    await search(page).fill('resection colon')
    await search(page).press('Enter')
    await book(page).getByRole('heading', { name: 'Character 5: Approach' }).waitFor()
    await book(page).getByText('A whole body part has its own value.').waitFor()
    const choices = book(page).locator('.book-nodes').getByRole('button')
    expect(await choices.allTextContents()).toEqual(['0Open'])
    for (const name of ['0 Open', 'Z No Device', 'G Hand-Assisted']) await choices.getByText(name.slice(2)).click()
    await book(page).getByText('The code is whole.').waitFor()
    await accessible(page)
    await book(page).getByRole('button', { name: 'Change Body Part' }).click()
    expect(await choices.allTextContents()).toEqual(['JAppendix', 'NSigmoid Colon'])
    await search(page).fill('0dtj4zz')
    expect(await book(page).getByRole('option').first().textContent()).toContain('0DTJ4ZZ')
    await context.close()
  }, 60_000)

  test('fills a narrow and dark screen without anything beside it, and gives the focus back', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme: 'dark' })
    const page = await opened('open', context)
    await page.getByRole('button', { name: 'Code book' }).click()
    await search(page).fill('s52.121a')
    await search(page).press('Enter')
    await book(page).getByRole('table').waitFor()
    expect(await page.locator('#app').getAttribute('inert')).not.toBeNull()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    expect(await book(page).evaluate((element) => element.scrollWidth)).toBe(320)
    await accessible(page)
    await page.keyboard.press('Escape')
    expect(await page.locator('#app').getAttribute('inert')).toBeNull()
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('book-button')
    await context.close()
  }, 60_000)

  test('stays closed during an exam that says so', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const page = await opened('closed', context, '#/exam/final')
    await page.getByText('The code book is closed during this exam.').waitFor()
    await page.getByRole('button', { name: 'Code book' }).click()
    await search(page).waitFor()
    await page.getByRole('button', { name: 'Start the exam' }).click()
    await book(page).waitFor({ state: 'hidden' })
    const button = page.getByRole('button', { name: 'The code book is closed while Final exam is under way.' })
    await button.press('Enter')
    await page.keyboard.press('Control+k')
    await accessible(page)
    expect(await book(page).count()).toBe(0)
    await context.close()
  }, 60_000)
})

describe('a package in an LMS', () => {
  test('counts what is looked up in an exam, over a break, and says so with the result', async () => {
    lms = await serveStatic(await lmsSite(readFileSync(join(folder, 'open/case-scorm12.zip')), 'scorm12'))
    const course = compiled()
    const learning = await visit(browser, lms, 'scorm12', course)
    const first = await learning.launch('frame.html')
    const { frame } = await learning.connected(first)
    await frame.getByRole('link', { name: 'Final exam' }).first().click()
    await frame.getByText('How many codes you look up is counted').waitFor()
    await frame.getByRole('button', { name: 'Start the exam' }).click()
    await frame.getByRole('button', { name: 'Code book' }).click()
    for (const code of ['E11.22', 'E11.9']) {
      await search(frame).fill(code)
      await search(frame).press('Enter')
    }
    const looked = async (): Promise<number | undefined> => {
      const decoded = decodeState(course, (await learning.record())['cmi.suspend_data'] ?? '')
      return 'state' in decoded ? decoded.state.exams.final?.attempt?.lookUps : undefined
    }
    await learning.until(async () => (await looked()) === 2)
    await first.close()

    const second = await learning.connected(await learning.launch('frame.html'))
    await second.takeExam(0)
    await second.frame.getByText('Code book: 2 codes looked up.').waitFor()
    expect(await learning.refusals()).toEqual([])
    await learning.close()
  }, 90_000)
})
