import type { FrameLocator } from 'playwright-core'
import { describe, expect } from 'vitest'
import { decodeState } from '../../src/model/state/codec.ts'
import {
  answerQuickly,
  course,
  eachStandard,
  first,
  innermost,
  isAt,
  kept,
  pageEvent,
  read,
  second,
  third,
} from '../support/lms-story.ts'

/**
 * The package in an LMS that misbehaves, once in each SCORM standard: how it is found, how it saves, how it is left. The numbers in the names are rows of the list of complaints this
 * product answers to: what was shown as saved is there on return, and nothing is told twice.
 */
eachStandard(({ standard, word, url, test, only }) => {
  describe('finding the LMS', () => {
    test('an API that comes after three seconds, speaks in booleans and knows no mode (16, 19)', async (lms) => {
      const page = await lms.launch('frame.html', { late: 3000, booleans: true, record: { [word.mode]: '' } })
      const { frame, open } = await lms.connected(page)
      await open(second.id)
      await lms.saved(frame, word.location, second.id)
      expect(await frame.getByText('Not connected to an LMS').count()).toBe(0)
    })

    only(
      'scorm12',
      'an API that never comes: the course says so, and the next person does not see this one (18, 19)',
      async (lms) => {
        const openCourse = async (): Promise<FrameLocator> => {
          const page = await lms.launch('away.html')
          await page.clock.install()
          await page.goto(`${url()}alone.html`)
          const frame = page.frameLocator('#sco')
          await frame.getByText('Connecting…').waitFor()
          await page.clock.runFor(12_000)
          await frame.getByText(/Not connected to an LMS/).waitFor()
          return frame
        }
        const frame = await openCourse()
        await frame.locator(`#outline a[href="#/${second.id}"]`).click()
        await isAt(frame, second)
        await isAt(await openCourse(), first)
      },
    )

    test('a pop-up finds the API in its opener and closes when it is done (18)', async (lms) => {
      const opener = await lms.launch('popup.html')
      const [page] = await Promise.all([lms.page(), opener.getByRole('button').click()])
      const { frame, open } = await lms.connected(page, page)
      await open(second.id)
      const closed = page.waitForEvent('close')
      await frame.getByRole('button', { name: 'Save and exit' }).click()
      await closed
      expect(await lms.record()).toMatchObject({ [word.location]: second.id, [word.entry]: 'resume' })
      expect(await lms.calls('finish')).toHaveLength(1)
      expect(await lms.refusals()).toEqual([])
    })

    only('scorm2004', "an API in the opener's parent is found (18)", async (lms) => {
      const opener = await lms.launch('popup-frame.html')
      const [page] = await Promise.all([lms.page(), opener.frameLocator('#menu').getByRole('button').click()])
      await (await lms.connected(page, page)).open(second.id)
      await lms.saved(page, word.location, second.id)
    })

    only('scorm12', 'an API in the opener beyond a parent of another origin is found (18)', async (lms) => {
      const opener = await lms.launch('popup-foreign.html')
      const [page] = await Promise.all([lms.page(), opener.getByRole('button').click()])
      const { open, frame } = await lms.connected(page, page.frameLocator('iframe'))
      await open(second.id)
      await lms.saved(frame, word.location, second.id)
    })

    for (const [where, how] of [
      ['foreign.html', 'a parent of another origin'],
      ['deep-5.html', 'five frames'],
    ] as const) {
      only('scorm12', `an API on top of ${how} is found (18)`, async (lms) => {
        const page = await lms.launch(where)
        const inmost = () => page.frames().find((one) => one.url().includes('/sco/'))
        await lms.until(async () => inmost() !== undefined)
        const frame = innermost(page)
        await frame.getByRole('button', { name: 'Save and exit' }).waitFor()
        expect(await frame.getByText('Not connected to an LMS').count()).toBe(0)
        expect(word.standing(await lms.record())).toEqual(word.standing(word.visited))
      })
    }
  })

  describe('saving', () => {
    test('a commit that fails is shown and made up for (5, 7)', async (lms) => {
      const page = await lms.launch('frame.html', { failingCommits: { after: 1, count: 1 } })
      const { frame, open } = await lms.connected(page)
      await open(second.id)
      await frame.getByText(word.commitFailed).waitFor({ timeout: 15_000 })
      await frame.getByRole('button', { name: 'Retry now' }).click()
      await lms.saved(frame, word.location, second.id)
    })

    test('an LMS that throws: the learner is told, and what the browser kept goes on at the next launch (7)', async (lms) => {
      const page = await lms.launch('frame.html')
      const { frame, open } = await lms.connected(page)
      await open(second.id)
      await lms.saved(frame, word.location, second.id)
      await page.close()
      const broken = await lms.connected(await lms.launch('frame.html', { broken: true }))
      await broken.open(third.id)
      await broken.frame
        .getByText(/The connection to the server was lost/)
        .first()
        .waitFor()
      await broken.frame.getByRole('button', { name: 'Save and exit' }).click()
      await broken.frame
        .getByText(/Not saved, so the course stays open/)
        .first()
        .waitFor()
      const back = await lms.connected(await lms.launch('frame.html'))
      await isAt(back.frame, third)
    })

    only('scorm2004', 'commits that stop the page for a second do not pile up (17)', async (lms) => {
      const { frame, answerChecks } = await lms.connected(await lms.launch('frame.html', { blocking: 1000 }))
      await answerChecks(first.id)
      await frame.getByText(/^Saved \d/).waitFor()
      // Opening, the place, and the answer.
      expect((await lms.calls('commit')).length).toBeLessThanOrEqual(3)
    })

    test('an LMS that says "true" without a network is not believed; all of it arrives later, once (7)', async (lms) => {
      const { frame, open, answerChecks } = await lms.connected(await lms.launch('frame.html', { lying: true }))
      await lms.saved(frame, word.location, first.id)
      await lms.setOffline(true)
      await answerChecks(first.id)
      await open(second.id)
      await frame
        .getByText(/The server cannot be reached/)
        .first()
        .waitFor()
      expect(await frame.getByText(/^Saved \d/).count()).toBe(0)
      await frame.getByRole('button', { name: 'Save and exit' }).click()
      await frame
        .getByText(/Not saved, so the course stays open/)
        .first()
        .waitFor()
      expect(await lms.record()).toMatchObject({ [word.location]: first.id })
      await lms.setOffline(false)
      await lms.saved(frame, word.location, second.id)
      const ids = Object.entries(await lms.record()).filter(([name]) => /^cmi\.interactions\.\d+\.id$/.test(name))
      expect(ids.map(([, id]) => id)).toEqual(['category-length_1'])
      expect(await lms.refusals()).toEqual([])
    })

    test('killed without a network, it goes on from the copy in this browser; nobody else sees that (6, 7)', async (lms) => {
      const page = await lms.launch('frame.html', { lying: true })
      const { frame, open, answerChecks } = await lms.connected(page)
      await lms.saved(frame, word.location, first.id)
      await lms.setOffline(true)
      await answerChecks(first.id)
      await open(second.id)
      await frame
        .getByText(/The server cannot be reached/)
        .first()
        .waitFor()
      const record = JSON.stringify(await lms.record())
      await page.close()
      await lms.setOffline(false)
      const site = await lms.launch('away.html')
      const learner = standard === 'scorm12' ? 'cmi.core.student_id' : 'cmi.learner_id'
      const become = (text: string): Promise<void> =>
        site.evaluate((value) => localStorage.setItem('lms:record', value), text)

      await become(JSON.stringify({ [learner]: 'somebody-else' }))
      const other = await lms.launch('frame.html')
      await isAt((await lms.connected(other)).frame, first)
      expect(await other.frameLocator('#sco').locator('.verdict-good').count()).toBe(0)
      await other.goto(`${url()}away.html`)

      await become(record)
      const back = await lms.connected(await lms.launch('frame.html'))
      await back.frame.getByText(/goes on from the copy in this browser/).waitFor()
      await isAt(back.frame, second)
      await lms.saved(back.frame, word.location, second.id)
      const sent = decodeState(course, (await lms.record())['cmi.suspend_data'] ?? '')
      expect(sent).toMatchObject({ state: { checks: { 'category-length': expect.anything() } } })
    })

    only('scorm2004', '500 quick answers: each is set once, nothing else again (17)', async (lms) => {
      const page = await lms.launch('frame.html', { counting: true })
      const { frame } = await lms.connected(page)
      await isAt(frame, first)
      await answerQuickly(innermost(page), 500)
      await frame.getByText(/^Saved \d/).waitFor()
      await page.goto(`${url()}away.html`)
      const counts = (await lms.kept('counts')) as Record<string, number>
      expect(counts[`cmi.interactions.n.${word.response}`]).toBe(500)
      expect(counts['cmi.interactions.n.id']).toBe(500)
      expect(counts['cmi.suspend_data']).toBeLessThanOrEqual(502)
      expect(counts[word.calls.commit]).toBeLessThanOrEqual(505)
      expect(counts[word.exit]).toBe(1)
      expect(counts[word.calls.finish]).toBe(1)
    })
  })

  describe('leaving', () => {
    test('a page that is killed loses nothing that was shown as saved (1, 6)', async (lms) => {
      const page = await lms.launch('frame.html', { booleans: true })
      const { frame, open, answerChecks } = await lms.connected(page)
      await answerChecks(first.id)
      await open(second.id)
      await lms.saved(frame, word.location, second.id)
      await page.close({ runBeforeUnload: false })
      const back = await lms.connected(await lms.launch('frame.html'))
      await isAt(back.frame, second)
      await back.open(first.id)
      await back.frame.locator('.card.check .verdict-good').waitFor()
      expect(await lms.refusals()).toEqual([])
    })

    test('a phone that locks has everything saved before it is killed (1, 3)', async (lms) => {
      const page = await lms.launch('frame.html')
      const { open } = await lms.connected(page)
      await open(second.id)
      await innermost(page).evaluate(() => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' })
        document.dispatchEvent(new Event('visibilitychange'))
      })
      expect(await lms.record()).toMatchObject({ [word.location]: second.id })
      expect(await lms.calls('finish')).toEqual([])
      await page.close()
      await isAt((await lms.connected(await lms.launch('frame.html'))).frame, second)
    })

    test('a page kept for the back button is saved, stays open, and ends once (1, 3)', async (lms) => {
      const page = await lms.launch('frame.html')
      const { frame, open } = await lms.connected(page)
      await open(second.id)
      await pageEvent(page, 'pagehide', true)
      expect(await lms.record()).toMatchObject({ [word.location]: second.id })
      expect(await lms.calls('finish')).toEqual([])
      await pageEvent(page, 'pageshow', true)
      await open(third.id)
      await lms.saved(frame, word.location, third.id)
      await page.goto(`${url()}away.html`)
      expect(await lms.calls('finish')).toHaveLength(1)
      expect(await lms.refusals()).toEqual([])
    })

    test('"Save and exit" pressed twice, and the page closed after it, ends the session once', async (lms) => {
      const page = await lms.launch('frame.html')
      const { frame, open } = await lms.connected(page)
      await open(second.id)
      await innermost(page).evaluate(() => {
        const button = document.querySelector<HTMLButtonElement>('button.exit')
        button?.click()
        button?.click()
      })
      await frame.getByRole('heading', { name: 'Saved' }).waitFor()
      await page.goto(`${url()}away.html`)
      expect(await lms.calls('finish')).toHaveLength(1)
      expect(await lms.refusals()).toEqual([])
    })

    test('opening and closing a page passes and completes nothing (2, 22)', async (lms) => {
      const page = await lms.launch('frame.html')
      await lms.connected(page)
      await page.goto(`${url()}away.html`)
      expect(word.standing(await lms.record())).toEqual(word.standing(word.visited))
    })

    test('a session that has ended elsewhere is told of, and its work goes on at the next launch (1)', async (lms) => {
      const page = await lms.launch('frame.html')
      const { frame, open } = await lms.connected(page)
      await lms.saved(frame, word.location, first.id)
      await page.evaluate(([api, finish]) => Reflect.get(Reflect.get(globalThis, api), finish)(''), [
        word.api,
        word.calls.finish,
      ] as const)
      await open(second.id)
      await frame
        .getByText(/The session with the LMS has ended/)
        .first()
        .waitFor()
      expect(await lms.record()).toMatchObject({ [word.location]: first.id })
      await page.close()
      const back = await lms.connected(await lms.launch('frame.html'))
      await isAt(back.frame, second)
      await lms.saved(back.frame, word.location, second.id)
    })

    only('scorm12', 'a session that cannot be opened is not taken for an empty one (1)', async (lms) => {
      const page = await lms.launch('frame.html', { ...kept(word, read), closed: true })
      await page
        .frameLocator('#sco')
        .getByText(/Not connected to an LMS/)
        .waitFor({ timeout: 10_000 })
      expect(await lms.calls('set')).toEqual([])
    })
  })
})
