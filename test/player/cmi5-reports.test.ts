import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ACTIVITY, type FakeLms, fakeLms } from '../support/fake-lrs.ts'
import { record } from '../support/fake-lrs-rules.ts'
import { launchedTab } from '../support/fake-lrs-tab.ts'
import { CMI5, type Cmi5Learner, cmi5Learner, exit, SAVED, save } from './cmi5-learner.ts'

/** The driver against an LMS that refuses what cmi5 lets it refuse: which statements it makes, and when. */
let lms: FakeLms
let ada: Cmi5Learner

beforeEach(async () => {
  lms = await fakeLms()
  ada = cmi5Learner(lms)
})
afterEach(() => lms.close())

describe('what is reported', () => {
  test('a whole session keeps every rule', async () => {
    const { tab, sitting } = await ada.launch({ returnUrl: 'https://lms.example/back?id=12' })
    sitting.study()
    sitting.sit('final', false)
    await save(sitting)
    sitting.sit('final', true)
    sitting.report({ type: 'suspended', at: ada.now(), seconds: 60, fraction: 1 })
    expect(await exit(sitting)).toEqual(SAVED)
    expect(lms.refusals).toEqual([])
    expect(ada.defined()).toEqual(['initialized', 'passed', 'completed', 'terminated'])
    expect(lms.verbs().filter((verb) => verb === 'scored')).toHaveLength(2)
    expect(lms.verbs().at(-1)).toBe('terminated')
    expect(tab.left).toEqual(['https://lms.example/back?id=12'])

    expect(ada.statement('passed')).toMatchObject({
      object: { id: ACTIVITY },
      result: { success: true, score: { scaled: 1, raw: 9, min: 0, max: 9 }, duration: 'PT60S' },
      context: { extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore': 0.7 } },
    })
    expect(ada.statement('scored')).toMatchObject({
      object: { id: 'https://chartwright.example/courses/minimal/exam/final' },
      context: { contextActivities: { grouping: [{}, { id: ACTIVITY }, {}] } },
    })
    expect(ada.statement('suspended')?.result).toEqual({ duration: 'PT60S' })
    const answered = ada.statement('answered')
    expect(JSON.stringify(record(answered?.context).contextActivities)).not.toMatch(CMI5)
  })

  test('failed is said on leaving, when no attempt has made it good', async () => {
    const { sitting } = await ada.launch()
    sitting.sit('final', false)
    expect(await save(sitting)).toEqual(SAVED)
    expect(lms.verbs()).not.toContain('failed')
    expect(await exit(sitting)).toEqual(SAVED)
    expect(ada.defined()).toEqual(['initialized', 'failed', 'terminated'])
    expect(ada.statement('failed')?.result).toMatchObject({ success: false, score: { scaled: 0, raw: 0, min: 0 } })
    expect(lms.refusals).toEqual([])
  })

  test('failed is not forgotten over a reload', async () => {
    const { tab, sitting } = await ada.launch()
    sitting.sit('final', false)
    sitting.connection.leave(sitting.snapshot())
    const after = await ada.sit(ada.reloaded(tab))
    await exit(after)
    expect(ada.defined()).toEqual(['initialized', 'failed', 'terminated'])
    expect(ada.statement('failed')?.result).toMatchObject({ score: { scaled: 0, raw: 0, min: 0 }, duration: 'PT60S' })
  })

  test('failed is said at once after the last attempt', async () => {
    const one = { ...ada.course, exams: ada.course.exams.map((exam) => ({ ...exam, attempts: 1 })) }
    const sitting = await ada.sit(launchedTab(lms.launch().search), one)
    sitting.sit('final', false)
    lms.fault = (_, path) => (path.endsWith('/statements') ? 503 : undefined)
    expect(await exit(sitting)).toMatchObject({ saved: false })
    lms.fault = undefined
    await save(sitting)
    expect(ada.defined()).toEqual(['initialized', 'failed'])
  })

  test('passed and completed are said once in a registration, and failed never after passed', async () => {
    const { sitting, launched } = await ada.launch()
    sitting.study()
    sitting.sit('final', true)
    await exit(sitting)
    const again = await ada.launch({ after: launched })
    again.sitting.sit('final', true)
    again.sitting.sit('final', false)
    expect(await exit(again.sitting)).toEqual(SAVED)
    expect(lms.refusals).toEqual([])
    expect(ada.defined()).toEqual(['initialized', 'passed', 'completed', 'terminated', 'initialized', 'terminated'])
  })

  test('the mastery score of the LMS decides, not the pass mark of the course', async () => {
    const { sitting } = await ada.launch({ masteryScore: 0.9 })
    const at = { at: ada.now(), exam: 'final', attempt: 1, earned: 6, possible: 8, percent: 7500, seconds: 30 }
    sitting.report({ type: 'passed', ...at })
    await exit(sitting)
    expect(ada.statement('failed')?.result).toMatchObject({ success: false, score: { scaled: 0.75, raw: 6, max: 8 } })
    expect(lms.refusals).toEqual([])
  })

  test('a rounded percent does not reach a mark that was missed', async () => {
    const { sitting } = await ada.launch()
    const at = { at: ada.now(), exam: 'final', attempt: 1, earned: 699.96, possible: 1000, percent: 7000, seconds: 30 }
    sitting.report({ type: 'failed', ...at })
    await exit(sitting)
    expect(ada.statement('failed')?.result).toMatchObject({ score: { scaled: 0.6999 } })
    expect(lms.refusals).toEqual([])
  })

  test('a mastery score that an LMS wrote as text is one', async () => {
    const launched = lms.launch()
    for (const [key, text] of lms.documents)
      lms.documents.set(key, text.replace('"masteryScore":0.7', '"masteryScore":"0.7"'))
    const sitting = await ada.sit(launchedTab(launched.search))
    sitting.sit('final', true)
    await exit(sitting)
    expect(ada.defined()).toEqual(['initialized', 'passed', 'terminated'])
    expect(lms.refusals).toEqual([])
  })

  test('without a mastery score nothing is judged', async () => {
    const { sitting } = await ada.launch({ masteryScore: -1 })
    sitting.study()
    sitting.sit('final', false)
    sitting.sit('final', true)
    await exit(sitting)
    expect(ada.defined()).toEqual(['initialized', 'completed', 'terminated'])
    expect(lms.refusals).toEqual([])
  })

  test('a clock that is set back puts nothing out of order', async () => {
    const { sitting } = await ada.launch()
    ada.clock -= 3_600_000
    sitting.study()
    expect(await exit(sitting)).toEqual(SAVED)
    expect(lms.refusals).toEqual([])
  })

  test.each(['Browse', 'Review'] as const)(
    '%s: initialized and terminated, and nothing else is written',
    async (mode) => {
      const first = await ada.launch()
      first.sitting.study()
      await exit(first.sitting)
      const progress = lms.progress()
      const { sitting } = await ada.launch({ mode, after: first.launched })
      expect(sitting.connection).toMatchObject({ mode: mode.toLowerCase(), state: progress })
      const before = lms.statements.length - 1
      const changed = { ...sitting.snapshot(), state: 'changed' }
      expect(await sitting.connection.exit(changed)).toEqual(SAVED)
      expect(lms.verbs().slice(before)).toEqual(['initialized', 'terminated'])
      expect(lms.progress()).toBe(progress)
      expect(lms.refusals).toEqual([])
    },
  )
})
