/** What a lock says of the characters of procedure codes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { orderFile } from '../support/code-files.ts'
import { change, courseWith, temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'

async function codes(cwd: string, argv: readonly string[]) {
  const io = testIo({ cwd })
  const code = await run(['codes', ...argv], io)
  return { code, ...io.written() }
}

it('pins what the values of a procedure key stand for, from tables of an older year too', async () => {
  const axis = (position: number, title: string, code: string, label: string): string =>
    `<axis pos="${position}" values="1"><title>${title}</title><label code="${code}">${label}</label></axis>`
  const tables = `<?xml version="1.0"?><ICD10PCS.tabular><version>2024</version><pcsTable>${[
    axis(1, 'Section', '0', 'Medical and Surgical'),
    axis(2, 'Body System', 'F', 'Hepatobiliary System and Pancreas'),
    axis(3, 'Operation', 'T', 'Resection'),
  ].join('')}<pcsRow codes="1">${[
    axis(4, 'Body Part', '4', 'Gallbladder'),
    axis(5, 'Approach', '4', 'Percutaneous Endoscopic'),
    axis(6, 'Device', 'Z', 'No Device'),
    axis(7, 'Qualifier', 'Z', 'No Qualifier'),
  ].join('')}</pcsRow></pcsTable></ICD10PCS.tabular>`
  const procedures = orderFile([
    ['0FT', 'Hepatobiliary System and Pancreas, Resection', 'header'],
    ['0FT44ZZ', 'Resection of Gallbladder, Percutaneous Endoscopic Approach'],
  ])
  const folder = temporaryFolder()
  const files = {
    'icd10cm-order-2025.txt': orderFile([['E119', 'Type 2 diabetes mellitus without complications']]),
    'icd10pcs_order_2025.txt': procedures,
    'icd10pcs_tables_2024.xml': tables,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  expect(await codes(folder, ['add', ...Object.keys(files)])).toMatchObject({
    code: 0,
  })
  const task =
    '---\nbank: neuro\ndomain: diagnosis\nasOf: 2024-12-01\n---\n## gallbladder\n::meta{type=codes}\n\nWhich code?\n\n| role | code | why |\n|---|---|---|\n| procedure | 0FT44ZZ | All of it. |\n\n> **Why.** All of it came out.\n'
  const course = courseWith({ 'questions/neuro.md': task })
  change(course, { 'modules/01-basics.md': (was) => `${was}\n## Procedures\n\n::quiz{bank="neuro"}\n` })
  expect(await codes(folder, ['lock', course])).toMatchObject({ code: 0 })
  expect(readFileSync(join(course, 'codes.lock.json'), 'utf8')).toContain(
    '"labels":[{"0":"Medical and Surgical"},{"F":"Hepatobiliary System and Pancreas"},{"T":"Resection"},{"4":"Gallbladder"},{"4":"Percutaneous Endoscopic"},{"Z":"No Device"},{"Z":"No Qualifier"}]',
  )
})
