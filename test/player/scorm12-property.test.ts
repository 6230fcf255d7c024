import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stateBudget } from '../../src/model/state/budget.ts'
import { arbitraryShape, courseOf } from '../support/arbitrary-course.ts'
import { createFakeLms, type FakeLms } from '../support/fake-lms.ts'
import { live, type Standard, step } from './scorm-life.ts'
import { connect } from './scorm12-sitting.ts'

/** Courses the compiler would let through: their saved progress fits. */
const course = arbitraryShape.map(courseOf).filter((made) => stateBudget(made).worst <= 4096)

const statuses = ['', 'not attempted', 'incomplete', 'failed', 'completed', 'passed']

const standard: Standard<FakeLms> = {
  create: (disturb) => createFakeLms({ disturb }),
  api: 'API',
  open: connect,
  standing: (record) => ({
    status: statuses.indexOf(record['cmi.core.lesson_status'] ?? ''),
    score: Number(record['cmi.core.score.raw'] ?? 0),
    complete: record['cmi.core.exit'] === '',
  }),
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
