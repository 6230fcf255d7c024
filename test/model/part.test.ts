import { describe, expect, it } from 'vitest'
import { indexOf } from '../../src/model/course-index.ts'
import { isDeciding, isRequired, isScored, partOf, partsOf } from '../../src/model/part.ts'
import { progressOf } from '../../src/model/progress.ts'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { partBudget, stateBudget } from '../../src/model/state/budget.ts'
import { decodeState, encodeState } from '../../src/model/state/codec.ts'
import { emptyState } from '../../src/model/state/learner-state.ts'
import { arbitraryShape, courseOf } from '../support/arbitrary-course.ts'
import { compiledFixture } from '../support/compiled.ts'
import fc from '../support/properties.ts'

const minimal = compiledFixture('minimal')

const partsAsCourses = (course: CompiledCourse): CompiledCourse[] =>
  partsOf(course).map(({ id }) => {
    const part = partOf(course, id)
    if (part === undefined) throw new Error(`no part ${id}`)
    return part
  })

/** Ids of all questions that checks and exams may ask, each as often as it may. */
const asked = ({ modules, exams }: CompiledCourse): string[] => [
  ...modules
    .flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks))
    .flatMap((block) => (block.kind === 'check' ? block.questions : [])),
  ...exams.flatMap(({ sections }) => sections.flatMap(({ draws }) => draws.flatMap(({ questions }) => questions))),
]

describe('the parts of a course', () => {
  it('hold together every section, check and exam once, and each what it asks', () => {
    fc.assert(
      fc.property(arbitraryShape, (shape) => {
        const course = courseOf(shape)
        const parts = partsAsCourses(course)
        expect(parts.flatMap(({ modules }) => modules)).toEqual(course.modules)
        expect(parts.flatMap(({ exams }) => exams)).toEqual(course.exams)
        expect(parts.flatMap((part) => indexOf(part).checks)).toEqual(indexOf(course).checks)
        expect(parts.flatMap(asked)).toEqual(asked(course))
        for (const part of parts) {
          expect(new Set(part.questions.map(({ id }) => id))).toEqual(new Set(asked(part)))
          expect(part.questions).toEqual(course.questions.filter((question) => part.questions.includes(question)))
          expect(part.id).toBe(course.id)
        }
      }),
    )
  })

  it('need no more room for saved progress than the whole', () => {
    fc.assert(
      fc.property(arbitraryShape, (shape) => {
        const course = courseOf(shape)
        const worst = partsAsCourses(course).map((part) => stateBudget(part).worst)
        expect(Math.max(...worst)).toBeLessThanOrEqual(stateBudget(course).worst)
        expect(partBudget(course).worst).toBe(Math.max(...worst))
      }),
    )
  })

  it('have names that differ even where a module and an exam share an id', () => {
    const [module] = minimal.modules
    const [exam] = minimal.exams
    if (module === undefined || exam === undefined) throw new Error('the fixture has both')
    const course = { ...minimal, modules: [{ ...module, id: 'final' }], exams: [{ ...exam, id: 'final' }] }
    expect(partsOf(course).map(({ id, kind, of }) => [id, kind, of])).toEqual([
      ['module-final', 'module', 'final'],
      ['exam-final', 'exam', 'final'],
    ])
    expect(partOf(course, 'module-final')?.exams).toEqual([])
    expect(partOf(course, 'exam-final')?.modules).toEqual([])
    expect(partOf(course, 'final')).toBeUndefined()
  })

  it('are complete by what the rule of the course asks of them', () => {
    const [basics] = minimal.modules
    const part = partOf(minimal, 'module-basics')
    const exam = partOf(minimal, 'exam-final')
    if (basics === undefined || part === undefined || exam === undefined) throw new Error('the fixture has them')
    expect(part.completion).toEqual({ sections: 100, checks: minimal.completion.checks })
    expect(exam.completion).toEqual({ sections: 0, checks: 'none', exam: 'final' })
    const passed = { ...emptyState('seed00'), exams: { final: { submitted: 1, best: 8000, passed: true } } }
    expect(progressOf(exam, emptyState('seed00'))).toMatchObject({ outcome: 'incomplete', fraction: 0 })
    expect(progressOf(exam, passed)).toMatchObject({ outcome: 'passed', complete: true, score: 8000 })
    const read = { ...emptyState('seed00'), visited: basics.sections.map(({ id }) => id) }
    const easy = { ...part, completion: { sections: 100, checks: 'none' as const } }
    expect(progressOf(easy, read)).toMatchObject({ outcome: 'completed', complete: true })
    expect(progressOf(easy, { ...read, visited: read.visited.slice(1) })).toMatchObject({ complete: false })
  })

  it("take another part's saved progress for nothing but the time spent", () => {
    const [first, second] = [partOf(minimal, 'module-basics'), partOf(minimal, 'module-sequencing')]
    if (first === undefined || second === undefined) throw new Error('the fixture has them')
    const visited = first.modules.flatMap(({ sections }) => sections.map(({ id }) => id))
    const text = encodeState(first, { ...emptyState('seed00'), visited, seconds: 7 })
    expect(decodeState(second, text)).toMatchObject({ state: { visited: [], seconds: 7 } })
  })
})

describe('what a part counts for in the whole', () => {
  const standing = (completion: CompiledCourse['completion']) => {
    const [exam] = minimal.exams
    if (exam === undefined) throw new Error('the fixture has one')
    const course = { ...minimal, completion, exams: [exam, { ...exam, id: 'practice' }] }
    return Object.fromEntries(
      partsOf(course).map((part) => [
        part.id,
        [isRequired(course, part), isDeciding(course, part), isScored(course, part)],
      ]),
    )
  }

  it.each<[string, CompiledCourse['completion'], ReturnType<typeof standing>]>([
    [
      'sections and an exam',
      { sections: 100, checks: 'none', exam: 'final' },
      {
        'module-basics': [true, false, false],
        'module-sequencing': [true, false, false],
        'exam-final': [true, true, true],
        'exam-practice': [false, false, false],
      },
    ],
    [
      'an exam alone',
      { sections: 0, checks: 'none', exam: 'final' },
      {
        'module-basics': [false, false, false],
        'module-sequencing': [false, false, false],
        'exam-final': [true, true, true],
        'exam-practice': [false, false, false],
      },
    ],
    [
      'no exam',
      { sections: 100, checks: 'answered' },
      {
        'module-basics': [true, false, true],
        'module-sequencing': [true, false, true],
        'exam-final': [false, false, false],
        'exam-practice': [false, false, false],
      },
    ],
  ])('%s', (_, completion, expected) => {
    expect(standing(completion)).toEqual(expected)
  })
})
