import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { exportFormats } from '../../src/exports/index.ts'
import { courseWith, filesIn, swap, temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'

/** A course of one module. */
const COURSE = `id: minimal
title: One module
version: 1.0.0
language: en
description: One module.
authors:
  - name: Chartwright
purpose: training
domains:
  - id: diagnosis
    title: Diagnosis coding
modules:
  - modules/01-basics.md
completion:
  sections: 100
`

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
})

async function exported(...argv: string[]) {
  const io = testIo({ cwd })
  const code = await run(['export', ...argv], io)
  return { code, ...io.written() }
}

const made = (): string[] => Object.keys(filesIn(join(cwd, 'dist')))

describe('export', () => {
  it('writes every format, with a report of what was lost beside it', async () => {
    const formats = Object.keys(exportFormats)
    const { code, stdout, stderr } = await exported(courseWith(), ...formats.flatMap((name) => ['--format', name]))
    expect([code, stderr]).toEqual([0, ''])
    expect(made()).toEqual([
      'minimal-aiken.losses.txt',
      'minimal-basics-aiken.txt',
      'minimal-basics.imscc',
      'minimal-common-cartridge.losses.txt',
      'minimal-gift.losses.txt',
      'minimal-gift.txt',
      'minimal-moodle-xml.losses.txt',
      'minimal-moodle.xml',
      'minimal-qti21.losses.txt',
      'minimal-qti21.zip',
      'minimal-qti30.losses.txt',
      'minimal-qti30.zip',
    ])
    for (const name of formats) expect(stdout).toMatch(new RegExp(`^dist/\\S+ +[\\d.]+ k?B  ${name}$`, 'm'))
    expect(stdout).toMatch(
      /^aiken: \d+ of 14 questions, not all of them whole\. Question by question: dist\/minimal-aiken\.losses\.txt$/m,
    )
    expect(stdout).toMatch(/^left out +\d+ {2}an ordering question +the question is not in the file$/m)
    expect(readFileSync(join(cwd, 'dist/minimal-aiken.losses.txt'), 'utf8')).toMatch(
      /^question +effect +what could not be expressed +instead$/m,
    )
  })

  it('tells programs each loss of each question', async () => {
    const { code, stdout } = await exported(courseWith(), '--format', 'gift', '--json')
    expect(code).toBe(0)
    const result: unknown = JSON.parse(stdout)
    expect(result).toMatchObject({
      format: 1,
      exports: [
        {
          format: 'gift',
          files: [
            {
              file: 'dist/minimal-gift.txt',
              bytes: expect.any(Number),
              sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
            },
          ],
          questions: 14,
          losses: expect.arrayContaining([
            {
              question: expect.any(String),
              effect: 'left out',
              what: 'an ordering question',
              instead: 'the question is not in the file',
            },
          ]),
          report: 'dist/minimal-gift.losses.txt',
        },
      ],
      problems: [],
    })
  })

  it('writes the same bytes again, and only the bank that was asked for', async () => {
    const course = courseWith()
    await exported(course, '--format', 'qti30', '--format', 'moodle-xml', '--bank', 'basics', '--out', 'one')
    await exported(course, '--format', 'moodle-xml', '--format', 'qti30', '--out', 'two')
    const [one, two] = [filesIn(join(cwd, 'one')), filesIn(join(cwd, 'two'))]
    expect(Object.values(one)).toEqual(Object.values(two))
    expect(Object.keys(two)).toContain('minimal-moodle.xml')
    expect(Object.keys(one)).toEqual(Object.keys(two).map((name) => name.replace('minimal-', 'minimal-basics-')))
  })

  it.each(['moodle-xml', 'gift', 'qti21', 'qti30'])(
    'keeps %s of the whole course when one bank is exported',
    async (format) => {
      const course = courseWith()
      await exported(course, '--format', format)
      const whole = filesIn(join(cwd, 'dist'))
      await exported(course, '--format', format, '--bank', 'basics')
      expect(filesIn(join(cwd, 'dist'))).toMatchObject(whole)
      expect(Object.keys(filesIn(join(cwd, 'dist')))).toHaveLength(2 * Object.keys(whole).length)
    },
  )

  it('takes an old report away when nothing is lost any more', async () => {
    mkdirSync(join(cwd, 'dist'))
    writeFileSync(join(cwd, 'dist/minimal-qti21.losses.txt'), 'old')
    // Matching and typed answers lose something in QTI; without them nothing is lost.
    const bank =
      '---\nbank: basics\ndomain: diagnosis\n---\n\n## only\n\nWhich one?\n\n- [x] This\n- [ ] That\n\n> Because.\n'
    const course = courseWith({
      'questions/basics.md': bank,
      'course.yaml': COURSE,
      'exams/final.yaml': null,
      'modules/01-basics.md': '---\ntitle: Basics\nminutes: 5\n---\n\n## One\n\n::quiz{bank="basics" pick=1}\n',
      'modules/02-sequencing.md': null,
    })
    const { code, stdout } = await exported(course, '--format', 'qti21')
    expect(stdout).toMatch(/^dist\/minimal-qti21\.zip +[\d.]+ kB {2}qti21\n$/)
    expect([code, existsSync(join(cwd, 'dist/minimal-qti21.losses.txt'))]).toEqual([0, false])
  })

  it('says what is wrong with the command line', async () => {
    const course = courseWith()
    const cases: [string[], string][] = [
      [[], 'No course was named.'],
      [[course], 'No --format was given. There are: moodle-xml, gift, aiken, qti21, qti30, common-cartridge.'],
      [[course, '--format', 'gfit'], '--format cannot be gfit. Did you mean gift?'],
      [[course, 'other', '--format', 'gift'], 'One course at a time; other is a second one.'],
      [[course, '--format', 'gift', '--bank', 'basic'], 'The course has no bank basic. Did you mean basics?'],
    ]
    for (const [argv, message] of cases) {
      const { code, stdout, stderr } = await exported(...argv)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain(message)
    }
    expect(made()).toEqual([])
  })

  it('writes nothing for a course with errors', async () => {
    const course = courseWith({ 'course.yaml': swap('id: ', 'identity: ') })
    const { code, stdout, stderr } = await exported(course, '--format', 'gift')
    expect([code, stdout, made()]).toEqual([1, '', []])
    expect(stderr).toContain('course.yaml')
  })
})
