/** `chartwright codes lock` over a course that cites codes of the older edition. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { change } from '../support/course-folder.ts'
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

  it('needs an edition that was in force on that day', async () => {
    const { folder, course } = await staleCourse()
    change(course, { 'questions/neuro.md': (was) => was.replaceAll('2024-12-01', '2020-12-01') })
    expect(await codes(folder, ['lock', course])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('meant for 2020-12-01'),
    })
  })
})
