/** Every screen of the player as it looks and reads: accessible, within its frame, printable, and nobody else's business. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerCheck, attemptQuestions, changeAttempt, startExam, submitExam, visit } from '../../src/model/actions.ts'
import { indexOf } from '../../src/model/course-index.ts'
import { typeOf } from '../../src/model/question-types/index.ts'
import type { CompiledCourse, CompiledExam } from '../../src/model/schema-types.ts'
import { checkQuestions, encodeState } from '../../src/model/state/codec.ts'
import { emptyState, type LearnerState } from '../../src/model/state/learner-state.ts'
import { axe } from '../support/axe.ts'
import { launchBrowser, type StaticServer, serveStatic } from '../support/browser.ts'
import { compiledAssets, compiledFixture } from '../support/compiled.ts'
import { playable } from '../support/player.ts'

/** The fixture with one more module whose one section shows a question of each type. */
function withAllTypes(direction: 'ltr' | 'rtl'): CompiledCourse {
  const base = compiledFixture('minimal')
  const ids = [...new Map(base.questions.map(({ type, id }) => [type, id])).values()]
  const blocks = ids.map((id, i) => ({ kind: 'check' as const, id: `types/all#${i + 1}`, questions: [id], pick: 1 }))
  const section = { id: 'types/all', title: 'Every type of question', blocks }
  const module = { id: 'types', key: 'abcd', title: 'Types', objectives: [], minutes: 5, sections: [section] }
  return { ...base, direction, language: direction === 'rtl' ? 'ar' : 'en', modules: [...base.modules, module] }
}

const ltr = withAllTypes('ltr')
const rtl = withAllTypes('rtl')
const exam = ltr.exams[0] as CompiledExam

/** What the learner has done before the page opens. Progress does not depend on the direction of the text. */
const fresh = emptyState('abcdef')
const wrong: Record<string, readonly string[]> = { ordering: ['b', 'a', 'c', 'd'], 'true-false': ['true'] }
const studied: LearnerState = checkQuestions(ltr, fresh.seed).reduce(
  (state, id, i) => {
    const question = indexOf(ltr).questions.get(id)
    if (question === undefined) return state
    const key = typeOf(question).key(question)
    const response =
      i % 2 === 0 ? key : (wrong[question.type] ?? (question.type === 'numeric' ? ['9'] : [...key].reverse()))
    return answerCheck(ltr, state, id, typeOf(question).accepts(question, response) ? response : key)
  },
  [...indexOf(ltr).sections.keys()].reduce((state, id) => visit(ltr, state, id), fresh),
)

function sitting(right: number): LearnerState {
  const begun = startExam({ ...studied, bookmark: exam.id }, exam, Math.floor(Date.now() / 1000))
  const attempt = begun.exams[exam.id]?.attempt
  if (attempt === undefined) throw new Error('the exam did not start')
  const ids = attemptQuestions(begun, exam, attempt)
  const responses = Object.fromEntries(
    ids.slice(0, right).flatMap((id) => {
      const question = indexOf(ltr).questions.get(id)
      return question === undefined ? [] : [[id, typeOf(question).key(question)]]
    }),
  )
  return changeAttempt(begun, exam, { responses, flags: ids.slice(1, 3), current: 1 })
}
const submitted = (state: LearnerState): LearnerState => submitExam(ltr, state, exam)?.state ?? state

interface Screen {
  readonly state?: LearnerState
  readonly hash: string
  /** What makes the screen from the page. */
  readonly act?: (page: Page) => Promise<unknown>
}

const SCREENS: Readonly<Record<string, Screen>> = {
  'a section': { hash: '#/basics/structure-of-a-code' },
  'a definition': { hash: '#/basics/documentation', act: (page) => page.locator('button.term').first().click() },
  'questions of each type': { hash: '#/types/all' },
  'answers of each type': { state: studied, hash: '#/types/all' },
  'an asked-for answer': { hash: '#/types/all', act: (page) => page.locator('[type=submit]').first().click() },
  'the exam before it starts': { hash: '#/exam/final' },
  'an exam question': { state: sitting(4), hash: '#/exam/final' },
  'the review of an exam': {
    state: sitting(4),
    hash: '#/exam/final',
    act: async (page) => {
      await page.locator('.navigator .wide').click()
      await page.locator('.exam-review .primary').click()
    },
  },
  'a failed exam': {
    state: submitted(sitting(2)),
    hash: '#/exam/final',
    act: async (page) => {
      for (const details of await page.locator('summary').all()) await details.click()
    },
  },
  'a passed exam': { state: submitted(sitting(8)), hash: '#/exam/final' },
  'progress, begun': { hash: '#/~progress' },
  'progress, complete': { state: submitted(sitting(8)), hash: '#/~progress' },
  'a failed save': {
    hash: '#/basics/structure-of-a-code',
    act: async (page) => {
      await page.evaluate(() => {
        Storage.prototype.setItem = () => {
          throw new Error('full')
        }
      })
      await page.getByRole('textbox').fill('3')
      await page.keyboard.press('Enter')
      await page.getByText('not saved yet').waitFor()
    },
  },
}

const MODES: Readonly<Record<string, { course: CompiledCourse; options: BrowserContextOptions }>> = {
  'wide and light': { course: ltr, options: { viewport: { width: 1280, height: 800 }, colorScheme: 'light' } },
  'narrow and dark': { course: ltr, options: { viewport: { width: 360, height: 740 }, colorScheme: 'dark' } },
  'in an LMS frame, from right to left': {
    course: rtl,
    options: { viewport: { width: 800, height: 600 }, reducedMotion: 'reduce' },
  },
}

let browser: Browser
const servers = new Map<CompiledCourse, StaticServer>()
const urlOf = (course: CompiledCourse): string => servers.get(course)?.url ?? ''

beforeAll(async () => {
  for (const course of [ltr, rtl])
    servers.set(course, await serveStatic(playable(course, { driver: 'local' }, compiledAssets('minimal'))))
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  for (const server of servers.values()) await server.close()
})

/** The screen, with everything that went wrong on the way to it. */
async function show({ state, hash, act }: Screen, course: CompiledCourse, options: BrowserContextOptions) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const complaints: string[] = []
  if (state !== undefined) {
    const text = encodeState(course, state)
    await context.addInitScript((saved) => localStorage.setItem('chartwright:minimal:state', saved), text)
  }
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(urlOf(course)) && !request.url().startsWith('data:')) complaints.push(request.url())
  })
  await page.goto(`${urlOf(course)}${hash}`)
  await page.locator('h1').waitFor()
  await act?.(page)
  return { page, complaints, close: () => context.close() }
}

describe.each(Object.entries(MODES))('%s', (_, { course, options }) => {
  it.each(Object.entries(SCREENS))('%s', async (_name, screen) => {
    const { page, complaints, close } = await show(screen, course, options)
    const { violations } = await axe(page).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    // WCAG 2.2, 1.4.10: nothing but tables and code scrolls sideways, down to 320 px.
    for (const size of [options.viewport, { width: 320, height: 640 }]) {
      if (size != null) await page.setViewportSize(size)
      const { wide, frame } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        frame: document.documentElement.clientWidth,
      }))
      expect(wide).toBeLessThanOrEqual(frame)
    }
    expect(complaints).toEqual([])
    await close()
  })
})

describe('layout', () => {
  it('stands the other way round in right-to-left courses', async () => {
    const at = async (course: CompiledCourse) => {
      const { page, close } = await show({ hash: '#/basics/documentation' }, course, {
        viewport: { width: 1280, height: 800 },
      })
      const x = async (selector: string) => (await page.locator(selector).first().boundingBox())?.x ?? Number.NaN
      const places = { outline: await x('#outline'), text: await x('h1'), previous: await x('.pager-previous') }
      const { lang, dir } = await page.evaluate(() => {
        const { lang, dir } = document.documentElement
        return { lang, dir }
      })
      const chrome = await page.locator('.shell').getAttribute('lang')
      const next = await x('.pager-next')
      await close()
      return { ...places, next, lang, dir, chrome }
    }
    const left = await at(ltr)
    const right = await at(rtl)
    expect(left.outline).toBeLessThan(left.text)
    expect(right.outline).toBeGreaterThan(right.text)
    expect(left.previous).toBeLessThan(left.next)
    expect(right.previous).toBeGreaterThan(right.next)
    expect([left.lang, left.dir, left.chrome]).toEqual(['en', 'ltr', null])
    expect([right.lang, right.dir, right.chrome]).toEqual(['ar', 'rtl', 'en'])
  })

  it('hides the outline behind a button when narrow; Escape and a choice close it', async () => {
    const { page, close } = await show({ hash: '' }, ltr, { viewport: { width: 360, height: 740 } })
    const outline = page.locator('#outline')
    const button = page.getByRole('button', { name: 'Outline' })
    expect(await outline.isVisible()).toBe(false)
    await button.click()
    await outline.waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-current'))).toBe('page')
    await page.keyboard.press('Escape')
    await outline.waitFor({ state: 'hidden' })
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
    await button.click()
    await button.click()
    await outline.waitFor({ state: 'hidden' })
    await button.click()
    await outline.getByRole('link', { name: /Documentation/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Documentation' }).waitFor()
    await outline.waitFor({ state: 'hidden' })
    await close()
  })

  it('keeps targets large enough for fingers', async () => {
    const { page, close } = await show(SCREENS['questions of each type'] ?? { hash: '' }, ltr, {
      viewport: { width: 360, height: 740 },
    })
    const small = await page
      .locator('button:visible, select:visible, label.option:visible, input[type=text]:visible')
      .evaluateAll((all) =>
        all.flatMap((one) => {
          const { width, height } = one.getBoundingClientRect()
          return width < 24 || height < 24 ? [`${one.outerHTML.slice(0, 80)} ${width}×${height}`] : []
        }),
      )
    expect(small).toEqual([])
    await close()
  })

  it('prints ink on white, without buttons, also in the dark', async () => {
    const { page, close } = await show({ hash: '#/basics/structure-of-a-code' }, ltr, { colorScheme: 'dark' })
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    for (const part of ['.top', '#outline', '.pager', '.banners', '.actions'])
      expect(await page.locator(part).first().isVisible(), part).toBe(false)
    const colours = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.documentElement)
      return [color, backgroundColor]
    })
    expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
    expect(await page.locator('.course-text table').isVisible()).toBe(true)
    expect((await page.pdf()).length).toBeGreaterThan(5_000)
    await close()
  })
})

describe('text of the course', () => {
  it('shows definitions on demand and closes them with Escape', async () => {
    const { page, close } = await show({ hash: '#/basics/documentation' }, ltr, {})
    const term = page.getByRole('button', { name: 'query' })
    expect(await term.getAttribute('aria-expanded')).toBe('false')
    await term.focus()
    await page.keyboard.press('Enter')
    await page.getByText('A question to the provider').waitFor()
    expect(await term.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('Escape')
    await page.getByText('A question to the provider').waitFor({ state: 'hidden' })
    await close()
  })

  it('says what a medical code means, to those who point at it and to those who listen', async () => {
    const { page, close } = await show({ hash: '#/basics/structure-of-a-code' }, ltr, {})
    const code = page.locator('.course-text code.code').first()
    expect(await code.textContent()).toBe('E11.9')
    expect(await code.getAttribute('title')).toBe('Type 2 diabetes mellitus without complications')
    const said = await page.locator('.course-text p:has(code.code)').first().textContent()
    expect(said).toContain('E11.9 (Type 2 diabetes mellitus without complications) has four of them.')
    await close()
  })

  it('follows links to other sections and footnotes without leaving the player', async () => {
    const { page, close } = await show({ hash: '#/basics/documentation' }, ltr, {})
    await page.locator('sup a').first().click()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('LI')
    expect(await page.evaluate(() => location.hash)).toBe('#/basics/documentation')
    await page.locator('a[role=doc-backlink]').click()
    expect(await page.evaluate(() => location.hash)).toBe('#/basics/documentation')
    await page.goto(`${urlOf(ltr)}#/sequencing/overview`)
    await page.locator('.course-text a[href^="#/"]').first().click()
    await page.waitForFunction(() => location.hash !== '#/sequencing/overview')
    await page.locator('h1').waitFor()
    await close()
  })
})

it('works from a folder, without a server', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-player-'))
  for (const [name, body] of playable(ltr, { driver: 'local' }, compiledAssets('minimal'))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), body)
  }
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(pathToFileURL(join(folder, 'index.html')).href)
  await page.getByRole('heading', { level: 1, name: 'Structure of a code' }).waitFor()
  const image = page.locator('.course-text img').first()
  expect(
    await image.evaluate((element) => element instanceof HTMLImageElement && element.naturalWidth),
  ).toBeGreaterThan(0)
  expect(await page.locator('.top').evaluate((element) => getComputedStyle(element).position)).toBe('sticky')
  await page.getByRole('link', { name: /Next/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Documentation' }).waitFor()
  await page.getByText(/^Saved/).waitFor()
  await page.goto('about:blank')
  await page.goto(pathToFileURL(join(folder, 'index.html')).href)
  await page.getByText('Continued where you left off.').waitFor()
  await context.close()
  rmSync(folder, { recursive: true })
})
