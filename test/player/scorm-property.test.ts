import { describe, expect, test } from 'vitest'
import { stateBudget } from '../../src/model/state/budget.ts'
import { arbitraryShape, courseOf } from '../support/arbitrary-course.ts'
import { createFakeLms as create12, type FakeLms as FakeLms12 } from '../support/fake-lms.ts'
import { createFakeLms as create2004, type FakeLms as FakeLms2004 } from '../support/fake-lms-2004.ts'
import fc from '../support/properties.ts'
import { live, roughStep, type Standard, type Step, step } from './scorm-life.ts'
import { connect as connect12 } from './scorm12-sitting.ts'
import { connect as connect2004 } from './scorm2004-sitting.ts'

/** Courses the compiler would let through: their saved progress fits. */
const courseWithin = (limit: number) => arbitraryShape.map(courseOf).filter((made) => stateBudget(made).worst <= limit)

const statuses = ['', 'not attempted', 'incomplete', 'failed', 'completed', 'passed']
const completions = ['', 'not attempted', 'unknown', 'incomplete', 'completed']
const successes = ['', 'unknown', 'failed', 'passed']

const scorm12: Standard<FakeLms12> = {
  create: (disturb, lost) => create12({ disturb, lost }),
  api: 'API',
  open: connect12,
  standing: (record) => ({
    status: statuses.indexOf(record['cmi.core.lesson_status'] ?? ''),
    score: Number(record['cmi.core.score.raw'] ?? 0),
    complete: record['cmi.core.exit'] === '',
  }),
}

const scorm2004: Standard<FakeLms2004> = {
  create: (disturb, lost) => create2004({ disturb, lost }),
  api: 'API_1484_11',
  open: connect2004,
  standing: (record) => {
    const all = Object.entries(record)
    // Both statuses and the score of the course, and of all objectives together, none of which may go down.
    const sum = (name: RegExp, value: (text: string) => number): number =>
      all.reduce((total, [element, text]) => (name.test(element) ? total + value(text) : total), 0)
    return {
      status:
        sum(/completion_status$/, (text) => completions.indexOf(text)) +
        sum(/success_status$/, (text) => successes.indexOf(text)),
      score: sum(/(score\.scaled|progress_measure)$/, Number),
      complete: record['cmi.completion_status'] === 'completed',
    }
  },
}

type Life = (
  made: ReturnType<typeof courseOf>,
  steps: readonly Step[],
  faulty?: () => number | Error | undefined,
  keeping?: boolean,
) => Promise<FakeLms12 | FakeLms2004>

describe.each<[string, number, Life]>([
  ['scorm12', 4096, (made, steps, ...rest) => live(made, steps, scorm12, ...rest)],
  ['scorm2004', 64_000, (made, steps, ...rest) => live(made, steps, scorm2004, ...rest)],
])('%s', (_, limit, life) => {
  const course = courseWithin(limit)

  test('whatever a learner does, the LMS refuses nothing and the next session gets what was saved last', async () => {
    await fc.assert(
      fc.asyncProperty(course, fc.array(step, { maxLength: 40 }), async (made, steps) => {
        const lms = await life(made, steps)
        expect(lms.refusals).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('where saving fails now and then, nothing that was confirmed is lost', async () => {
    const luck = fc.infiniteStream(fc.nat(9))
    await fc.assert(
      fc.asyncProperty(course, fc.array(step, { maxLength: 40 }), luck, async (made, steps, dice) => {
        const lms = await life(made, steps, () => (dice.next().value === 0 ? 101 : undefined))
        expect(lms.refusals.filter(({ error }) => error !== 101)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('refusing, throwing, lying without a network, killed: what was shown as saved is there, and told once', async () => {
    const luck = fc.infiniteStream(fc.nat(19))
    await fc.assert(
      fc.asyncProperty(course, fc.array(roughStep, { maxLength: 40 }), luck, async (made, steps, dice) => {
        const faults = [101, new Error('The window is gone')]
        const lms = await life(made, steps, () => faults[dice.next().value ?? 99], true)
        expect(lms.refusals.filter(({ error }) => error !== 101)).toEqual([])
        const ids = Object.entries(lms.record()).filter(([name]) => /^cmi\.interactions\.\d+\.id$/.test(name))
        expect(new Set(ids.map(([, id]) => id)).size).toBe(ids.length)
      }),
      { numRuns: 150 },
    )
  })
})
