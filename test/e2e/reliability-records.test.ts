import { describe, expect } from 'vitest'
import { decodeState } from '../../src/model/state/codec.ts'
import {
  course,
  eachStandard,
  first,
  innermost,
  isAt,
  kept,
  read,
  readInFormerVersion,
  second,
  third,
} from '../support/lms-story.ts'

/**
 * The package in an LMS that misbehaves, once in each SCORM standard: what its records say. The numbers in the names are rows of the list of complaints this
 * product answers to: what was shown as saved is there on return, and nothing is told twice.
 */
eachStandard(({ standard, word, url, test, only }) => {
  describe('modes', () => {
    for (const mode of standard === 'scorm12' ? ['review'] : ['review', 'browse']) {
      test(`${mode} shows the record and writes nothing (11, 32)`, async (lms) => {
        const page = await lms.launch('frame.html', {
          record: { ...word.passed, [word.mode]: mode, 'cmi.suspend_data': read },
        })
        const { frame, open } = await lms.connected(page)
        await frame.getByText(/nothing you do here is recorded/).waitFor()
        await open(third.id)
        await page.goto(`${url()}away.html`)
        expect(await lms.calls('set')).toEqual([])
        expect(await lms.calls('finish')).toHaveLength(1)
      })
    }

    test('an unknown mode is a normal one, and a visit after passing lowers nothing (11, 16)', async (lms) => {
      const record = { ...word.passed, [word.mode]: 'instructor', 'cmi.suspend_data': read }
      const page = await lms.launch('frame.html', { record })
      const { frame, open } = await lms.connected(page)
      await open(third.id)
      await lms.saved(frame, word.location, third.id)
      await page.goto(`${url()}away.html`)
      expect(word.standing(await lms.record())).toEqual(word.standing(record))
    })
  })

  describe('what the LMS gives back', () => {
    for (const empty of [standard === 'scorm12' ? 'null' : 'undefined'] as const) {
      test(`${empty} for an empty value, and numbers as numbers (7)`, async (lms) => {
        const page = await lms.launch('frame.html', { empty })
        const { frame, open } = await lms.connected(page)
        await isAt(frame, first)
        expect(await frame.getByText(/could not be read/).count()).toBe(0)
        await open(second.id)
        await lms.saved(frame, word.location, second.id)
        await page.close()
        await isAt((await lms.connected(await lms.launch('frame.html', { empty }))).frame, second)
      })
    }

    only('scorm2004', 'progress stored as HTML comes back whole (4)', async (lms) => {
      const page = await lms.launch('frame.html', { escaping: true })
      const { frame, open, answerChecks } = await lms.connected(page)
      await answerChecks(first.id)
      await open(second.id)
      await lms.saved(frame, word.location, second.id)
      await page.close()
      const back = await lms.connected(await lms.launch('frame.html', { escaping: true }))
      await isAt(back.frame, second)
      expect(await back.frame.getByText(/could not be read|goes on from the copy/).count()).toBe(0)
    })

    only('scorm12', 'an LMS that cuts off progress at once is found out (4, 5)', async (lms) => {
      const page = await lms.launch('frame.html', { cut: { at: 30, by: 'api' } })
      const { frame, answerChecks } = await lms.connected(page)
      await answerChecks(first.id)
      await frame
        .getByText(/The LMS keeps only 30 of the \d+ characters of your progress/)
        .first()
        .waitFor()
      await page.close()
      const back = await lms.connected(await lms.launch('frame.html'))
      await back.frame.locator('.card.check .verdict-good').waitFor()
    })

    only(
      'scorm2004',
      'progress that is cut off on its way to the server is made up for by the copy in this browser (4, 5)',
      async (lms) => {
        const page = await lms.launch('frame.html', { cut: { at: 30, by: 'server' } })
        const { frame, open, answerChecks } = await lms.connected(page)
        await answerChecks(first.id)
        await open(second.id)
        await lms.saved(frame, word.location, second.id)
        await page.close()
        const back = await lms.connected(await lms.launch('frame.html'))
        await back.frame.getByText(/goes on from the copy in this browser/).waitFor()
        await isAt(back.frame, second)
      },
    )

    for (const [one, what, state] of [
      ['scorm12', 'cut off', read.slice(0, -3)],
      ['scorm2004', 'of another course', read.replace(/;[^;]*$/, ';AAAA')],
      ['scorm12', 'turned into UTF-16 bytes', read.split('').join('\u0000')],
      ['scorm2004', 'of another player', '{"lesson":3,"score":"80"}'],
    ] as const) {
      only(one, `progress that is ${what} is refused, told of, and kept aside (10)`, async (lms) => {
        const page = await lms.launch('frame.html', kept(word, state))
        const { frame, open } = await lms.connected(page)
        await frame.getByText(/could not be read, so the course starts from the beginning/).waitFor()
        expect(
          await innermost(page).evaluate((id) => localStorage.getItem(`chartwright:${id}:refused`), course.id),
        ).toBe(state)
        await lms.until(async () => (await lms.record())[word.location] === first.id)
        // Nothing but opening the course has happened: the LMS still has it.
        expect((await lms.record())['cmi.suspend_data']).toBe(state)
        await open(second.id)
        await lms.saved(frame, word.location, second.id)
        expect(decodeState(course, (await lms.record())['cmi.suspend_data'] ?? '')).toHaveProperty('state')
      })
    }

    test('progress of a former version, with questions, a module and an exam that are gone, goes on (9, 10)', async (lms) => {
      const page = await lms.launch('frame.html', kept(word, readInFormerVersion()))
      const { frame, open } = await lms.connected(page)
      await isAt(frame, second)
      expect(await frame.getByText(/could not be read/).count()).toBe(0)
      await open(first.id)
      await frame.locator('.card.check .verdict-good').waitFor()
      await lms.saved(frame, word.location, first.id)
    })
  })

  test('a clock that jumps back and ahead makes no absurd times (8, 27)', async (lms) => {
    const page = await lms.launch('away.html')
    const start = new Date('2026-11-22T09:00:00Z')
    await page.clock.install({ time: start })
    await page.goto(`${url()}frame.html`)
    const { open } = await lms.connected(page)
    await open(second.id)
    for (const time of ['2026-11-22T07:00:00Z', '2026-11-25T12:00:00Z', '2026-11-22T09:01:00Z']) {
      await page.clock.setSystemTime(new Date(time))
      await page.clock.runFor(3_000)
    }
    await open(third.id)
    await page.clock.runFor(3_000)
    await lms.until(async () => (await lms.record())[word.location] === third.id)
    await page.goto(`${url()}away.html`)
    const times = (await lms.calls('set')).filter(([, element]) => element === word.sessionTime)
    expect(times.length).toBeGreaterThan(0)
    for (const [, , time = ''] of times) {
      expect(word.seconds(time)).toBeGreaterThanOrEqual(0)
      expect(word.seconds(time)).toBeLessThan(300)
    }
  })
})
