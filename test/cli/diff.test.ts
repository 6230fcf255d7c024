import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it, test } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { stateKey } from '../../src/model/key.ts'
import type { CompiledCourse, Question } from '../../src/model/schema-types.ts'
import { targets, writePackage } from '../../src/packages/index.ts'
import type { Layout, PackageTarget } from '../../src/packages/target.ts'
import { packageInput } from '../packages/fixture.ts'
import { edited } from '../packages/verify/bad-packages.ts'
import { goodPackages, packed } from '../packages/verify/good-packages.ts'
import { courseOf } from '../support/arbitrary-course.ts'
import { temporaryFolder } from '../support/course-folder.ts'
import { expectGolden } from '../support/golden.ts'
import { testIo } from '../support/io.ts'

const question = (type: 'single-choice' | 'numeric') => ({ type, points: 1, partial: false, domain: 'diagnosis' })

/** Two modules, a check that asks two of four, an exam of five of six. */
const before = courseOf({
  id: 'course',
  modules: [3, 2],
  questions: [...Array.from({ length: 5 }, () => question('single-choice')), question('numeric')],
  checks: [{ module: 0, pick: 2, from: 2 }],
  exams: [{ counts: [5], attempts: 3, shuffle: true, clock: 'runs' }],
})

const raised = (course: CompiledCourse): CompiledCourse => ({ ...course, version: '1.1.0', hash: '1'.repeat(64) })

/** The key of one question, the tolerance of another, a section, the pass mark; one question is gone, one is new. */
const after: CompiledCourse = raised({
  ...before,
  modules: before.modules.map((module, i) =>
    i === 0
      ? { ...module, sections: [...module.sections, { id: 'module-0/more', title: 'More', blocks: [] }] }
      : module,
  ),
  questions: before.questions.flatMap((one): Question[] => {
    if (one.id === 'q-2') return []
    if (one.type === 'numeric') return [{ ...one, tolerance: 2 }]
    if (one.id !== 'q-3' || one.type !== 'single-choice') return [one]
    return [{ ...one, options: one.options.map((option) => ({ ...option, correct: option.id === 'a' })) }]
  }),
  exams: before.exams.map((exam) => ({
    ...exam,
    pass: 80,
    sections: exam.sections.map((section) => ({
      ...section,
      draws: section.draws.map((draw) => ({ ...draw, questions: draw.questions.filter((id) => id !== 'q-2') })),
    })),
  })),
})
const checked: CompiledCourse = {
  ...after,
  modules: after.modules.map((module) => ({
    ...module,
    sections: module.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) =>
        block.kind === 'check' ? { ...block, questions: block.questions.filter((id) => id !== 'q-2') } : block,
      ),
    })),
  })),
}

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
})

function write(name: string, content: Uint8Array | string): string {
  mkdirSync(dirname(join(cwd, name)), { recursive: true })
  writeFileSync(join(cwd, name), content)
  return name
}

const filesOf = (course: CompiledCourse, target: PackageTarget, layout: Layout = 'single') =>
  target.files({ ...packageInput(course), assets: new Map(), options: { layout } })

function built(name: string, course: CompiledCourse, target: PackageTarget = targets.scorm12, layout?: Layout): string {
  const files = filesOf(course, target, layout)
  if (target.shape === 'zip') return write(name, writePackage(files))
  for (const [path, bytes] of files) write(`${name}/${path}`, bytes)
  return name
}

async function diff(...argv: string[]) {
  const io = testIo({ cwd })
  const code = await run(['diff', ...argv], io)
  return { code, ...io.written() }
}

describe('diff', () => {
  it('is content with a new version that loses nothing', async () => {
    const words = raised({ ...before, title: 'Another title' })
    expect(await diff(built('old.zip', before), built('new.zip', words))).toEqual({
      code: 0,
      stdout:
        'course 1.0.0 → 1.1.0 (scorm12)\nLearners who are under way lose nothing.\nModules, checks, questions, exams: 0 lost, 0 rescored, 8 kept, 0 added.\nWhoever is complete stays complete.\n',
      stderr: '',
    })
  })

  it('prints what is lost, rescored and new', async () => {
    const { code, stdout, stderr } = await diff(built('old.zip', before), built('new.zip', checked))
    expect([code, stderr]).toEqual([1, ''])
    expectGolden('cli/diff/report.txt', stdout)
  })

  it('prints the same as JSON', async () => {
    const { code, stdout } = await diff(built('old.zip', before), built('new.zip', checked), '--format', 'json')
    expect(code).toBe(1)
    expectGolden('cli/diff/report.json', stdout)
  })

  it('compares part by part where each has records of its own', async () => {
    const old = built('old.zip', before, targets.scorm12, 'multi')
    const { code, stdout } = await diff(
      old,
      built(
        'new.zip',
        { ...checked, exams: [], completion: { sections: 100, checks: 'none' } },
        targets.scorm12,
        'multi',
      ),
    )
    expect(code).toBe(1)
    expectGolden('cli/diff/parts.txt', stdout)
  })

  const withExam = (exam: Partial<CompiledCourse['exams'][number]>): CompiledCourse =>
    raised({ ...before, exams: before.exams.map((one) => ({ ...one, ...exam })) })
  const withRule = (completion: Partial<CompiledCourse['completion']>): CompiledCourse =>
    raised({ ...before, completion: { ...before.completion, ...completion } })
  const [minutes, clock] = [before.exams[0]?.minutes ?? 0, before.exams[0]?.clock]

  test.each<[string, CompiledCourse, string]>([
    ['a pass mark', withExam({ pass: 85 }), 'pass (exam exam-0)'],
    ['fewer attempts', withExam({ attempts: 1 }), 'attempts (exam exam-0)'],
    ['less time', withExam({ minutes: minutes === 0 ? 5 : minutes - 1 }), 'minutes (exam exam-0)'],
    ['reviews that show less', withExam({ feedback: 'never' }), 'feedback (exam exam-0)'],
    [
      'several rules',
      withExam({ pass: 85, attempts: 2, feedback: 'never' }),
      'pass (exam exam-0), attempts (exam exam-0), feedback (exam exam-0)',
    ],
    ['completion', withRule({ checks: 'correct' }), 'knowledge checks (completion)'],
  ])('calls it a loss when the new version is stricter: %s', async (_, course, words) => {
    const [old, now] = [built('old.zip', before), built('new.zip', course)]
    const { code, stdout } = await diff(old, now)
    expect(code).toBe(1)
    expect(stdout).toContain('Learners who are under way lose something, or it counts differently.')
    expect(stdout).toContain(`Stricter than before: ${words}.\n`)
    const { tally } = JSON.parse((await diff(old, now, '--format', 'json')).stdout)
    expect(tally).toEqual({ kept: 8, lost: 0, rescored: 0, added: 0, stricter: words.split(', ').length })
  })

  test.each<[string, CompiledCourse]>([
    ['a lower pass mark', withExam({ pass: 50 })],
    ['more attempts', withExam({ attempts: 0 })],
    ['no limit of time', withExam({ minutes: 0, ...(clock === undefined ? {} : { clock }) })],
  ])('calls it no loss when it is milder: %s', async (_, course) => {
    const { code, stdout } = await diff(built('old.zip', before), built('new.zip', course))
    expect(code).toBe(0)
    expect(stdout).not.toContain('Stricter')
    expect(stdout).not.toContain('less time')
  })

  it('says which new question is an old one under another id', async () => {
    const old = before.questions.find(({ id }) => id === 'q-2')?.key
    const renamed: CompiledCourse = JSON.parse(JSON.stringify(raised(before)), (name, value: unknown) =>
      value === 'q-2' ? 'q-two' : name === 'key' && value === old ? stateKey('q-two') : value,
    )
    const { stdout } = await diff(built('old.zip', before), built('new.zip', renamed))
    expect(stdout).toContain(
      'Questions under another id\n  q-2  is the same question as q-two. Keep the id q-2, and the answers given to it are kept.\n',
    )
  })

  it('says what becomes of a section whose heading was renamed, alike as text, as JSON and in numbers', async () => {
    const renamed = raised({
      ...before,
      modules: before.modules.map((module) => ({
        ...module,
        sections: module.sections.map((section) =>
          section.id === 'module-0/section-0'
            ? {
                ...section,
                id: 'module-0/the-table',
                title: 'The table',
                blocks: section.blocks.map((block) =>
                  block.kind === 'check' ? { ...block, id: 'module-0/the-table#1' } : block,
                ),
              }
            : section,
        ),
      })),
    })
    const [old, now] = [built('old.zip', before), built('new.zip', renamed)]
    const { code, stdout } = await diff(old, now)
    expect(code).toBe(1)
    expect(stdout).toContain('1 lost, 0 rescored, 7 kept, 1 added.')
    expect(stdout).toContain(
      'counted  module-0: section module-0/section-0 is gone, section module-0/the-table is new. Where all of it was opened, it stays so; where part of it was, as many sections from its beginning count. If you renamed a heading: ',
    )
    expect(stdout).toMatch(/^ {2}added +module-0\/the-table#1: a new check$/m)
    expect(stdout).toMatch(
      /^ {2}lost +module-0\/section-0#1: the check is no longer at this place; of the questions a learner was asked, at most 2 are no longer asked$/m,
    )
    const json = JSON.parse((await diff(old, now, '--format', 'json')).stdout)
    expect(json.tally).toEqual({ kept: 7, lost: 1, rescored: 0, added: 1, stricter: 0 })
    expect(json.records[0].diff.checks).toMatchObject([
      { id: 'module-0/the-table#1', fate: 'added', change: 'new' },
      { id: 'module-0/section-0#1', fate: 'lost', change: 'gone', leave: 2 },
    ])
  })

  it('calls a check kept that is gone while all its questions are asked of everybody elsewhere', async () => {
    const everybody = (course: CompiledCourse, id: string): CompiledCourse => ({
      ...course,
      modules: course.modules.map((module) => ({
        ...module,
        sections: module.sections.map((section) => ({
          ...section,
          blocks: section.blocks.map((block) =>
            block.kind === 'check' ? { ...block, id, pick: block.questions.length } : block,
          ),
        })),
      })),
    })
    const old = built('old.zip', everybody(before, 'module-0/section-0#1'))
    const now = built('new.zip', everybody(raised(before), 'module-0/section-0#2'))
    const { code, stdout } = await diff(old, now)
    expect(code).toBe(0)
    expect(stdout).toContain('0 lost, 0 rescored, 8 kept, 1 added.')
    expect(stdout).toMatch(/^ {2}kept +module-0\/section-0#1: .*; whoever was asked a question is still asked it$/m)
    const json = JSON.parse((await diff(old, now, '--format', 'json')).stdout)
    expect(json.records[0].diff.checks).toMatchObject([{ fate: 'added' }, { fate: 'kept', change: 'gone', leave: 0 }])
  })

  test.each(Object.entries<PackageTarget>(targets))('reads %s', async (name, target) => {
    const old = built(target.shape === 'zip' ? 'old.zip' : 'old', before, target)
    const { code, stdout } = await diff(
      old,
      built(target.shape === 'zip' ? 'new.zip' : 'new', checked, target),
      '--format',
      'json',
    )
    const json = JSON.parse(stdout)
    expect(json.before).toMatchObject({ course: 'course', version: '1.0.0', target: name, layout: 'single' })
    expect(json.broken).toEqual([])
    expect({ code, tally: json.tally }).toEqual({
      code: 1,
      tally: { kept: 3, lost: 3, rescored: 2, added: 0, stricter: 1 },
    })
  })

  it('reads course.json, and the folder that holds it', async () => {
    write('old/course.json', JSON.stringify(before))
    const { code, stdout } = await diff('old', write('new.json', JSON.stringify(checked)))
    expect(code).toBe(1)
    expect(stdout).toContain('course 1.0.0 → 1.1.0\n')
  })

  test.each<[string, () => [string, string], string]>([
    [
      'another course id',
      () => [built('a.zip', before), built('b.zip', raised({ ...before, id: 'other' }))],
      'The course id was course, it is other',
    ],
    [
      'another target',
      () => [built('a.zip', before), built('b.zip', raised(before), targets.scorm2004)],
      'The package was made for scorm12, it is for scorm2004',
    ],
    [
      'another edition',
      () => [built('a.zip', before, targets['scorm2004-3rd']), built('b.zip', raised(before), targets.scorm2004)],
      'made for scorm2004-3rd',
    ],
    [
      'another layout',
      () => [built('a.zip', before), built('b.zip', raised(before), targets.scorm12, 'multi')],
      'had one launch, it has a launch for each part',
    ],
  ])('says that all is lost with %s', async (_, packages, words) => {
    const { code, stdout } = await diff(...packages())
    expect(code).toBe(1)
    expect(stdout).toContain('Everybody starts over: all saved progress is lost.')
    expect(stdout).toContain(words)
  })

  test.each<[string, CompiledCourse, string]>([
    ['the course is the same', before, 'Note: Both hold the same course.'],
    ['the version was not raised', { ...before, hash: '2'.repeat(64) }, 'Note: The version is 1.0.0 in both'],
    ['the version goes down', { ...before, version: '0.9.0', hash: '2'.repeat(64) }, 'Note: The version goes down'],
  ])('warns when %s', async (_, course, words) => {
    const { code, stdout } = await diff(built('old.zip', before), built('new.zip', course))
    expect(code).toBe(0)
    expect(stdout).toContain(words)
  })

  it('does not let words of a course steer the terminal', async () => {
    const title = { ...before, exams: before.exams.map((exam) => ({ ...exam, id: 'exam-0' })), title: 'a\u001b[31m' }
    const odd = { ...title, version: '1.0.0-\u001b[2J' }
    const { stdout } = await diff(built('old.zip', before), write('new.json', JSON.stringify(odd)))
    expect(stdout).not.toContain('\u001b')
  })

  test.each<[string, () => string[], number, string]>([
    ['one package', () => ['old.zip'], 2, 'Two packages are compared'],
    ['a format that does not exist', () => ['old.zip', 'old.zip', '--format', 'xml'], 2, '--format cannot be xml.'],
    ['a file that is not there', () => ['old.zip', 'gone.zip'], 3, 'no such file or folder'],
    ['no zip', () => ['old.zip', write('x.zip', 'no zip')], 3, 'x.zip is not a zip file that can be read'],
    [
      'a package of somebody else',
      () => ['old.zip', write('x.zip', packed(goodPackages.scorm12))],
      3,
      'x.zip holds no course.js of Chartwright.',
    ],
    [
      'a course.js that is a program',
      () => [
        'old.zip',
        write(
          'x.zip',
          packed({ ...goodPackages.scorm12, 'course.js': 'globalThis.chartwrightCourse={};process.exit(9)' }),
        ),
      ],
      3,
      'x.zip holds no course.js of Chartwright.',
    ],
    [
      'a course.js that is damaged',
      () => [
        'old.zip',
        write('x.zip', packed({ ...goodPackages.scorm12, 'course.js': 'globalThis.chartwrightCourse={"a":};' })),
      ],
      3,
      'x.zip has a course.js that is damaged',
    ],
    [
      'a course of another format',
      () => ['old.zip', write('x.json', '{"format":9}')],
      3,
      'x.json holds a course that this version of chartwright cannot read',
    ],
    [
      'an empty folder',
      () => {
        mkdirSync(join(cwd, 'empty'))
        return ['old.zip', 'empty']
      },
      3,
      'empty holds no course.js and no course.json',
    ],
    [
      'the folder of a course',
      () => {
        write('course/course.yaml', '')
        return ['old.zip', 'course']
      },
      3,
      'course is the folder of a course. Build it first',
    ],
    [
      'a package with a broken manifest and no course',
      () => ['old.zip', write('x.zip', packed({ 'imsmanifest.xml': edited('scorm12', ['</manifest>', '']) }))],
      3,
      'holds no course.js of Chartwright',
    ],
  ])('refuses %s', async (_, argv, code, words) => {
    built('old.zip', before)
    const result = await diff(...argv())
    expect(result.code).toBe(code)
    expect(result.stderr).toContain(words)
    expect(result.stdout).toBe('')
  })

  it('shows examples in its help', async () => {
    expect((await diff('--help')).stdout).toContain('chartwright diff uploaded/my-course-scorm12.zip')
  })
})
