/** What shows the code book, as it is shipped: beside the player, and only where there is one. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { targets } from '../../src/packages/index.ts'
import { compiledAssets, compiledFixture } from '../support/compiled.ts'
import { playerFiles } from '../support/player.ts'

const built = (name: string) => new Uint8Array(readFileSync(new URL(`../../dist/app/player/${name}`, import.meta.url)))
const files = new Map(['codebook.js', 'codebook.css'].map((name) => [name, built(name)]))
const text = (name: string): string => Buffer.from(files.get(name) ?? []).toString('utf8')

describe('what shows the code book', () => {
  it('is at most 20 kB gzip', () => {
    const bytes = [...files.values()].reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0)
    expect(bytes).toBeGreaterThan(5000)
    expect(bytes).toBeLessThanOrEqual(20_000)
  })

  it('is plain ASCII, makes no code of text, and asks nobody outside for anything', () => {
    expect(text('codebook.js').match(/[\u0080-\uffff]/g)).toBeNull()
    expect(text('codebook.js')).not.toMatch(/\beval\(|new Function\(|XMLHttpRequest|fetch\(/)
    const addresses = (text('codebook.js') + text('codebook.css')).match(/https?:\/\/[^"'`\s)]+/g) ?? []
    expect(addresses.filter((address) => !address.startsWith('http://www.w3.org/'))).toEqual([])
    expect(text('codebook.css')).not.toMatch(/@import|url\(/)
  })

  it('goes into packages of courses that have a code book, of every format, and no others', () => {
    const course = compiledFixture('minimal')
    const withBook: CompiledCourse = {
      ...course,
      codebook: [
        { system: 'icd10cm', effective: '2026-10-01', chapters: [{ id: '4', title: 'Four', shard: 'icd10cm-4' }] },
      ],
    }
    const player = new Map([...playerFiles(), ...files])
    const assets = compiledAssets('minimal')
    for (const target of Object.values(targets)) {
      for (const layout of target.layouts) {
        const names = (of: CompiledCourse) => [
          ...target.files({ course: of, player, assets, options: { layout } }).keys(),
        ]
        expect(
          names(course).filter((name) => files.has(name)),
          target.name,
        ).toEqual([])
        expect(names(withBook), target.name).toEqual(expect.arrayContaining([...files.keys()]))
      }
    }
  })
})
