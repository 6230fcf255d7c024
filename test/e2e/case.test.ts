/** A record is coded in a real browser: by keyboard, with mistakes, in two sittings, and scored alike everywhere. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gradeExam } from '../../src/model/grade.ts'
import { encodeState } from '../../src/model/state/codec.ts'
import { emptyState, type LearnerState } from '../../src/model/state/learner-state.ts'
import { axe } from '../support/axe.ts'
import { launchBrowser, type StaticServer, serveStatic } from '../support/browser.ts'
import { learner } from '../support/learner.ts'
import { serveCourse, visit } from '../support/lms-visit.ts'
import { playable } from '../support/player.ts'
import { type Served, serveHere, writeCompiled } from '../support/service-run.ts'
import {
  codeWithMistakes,
  course,
  exam,
  holdsTheLines,
  lines,
  mistaken,
  score,
  section,
  seesTheLines,
  sitExam,
  stateOf,
} from './case-story.ts'

let browser: Browser
let lms: StaticServer
let site: StaticServer
beforeAll(async () => {
  browser = await launchBrowser()
  lms = await serveCourse('scorm12', course)
  site = await serveStatic(playable(course, { driver: 'local' }))
})
afterAll(async () => {
  await browser.close()
  await Promise.all([lms.close(), site.close()])
})

test('the score this story expects', () => {
  expect(score).toEqual({ earned: 2.5, possible: 10, correct: false })
})

describe('in an LMS', () => {
  test('code by keyboard, leave half-way, come back, see each line, and the LMS has the same score', async () => {
    const story = await visit(browser, lms, 'scorm12', course)
    const page = await story.launch('frame.html')
    const first = await story.connected(page)
    await first.open('record/the-record')
    const { frame } = first
    const entry = frame.getByRole('textbox', { name: 'Add a diagnosis code' })
    await entry.focus()
    const { keyboard } = page
    // Titles come from the lock; what is no code and what is there already is said and not taken.
    await keyboard.type('n390 y')
    await keyboard.press('Enter')
    await frame.getByText('Urinary tract infection, site not specified', { exact: true }).waitFor()
    await keyboard.type('N39.0')
    await keyboard.press('Enter')
    await frame.getByText('N39.0 is in the list already.').waitFor()
    await keyboard.type('sepsis')
    await keyboard.press('Enter')
    await frame.getByText('“sepsis” is not written like a diagnosis code, such as E11.22.').waitFor()
    await entry.fill('')
    await keyboard.type('a4151 n')
    await keyboard.press('Enter')
    // A41.51 moves to the first place: Alt and the arrow, while the focus is in its row.
    await frame.getByRole('combobox', { name: 'Present on admission: A41.51' }).focus()
    await keyboard.press('Alt+ArrowUp')
    await frame.locator('[data-code="A4151"]', { hasText: 'Principal' }).waitFor()
    await frame.getByText('Now at place 1 of 2').waitFor()
    expect(await frame.locator(':focus').getAttribute('aria-label')).toBe('Move up: A41.51')

    await page.goto(`${lms.url}away.html`)
    const half = stateOf((await story.record())['cmi.suspend_data'])
    expect(half.drafts).toEqual({ urosepsis: ['P:A41.51:N', 'S:N39.0:Y'] })
    expect(half.checks).toEqual({})

    const back = await story.connected(await story.launch('frame.html'))
    await back.frame.getByRole('heading', { level: 1, name: 'The record' }).waitFor()
    await back.frame.locator('[data-code="A4151"]').waitFor()
    await codeWithMistakes(back.frame)
    await back.frame.getByRole('button', { name: 'Check answer' }).click()
    await seesTheLines(back.frame)

    await story.until(async () => stateOf((await story.record())['cmi.suspend_data']).checks.urosepsis !== undefined)
    const told = await story.record()
    expect(stateOf(told['cmi.suspend_data']).checks.urosepsis).toEqual(mistaken)
    expect(stateOf(told['cmi.suspend_data']).drafts).toBeUndefined()
    expect(told).toMatchObject({
      'cmi.interactions.0.type': 'performance',
      'cmi.interactions.0.student_response': mistaken.join(','),
      'cmi.interactions.0.weighting': '10',
    })
    holdsTheLines(told)

    await sitExam(back.frame)
    await story.until(async () => (await story.record())['cmi.core.score.raw'] !== undefined)
    const end = await story.record()
    expect(Number(end['cmi.core.score.raw'])).toBeCloseTo((score.earned / score.possible) * 100, 2)
    const state = stateOf(end['cmi.suspend_data'])
    const attempt = state.exams.final?.attempt
    expect(attempt && gradeExam(course, exam, state.seed, attempt)).toMatchObject({
      earned: 2.5,
      possible: 10,
      percent: 2500,
    })
    expect(await story.refusals()).toEqual([])
    await story.close()
  }, 120_000)
})

describe('on the service', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-case-'))
  let served: Served
  beforeAll(async () => {
    writeCompiled(join(folder, 'dist'), 'case')
    served = await serveHere([
      '--data',
      join(folder, 'data'),
      '--courses',
      join(folder, 'dist'),
      '--port',
      '0',
      '--demo',
    ])
  })
  afterAll(async () => {
    await served.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('grades the attempt again and comes to the same result', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    /** Lines of the record that the service has taken. */
    const taken: string[] = []
    page.on('response', (response) => {
      if (!/\/statements(\?|$)/.test(response.url()) || response.status() >= 300) return
      const body = response.request().postData() ?? ''
      taken.push(
        ...[...body.matchAll(/"id":"[^"]*\/question\/urosepsis\/line\/([^"]*)"/g)].map(([, line = '']) => line),
      )
    })
    await page.goto(served.links.get('Demo Learner') ?? '')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('link', { name: `Start ${course.title}` }).click()
    await page.getByRole('button', { name: 'Save and exit' }).waitFor()
    await sitExam(page)
    await page.getByRole('button', { name: 'Save and exit' }).click()
    await page.getByRole('heading', { level: 1, name: 'My learning' }).waitFor()
    expect(
      await page
        .getByText(/best result/)
        .first()
        .innerText(),
    ).toContain('25%')
    expect(taken).toEqual(lines.map(({ id }) => id))
    await context.close()
  }, 60_000)
})

describe('the record', () => {
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width: 1300, height: 900 } })
    page = await context.newPage()
    await page.goto(`${site.url}${section}`)
    await page.locator('.chart').waitFor()
  })
  afterAll(() => context.close())

  test('its tabs, its search, highlighting and striking go by keyboard', async () => {
    await page.getByRole('tab', { name: 'Face sheet' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('tab', { name: 'History', selected: true }).waitFor()
    await page.keyboard.press('End')
    await page.getByRole('tab', { name: 'Discharge summary', selected: true }).waitFor()
    const search = page.getByRole('textbox', { name: 'Search the record' })
    await search.focus()
    await page.keyboard.type('urinary  tract')
    await page.getByText('2 matches').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: /^History/, selected: true }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.locator('.chart-document:not([hidden]) mark.highlight').innerText()).toBe('urinary tract')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.locator('.chart-document:not([hidden]) s.strike').innerText()).toBe('urinary tract')
    // What was searched for did not hand the question in, and what was set off is there after a change of tabs.
    await search.fill('')
    await page.getByRole('tab', { name: 'Face sheet' }).click()
    await page.getByRole('tab', { name: /^History/ }).click()
    expect(await page.locator('.chart-document:not([hidden]) mark.highlight').count()).toBe(1)
    expect(await page.locator('.coding-review').count()).toBe(0)
    // Nor do they go when another section is read and this one opened again.
    await page.locator('#outline a[href="#/record/codes-alone"]').click()
    await page.getByRole('heading', { level: 1, name: 'Codes alone' }).waitFor()
    await page.goBack()
    await page.getByRole('tab', { name: /^History/ }).click()
    expect(await page.locator('.chart-document:not([hidden]) mark.highlight').innerText()).toBe('urinary tract')
    expect(await page.locator('.chart-document:not([hidden]) s.strike').innerText()).toBe('urinary tract')
    // Nor with a reload, which leaves them where the browser lets them be kept.
    await page.reload()
    await page.getByRole('tab', { name: /^History/ }).click()
    await page.locator('.chart-document:not([hidden]) mark.highlight').waitFor()
    expect(await page.locator('.chart-document:not([hidden]) s.strike').innerText()).toBe('urinary tract')
  })

  test('time is counted while there are signs of the learner, and not for long without one', async () => {
    const other = await browser.newContext()
    const idle = await other.newPage()
    await idle.clock.install()
    await idle.goto(`${site.url}${section}`)
    await idle.locator('.chart').waitFor()
    await idle.clock.runFor('20:00')
    await idle.mouse.move(40, 40)
    await idle.clock.runFor('02:00')
    const saved = await idle.evaluate((key) => localStorage.getItem(key), `chartwright:${course.id}:state`)
    const { seconds } = stateOf(saved ?? undefined)
    await other.close()
    expect(seconds).toBeGreaterThan(300 + 50)
    expect(seconds).toBeLessThan(300 + 130)
  })

  test('words are highlighted where the browser refuses to keep anything', async () => {
    await page.addInitScript(() => {
      const get = (): never => {
        throw new DOMException('refused', 'SecurityError')
      }
      Object.defineProperty(globalThis, 'sessionStorage', { get })
    })
    await page.reload()
    await page.getByRole('textbox', { name: 'Search the record' }).fill('urinary tract')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Highlight' }).click()
    await page.locator('.chart-document:not([hidden]) mark.highlight').waitFor()
  })

  test('selected words are highlighted, and once more set back', async () => {
    await page.getByRole('tab', { name: /^Discharge/ }).click()
    const select = () =>
      page.locator('.chart-document:not([hidden]) p').evaluate((paragraph) => {
        const range = document.createRange()
        range.setStart(paragraph.firstChild ?? paragraph, 0)
        range.setEnd(paragraph.firstChild ?? paragraph, 5)
        getSelection()?.removeAllRanges()
        getSelection()?.addRange(range)
      })
    const marked = page.locator('.chart-document:not([hidden]) mark.highlight')
    await select()
    await page.getByRole('button', { name: 'Highlight' }).click()
    expect(await marked.innerText()).toBe('Blood')
    await page.getByRole('tab', { name: /^Discharge/ }).click()
    await marked.evaluate((mark) => getSelection()?.selectAllChildren(mark))
    await page.getByRole('button', { name: 'Highlight' }).click()
    expect(await marked.count()).toBe(0)
  })

  test('a pasted list becomes lines, what is none stays in the field, and a line can be removed', async () => {
    const field = page.getByRole('textbox', { name: 'Add a diagnosis code' })
    await field.focus()
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text', 'A41.51 Y\nN39.0\nN390\nE11.22.9.8')
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    await page.getByText('N39.0 is in the list already.').waitFor()
    expect(await page.locator('.code-list li code').allInnerTexts()).toEqual(['A41.51', 'N39.0'])
    expect(await field.inputValue()).toBe('E11.22.9.8')
    await page.getByRole('button', { name: 'Remove N39.0' }).click()
    expect(await page.locator('.code-list li code').allInnerTexts()).toEqual(['A41.51'])
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    await field.fill('')
  })

  test('a procedure is taken once for each day', async () => {
    const field = page.getByRole('textbox', { name: 'Add a procedure code' })
    const rows = page.locator('[data-code="5A1D70Z"]')
    const enter = async (text: string): Promise<void> => {
      await field.fill(text)
      await field.press('Enter')
    }
    await enter('5a1d70z 2')
    await enter('5A1D70Z 2')
    await page.getByText('5A1D70Z is in the list already.').waitFor()
    expect(await rows.count()).toBe(1)
    await enter('5a1d70z 5')
    expect(await rows.count()).toBe(2)
    // Made the same by hand, it is told.
    const day = page.getByRole('textbox', { name: 'Day of 5A1D70Z (2)' })
    await day.fill('2')
    await page.getByText('5A1D70Z is in the list already.').waitFor()
    await day.fill('3')
    expect(await page.getByText('5A1D70Z is in the list already.').count()).toBe(0)
    await page.getByRole('button', { name: 'Move up: 5A1D70Z (2)' }).click()
    expect(
      await rows
        .locator('input')
        .evaluateAll((all) => all.map((one) => (one instanceof HTMLInputElement ? one.value : ''))),
    ).toEqual(['3', '2'])
    expect(await page.locator(':focus').getAttribute('data-step')).toBe('-1')
    await page.getByRole('button', { name: 'Remove 5A1D70Z (2)' }).click()
    await page.getByRole('button', { name: 'Remove 5A1D70Z' }).click()
    expect(await rows.count()).toBe(0)
  })
})

describe('every state of a record', () => {
  const checked: LearnerState = {
    ...emptyState('abcdef'),
    visited: ['record/the-record'],
    checks: { urosepsis: mistaken },
  }
  const states = {
    fresh: emptyState('abcdef'),
    'half-way': { ...emptyState('abcdef'), drafts: { urosepsis: mistaken } },
    reviewed: checked,
  } as const
  const wide = { viewport: { width: 1300, height: 900 } } as const
  const modes = [
    ['light', wide, ['fresh', 'half-way', 'reviewed']],
    ['dark', { ...wide, colorScheme: 'dark' }, ['reviewed']],
    ['forced colours', { ...wide, forcedColors: 'active' }, ['reviewed']],
    ['a telephone', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }, ['half-way']],
  ] as const

  test.each(modes)(
    'has no accessibility faults: %s',
    async (mode, options, names) => {
      for (const name of names) {
        const state = states[name]
        const context = await browser.newContext({ ...options, reducedMotion: 'reduce' })
        await context.addInitScript(([key, text]) => localStorage.setItem(key, text), [
          `chartwright:${course.id}:state`,
          encodeState(course, state),
        ] as const)
        const page = await context.newPage()
        const complaints: string[] = []
        page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
        await page.goto(`${site.url}${section}`)
        await page
          .locator(name === 'reviewed' ? '.check' : '.chart')
          .first()
          .waitFor()
        // The first question was answered, so that its follow-up is asked beside the record.
        if (name === 'reviewed') {
          await page.getByRole('button', { name: /^Question 1/ }).click()
          await page.locator('.coding-review').waitFor()
        }
        const { violations } = await axe(page).analyze()
        expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
          [],
        )
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
        expect(complaints).toEqual([])
        const pictures = process.env.PLAYER_PICTURES
        if (pictures !== undefined) {
          mkdirSync(pictures, { recursive: true })
          await page.screenshot({ path: join(pictures, `case-${name}-${mode}.png`), fullPage: true })
        }
        await context.close()
      }
    },
    60_000,
  )

  test('the follow-up question is asked beside the record', async () => {
    const context = await browser.newContext()
    await context.addInitScript(([key, text]) => localStorage.setItem(key, text), [
      `chartwright:${course.id}:state`,
      encodeState(course, checked),
    ] as const)
    const page = await context.newPage()
    await page.goto(`${site.url}${section}`)
    await page.getByText('Who is asked when the record is not clear?').waitFor()
    expect(await page.getByRole('tab').count()).toBe(4)
    await context.close()
  })

  test('a question that asks for codes alone is answered by its key', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${site.url}#/record/codes-alone`)
    await learner(course, page).answerChecks('record/codes-alone')
    await page.getByText('Correct', { exact: true }).waitFor()
    expect(await page.getByText('Also accepted: any of N18.').count()).toBe(1)
    await context.close()
  })
})
