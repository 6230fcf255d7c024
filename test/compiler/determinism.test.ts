import { spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { readdirSync, renameSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCache } from '../../src/compiler/cache.ts'
import { canonical } from '../../src/compiler/canonical.ts'
import { type Folder, openFolder } from '../../src/compiler/folder.ts'
import { type Compilation, compileCourse } from '../../src/compiler/index.ts'
import { sha256 } from '../../src/compiler/load.ts'
import { change, courseWith, swap, temporaryFolder } from '../support/course-folder.ts'

const compile = (folder: string): Promise<Compilation> => compileCourse(openFolder(folder), { name: 'minimal' })

const bytesOf = ({ course, assets }: Compilation): string =>
  [JSON.stringify(course), ...[...assets].map(([path, bytes]) => `${path} ${sha256(bytes)}`)].join('\n')

describe('the same course', () => {
  it('compiles to the same bytes in another folder, at another time, in another order on disk', async () => {
    const one = courseWith()
    const other = courseWith()
    const files = readdirSync(other, { recursive: true, encoding: 'utf8' }).reverse()
    for (const [i, file] of files.entries()) utimesSync(join(other, file), i * 1000, i * 2000)
    // Written again in reverse: directories list in another order.
    renameSync(join(other, 'modules/01-basics.md'), join(other, 'modules/tmp'))
    renameSync(join(other, 'modules/tmp'), join(other, 'modules/01-basics.md'))
    expect(bytesOf(await compile(other))).toBe(bytesOf(await compile(one)))
  })

  it('compiles to the same bytes with Windows line ends and byte order marks', async () => {
    const marked = (text: string): string => `\ufeff${text.replaceAll('\n', '\r\n')}`
    const texts = [
      'course.yaml',
      'glossary.yaml',
      'modules/01-basics.md',
      'modules/02-sequencing.md',
      'exams/final.yaml',
    ]
    const changed = courseWith(Object.fromEntries([...texts, 'questions/basics.md'].map((path) => [path, marked])))
    expect(bytesOf(await compile(changed))).toBe(bytesOf(await compile(courseWith())))
  })

  it('compiles to the same hash in another time zone and language', () => {
    const program = `
      import { openFolder } from ${JSON.stringify(new URL('../../dist/app/compiler/folder.js', import.meta.url).href)}
      import { compileCourse } from ${JSON.stringify(new URL('../../dist/app/compiler/index.js', import.meta.url).href)}
      const { course } = await compileCourse(openFolder(process.argv[1]), { name: 'x' })
      process.stdout.write(course.hash + ' ' + new Date(0).getHours())`
    const hash = (environment: Record<string, string>): string[] => {
      const options = { encoding: 'utf8' as const, env: { ...process.env, ...environment } }
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '-e', program, courseWith()],
        options,
      )
      expect(stderr).toBe('')
      return stdout.split(' ')
    }
    const [west, westHour] = hash({ TZ: 'America/Los_Angeles', LC_ALL: 'C', LANG: 'C' })
    const [east, eastHour] = hash({ TZ: 'Asia/Kolkata', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' })
    expect(westHour).not.toBe(eastHour)
    expect(west).toMatch(/^[0-9a-f]{64}$/)
    expect(east).toBe(west)
  })

  it('is frozen through and through, and survives JSON', async () => {
    const { course } = await compile(courseWith())
    const open: string[] = []
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return
      if (!Object.isFrozen(value)) open.push(path)
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}/${key}`)
    }
    walk(course, '')
    expect(open).toEqual([])
    expect(JSON.parse(JSON.stringify(course))).toEqual(course)
  })
})

describe('the hash of a course', () => {
  const hashWith = async (...changes: Parameters<typeof courseWith>): Promise<string | undefined> =>
    (await compile(courseWith(...changes))).course?.hash

  it('is that of its canonical JSON without the hash', async () => {
    const { course } = await compile(courseWith())
    const { hash, ...body } = course ?? { hash: '' }
    expect(hash).toBe(sha256(JSON.stringify(canonical(body))))
  })

  it('changes with what a learner sees, and with nothing else', async () => {
    const before = await hashWith()
    expect(await hashWith({ 'questions/basics.md': swap('> **Why.** The first', '> **Why.** First, the') })).not.toBe(
      before,
    )
    expect(await hashWith({ 'media/code-structure.svg': swap('E11', 'E10') })).not.toBe(before)
    expect(await hashWith({ 'README.md': 'About this course.' })).toBe(before)
  })
})

describe('the parse cache', () => {
  const cached = async (folder: string, text: string | undefined, version = '1') => {
    const cache = openCache(text, version)
    const compilation = await compileCourse(openFolder(folder), { name: 'minimal', cache })
    return { compilation, text: cache.text(), changed: cache.changed() }
  }

  it('gives what parsing gives', async () => {
    const folder = courseWith({ 'modules/01-basics.md': swap('pick=2', 'pick=20') })
    const first = await cached(folder, undefined)
    const second = await cached(folder, first.text)
    expect(first.changed).toBe(true)
    expect(second.changed).toBe(false)
    expect(second.compilation.problems).toEqual(first.compilation.problems)
    expect(bytesOf(second.compilation)).toBe(bytesOf(first.compilation))
  })

  it('is used for unchanged files and only for those', async () => {
    const folder = courseWith()
    const first = await cached(folder, undefined)
    // What the cache says is believed, or parsing again would show the real title.
    const body = first.text.slice(first.text.indexOf('\n') + 1).replace('"Basics"', '"From the cache"')
    const poisoned = `chartwright ${createHmac('sha256', '1').update(body).digest('hex')}\n${body}`
    const second = await cached(folder, poisoned)
    expect(second.compilation.course?.modules.map(({ title }) => title)).toEqual(['From the cache', 'Sequencing'])
    change(folder, { 'modules/01-basics.md': swap('minutes: 10', 'minutes: 11') })
    const third = await cached(folder, poisoned)
    expect(third.compilation.course?.modules.map(({ title }) => title)).toEqual(['Basics', 'Sequencing'])
    expect(third.changed).toBe(true)
  })

  it.each([
    ['cut off', (text: string) => text.slice(0, -10)],
    ['edited', (text: string) => text.replace('"Basics"', '"Edited"')],
    ['no cache at all', () => 'what is this'],
    ['empty', () => ''],
  ])('is ignored when it is damaged: %s', async (_, damage) => {
    const folder = courseWith()
    const first = await cached(folder, undefined)
    const second = await cached(folder, damage(first.text))
    expect(bytesOf(second.compilation)).toBe(bytesOf(first.compilation))
    expect(second.text).toBe(first.text)
  })

  it('of another version is ignored', async () => {
    const folder = courseWith()
    const first = await cached(folder, undefined)
    expect((await cached(folder, first.text, '2')).changed).toBe(true)
  })

  it('forgets files that have gone', async () => {
    const more = '---\nbank: more\ndomain: diagnosis\n---\n## one-more\n\nTrue?\n\n- [x] True\n- [ ] False\n\n> Yes.\n'
    const folder = courseWith({ 'questions/more.md': more })
    const first = await cached(folder, undefined)
    change(folder, { 'questions/more.md': null })
    const second = await cached(folder, first.text)
    expect(second.changed).toBe(true)
    expect(second.text).not.toContain('one-more')
  })
})

it('reads each text once, one after the other', async () => {
  const disk = openFolder(courseWith())
  const reads: string[] = []
  const folder: Folder = {
    entries: disk.entries,
    read: (path) => {
      reads.push(path)
      return disk.read(path)
    },
  }
  await compileCourse(folder, { name: 'minimal' })
  expect([...reads].sort()).toEqual([...new Set(reads)].sort())
  expect(reads).toHaveLength(8)
})

it('makes nothing beside the course folder', async () => {
  const empty = temporaryFolder()
  await compile(courseWith())
  expect(readdirSync(empty)).toEqual([])
})
