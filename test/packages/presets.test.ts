import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { makeBuild } from '../../src/cli/commands/build.ts'
import { targets } from '../../src/packages/index.ts'
import { type Preset, presetAdvice, presetOf, presets } from '../../src/packages/presets/index.ts'
import { courseWith, filesIn, temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'
import { playerFiles } from './fixture.ts'

const all = Object.entries(presets) as [keyof typeof presets, Preset][]

/** The text of docs/lms.md about the presets, made of the record. */
function documented(): string {
  const rows = all.map(([name, { title, takes, because, multi, notes }]) => {
    const facts = [because, ...(multi === undefined ? [] : [multi]), ...notes]
    const said = facts.map(({ says, source }) => `${says} [(source)](${source})`).join(' ')
    return `| \`${name}\` | ${title} | ${takes.map((target) => `\`${target}\``).join(', ')} | ${said} |`
  })
  return [
    '| preset | LMS | takes, best first | what is known, and where it is said |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n')
}

test.each(all)('%s says nothing without a source, and names targets that exist', (name, preset) => {
  expect(presetOf(name)).toBe(preset)
  expect(preset.takes.length).toBeGreaterThan(0)
  expect(new Set(preset.takes).size).toBe(preset.takes.length)
  for (const target of preset.takes) expect(Object.keys(targets)).toContain(target)
  for (const { says, source } of [
    preset.because,
    ...(preset.multi === undefined ? [] : [preset.multi]),
    ...preset.notes,
  ]) {
    expect(says).toMatch(/\.$/)
    expect(new URL(source).protocol).toBe('https:')
    expect(source).not.toContain(' ')
  }
})

test('the documentation shows the record as it is', () => {
  expect(readFileSync(new URL('../../docs/lms.md', import.meta.url), 'utf8')).toContain(documented())
})

describe('advice', () => {
  test('names what the LMS is not known to take, with the reason and its source', () => {
    expect(presetAdvice(presets.moodle, { targets: ['scorm12'], layout: 'single' })).toEqual([])
    const [line, ...more] = presetAdvice(presets.moodle, { targets: ['scorm12', 'scorm2004'], layout: 'single' })
    expect(line).toMatch(/^Moodle is not known to take scorm2004\. .*sequencing.* \(https:\/\/docs\.moodle\.org/)
    expect(more).toEqual([])
  })

  test('tells of several SCOs only where there are several', () => {
    expect(presetAdvice(presets.talentlms, { targets: ['scorm12'], layout: 'multi' })).toHaveLength(2)
    expect(presetAdvice(presets.talentlms, { targets: ['scorm12'], layout: 'single' })).toHaveLength(1)
  })
})

describe('chartwright build --preset', () => {
  async function build(...argv: string[]) {
    const io = testIo({ cwd: temporaryFolder() })
    const code = await makeBuild(() => playerFiles).run([courseWith(), ...argv], io)
    const zips = code === 0 ? Object.keys(filesIn(`${io.cwd}/dist`)).filter((name) => name.endsWith('.zip')) : []
    return { code, zips, ...io.written() }
  }

  test('makes what the LMS takes best', async () => {
    expect(await build('--preset', 'sakai')).toMatchObject({ code: 0, zips: ['minimal-scorm2004-3rd.zip'] })
    expect((await build('--preset', 'moodle')).stderr).toBe('')
  })

  test('makes what was asked for all the same, and says what does not fit', async () => {
    const { code, zips, stderr } = await build('--preset', 'successfactors', '--target', 'scorm2004-3rd')
    expect([code, zips]).toEqual([0, ['minimal-scorm2004-3rd.zip']])
    expect(stderr).toContain('SAP SuccessFactors is not known to take scorm2004-3rd.')
    expect(stderr).toContain('cannot be replaced by a SCORM 2004 one')
  })

  test('refuses a name that is none, and names those that are', async () => {
    const { code, stderr } = await build('--preset', 'moodel')
    expect(code).toBe(2)
    expect(stderr).toContain('moodle')
  })
})
