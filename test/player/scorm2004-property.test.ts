import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stateBudget } from '../../src/model/state/budget.ts'
import { arbitraryShape, courseOf } from '../support/arbitrary-course.ts'
import { createFakeLms, type FakeLms } from '../support/fake-lms-2004.ts'
import { live, type Standard, step } from './scorm-life.ts'
import { connect } from './scorm2004-sitting.ts'

/** Courses the compiler would let through: their saved progress fits. */
const course = arbitraryShape.map(courseOf).filter((made) => stateBudget(made).worst <= 64_000)

const completions = ['', 'not attempted', 'unknown', 'incomplete', 'completed']
const successes = ['', 'unknown', 'failed', 'passed']

const standard: Standard<FakeLms> = {
  create: (disturb) => createFakeLms({ disturb }),
  api: 'API_1484_11',
  open: connect,
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

test('whatever a learner does, the LMS refuses nothing and the next session gets what was saved last', async () => {
  await fc.assert(
    fc.asyncProperty(course, fc.array(step, { maxLength: 40 }), async (made, steps) => {
      const lms = await live(made, steps, standard)
      expect(lms.refusals).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('where saving fails now and then, nothing that was confirmed is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      course,
      fc.array(step, { maxLength: 40 }),
      fc.infiniteStream(fc.nat(9)),
      async (made, steps, luck) => {
        const lms = await live(made, steps, standard, () => luck.next().value === 0)
        expect(lms.refusals.filter(({ error }) => error !== 101)).toEqual([])
      },
    ),
    { numRuns: 150 },
  )
})
