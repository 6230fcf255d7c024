import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Folder, openFolder } from '../../src/compiler/folder.ts'
import { loadCourse, readText, TEXT_BYTES } from '../../src/compiler/load.ts'
import { textReport } from '../../src/problems/text.ts'
import { change, temporaryFolder } from '../support/course-folder.ts'

const at = { file: 'course.yaml', line: 3, column: 5 }
const bytes = (...values: (string | number)[]): Uint8Array =>
  Buffer.concat(values.map((value) => (typeof value === 'string' ? Buffer.from(value) : Buffer.from([value]))))

function folderWith(files: Record<string, string | Uint8Array>): string {
  const folder = temporaryFolder()
  change(folder, files)
  return folder
}

function read(content: string | Uint8Array) {
  return readText(loadCourse(openFolder(folderWith({ 'a.md': content }))), 'a.md', at)
}

describe('the inventory', () => {
  it('lists files below the folder in code-unit order, hidden ones left out', () => {
    const folder = folderWith({ 'b.md': '', 'B.md': '', 'a/z.md': '', 'a.md': '', '.git/x': '', '.DS_Store': '' })
    expect([...loadCourse(openFolder(folder)).files.keys()]).toEqual(['B.md', 'a.md', 'a/z.md', 'b.md'])
  })

  it('refuses links out of the folder and does not follow linked folders', () => {
    const outside = folderWith({ 'secret.md': 'secret' })
    const folder = folderWith({ 'here.md': 'here', 'sub/x.md': '' })
    symlinkSync(join(outside, 'secret.md'), join(folder, 'secret.md'))
    symlinkSync(join(folder, 'here.md'), join(folder, 'inside.md'))
    symlinkSync(outside, join(folder, 'elsewhere'))
    symlinkSync(folder, join(folder, 'sub/round'))
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.md'))
    const { files, problems } = loadCourse(openFolder(folder))
    expect([...files.keys()]).toEqual(['here.md', 'inside.md', 'sub/x.md'])
    expect(problems.map(({ code, place }) => [code, place.file])).toEqual([['file-name-unsafe', 'secret.md']])
  })

  it('refuses names that leave the folder on other machines', () => {
    const folder = temporaryFolder()
    for (const name of ['..\\up.md', 'a\\b.md', 'line\nbreak.md', 'fine..md']) writeFileSync(join(folder, name), '')
    const { files, problems } = loadCourse(openFolder(folder))
    expect([...files.keys()]).toEqual(['fine..md'])
    expect(textReport(problems.slice(0, 1))).toBe(
      '..\\up.md error file-name-unsafe The path "..\\\\up.md" leads out of the course folder, or does on some machines.\n' +
        '    Use a path inside the course folder, with forward slashes and without "..", a leading "/", a drive letter or a link to elsewhere.\n',
    )
    expect(problems).toHaveLength(3)
  })
})

describe('a text', () => {
  it('loses its byte order mark and gets \\n line ends', () => {
    expect(read('\ufeffone\r\ntwo\rthree\n')).toMatchObject({ source: { path: 'a.md', text: 'one\ntwo\nthree\n' } })
  })

  it.each([
    ['Latin-1', bytes('caf', 0xe9, ' au lait\n'), 3, 1, 4],
    ['Latin-1 at the end', bytes('caf', 0xe9), 3, 1, 4],
    ['UTF-16', bytes(0xff, 0xfe, 'a', 0), 0, 1, 1],
    ['behind characters of several bytes', bytes('é𝒳\r\nzwei', 0x80), 12, 2, 5],
    ['cut off inside a character', bytes('ab\n', 0xe2, 0x82), 3, 2, 1],
    ['overlong', bytes('a', 0xc0, 0xaf), 1, 1, 2],
    ['a surrogate', bytes('a', 0xed, 0xa0, 0x80), 1, 1, 2],
  ])('that is not UTF-8 is refused with its place: %s', (_, content, offset, line, column) => {
    expect(read(content)).toMatchObject({
      problem: {
        code: 'file-not-utf8',
        place: { file: 'a.md', line, column },
        message: `The file is not UTF-8: the byte at offset ${offset} belongs to no character.`,
      },
    })
  })

  it('that is too large is not read at all', () => {
    const folder = folderWith({ 'a.md': '' })
    truncateSync(join(folder, 'a.md'), TEXT_BYTES + 1)
    const disk = openFolder(folder)
    const watched: Folder = {
      ...disk,
      read: (path) => {
        throw new Error(`${path} was read`)
      },
    }
    expect(readText(loadCourse(watched), 'a.md', at)).toMatchObject({ problem: { code: 'file-too-large', place: at } })
  })

  it('that is missing is said to be, where it is named', () => {
    const inventory = loadCourse(openFolder(folderWith({ 'modules/one.md': '' })))
    expect(readText(inventory, 'modules/One.md', at)).toMatchObject({
      problem: { code: 'file-missing', place: at, hint: expect.stringContaining('modules/one.md') },
    })
  })

  it('may be as large as the limit', () => {
    expect(read('x'.repeat(TEXT_BYTES))).toHaveProperty('sha256')
  })
})

it('a folder that is none is what the file system says', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'there'))
  expect(() => loadCourse(openFolder(join(folder, 'missing')))).toThrow('ENOENT')
})
