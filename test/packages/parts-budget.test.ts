import { expect, test } from 'vitest'
import { stateBudgetCheck } from '../../src/checks/state-budget.ts'
import { makeBuild } from '../../src/cli/commands/build.ts'
import { partBudget, stateBudget } from '../../src/model/state/budget.ts'
import { compiledFixture } from '../support/compiled.ts'
import { courseWith, temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'
import { playerFiles } from './fixture.ts'

test('a course too long for one SCO fits in parts, each with its own saved progress', () => {
  const course = compiledFixture('minimal')
  const place = { file: 'course.yaml', line: 1, column: 1 }
  const run = (stateLimit: number, inParts: boolean) =>
    stateBudgetCheck.run({
      course,
      at: { course: () => place, exam: () => place, bank: () => place },
      targets: [{ name: 'scorm12', stateLimit, inParts }],
      texts: [],
      codes: { cited: [], lock: undefined, installed: undefined },
      today: '2026-11-22',
    })
  const { worst } = partBudget(course)
  expect(worst).toBeLessThan(stateBudget(course).worst)
  expect(run(worst, false)).toMatchObject([{ code: 'state-too-large' }])
  expect(run(worst, true)).toEqual([])
  expect(run(worst - 1, true)).toMatchObject([{ code: 'state-too-large' }])
})

test('a build in parts proves and prints the saved progress of the part that needs most', async () => {
  const io = testIo({ cwd: temporaryFolder() })
  const argv = [courseWith(), '--target', 'scorm12', '--target', 'web', '--layout', 'multi', '--json']
  expect(await makeBuild(() => playerFiles).run(argv, io)).toBe(0)
  const { packages } = JSON.parse(io.written().stdout) as {
    packages: { target: string; state: { worst: number } }[]
  }
  const course = compiledFixture('minimal')
  expect(packages.map(({ target, state }) => [target, state.worst])).toEqual([
    ['scorm12', partBudget(course).worst],
    ['web', stateBudget(course).worst],
  ])
})
