/** A folder with short files in the agencies' formats, and `chartwright codes` run in it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { addendaFile, conversionWorkbook, guidelineFile, orderFile, poaFile, type Row } from '../support/code-files.ts'
import { courseWith, temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'

export const fy2025: readonly Row[] = [
  ['E66', 'Overweight and obesity', 'header'],
  ['E668', 'Other obesity'],
  ['E119', 'Type 2 diabetes mellitus without complications'],
  ['G35', 'Multiple sclerosis'],
]

export const order = orderFile(fy2025)
export const addenda = addendaFile([2025, 2026], [3, 1], {
  remove: [
    ['G35', 'Multiple sclerosis'],
    ['E668', 'Other obesity'],
  ],
  add: [
    ['G35', 'Multiple sclerosis', 'header'],
    ['G35A', 'Relapsing-remitting multiple sclerosis'],
    ['G35D', 'Multiple sclerosis, unspecified'],
    ['E6689', 'Other obesity not elsewhere classified'],
  ],
})

/** Those that the course of the fixtures refers to. */
const sections = { 'I.C.1.d.4': 'Sepsis or severe sepsis with a localized infection', 'II.A': 'Codes for symptoms' }

/** Two editions of ICD-10-CM, and what belongs to them, by the names of the files. */
export const files = {
  'icd10cm-order-2025.txt': order,
  'icd10cm-order-addenda-2026.txt': addenda,
  'POAexemptCodesFY25.txt': poaFile(2025, ['E66.8']),
  'conversion-FY2026.xlsx': conversionWorkbook([
    ['G35.D', 2025, 'G35'],
    ['E66.89', 2025, 'E66.8'],
  ]),
  'guideline-sections-fy2025.json': guidelineFile(2025, '2024-10-01', { ...sections, 'I.C.4.a': 'Diabetes mellitus' }),
  'guideline-sections-fy2026.json': guidelineFile(2026, '2025-10-01', {
    ...sections,
    'I.C.4.a': 'Obesity',
    'I.C.4.b': 'Diabetes mellitus',
  }),
}

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs `chartwright codes`; with `answers` at a terminal, where they are typed one after the other. */
export async function codes(cwd: string, argv: readonly string[], answers?: readonly string[]): Promise<Ran> {
  const left = [...(answers ?? [])]
  const io = testIo({ cwd, ...(answers === undefined ? {} : { ask: () => Promise.resolve(left.shift()) }) })
  const code = await run(['codes', ...argv], io)
  return { code, ...io.written() }
}

/** A folder with the files, and more. */
export function folderWith(more: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = temporaryFolder()
  for (const [name, content] of Object.entries({ ...files, ...more })) writeFileSync(join(folder, name), content)
  return folder
}

/** What is installed: edition, billable codes, headers, parts. */
export const installed = async (cwd: string): Promise<unknown> => {
  const { stdout } = await codes(cwd, ['list', '--json'])
  const { editions } = JSON.parse(stdout) as {
    editions: { system: string; effective: string; billable?: number; headers?: number; parts: string[] }[]
  }
  return editions.map(({ system, effective, billable, headers, parts }) => [
    `${system}@${effective}`,
    billable,
    headers,
    parts.join(' '),
  ])
}

/** A folder in which both editions are installed. */
export async function withBoth(): Promise<string> {
  const folder = folderWith()
  expect(await codes(folder, ['add', ...Object.keys(files)])).toMatchObject({ code: 0 })
  return folder
}

export const bank = `---
bank: neuro
domain: diagnosis
codes: icd10cm
asOf: 2024-12-01
---
## ms-code
::meta{ref="I.C.4.a@fy2025"}

Which code?

- [x] :code[G35] Multiple sclerosis
- [ ] :code[E11.9] Diabetes
  > Not :code[E11.9] here.

> **Why.** \`icd10cm:G35\` is multiple sclerosis, see :code[E66.8].
`

/** A course beside the store, with a bank that cites codes of the older edition. */
export async function staleCourse(): Promise<{ folder: string; course: string }> {
  const folder = await withBoth()
  const course = courseWith({ 'questions/neuro.md': bank })
  return { folder, course }
}
