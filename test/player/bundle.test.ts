/** The player as it is shipped: one set of bytes in every package. */
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { playerFiles } from '../support/player.ts'

const files = playerFiles()
const text = (name: string): string => Buffer.from(files.get(name) ?? new Uint8Array()).toString('utf8')

const sources = readdirSync(new URL('../../src/player/', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(new URL(`../../src/player/${path}`, import.meta.url), 'utf8') }))

describe('the shipped player', () => {
  const sizeOf = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + gzipSync(files.get(name) ?? new Uint8Array(), { level: 9 }).length, 0)

  it('is at most 60 kB gzip for a course without codes', () => {
    const size = sizeOf(['index.html', 'player.js', 'player.css'])
    expect(size).toBeGreaterThan(10_000)
    expect(size).toBeLessThanOrEqual(60_000)
  })

  it('has at most 9 kB gzip more where codes are entered, with nothing twice', () => {
    const size = sizeOf(['coding.js', 'coding.css'])
    expect(size).toBeGreaterThan(1_000)
    expect(size).toBeLessThanOrEqual(9_000)
    // Words of its own, and one from the scoring, which it has from the player.
    expect(text('coding.js')).toContain('Medical record')
    expect(text('player.js')).not.toContain('Medical record')
    expect(text('coding.js')).not.toContain('not-supported')
  })

  // Browsers bar or delay these events, so what is saved in them is lost; pagehide and visibilitychange are reliable.
  it('never waits for unload', () => {
    expect(text('player.js')).toContain('pagehide')
    expect(text('player.js')).not.toMatch(/(before)?unload/)
  })

  it('asks nobody outside for anything', () => {
    const addresses = (files.size === 0 ? '' : [...files.keys()].map(text).join('\n')).match(/https?:\/\/[^"'`\s)]+/g)
    // Namespaces and xAPI identifiers are names, not addresses to fetch.
    const fetched = (addresses ?? []).filter(
      (address) =>
        !/^http:\/\/(www\.w3\.org|adlnet\.gov)\//.test(address) &&
        !/^https:\/\/(w3id\.org|chartwright\.example)\//.test(address),
    )
    expect(fetched).toEqual([])
    expect(text('player.css')).not.toMatch(/@import|url\(/)
  })

  it('allows only its own files and says so in its policy', () => {
    const html = text('index.html')
    expect(html).toContain(`content="default-src 'self';`)
    expect(html).not.toMatch(/unsafe-(inline|eval)/)
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/)
    expect(text('player.js')).not.toMatch(/\beval\(|new Function\(/)
  })

  it('is plain ASCII, for servers that name no character set', () => {
    for (const name of ['player.js', 'coding.js']) expect(text(name).match(/[\u0080-\uffff]/g)).toBeNull()
  })
})

/** Words that stand between tags, or in an attribute that is read out. */
const literalWords = (source: string): string[] => [
  ...(source.match(/>\s*[A-Z][a-z]+ ?[a-z]*[^<>{}=;()]*<\//g) ?? []),
  ...(source.match(/(aria-label|title|placeholder|alt)="[^"]*[a-z][^"]*"/g) ?? []),
]

describe('words', () => {
  it('are found where they are planted', () => {
    expect(literalWords('<p>Saved at last</p>')).toEqual(['>Saved at last</'])
    expect(literalWords('<nav aria-label="Outline">{x}</nav>')).toEqual(['aria-label="Outline"'])
  })

  it('stand in the messages file alone', () => {
    const views = sources.filter(({ path }) => path.endsWith('.tsx'))
    expect(views.length).toBeGreaterThan(20)
    for (const { path, text: source } of views) {
      expect(literalWords(source), path).toEqual([])
    }
  })
})
