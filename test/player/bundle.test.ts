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
  it('is at most 68 kB gzip in all', () => {
    const bytes = [...files.values()].reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0)
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThanOrEqual(68_000)
  })

  // Browsers bar or delay these events, so what is saved in them is lost; pagehide and visibilitychange are reliable.
  it('never waits for unload', () => {
    expect(text('player.js')).toContain('pagehide')
    expect(text('player.js')).not.toMatch(/(before)?unload/)
  })

  it('asks nobody outside for anything', () => {
    const addresses = (files.size === 0 ? '' : text('player.js') + text('player.css') + text('index.html')).match(
      /https?:\/\/[^"'`\s)]+/g,
    )
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
    expect(text('player.js').match(/[\u0080-\uffff]/g)).toBeNull()
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
