/** The player in a real browser, over the local driver. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { drawCheck } from '../../src/model/draw.ts'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { decodeState } from '../../src/model/state/codec.ts'
import type { LearnerState } from '../../src/model/state/learner-state.ts'
import { launchBrowser, type StaticServer, serveStatic } from '../support/browser.ts'
import { compiledAssets, compiledFixture } from '../support/compiled.ts'
import { keyboardLearner } from '../support/keyboard.ts'
import { playable } from '../support/player.ts'

const course = compiledFixture('minimal')
let browser: Browser
let server: StaticServer
let context: BrowserContext
let page: Page

beforeAll(async () => {
  server = await serveStatic(playable(course, { driver: 'local' }, compiledAssets('minimal')))
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.close()
})
beforeEach(async () => {
  context = await browser.newContext()
  page = await context.newPage()
  page.setDefaultTimeout(10_000)
})
afterEach(() => context.close())

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')

async function kept(): Promise<LearnerState> {
  const text = await page.evaluate(() => localStorage.getItem('chartwright:minimal:state'))
  const decoded = decodeState(course, text ?? '')
  if ('refused' in decoded) throw new Error(`saved progress is ${decoded.refused}: ${text}`)
  return decoded.state
}

async function start(hash = ''): Promise<void> {
  await page.goto(`${server.url}index.html${hash}`)
  await page.locator('h1').waitFor()
}

/** The message the page shows in place of a course. */
async function shown(files: ReadonlyMap<string, Uint8Array | string>): Promise<string> {
  const own = await serveStatic(files)
  await page.goto(own.url)
  const text = (await page.locator('main').textContent()) ?? ''
  await own.close()
  return text
}

describe('whole path', () => {
  it('by keyboard alone: read, answer every check, fail the exam, retry, pass, complete', async () => {
    const keys = keyboardLearner(page, course)
    await start()
    const seed = await page
      .evaluate(() => localStorage.length)
      .then(async () => {
        await page.getByText(/^Saved \d\d:\d\d$/).waitFor()
        return (await kept()).seed
      })
    const types = new Set<string>()

    for (const section of course.modules.flatMap((module) => module.sections)) {
      await heading(section.title)
      for (const block of section.blocks) {
        if (block.kind === 'text') continue
        // A question that an earlier check asked too stands here answered.
        for (;;) {
          if ((await page.locator('form.question').count()) > 0) {
            const question = await keys.question()
            expect(drawCheck(seed, block)).toContain(question.id)
            types.add(question.type)
            await keys.answer(question)
            await keys.press('button[type=submit]')
            await expect.poll(focused).toBe('Correct')
          }
          if ((await page.locator('.check .actions .primary').count()) === 0) break
          await keys.press('.check .actions .primary')
        }
      }
      await keys.press('.pager-next')
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    }

    await heading('Final exam')
    await keys.press('.actions .primary')
    await expect.poll(focused).toBe('Question 1 of 8')
    await keys.press('.navigator .wide')
    await expect.poll(focused).toBe('Review your answers')
    await keys.press('.actions .primary')
    await expect.poll(focused).toBe('Submit the exam now?')
    await page.getByText('8 questions are not answered and earn no points.').waitFor()
    await keys.press('.confirm .primary')
    await heading('Not passed: 0%')
    await expect.poll(focused).toBe('Not passed: 0%')

    await keys.press('.actions .primary')
    for (let i = 1; i <= 8; i++) {
      await expect.poll(focused).toBe(`Question ${i} of 8`)
      const question = await keys.question()
      types.add(question.type)
      await keys.answer(question)
      if (question.type === 'numeric' || question.type === 'short-text') await page.keyboard.press('Enter')
      else await keys.press('button[type=submit]')
    }
    await expect.poll(focused).toBe('Review your answers')
    await keys.press('.actions .primary')
    await keys.press('.confirm .primary')
    await heading('Passed with 100%')
    await keys.press('a.button')
    await heading('Your progress')
    await page.getByRole('heading', { name: 'You have completed this course' }).waitFor()
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('100')

    await page.getByText(/^Saved \d\d:\d\d$/).waitFor()
    const state = await kept()
    expect(state).toMatchObject({ completed: true, exams: { final: { submitted: 2, best: 10_000, passed: true } } })
    expect(state.visited.length).toBe(5)
    expect(types.size).toBeGreaterThanOrEqual(5)
  }, 120_000)

  it('gives every question type a wrong answer, says so, and lets the learner try again', async () => {
    const wrong: Record<string, readonly string[]> = {
      'combination-codes': ['a', 'c'],
      'excludes-notes': ['b', 'a', 'c'],
      'category-length': ['4'],
      'provider-term': ['coder'],
      'query-leading': ['true'],
      'query-timing': ['a'],
      'steps-order': ['b', 'a', 'c', 'd'],
    }
    const ids = Object.keys(wrong)
    const [module] = course.modules
    if (module === undefined) throw new Error('the fixture has no module')
    const blocks = ids.map((id, i) => ({ kind: 'check' as const, id: `m/s#${i + 1}`, questions: [id], pick: 1 }))
    const all: CompiledCourse = {
      ...course,
      modules: [
        { ...module, sections: blocks.map((block, i) => ({ id: `basics/s${i}`, title: `S${i}`, blocks: [block] })) },
      ],
    }
    const own = await serveStatic(playable(all, { driver: 'local' }))
    const keys = keyboardLearner(page, all)
    for (const [i, id] of ids.entries()) {
      await page.goto(`${own.url}#/basics/s${i}`)
      await heading(`S${i}`)
      const question = await keys.question()
      expect(question.id).toBe(id)
      await keys.press('button[type=submit]')
      await page.getByRole('alert').getByText('first').waitFor()
      await keys.answer(question, wrong[id])
      await keys.press('button[type=submit]')
      await expect.poll(focused).toMatch(/^(Not quite|Partly right: .*)$/)
      expect(await page.locator('.mark-bad').count()).toBeGreaterThan(0)
      expect(await page.locator('.mark-good, .ordering.reviewed').count()).toBeGreaterThan(0)
      await page.locator('.verdict .course-text').getByText(/\w/).waitFor()
      await keys.press('.actions button')
      expect((await keys.question()).id).toBe(id)
    }
    await own.close()
  }, 90_000)
})

describe('coming back', () => {
  it('opens where the learner left off and says so', async () => {
    await start()
    await page.getByRole('link', { name: /Next/ }).click()
    await heading('Documentation')
    // A page to look at is not one that is begun.
    const own = page.locator('#outline a[href="#/~progress"]')
    expect(await own.textContent()).toBe('Your progress')
    expect(await own.locator('.icon').count()).toBe(0)
    await page.goto('about:blank')
    await page.goto(server.url)
    await heading('Documentation')
    await page.getByText('Continued where you left off.').waitFor()
    await page.getByRole('link', { name: 'Go to the beginning' }).click()
    await heading('Structure of a code')
  })

  it('in the middle of an exam finds the same questions, answers, flags and clock', async () => {
    await start('#/exam/final')
    await page.getByRole('button', { name: 'Start the exam' }).click()
    const stems: (string | null)[] = []
    for (let i = 0; i < 4; i++) {
      stems.push(await page.locator('.stem').textContent())
      if (i === 1) await page.getByRole('button', { name: 'Flag for review' }).click()
      const option = page.locator('.option input').first()
      if ((await option.count()) > 0) await option.check()
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByRole('heading', { name: `Question ${i + 2} of 8` }).waitFor()
    }
    const navigator = () => page.locator('.navigator li button').evaluateAll((all) => all.map((one) => one.ariaLabel))
    const before = await navigator()
    const clock = page.locator('.clock-time')
    await clock.filter({ hasText: /^2\d:/ }).waitFor()
    const left = (await clock.textContent()) ?? ''
    await page.reload()
    await page.getByRole('heading', { name: 'Question 5 of 8' }).waitFor()
    expect(await navigator()).toEqual(before)
    expect(before[1]).toContain('flagged')
    const leftNow = (await clock.textContent()) ?? ''
    expect(leftNow).toMatch(/^2\d:\d\d$/)
    expect(leftNow <= left).toBe(true)
    for (let i = 0; i < 4; i++) {
      await page.locator('.navigator li button').nth(i).click()
      await page.getByRole('heading', { name: `Question ${i + 1} of 8` }).waitFor()
      expect(await page.locator('.stem').textContent()).toBe(stems[i])
    }
  })

  it('shows answered checks answered', async () => {
    await start('#/basics/structure-of-a-code')
    await page.getByRole('textbox').fill('4')
    await page.keyboard.press('Enter')
    await page.getByText('Not quite').waitFor()
    await page.reload()
    await page.getByText('Not quite').waitFor()
    await page.getByText('Your answer, wrong').waitFor()
  })

  it('keeps what it cannot read until the learner does something, and says so', async () => {
    await page.goto(`${server.url}player.css`)
    await page.evaluate(() => localStorage.setItem('chartwright:minimal:state', 'from somewhere else'))
    await start()
    await page.getByText('Your saved progress could not be read').waitFor()
    await page.getByText(/^Saved/).waitFor()
    const read = (name: string) => page.evaluate((key) => localStorage.getItem(`chartwright:minimal:${key}`), name)
    expect(await read('state')).toBe('from somewhere else')
    expect(await read('refused')).toBe('from somewhere else')
    await page.getByRole('link', { name: /Next/ }).click()
    await expect.poll(() => read('state'), { timeout: 10_000 }).toMatch(/^1;/)
  })
})

describe('exam clock', () => {
  it('warns at five minutes and at one, also when hidden, and submits at the end', async () => {
    await page.clock.install()
    await start('#/exam/final')
    await page.getByRole('button', { name: 'Start the exam' }).click()
    await page.getByRole('button', { name: 'Hide clock' }).click()
    expect(await page.locator('.clock-time').count()).toBe(0)
    await page.clock.runFor('25:01')
    await page.getByText('Less than 5 minutes left').waitFor()
    await expect.poll(() => page.locator('[aria-live=polite]').textContent()).toBe('5 minutes left')
    await page.clock.runFor('04:00')
    await page.getByText('Less than 1 minute left').waitFor()
    await expect.poll(() => page.locator('[aria-live=polite]').textContent()).toBe('1 minute left')
    await page.clock.runFor('01:00')
    await heading('Not passed: 0%')
    await page.getByText('The time was up.').waitFor()
  })

  it('that ran out while the learner was away ends in a result that explains it', async () => {
    await start('#/exam/final')
    await page.getByRole('button', { name: 'Start the exam' }).click()
    await page.getByRole('heading', { name: 'Question 1 of 8' }).waitFor()
    await page.goto('about:blank')
    const later = await context.newPage()
    await later.clock.install({ time: Date.now() + 3_600_000 })
    await later.goto(server.url)
    await later.getByRole('heading', { name: 'Not passed: 0%' }).waitFor()
    await later.getByText('The time ran out while you were away.').waitFor()
  })
})

describe('honesty about saving', () => {
  it('shows a failed save with its reason, tries again when asked, and then says saved', async () => {
    await start()
    await page.evaluate(() => {
      const before = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem')
      Storage.prototype.setItem = () => {
        throw new Error('full')
      }
      Reflect.set(window, 'mend', () => Object.defineProperty(Storage.prototype, 'setItem', before ?? {}))
    })
    await page.getByRole('textbox').fill('3')
    await page.keyboard.press('Enter')
    await page.getByText('Your last answers are not saved yet.').waitFor()
    await page.getByRole('button', { name: 'Not saved – retry' }).waitFor()
    await page.evaluate(() => Reflect.get(window, 'mend')())
    await page.getByRole('button', { name: 'Retry now' }).click()
    await page.getByText(/^Saved \d\d:\d\d$/).waitFor()
    expect(await page.getByText('not saved yet').count()).toBe(0)
    expect((await kept()).checks).toEqual({ 'category-length': ['3'] })
  })

  it('says when nobody keeps the record, and when not even the browser does', async () => {
    await start()
    await page.getByText('Not connected to an LMS: progress stays in this browser.').waitFor()
    await context.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new Error('blocked')
        },
      })
    })
    await page.reload()
    await page.getByText('this browser keeps no data for this page').waitFor()
    await page.getByRole('textbox').fill('3')
    await page.keyboard.press('Enter')
    await page.getByText('Correct').waitFor()
    expect(await page.locator('.saved').textContent()).toBe('Not saved')
  })
})

describe('when something is broken', () => {
  it('says what is missing instead of showing a white page', async () => {
    const files = playable(course, { driver: 'local' })
    expect(await shown(new Map([...files].filter(([name]) => name !== 'course.js')))).toContain('course.js is missing')
    expect(await shown(new Map([...files, ['launch.js', 'globalThis.chartwrightLaunch = 7']]))).toContain('launch.js')
  })

  it('keeps the outline when one page fails', async () => {
    const [module] = course.modules
    const broken = {
      ...course,
      modules: course.modules.map((one) => (one === module ? { ...one, objectives: null } : one)),
    }
    const own = await serveStatic(playable(JSON.parse(JSON.stringify(broken)), { driver: 'local' }))
    await page.goto(own.url)
    await heading('This page cannot be shown')
    await page
      .getByRole('link', { name: /Documentation/ })
      .first()
      .click()
    await heading('Documentation')
    await own.close()
  })
})
