/** Code books: what `chartwright build` makes of `codebook:` and of the installed code sets. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { readShard, type Shard } from '../../src/codes/book/shard.ts'
import { installCodes } from '../support/code-book.ts'
import { type Changes, courseWith, swap, temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'

const CHAPTERS = '[4, 19, "icd10pcs:0"]'
const asking = (codebook: string): Changes => ({
  'course.yaml': swap('\ncompletion:', `\nasOf: 2026-11-22\ncodebook: ${codebook}\ncompletion:`),
})

async function build(changes: Changes, { without = [], store = true }: { without?: string[]; store?: boolean } = {}) {
  const folder = temporaryFolder()
  if (store) await installCodes(folder, without)
  const course = courseWith(changes, 'case')
  const again = async (...more: string[]) => {
    const io = testIo({ cwd: folder })
    const code = await run(['build', course, '--out', join(folder, 'out'), ...more], io)
    return { code, ...io.written() }
  }
  return { folder, again, ...(await again('--target', 'web', '--target', 'scorm12')) }
}

/** What the scripts of a folder hand over, by name. */
function shards(folder: string): Map<string, Shard> {
  const found = new Map<string, Shard>()
  for (const file of readdirSync(folder)) {
    const script = readFileSync(join(folder, file), 'utf8')
    expect(script.match(/[^\n -~]/), file).toBeNull()
    runInNewContext(script, {
      chartwrightCodes: (name: string, value: unknown) => {
        const shard = readShard(value)
        expect(`${name}.js`).toBe(file)
        if (shard !== undefined) found.set(name, shard)
      },
    })
  }
  return found
}

describe('a code book', () => {
  it('goes into packages and to the service as files of their own, listed in the manifest', async () => {
    const { code, folder, stderr } = await build(asking(`{ chapters: ${CHAPTERS} }`))
    expect(stderr).not.toContain('error')
    expect(code).toBe(0)
    const found = shards(join(folder, 'out/case-web/codebook'))
    expect([...found.keys()].sort()).toEqual([
      'icd10cm-19',
      'icd10cm-19-notes',
      'icd10cm-4',
      'icd10cm-4-notes',
      'icd10pcs-0',
      'icd10pcs-0-notes',
    ])
    expect(found.get('icd10cm-4')).toEqual({
      kind: 'codes',
      entries: [
        '0E11a0|Type 2 diabetes mellitus',
        '32a4|with kidney complications',
        '41b5|diabetic nephropathy',
        '42b6|chronic kidney disease',
        '39b4|without complications',
        '166e0|Overweight and obesity',
        '381f0|Obesity class',
      ].join('\n'),
      blocks: [['E08', 'E13', 'Diabetes mellitus']],
    })
    expect(found.get('icd10cm-19')).toMatchObject({ entries: expect.stringContaining('6Dd') })
    expect(found.get('icd10pcs-0-notes')).toMatchObject({ definitions: [{ position: 3, title: 'Resection' }] })
    const course: { codebook: unknown; assets: { path: string; mediaType: string }[] } = JSON.parse(
      readFileSync(join(folder, 'out/case/course.json'), 'utf8'),
    )
    expect(course.codebook).toMatchObject([
      { system: 'icd10cm', effective: '2026-10-01', before: '2025-10-01', poa: true, notesOf: 2027 },
      { system: 'icd10pcs', effective: '2026-10-01' },
    ])
    expect(course.assets.filter(({ path }) => path.startsWith('codebook/'))).toHaveLength(6)
    expect(existsSync(join(folder, 'out/case/codebook/icd10cm-4.js'))).toBe(true)
    const zip = unzipSync(readFileSync(join(folder, 'out/case-scorm12.zip')))
    const manifest = Buffer.from(zip['imsmanifest.xml'] ?? []).toString()
    for (const name of ['codebook.js', 'codebook.css', 'codebook/icd10cm-4.js', 'codebook/icd10pcs-0-notes.js'])
      expect(manifest).toContain(`href="${name}"`)
  }, 60_000)

  it('comes out the same, and anew when other code sets are installed', async () => {
    const { folder, again } = await build(asking(`{ chapters: ${CHAPTERS} }`), { without: ['POA'] })
    const bytes = () => readFileSync(join(folder, 'out/case-scorm12.zip')).toString('base64')
    const first = bytes()
    expect((await again('--target', 'scorm12')).code).toBe(0)
    expect(bytes()).toBe(first)
    await installCodes(folder)
    expect((await again('--target', 'scorm12')).code).toBe(0)
    expect(bytes()).not.toBe(first)
  }, 60_000)

  it('leaves out notes and headers where they are not wanted', async () => {
    const { code, folder } = await build(asking('{ chapters: [4], notes: false, headers: false }'))
    expect(code).toBe(0)
    const found = shards(join(folder, 'out/case-web/codebook'))
    expect([...found.keys()]).toEqual(['icd10cm-4'])
    expect(found.get('icd10cm-4')).toMatchObject({ entries: expect.not.stringMatching(/^0E11a/) })
  }, 60_000)

  it('holds the chapters of the cited codes when none are named', async () => {
    const { code, stderr, folder } = await build(asking('{ systems: [icd10cm] }'))
    expect(stderr).toContain('has no chapter 1')
    expect(code).toBe(1)
    expect(existsSync(join(folder, 'out/case-web'))).toBe(false)
  }, 60_000)

  it('is not there, nor what shows it, when the course asks for none; no code set is needed then', async () => {
    const { code, folder } = await build({}, { store: false })
    expect(code).toBe(0)
    const names = readdirSync(join(folder, 'out/case-web'))
    expect(names).toContain('player.js')
    expect(names.filter((name) => name.startsWith('codebook'))).toEqual([])
  }, 60_000)

  it.each([
    [
      'no code set is installed',
      `{ chapters: ${CHAPTERS} }`,
      ['icd10', 'POA'],
      'no code sets are installed in',
      '--store',
    ],
    [
      'an edition is missing',
      '{ chapters: ["hcpcs:J"] }',
      [],
      'no edition of HCPCS level II of 2026-11-22',
      'codes add',
    ],
    [
      'the tables are missing',
      '{ chapters: ["icd10pcs:0"] }',
      ['pcs_tables'],
      'tables of the edition of 2026-10-01',
      'systems:',
    ],
    ['a chapter does not exist', '{ chapters: [7] }', [], 'ICD-10-CM has no chapter 7', 'icd10pcs:0'],
  ])(
    'says what is missing and how to mend it: %s',
    async (_, codebook, without, what, mend) => {
      const { code, stderr, folder } = await build(asking(codebook), { without, store: without[0] !== 'icd10' })
      expect(code).toBe(1)
      expect(stderr).toMatch(/course\.yaml:\d+:\d+ error codebook-lacks/)
      expect(stderr).toContain(what)
      expect(stderr).toContain(mend)
      expect(existsSync(join(folder, 'out'))).toBe(false)
    },
    60_000,
  )

  it('says when its notes are of another year, or missing', async () => {
    const { stderr } = await build(asking('{ chapters: [4] }'), { without: ['tabular'] })
    expect(stderr).toContain('info codebook-no-notes')
  }, 60_000)
})

describe('an exam with an open code book', () => {
  it('is warned of in a course without one', async () => {
    const { code, stderr } = await build(
      { 'exams/final.yaml': swap('shuffle: true', 'shuffle: true\ncodebook: open') },
      { store: false },
    )
    expect(code).toBe(0)
    expect(stderr).toContain('warning codebook-none')
  }, 60_000)
})
