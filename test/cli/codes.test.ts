/** `chartwright codes show` and `search`, and how the command is called. */
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/course-folder.ts'
import { codes, withBoth } from './codes-folder.ts'

describe('codes show and search', () => {
  it('shows a code in every edition and what became of it', async () => {
    const folder = await withBoth()
    const { stdout } = await codes(folder, ['show', 'e66.8'])
    expect(stdout).toBe(
      'icd10cm@2024-10-01  E66.8  billable, POA exempt  Other obesity\nNot in icd10cm@2025-10-01.\nFrom 2025-10-01 the conversion table has E66.89 for it.\n',
    )
    expect(await codes(folder, ['show', 'Z99'])).toMatchObject({ code: 1 })
  })

  it('finds codes by words and by how they begin', async () => {
    const folder = await withBoth()
    expect((await codes(folder, ['search', 'SCLEROSIS', 'relapsing'])).stdout).toBe(
      'ICD-10-CM  G35.A    Relapsing-remitting multiple sclerosis\n',
    )
    expect((await codes(folder, ['search', 'e66', '--edition', 'icd10cm@2024-10-01'])).stdout).toMatch(
      /E66 .*\n.*E66\.8 /,
    )
  })

  it('says what is not installed, and that CPT never is', async () => {
    const folder = await withBoth()
    expect(await codes(folder, ['search', 'e66', '--edition', 'icd10cm@2019-10-01'])).toMatchObject({
      code: 3,
      stderr: 'chartwright: icd10cm@2019-10-01 is not installed. Installed: icd10cm@2024-10-01, icd10cm@2025-10-01.\n',
    })
    expect((await codes(folder, ['show', '99213'])).stderr).toContain('CPT code; those are licensed')
    for (const argv of [
      ['show', 'E66.8'],
      ['search', 'obesity'],
    ]) {
      const { code, stderr } = await codes(temporaryFolder(), argv)
      expect(stderr).toContain('No code set is installed.')
      expect(code).toBe(3)
    }
  })
})

describe('the command line', () => {
  it.each([
    [[], 'Say what to do'],
    [['ad'], 'Did you mean add?'],
    [['show', 'E11.9', 'E11.22'], 'codes show takes one code'],
    [['add'], 'codes add needs something'],
    [['list', 'x'], 'x means nothing here'],
    [['add', 'x', '--effective', '2026-13-01'], '--effective cannot be 2026-13-01'],
    [['check', 'x', '--edition', 'icd9@2026-10-01'], '--edition cannot be icd9@2026-10-01'],
  ])('refuses %j', async (argv, because) => {
    const { code, stderr } = await codes(temporaryFolder(), argv)
    expect(code).toBe(2)
    expect(stderr).toContain(because)
  })
})
