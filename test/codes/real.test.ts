/** The agencies' own files, as they were downloaded. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { realFile, realFilesMissing } from '../support/code-files.ts'
import { courseWith } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'

if (realFilesMissing !== undefined) console.log(`skipped: ${realFilesMissing}`)

const bank = `---
bank: dead-keys
domain: diagnosis
codes: icd10cm
asOf: 2024-10-15
---
## ms
::meta{ref="I.A.2@fy2025"}

Which code?

- [x] :code[G35]
- [ ] :code[E66.8]
- [ ] :code[Z91.011]
- [ ] :code[E11.22]

> **Why.** Text.
`

describe.skipIf(realFilesMissing !== undefined)("the agencies' own files", () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'chartwright-codes-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const codes = async (...argv: string[]) => {
    const io = testIo({ cwd: folder })
    const code = await run(['codes', ...argv], io)
    return { code, ...io.written() }
  }
  const add = async (...names: string[]) => {
    for (const name of names) writeFileSync(join(folder, basename(name)), realFile(name))
    return codes('add', ...names.map((name) => basename(name)), '--json')
  }
  const verified = ({ stdout }: { stdout: string }): string[] =>
    (JSON.parse(stdout) as { installed: { edition: string; verified: string; done: string }[] }).installed.map(
      ({ edition, done, verified: text }) => `${edition} ${done}: ${text}`,
    )

  it('gives 74,879 codes from the order file of FY2026 and the addenda of FY2027', async () => {
    const added = await add('icd10cm/icd10cm-order-2026.txt', 'icd10cm/icd10cm_order_addenda_2027.txt')
    expect(verified(added)).toEqual([
      'icd10cm@2025-10-01 added: 74719 codes, 23467 headers',
      'icd10cm@2026-10-01 added: 293 changes to icd10cm@2025-10-01 lead to 74879 codes, 23524 headers, as its own counts say',
    ])
  })

  it('makes the editions between out of their addenda, the one of April included', async () => {
    const names = [
      'icd10cm-order-2024.txt',
      'icd10cm-order-2025.txt',
      'icd10cm-order-addenda-April-2025.txt',
      'icd10cm-order-addenda-2026.txt',
    ]
    expect(verified(await add(...names.map((name) => `icd10cm/${name}`)))).toEqual([
      'icd10cm@2023-10-01 added: 74044 codes, 23252 headers',
      'icd10cm@2024-10-01 added: 74260 codes, 23324 headers',
      'icd10cm@2025-04-01 added: 0 changes to icd10cm@2024-10-01 lead to 74260 codes, 23324 headers, as its own counts say',
      'icd10cm@2025-10-01 there already: 703 changes to icd10cm@2025-04-01 lead to 74719 codes, 23467 headers, as its own counts say',
    ])
  })

  it('reads POA lists, the conversion table and the sections of the guidelines', async () => {
    const added = await add(
      'icd10cm/POAexemptCodesFY25.txt',
      'icd10cm/POAexemptCodesFY26.txt',
      'icd10cm/ICD-10-CM-CONVERSION-TABLE-FY2026.xlsx',
      'guideline-sections-fy2025.json',
      'guideline-sections-fy2026.json',
    )
    expect(verified(added).sort()).toEqual([
      'guidelines fy2025 added: 508 sections',
      'guidelines fy2026 added: 513 sections',
      'icd10cm@2024-10-01 added: 38154 codes, all in the order file',
      'icd10cm@2025-10-01 added: 38349 codes, all in the order file',
      'icd10cm@2025-10-01 added: 5892 rows',
    ])
  })

  it('finds the ICD-10-PCS tables equal to the order file, and reads definitions, tabular list and HCPCS', async () => {
    const added = await add(
      'icd10pcs/icd10pcs_tables_2025.xml',
      'icd10pcs/icd10pcs_definitions_2025.xml',
      'icd10pcs/icd10pcs_order_2025.txt',
      'icd10cm/icd10cm_tabular_2021.xml',
      'hcpcs/HCPC2019_CONTR_ANWEB.txt',
    )
    expect(verified(added)).toEqual([
      'hcpcs@2019-01-01 added: 5934 codes, 0 headers',
      'icd10pcs@2024-10-01 added: 78948 codes, 908 headers',
      'icd10cm@2020-10-01 added: 45017 codes; add the order file of the same year to have them checked',
      'icd10pcs@2024-10-01 added: 908 tables, 2661 rows, 78948 codes, equal to the order file',
      'icd10pcs@2024-10-01 added: 930 definitions',
    ])
  })

  it('refuses the addenda of an edition that is not here', async () => {
    const { code, stdout } = await add('icd10pcs/icd10pcs_order_addenda_2026.txt')
    expect(code).toBe(1)
    expect(stdout).toContain(
      'It changes an edition of 78986 codes and 910 headers, but the edition just before it has 78948',
    )
  })

  it('finds the dead keys of a course of FY2025, with what the conversion table has for them', async () => {
    const course = courseWith({ 'questions/dead.md': bank })
    const { code, stdout } = await codes('check', course, '--edition', 'icd10cm@2026-10-01', '--json')
    expect(code).toBe(1)
    const { courses } = JSON.parse(stdout) as {
      courses: { codes: { code: string; statuses: { is: string }[]; candidates: { code: string; from: string }[] }[] }[]
    }
    const found = new Map(courses[0]?.codes.map((one) => [one.code, one]))
    const told = (name: string) => {
      const one = found.get(name)
      const converted = one?.candidates.filter(({ from }) => from === 'conversion').map((candidate) => candidate.code)
      return [one?.statuses.map(({ is }) => is).join(), converted?.join(' ')]
    }
    expect(told('G35')).toEqual(['now-header', 'G35.A G35.B0 G35.B1 G35.B2 G35.C0 G35.C1 G35.C2 G35.D'])
    expect(told('E66.8')).toEqual(['now-header', 'E66.811 E66.812 E66.813 E66.89'])
    expect(told('Z91.011')).toEqual(['now-header', 'Z91.0110 Z91.0111 Z91.0112'])
    expect(told('E11.22')).toEqual(['valid', ''])
  })
})
