/** `chartwright codes check` over a course that cites codes of the older edition. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { change } from '../support/course-folder.ts'
import { bank, codes, staleCourse } from './codes-folder.ts'

describe('codes check', () => {
  it('passes for the edition a course was written for', async () => {
    const { folder, course } = await staleCourse()
    const { code, stdout } = await codes(folder, ['check', course, '--edition', 'icd10cm@2024-10-01'])
    expect(code).toBe(0)
    expect(stdout).toContain('checked against icd10cm@2024-10-01')
    // Of the guidelines too, those of that day.
    expect(stdout).not.toContain('guideline-')
  })

  it('names what has gone stale, where, for what, and where the guideline went', async () => {
    const { folder, course } = await staleCourse()
    const { code, stdout } = await codes(folder, ['check', course, '--edition', 'icd10cm@2025-10-01'])
    expect(code).toBe(1)
    const lines = stdout.split('\n').map((line) => line.replace(`${course}/`, ''))
    expect(lines).toContain(
      'questions/neuro.md:12:7 error code-now-header G35 (Multiple sclerosis) is a header in the edition of 2025-10-01: it needs more characters (cited by question "ms-code").',
    )
    expect(stdout).toContain(
      'Candidates: G35.D Multiple sclerosis, unspecified; G35.A Relapsing-remitting multiple sclerosis.',
    )
    expect(stdout).toContain('error code-deleted E66.8 (Other obesity) was deleted as of 2025-10-01')
    expect(stdout).toContain(
      'warning guideline-heading-changed Section I.C.4.a was "Diabetes mellitus" and is "Obesity"',
    )
    expect(stdout).toContain('The old heading is I.C.4.b there.')
  })

  const asked = (text: string): string => `${text}\n::quiz{bank="neuro"}\n`

  it('keeps calling a header that is a key an error once the course is locked to it; elsewhere it is a warning', async () => {
    const { folder, course } = await staleCourse()
    change(course, {
      'modules/02-sequencing.md': asked,
      'questions/neuro.md': (was) => was.replaceAll('2024-12-01', '2025-12-01').replace(', see :code[E66.8]', ''),
    })
    const before = await codes(folder, ['lock', course])
    expect(before).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('neuro.md:12:7 error code-now-header G35'),
    })
    for (const command of ['lock', 'check']) {
      const again = await codes(folder, [command, course])
      expect(again.code).toBe(1)
      expect(again.stdout).toContain('neuro.md:12:7 error code-now-header G35')
      expect(again.stdout).toMatch(/neuro\.md:16:\d+ warning code-header G35/)
    }
    change(course, { 'questions/neuro.md': (was) => was.replace('[x] :code[G35]', '[x] :code[G35.D]') })
    expect(await codes(folder, ['lock', course])).toMatchObject({ code: 0 })
    expect(await codes(folder, ['check', course])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('warning code-header G35'),
    })
  })

  it('calls a key that was always a header an error, and the same code as an example none', async () => {
    const { folder, course } = await staleCourse()
    change(course, {
      'modules/02-sequencing.md': asked,
      'questions/neuro.md': (was) => was.replaceAll('G35', 'E66').replace(', see :code[E66.8]', ''),
    })
    const { code, stdout } = await codes(folder, ['check', course, '--edition', 'icd10cm@2024-10-01'])
    expect(code).toBe(1)
    expect(stdout).toContain('neuro.md:12:7 error code-now-header E66')
    expect(stdout.match(/code-(?:now-)?header/g)).toHaveLength(1)
  })

  it('takes "any of E66" for no key, so that a lock of it can be frozen', async () => {
    const { folder, course } = await staleCourse()
    change(course, {
      'modules/02-sequencing.md': asked,
      'questions/neuro.md': (was) =>
        was
          .replace(
            '## ms-code',
            '::meta{type=codes}\n\nWhich code?\n\n| code | why |\n|---|---|\n| E66.8 or any of E66 | Obesity. |\n\n> **Why.** Obesity.\n\n## ms-code',
          )
          .replace('::meta{type=codes}', '## obesity\n::meta{type=codes}'),
    })
    for (const argv of [
      ['lock', course],
      ['lock', course, '--frozen'],
      ['check', course, '--edition', 'icd10cm@2024-10-01'],
    ])
      expect(await codes(folder, argv)).toMatchObject({
        code: 0,
        stdout: expect.not.stringContaining('code-now-header'),
      })
    expect(readFileSync(join(course, 'codes.lock.json'), 'utf8')).toContain('"code":"E66","edition":"2024-10-01"')
    change(course, { 'questions/neuro.md': (was) => was.replace('any of E66 ', 'any of E67 ') })
    expect(await codes(folder, ['lock', course])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('error code-unknown E67'),
    })
  })

  it('prints JSON, SARIF and Markdown', async () => {
    const { folder, course } = await staleCourse()
    const report = async (format: string): Promise<string> =>
      (await codes(folder, ['check', course, '--format', format])).stdout
    expect(JSON.parse(await report('json'))).toMatchObject({
      editions: [{ system: 'icd10cm', effective: '2025-10-01' }],
      courses: [
        {
          codes: expect.arrayContaining([
            expect.objectContaining({
              code: 'E66.8',
              candidates: [expect.objectContaining({ code: 'E66.89', from: 'conversion' })],
              citedBy: [expect.objectContaining({ by: 'question "ms-code"' })],
            }),
          ]),
        },
      ],
    })
    const sarif = JSON.parse(await report('sarif')) as { runs: { results: { ruleId: string }[] }[] }
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain('code-deleted')
    expect(await report('markdown')).toContain(
      '| E66.8 (ICD-10-CM) | deleted as of 2025-10-01: Other obesity | E66.89 Other obesity not elsewhere classified |',
    )
  })

  it('writes only what the author picks, everywhere the code is cited', async () => {
    const { folder, course } = await staleCourse()
    const path = join(course, 'questions/neuro.md')
    writeFileSync(path, bank.replaceAll('\n', '\r\n'))
    const asked = await codes(folder, ['check', course, '--fix'], ['9', 'E66', 'g35a', ''])
    expect(asked.stderr).toContain('9 is not a number in the list.')
    expect(asked.stderr).toContain('E66 is not a code of icd10cm@2025-10-01 that can be reported.')
    expect(readFileSync(path, 'utf8')).toBe(bank.replaceAll('G35', 'G35.A').replaceAll('\n', '\r\n'))
    expect(asked.stderr).toContain(
      'Read them again, raise asOf to 2025-10-01 or later for questions/neuro.md (G35.A cannot be reported on 2024-12-01), then run chartwright codes lock',
    )
    change(course, { 'questions/neuro.md': (was) => was.replace('2024-12-01', '2025-12-01') })
    expect(await codes(folder, ['check', course, '--fix'], ['q'])).toMatchObject({ code: 1 })
    expect(readFileSync(path, 'utf8')).toContain('E66.8]')
    const later = await codes(folder, ['check', course, '--fix'], ['1'])
    expect(later).toMatchObject({ code: 1, stderr: expect.stringContaining('Read them again, then run') })
    expect(readFileSync(path, 'utf8')).toContain('E66.89]')
    expect(await codes(folder, ['check', course])).toMatchObject({ code: 0 })
  })

  it('asks nothing without a terminal', async () => {
    const { folder, course } = await staleCourse()
    expect(await codes(folder, ['check', course, '--fix'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no terminal'),
    })
  })

  it('says which editions are installed when another is asked for', async () => {
    const { folder, course } = await staleCourse()
    const { code, stderr } = await codes(folder, ['check', course, '--edition', 'icd10cm@2030-10-01'])
    expect(code).toBe(3)
    expect(stderr).toContain('Installed: icd10cm@2024-10-01, icd10cm@2025-10-01.')
  })
})
