/** The mistakes every author makes once: each names file, line, column and the mend, and leaves the output as it was. */
import { existsSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeBuild } from '../../src/cli/commands/build.ts'
import { check } from '../../src/cli/commands/check.ts'
import type { Problem } from '../../src/problems/problem.ts'
import { type Changes, change, courseWith, filesIn, swap, temporaryFolder } from '../support/course-folder.ts'
import { expectGolden } from '../support/golden.ts'
import { testIo } from '../support/io.ts'

const player = new Map(['index.html', 'player.js', 'player.css'].map((name) => [name, new Uint8Array([10])]))
const basics = 'modules/01-basics.md'
const bank = 'questions/basics.md'
const exam = 'exams/final.yaml'

const mistakes: Readonly<Record<string, Changes>> = {
  'broken-yaml': { 'course.yaml': swap('title: A minimal course', 'title: A minimal: course') },
  'broken-front-matter': { [basics]: swap('title: Basics', 'title: "Basics') },
  'duplicate-question-id': { [bank]: swap('## query-timing', '## symptom-codes') },
  'no-right-answer': { [bank]: swap('- [x] A41.51', '- [ ] A41.51') },
  'two-right-answers': { [bank]: swap('- [ ] A41.9', '- [x] A41.9') },
  'missing-bank': { [exam]: swap('bank: basics, domain: documentation', 'bank: sepsis, domain: documentation') },
  'exam-asks-too-much': { [exam]: swap('count: 3', 'count: 30') },
  'cyclic-include': {
    [basics]: (text) => `${text}\n::include{src="../shared/a.md"}\n`,
    'shared/a.md': 'A.\n\n::include{src="b.md"}\n',
    'shared/b.md': 'B.\n\n::include{src="a.md"}\n',
  },
  'large-image': {
    [basics]: swap('code-structure.svg', 'large.png'),
    'media/code-structure.svg': null,
    'media/large.png': '',
  },
  'name-leaves-folder-in-list': { 'course.yaml': swap('modules/02-sequencing.md', '../elsewhere/02-sequencing.md') },
  'name-leaves-folder-in-picture': {
    [basics]: swap('../media/code-structure.svg', '../../elsewhere/code-structure.svg'),
  },
  'name-with-backslash-on-disk': { '..\\evil.md': 'x' },
  'not-utf8': {
    'questions/latin.md': Buffer.from('---\nbank: latin\ntitle: Caf\u00e9\n---\n', 'latin1'),
  },
  'unknown-directive': { [basics]: swap(':::tip[Exam day]', ':::hint[Exam day]') },
  'unknown-attribute': { [basics]: swap('pick=2', 'picks=2') },
}

describe('bad input', () => {
  it.each(Object.entries(mistakes))('%s', async (name, changes) => {
    const cwd = temporaryFolder()
    const course = courseWith()
    const run = async (...argv: string[]) => {
      const io = testIo({ cwd })
      return { code: await makeBuild(() => player).run([course, ...argv], io), ...io.written() }
    }
    expect((await run()).code).toBe(0)
    const before = filesIn(join(cwd, 'dist'))

    change(course, changes)
    // 50 MB that take no room on disk, and must not be read to be refused.
    if (name === 'large-image') truncateSync(join(course, 'media/large.png'), 50_000_000)

    const { code, stdout, stderr } = await run()
    expect([code, stdout]).toEqual([1, ''])
    expectGolden(`cli/bad-input/${name}.txt`, stderr.replaceAll(`${course}/`, ''))
    expect(filesIn(join(cwd, 'dist'))).toEqual(before)

    const { problems }: { problems: Problem[] } = JSON.parse((await run('--json')).stdout)
    const errors = problems.filter(({ severity }) => severity === 'error')
    expect(errors).not.toEqual([])
    for (const { place, hint } of errors) {
      expect(hint).not.toBe('')
      if (name !== 'name-with-backslash-on-disk')
        expect(place).toMatchObject({ line: expect.any(Number), column: expect.any(Number) })
    }

    const fresh = testIo({ cwd: temporaryFolder() })
    await makeBuild(() => player).run([course, '--out', 'fresh'], fresh)
    expect(existsSync(join(fresh.cwd, 'fresh'))).toBe(false)
  })

  it('says faults of every kind in one run', async () => {
    const course = courseWith({
      'course.yaml': (text) =>
        text
          .replace('  exam: final\ntargets: [scorm12]', '  exam: finale\ntargets: [scorm12, scrom2004]')
          .replace('    minutes: 30\n', '    minutes: 30\n    credentials: [ahima-cse]\n'),
      [basics]: (text) =>
        `${text}\n[a](zz.md) ![b](../media/none.png) :term[unheard of] [c](https://learner:s3cret@lrs.example/xapi)\n\n::quiz{bank="none"}\n`,
      [bank]: (text) => text.replace('- [x] A41.51', '- [ ] A41.51').replace('- [ ] A41.9', '- [ ] `icd10cm:A41`'),
      [exam]: swap('count: 3', 'count: 30'),
      'questions/visits.md':
        '---\nbank: visits\ndomain: diagnosis\n---\n## visit\n\nMrs. Whitcombe came. What is coded?\n\n- [x] R50.9\n- [ ] I10\n\n> **Why.** So.\n',
    })
    const io = testIo()
    expect(await check.run([course, '--format', 'json'], io)).toBe(1)
    const { problems }: { problems: Problem[] } = JSON.parse(io.written().stdout)
    expect([...new Set(problems.map(({ code }) => code))].sort()).toEqual([
      'award-credential-unknown',
      'bank-unknown',
      'bank-unused',
      'code-not-locked',
      'credential-inside',
      'draw-short',
      'exam-unknown',
      'file-missing',
      'option-key-missing',
      'phi-in-question',
      'target-unknown',
      'term-unknown',
    ])
  })

  it.runIf(existsSync('/proc/self'))('an output folder where the system makes none', async () => {
    const io = testIo({ cwd: temporaryFolder() })
    await expect(makeBuild(() => player).run([courseWith(), '--out', '/proc/chartwright/out'], io)).rejects.toThrow(
      'ENOENT',
    )
  })
})
