/** Where `chartwright build` may write: never over a course's source, nor over what no build has made. */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { change, courseWith, filesIn, fixtureCourse, swap, temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'
import { buildIn } from './build-in.ts'

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
})

const build = (...argv: string[]) => buildIn(cwd, ...argv)

/** Every file, and every folder with a slash behind it. */
const everything = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => `${join(entry.parentPath, entry.name)}${entry.isDirectory() ? '/' : ''}`)
    .sort()

describe('the source of a course', () => {
  const source = (...path: string[]): string => {
    const folder = join(cwd, ...path)
    cpSync(fixtureCourse('minimal'), folder, { recursive: true })
    return folder
  }

  const refused = async (message: string, ...argv: string[]): Promise<void> => {
    const before = [filesIn(cwd), everything(cwd)]
    const { code, stdout, stderr } = await build(...argv)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect([filesIn(cwd), everything(cwd)]).toEqual(before)
  }

  it('stays when its folder is named like its id and stands in the output folder', async () => {
    source('minimal')
    const argv = ['minimal', '--target', 'scorm12', '--out', '.']
    await refused('The build would put minimal in place of sources of the course minimal.', ...argv)
  })

  it('stays when it is called from within', async () => {
    cwd = source('minimal')
    const before = filesIn(cwd)
    const { code, stderr } = await build('.', '--target', 'web', '--out', '..')
    expect(code).toBe(2)
    expect(stderr).toContain('The build would put ../minimal in place of sources of the course .')
    expect(stderr).toContain('Choose another folder with --out.')
    expect(filesIn(cwd)).toEqual(before)
  })

  it('stays when it lies below what would be replaced, or is called like a package', async () => {
    source('minimal', 'source')
    await refused('put minimal in place', 'minimal/source', '--out', '.')
    source('minimal-web')
    await refused('put minimal-web in place', 'minimal-web', '--target', 'web', '--out', '.')
  })

  it('stays when links hide where it is', async () => {
    source('real', 'minimal')
    symlinkSync(join(cwd, 'real'), join(cwd, 'linked'))
    await refused('put linked/minimal in place', 'real/minimal', '--out', 'linked')
    symlinkSync(join(cwd, 'real', 'minimal'), join(cwd, 'course'))
    await refused('put real/minimal in place', 'course', '--out', 'real')
    await refused('real/minimal, is the folder of the course itself', 'course', '--out', 'real/minimal')
  })

  it('is no place for what is built', async () => {
    source('course')
    await refused(
      'The folder for what is built, course, is the folder of the course itself',
      'course',
      '--out',
      'course',
    )
  })

  it('is not left out of the course because packages would lie in it', async () => {
    source('course')
    const because = 'course/questions, holds sources of the course; they would not be read.'
    await refused(because, 'course', '--out', 'course/questions')
    await refused('course/media/new, holds sources of the course', 'course', '--out', 'course/media/new')
  })

  it('is safe from the packages of another course', async () => {
    renameSync(courseWith({ 'course.yaml': swap('id: minimal', 'id: other') }), join(cwd, 'minimal'))
    const one = courseWith()
    const { code, stderr } = await build(one, '--out', '.')
    expect(code).toBe(3)
    expect(stderr).toMatch(/minimal\/ would be replaced as a whole, but no build made minimal\/[\w.-]+\.\n/)
    await refused('put minimal in place of sources of the course minimal', one, 'minimal', '--out', '.')
  })
})

describe('what no build has made', () => {
  const dist = (path: string): string => join(cwd, 'dist', path)
  const argv = (course: string): string[] => [course, '--target', 'scorm12', '--target', 'web']

  it.each<[string, () => void, string]>([
    [
      'a file in the folder for the web',
      () => change(cwd, { 'dist/minimal-web/CNAME': 'example.org' }),
      'dist/minimal-web/ would be replaced as a whole, but no build made dist/minimal-web/CNAME.',
    ],
    [
      'a repository in it',
      () => change(cwd, { 'dist/minimal-web/.git/HEAD': 'ref' }),
      'no build made dist/minimal-web/.git/HEAD.',
    ],
    [
      'a page of the same name, and nothing else',
      () => {
        rmSync(dist(''), { recursive: true })
        change(cwd, { 'dist/minimal-web/index.html': 'mine' })
      },
      'no build made dist/minimal-web/index.html.',
    ],
    [
      'a picture beside the compiled course',
      () => change(cwd, { 'dist/minimal/media/mine.png': 'x' }),
      'no build made dist/minimal/media/mine.png.',
    ],
    [
      'a course.json of another program',
      () => {
        rmSync(dist(''), { recursive: true })
        change(cwd, { 'dist/minimal/course.json': '{ "id": "minimal" }' })
      },
      'no build made dist/minimal/course.json.',
    ],
    [
      'a folder in the place of a zip',
      () => {
        rmSync(dist('minimal-scorm12.zip'))
        change(cwd, { 'dist/minimal-scorm12.zip/notes.txt': 'x' })
      },
      'dist/minimal-scorm12.zip is a folder that no build has made, where the package should go.',
    ],
    [
      'a file in the place of a folder',
      () => {
        rmSync(dist('minimal-web'), { recursive: true })
        writeFileSync(dist('minimal-web'), 'x')
      },
      'dist/minimal-web is a file that no build has made, where the folder should go.',
    ],
    [
      'a link in the place of a folder',
      () => {
        renameSync(dist('minimal-web'), join(cwd, 'published'))
        symlinkSync(join(cwd, 'published'), dist('minimal-web'))
      },
      'dist/minimal-web is a link that no build has made, where the folder should go.',
    ],
  ])('%s stays', async (_, put, message) => {
    const course = courseWith()
    expect((await build(...argv(course))).code).toBe(0)
    put()
    change(course, { 'modules/01-basics.md': swap('minutes: 10', 'minutes: 11') })
    const before = filesIn(cwd)
    const { code, stdout, stderr } = await build(...argv(course))
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain(message)
    expect(stderr).toMatch(/\nNothing was written\. Move it away, or choose another folder with --out\.\n$/)
    expect(filesIn(cwd)).toEqual(before)
  })

  it.each<[string, () => void]>([
    ['its records were deleted', () => rmSync(dist('.cache'), { recursive: true })],
    [
      'another version wrote its records',
      () => {
        for (const name of readdirSync(dist('.cache'))) writeFileSync(dist(`.cache/${name}`), 'chartwright 0 00\n{}')
      },
    ],
  ])('is not what a build made itself, even when %s', async (_, hurt) => {
    const course = courseWith()
    expect((await build(...argv(course))).code).toBe(0)
    hurt()
    change(course, { 'modules/01-basics.md': (text) => text.replace(/!\[.*\n/, '') })
    expect((await build(...argv(course))).code).toBe(0)
    expect(Object.keys(filesIn(dist('minimal')))).toEqual(['course.json'])
    expect(Object.keys(filesIn(dist('minimal-web')))).not.toContain('media/code-structure.svg')
    expect(readFileSync(dist('minimal-web/course.js'), 'utf8')).not.toContain('code-structure.svg')
  })
})

describe.each([
  ['build', '--target', 'scorm12'],
  ['export', '--format', 'gift'],
  ['handout', '--format', 'html'],
])('the output folder of %s', (verb, ...options) => {
  const made = async (...argv: string[]) => {
    if (verb === 'build') return build(...argv)
    const io = testIo({ cwd })
    const code = await run([verb, ...argv], io)
    return { code, ...io.written() }
  }

  it.each(['taken', 'taken/below'])('is not %s, where a file stands in the way', async (out) => {
    writeFileSync(join(cwd, 'taken'), 'mine')
    const { code, stdout, stderr } = await made(courseWith(), ...options, '--out', out)
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain(`The folder for what is built, ${out}, cannot be made: taken is a file.\nChoose another`)
    expect(readFileSync(join(cwd, 'taken'), 'utf8')).toBe('mine')
  })

  it('is not the course, nor a folder of its sources', async () => {
    cwd = courseWith()
    const before = filesIn(cwd)
    for (const out of ['.', 'questions', 'modules/new']) {
      const { code, stderr } = await made('.', ...options, '--out', out)
      expect([code, stderr]).toEqual([2, expect.stringContaining(`The folder for what is built, ${out}, `)])
    }
    expect(filesIn(cwd)).toEqual(before)
  })

  it('keeps a folder that is called like a file to be made', async () => {
    const course = courseWith()
    expect((await made(course, ...options)).code).toBe(0)
    const files = Object.keys(filesIn(join(cwd, 'dist'))).filter((path) => /^[^./]+\.(?:zip|txt|html)$/.test(path))
    expect(files).not.toEqual([])
    for (const file of files) {
      rmSync(join(cwd, 'dist'), { recursive: true })
      change(cwd, { [`dist/${file}/mine.txt`]: 'mine' })
      const before = everything(cwd)
      const { code, stdout, stderr } = await made(course, ...options)
      expect([code, stdout]).toEqual([3, ''])
      expect(stderr).toContain(`dist/${file} is a folder that no build has made`)
      expect(everything(cwd)).toEqual(before)
    }
  })
})

describe('an output folder inside the course', () => {
  it.each(['dist', 'made', 'made/here'])('%s is no part of it, whoever asks', async (out) => {
    cwd = courseWith()
    expect(await build('.', '--out', out)).toMatchObject({ code: 0, stderr: '' })
    const io = testIo({ cwd })
    expect(await run(['check', '.'], io)).toBe(0)
    expect(io.written().stdout).toBe('no problems\n')
    expect(await build('.', '--out', 'elsewhere')).toMatchObject({ code: 0, stderr: '' })
  })

  it('may be reached through a link', async () => {
    const course = courseWith()
    symlinkSync(course, join(cwd, 'linked'))
    mkdirSync(join(course, 'made'))
    writeFileSync(join(course, 'made', 'notes.txt'), 'x')
    expect(await build(course, '--out', 'linked/made')).toMatchObject({ code: 0, stderr: '' })
  })
})
