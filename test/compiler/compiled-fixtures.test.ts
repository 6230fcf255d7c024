import { describe, expect, it } from 'vitest'
import { openFolder } from '../../src/compiler/folder.ts'
import { compileCourse } from '../../src/compiler/index.ts'
import { check } from '../../src/validation/check.ts'
import { compiledFixture } from '../support/compiled.ts'
import { fixtureCourse } from '../support/course-folder.ts'
import { expectGolden } from '../support/golden.ts'

describe('compiled fixtures', () => {
  it.each(['minimal', 'case'])('%s.json is what the compiler makes of its course', async (name) => {
    const { course, problems } = await compileCourse(openFolder(fixtureCourse(name)), { name })
    expect(problems).toEqual([])
    expectGolden(`compiled/${name}.json`, `${JSON.stringify(course, null, 2)}\n`)
  })

  it.each(['minimal', 'case'])('%s.json is valid against the schema', (name) => {
    expect(check('compiled-course', compiledFixture(name)).issues).toEqual([])
  })

  it('minimal.json shows all that other tests rely on', () => {
    const course = compiledFixture('minimal')
    expect(new Set(course.questions.map(({ type }) => type)).size).toBe(7)
    expect(course.modules.map(({ sections }) => sections.length)).toEqual([2, 3])
    expect(course.assets).toHaveLength(1)
    expect(course.awards).toHaveLength(1)
  })
})
