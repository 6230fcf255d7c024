/** `chartwright codes lock` over a course that cites codes of the older edition. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { change } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'
import { codes, staleCourse } from './codes-folder.ts'

describe('codes lock', () => {
  it('pins codes for their day, is stable, and fails frozen on drift', async () => {
    const { folder, course } = await staleCourse()
    const first = await codes(folder, ['lock', course])
    expect(first).toMatchObject({ code: 0 })
    const text = readFileSync(join(course, 'codes.lock.json'), 'utf8')
    expect(text).toContain(
      '{"system":"icd10cm","code":"G35","edition":"2024-10-01","title":"Multiple sclerosis","billable":true,"poaExempt":false}',
    )
    expect(text).toContain(
      '"code":"E66.8","edition":"2024-10-01","title":"Other obesity","billable":true,"poaExempt":true',
    )
    expect(await codes(folder, ['lock', course, '--frozen'])).toMatchObject({ code: 0 })
    change(course, { 'questions/neuro.md': (was) => was.replace('E66.8', 'E66') })
    const drift = await codes(folder, ['lock', course, '--frozen'])
    expect(drift.code).toBe(1)
    expect(drift.stdout).toContain('new      icd10cm E66 of 2024-10-01\n  gone     icd10cm E66.8 of 2024-10-01')
    expect(readFileSync(join(course, 'codes.lock.json'), 'utf8')).toBe(text)
  })

  it('says which codes do not exist on the day they are meant for', async () => {
    const { folder, course } = await staleCourse()
    change(course, { 'questions/neuro.md': (was) => was.replaceAll('2024-12-01', '2025-12-01') })
    const { code, stdout } = await codes(folder, ['lock', course])
    expect(code).toBe(1)
    expect(stdout).toMatch(/neuro\.md:12:7 error code-now-header G35 .*cited by question "ms-code"/)
    expect(stdout).toMatch(/error code-deleted E66\.8 \(Other obesity\) was deleted as of 2025-10-01/)
    expect(stdout).toMatch(/codes\.lock\.json was written all the same\. Do not commit it: .*\n$/)
    expect((await codes(folder, ['lock', course, '--frozen'])).stdout).toMatch(
      /codes\.lock\.json was left as it is\. Do not commit it: .*\n$/,
    )
  })

  it('counts what it holds and what changed', async () => {
    const { folder, course } = await staleCourse()
    const said = async (): Promise<string> =>
      (await codes(folder, ['lock', course])).stdout.split('codes.lock.json: ')[1] ?? ''
    expect(await said()).toBe('4 codes of 2 editions; 4 lines new, 2 changed\n')
    expect(await said()).toBe('4 codes of 2 editions, nothing to change\n')
    change(course, { 'questions/neuro.md': (was) => was.replace('E66.8', 'E66') })
    expect(await said()).toBe('4 codes of 2 editions; 1 line new, 1 gone\n')
  })

  it('says what was meant where a letter stands for a digit; so does check as long as there is no lock', async () => {
    const { folder, course } = await staleCourse()
    change(course, { 'questions/neuro.md': (was) => was.replace(':code[E66.8]', ':code[E1I.9] or :code[E66.7]') })
    rmSync(join(course, 'codes.lock.json'))
    const check = async () => {
      const io = testIo({ cwd: folder })
      return { code: await run(['check', course, '--today', '2027-02-01'], io), ...io.written() }
    }
    const checked = await check()
    expect(checked.code).toBe(1)
    expect(checked.stderr).toContain('codes meant for 2027-02-01 are taken from icd10cm@2025-10-01')
    for (const { stdout } of [checked, await codes(folder, ['lock', course])]) {
      expect(stdout).toMatch(/neuro\.md:16:\d+ error code-unknown E1I\.9 is not a code of ICD-10-CM .*2024-10-01/)
      expect(stdout).toContain(
        'Did you mean E11.9 Type 2 diabetes mellitus without complications, with digits where letters look like them? A code',
      )
      expect(stdout).toMatch(/error code-unknown E66\.7 .*\n.*Candidates: E66\.8 Other obesity\./)
    }
    expect(await check()).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/warning code-not-locked .* E1I\.9 /),
    })
  })

  it('needs an edition that was in force on that day', async () => {
    const { folder, course } = await staleCourse()
    change(course, { 'questions/neuro.md': (was) => was.replaceAll('2024-12-01', '2020-12-01') })
    expect(await codes(folder, ['lock', course])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('meant for 2020-12-01'),
    })
  })
})
