import { expect, test } from 'vitest'
import { indexOf } from '../../src/model/course-index.ts'
import { checkQuestions, decodeState, encodeState } from '../../src/model/state/codec.ts'
import { emptyState } from '../../src/model/state/learner-state.ts'
import { launchBrowser } from '../support/browser.ts'
import { proves } from '../support/conformance.ts'
import { learner } from '../support/learner.ts'
import { course, eachStandard, first, isAt, second } from '../support/lms-story.ts'
import { serveCourse, visit } from '../support/lms-visit.ts'

/** The packages as an LMS plays them: unzipped, served, in a real browser, with a strict LMS around them. */
type Kept = Readonly<Record<string, string>>
const values = (record: Kept, name: RegExp): string[] =>
  Object.keys(record).flatMap((key) => (name.test(key) ? [record[key] ?? ''] : []))

/** A learner who has seen nothing, and whose knowledge checks will ask every type of question there is. */
const typesAsked = (seed: string): number =>
  new Set(checkQuestions(course, seed).map((id) => indexOf(course).questions.get(id)?.type)).size
const seeds = Array.from({ length: 90 }, (_, i) => `seed${10 + i}`)
const unread = encodeState(course, emptyState(seeds.find((seed) => typesAsked(seed) === 7) ?? ''))

/** What each standard's record says at the stations of the story. */
const stations = {
  scorm12: {
    left: { 'cmi.core.lesson_status': 'incomplete', 'cmi.core.entry': 'resume' },
    unscored: 'cmi.core.score.raw',
    failed: { 'cmi.core.lesson_status': 'failed' },
    percent: (record: Kept) => Number(record['cmi.core.score.raw']),
    suspended: { 'cmi.core.lesson_status': 'failed', 'cmi.core.entry': 'resume' },
    passed: {
      'cmi.core.lesson_status': 'passed',
      'cmi.core.score.raw': '100',
      'cmi.core.score.min': '0',
      'cmi.core.score.max': '100',
      'cmi.core.entry': '',
    },
    total: ['cmi.core.total_time', /^0000:0\d:\d\d\.\d\d$/, '0000:00:00.00'],
    again: { core: { lesson_status: 'passed', exit: '', score: { raw: '100', min: '0', max: '100' } } },
  },
  scorm2004: {
    left: { 'cmi.completion_status': 'incomplete', 'cmi.success_status': 'unknown', 'cmi.entry': 'resume' },
    unscored: 'cmi.score.scaled',
    failed: { 'cmi.success_status': 'failed', 'cmi.completion_status': 'incomplete' },
    percent: (record: Kept) => Number(record['cmi.score.scaled']) * 100,
    suspended: { 'cmi.success_status': 'failed', 'cmi.entry': 'resume' },
    passed: {
      'cmi.completion_status': 'completed',
      'cmi.success_status': 'passed',
      'cmi.score.scaled': '1',
      'cmi.score.raw': '100',
      'cmi.score.min': '0',
      'cmi.score.max': '100',
      'cmi.progress_measure': '1',
      'cmi.entry': 'resume',
    },
    total: ['cmi.total_time', /^PT0H\dM[\d.]+S$/, 'PT0H0M0S'],
    again: {
      completion_status: 'completed',
      success_status: 'passed',
      score: { scaled: '1', raw: '100', min: '0', max: '100' },
    },
  },
} as const

eachStandard(({ standard, word, url, test }) => {
  const station = stations[standard]

  test(
    'leave in the middle, come back, fail, retry, pass (9, 11, 20)',
    async (lms, { task }) => {
      proves({ task }, 'browser', standard)
      proves({ task }, 'strict fake LMS', standard)
      const opened = await lms.launch('frame.html', { record: { 'cmi.suspend_data': unread } })
      const reading = await lms.connected(opened)
      await reading.answerChecks(first.id)
      await reading.open(second.id)
      // The learner follows a link of the LMS: nothing but pagehide tells the course.
      await opened.goto(`${url()}away.html`)
      expect(await lms.record()).toMatchObject({ ...station.left, [word.location]: second.id })
      expect(await lms.record()).not.toHaveProperty(station.unscored)
      expect(await lms.calls('finish')).toHaveLength(1)

      const again = await lms.launch('frame.html')
      const back = await lms.connected(again)
      await back.frame.getByRole('heading', { level: 1, name: second.title }).waitFor()
      await back.open(first.id)
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
      const [status] = Object.keys(station.failed)
      await lms.until(async () => (await lms.record())[status ?? ''] === 'failed')
      expect(await lms.record()).toMatchObject(station.failed)
      const failed = station.percent(await lms.record())
      expect(failed).toBeGreaterThan(0)
      expect(failed).toBeLessThan(70)
      await back.frame.getByRole('button', { name: 'Save and exit' }).click()
      await back.frame.getByRole('heading', { name: 'Saved' }).waitFor()
      expect(await lms.record()).toMatchObject(station.suspended)
      const [, element, request] = (await lms.calls('set')).at(-1) ?? []
      if (standard === 'scorm2004') expect([element, request]).toEqual(['adl.nav.request', 'suspendAll'])
      await again.close()

      const retry = await lms.connected(await lms.launch('frame.html'))
      await retry.frame.getByRole('button', { name: /^Start another attempt/ }).click()
      await retry.takeExam(8)
      await retry.frame.getByRole('heading', { name: 'Passed with 100%' }).waitFor()
      await retry.frame.getByRole('button', { name: 'Save and exit' }).click()
      await retry.frame.getByRole('heading', { name: 'Saved' }).waitFor()

      const end = await lms.record()
      expect(end).toMatchObject(station.passed)
      const [total, form, none] = station.total
      expect(end[total]).toMatch(form)
      expect(end[total]).not.toBe(none)
      expect(decodeState(course, end['cmi.suspend_data'] ?? '')).toMatchObject({ state: { completed: true } })
      const ids = values(end, /^cmi\.interactions\.\d+\.id$/)
      expect(ids.filter((id) => id.endsWith('_final_2'))).toHaveLength(8)
      expect(ids.filter((id) => id.endsWith('_final_1'))).toHaveLength(3)
      expect(new Set(ids).size).toBe(ids.length)
      // Every type of question a course can have has been answered and told.
      expect(new Set(values(end, /^cmi\.interactions\.\d+\.type$/)).size).toBe(6)
      expect(await lms.calls('finish')).toHaveLength(3)
      expect(await lms.refusals()).toEqual([])
      if (standard === 'scorm12') return
      expect(values(end, /^cmi\.objectives\.\d+\.id$/)).toEqual([
        'module-basics',
        'module-sequencing',
        'domain-diagnosis',
        'domain-documentation',
      ])
      expect(values(end, /^cmi\.objectives\.\d+\.completion_status$/)).toEqual(Array(4).fill('completed'))
      expect(values(end, /^cmi\.objectives\.\d+\.success_status$/)).toEqual(Array(4).fill('passed'))
    },
    180_000,
  )

  test(
    'scorm-again agrees',
    async (lms, { task }) => {
      proves({ task }, 'second opinion', standard)
      const page = await lms.launch('again.html')
      const { frame, study, takeExam } = await lms.connected(page)
      await study()
      await frame.locator('#outline a[href="#/exam/final"]').click()
      await frame.getByRole('button', { name: 'Start the exam' }).click()
      await takeExam(8)
      await frame.getByRole('button', { name: 'Save and exit' }).click()
      await frame.getByRole('heading', { name: 'Saved' }).waitFor()
      expect(await page.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'errors')))).toBe('[]')
      const saved = JSON.parse((await page.evaluate(() => localStorage.getItem('again'))) ?? '{}') as object
      expect(saved).toMatchObject(station.again)
    },
    180_000,
  )

  test('without an LMS the course works in the browser, says so, and loads nothing from elsewhere', async (lms) => {
    const page = await lms.launch('away.html')
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(`${url()}sco/index.html`)
    await page.getByText(/Not connected to an LMS/).waitFor({ timeout: 10_000 })
    await learner(course, page).open(second.id)
    const kept = (): Promise<boolean> =>
      page.evaluate(() => Object.entries(localStorage).some(([name, text]) => name.endsWith(':state') && text !== ''))
    await lms.until(kept)
    await page.getByText(/^Saved \d/).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: second.title }).waitFor({ timeout: 10_000 })
    expect(asked.length).toBeGreaterThanOrEqual(4)
    expect(asked.filter((address) => !address.startsWith(`${url()}sco/`))).toEqual([])
  })

  test('no script of the package waits for the page to unload, which browsers no longer promise (1)', async () => {
    for (const name of ['player.js', 'course.js', 'launch.js']) {
      const script = await (await fetch(`${url()}sco/${name}`)).text()
      expect(script).not.toMatch(/["'`](before)?unload["'`]|on(before)?unload/)
    }
  })
})

test('a package of the 3rd edition is played, left and resumed', async ({ task }) => {
  proves({ task }, 'browser', 'scorm2004-3rd')
  proves({ task }, 'strict fake LMS', 'scorm2004-3rd')
  const browser = await launchBrowser()
  const server = await serveCourse('scorm2004', course, 'scorm2004-3rd')
  const lms = await visit(browser, server, 'scorm2004')
  const opened = await lms.launch('frame.html')
  const reading = await lms.connected(opened)
  await reading.answerChecks(first.id)
  await reading.open(second.id)
  await opened.goto(`${server.url}away.html`)
  expect(await lms.record()).toMatchObject({ ...stations.scorm2004.left, 'cmi.location': second.id })
  const back = await lms.connected(await lms.launch('frame.html'))
  await isAt(back.frame, second)
  await lms.close()
  await server.close()
  await browser.close()
})
