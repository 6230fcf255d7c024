import { describe, expect, test } from 'vitest'
import type { AssignableUnit, CoursePart, CourseStructure, MoveOn } from '../../../src/model/cmi5.ts'
import { moveOnWords } from '../../../src/model/cmi5.ts'
import { isMet, newlySatisfied } from '../../../src/service/cmi5/move-on.ts'
import type { Cmi5Progress } from '../../../src/storage/cmi5.ts'
import fc from '../../support/properties.ts'

const words = { publisherId: 'https://publisher.example/x', title: {}, description: {} }
const unit = (moveOn: MoveOn): AssignableUnit => ({ kind: 'au', ...words, url: 'x', moveOn, launchMethod: 'AnyWindow' })
const block = (parent: number): CoursePart => ({ kind: 'block', ...words, parent })
const course: CoursePart = { kind: 'course', ...words }
const reached = (...all: readonly Cmi5Progress[]): ReadonlyMap<number, Cmi5Progress> =>
  new Map(all.map((one) => [one.part, one]))

describe('isMet (13.1.4)', () => {
  const nothing = {}
  const completed = { completed: 1 }
  const passed = { passed: 1 }
  const both = { completed: 1, passed: 1 }
  const table: Readonly<Record<MoveOn, readonly [boolean, boolean, boolean, boolean]>> = {
    NotApplicable: [true, true, true, true],
    Completed: [false, true, false, true],
    Passed: [false, false, true, true],
    CompletedAndPassed: [false, false, false, true],
    CompletedOrPassed: [false, true, true, true],
  }
  test.each(moveOnWords.map((word) => [word, table[word]] as const))('%s', (word, expected) => {
    expect([nothing, completed, passed, both].map((one) => isMet(unit(word), one))).toEqual(expected)
    expect(isMet(unit(word), { waived: 1 })).toBe(true)
  })
})

describe('newlySatisfied (9.3.9)', () => {
  const nested: CourseStructure = [
    course,
    block(0),
    { ...unit('Completed'), parent: 1 },
    block(1),
    { ...unit('Passed'), parent: 3 },
    { ...unit('NotApplicable'), parent: 0 },
  ]

  test('inner before outer, the course last', () => {
    expect(newlySatisfied(nested, reached())).toEqual([])
    expect(newlySatisfied(nested, reached({ part: 4, passed: 1 }))).toEqual([3])
    expect(newlySatisfied(nested, reached({ part: 2, completed: 1 }, { part: 4, passed: 1 }))).toEqual([3, 1, 0])
  })

  test('what was said is not said again', () => {
    const said = reached({ part: 2, completed: 1 }, { part: 3, satisfied: 1 }, { part: 4, passed: 1 })
    expect(newlySatisfied(nested, said)).toEqual([1, 0])
  })

  test('a course of 5,000 units in 200 blocks is done at once', () => {
    const wide: CoursePart[] = [course]
    for (let i = 0; i < 200; i += 1) {
      const at = wide.push(block(0)) - 1
      for (let j = 0; j < 25; j += 1) wide.push({ ...unit('NotApplicable'), parent: at })
    }
    expect(newlySatisfied(wide, reached())).toHaveLength(201)
  })

  test('whatever the order of learning, every block is said once, after all in it', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([2, 4], { minLength: 2 }), (order) => {
        const progress = new Map<number, Cmi5Progress>()
        const said: number[] = []
        for (const part of order) {
          progress.set(part, { part, completed: 1, passed: 1 })
          for (const one of newlySatisfied(nested, progress)) {
            said.push(one)
            progress.set(one, { part: one, satisfied: 1 })
          }
        }
        expect([...said].sort((a, b) => a - b)).toEqual([0, 1, 3])
        expect(said.indexOf(3)).toBeLessThan(said.indexOf(1))
        expect(said.at(-1)).toBe(0)
      }),
    )
  })
})
