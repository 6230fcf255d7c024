import { unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { isSafeName, writePackage } from '../../src/packages/zip.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('writePackage', () => {
  test('does not depend on the order in which files are handed in', () => {
    const files = [
      ['index.html', bytes('a')],
      ['media/a.png', bytes('b')],
      ['course.js', bytes('c')],
    ] as const
    expect(writePackage(new Map(files))).toEqual(writePackage(new Map([...files].reverse())))
  })

  test('packs a file it has packed before into the very bytes that packing all at once gives', () => {
    const shared = bytes('course '.repeat(1000))
    const both = [bytes('one'), bytes('two')].map((own) =>
      writePackage(
        new Map([
          ['course.js', shared],
          ['launch.js', own],
          ['media/a.png', shared],
        ]),
      ),
    )
    const atOnce = zipSync(
      { 'course.js': shared, 'launch.js': bytes('two'), 'media/a.png': [shared, { level: 0 }] },
      { mtime: new Date(2000, 0, 1), level: 6 },
    )
    expect(both[1]).toEqual(atOnce)
    expect(both[0]).not.toEqual(atOnce)
    expect(writePackage(new Map())).toEqual(zipSync({}))
  })

  test('gives back what was put in', () => {
    const zip = unzipSync(writePackage(new Map([['media/a.txt', bytes('Überschrift')]])))
    expect(new TextDecoder().decode(zip['media/a.txt'])).toBe('Überschrift')
  })

  test.each([
    'Media/a.png',
    'a b.png',
    'é.png',
    '/index.html',
    '../index.html',
    'media/../index.html',
    'media\\a.png',
    'media/',
    '.ds_store',
    'media/.hidden',
    '__MACOSX/a',
    'a//b',
    '',
  ])('refuses the name %j', (name) => {
    expect(isSafeName(name)).toBe(false)
    expect(() => writePackage(new Map([[name, bytes('')]]))).toThrow('cannot go into a package')
  })

  test.each(['index.html', 'imsmanifest.xml', 'media/a-1_b.min.svg', '9.css'])('takes the name %j', (name) => {
    expect(isSafeName(name)).toBe(true)
  })
})
