/** The names of the characters of ICD-10-PCS against the headings of the agency's own tables. */
import { expect, it } from 'vitest'
import type { PcsTables } from '../../src/codes/formats/pcs-tables.ts'
import { AXES, labelsOf } from '../../src/codes/pcs-axes.ts'
import { realFile, realFilesMissing } from '../support/code-files.ts'

if (realFilesMissing !== undefined) console.log(`skipped: ${realFilesMissing}`)

it.skipIf(realFilesMissing !== undefined)('every character has the name that the tables of its section give it', () => {
  const xml = Buffer.from(realFile('icd10pcs/icd10pcs_tables_2025.xml')).toString('utf8')
  const named: Record<string, Set<string>[]> = {}
  for (const [table] of xml.matchAll(/<pcsTable>[\s\S]*?<\/pcsTable>/g)) {
    const section = /<label code="(.)">/.exec(table)?.[1] ?? ''
    for (const [, position, title = ''] of table.matchAll(/<axis pos="(\d)"[^>]*>\s*<title>([^<]*)<\/title>/g)) {
      named[section] ??= Array.from({ length: 7 }, () => new Set<string>())
      const names = named[section]
      names[Number(position) - 1]?.add(title.toLowerCase())
    }
  }
  const theirs = Object.entries(named).map(([section, all]) => [section, all.map((names) => [...names].join(' or '))])
  expect(AXES).toEqual(Object.fromEntries(theirs))
  expect(Object.keys(named)).toHaveLength(17)
})

const axis = (title: string, labels: Readonly<Record<string, string>>) => ({ title, labels })
const table = (operation: Readonly<Record<string, string>>, rows: PcsTables['tables'][number]['rows']) => ({
  axes: [
    axis('Section', { 0: 'Medical and Surgical' }),
    axis('Body System', { F: 'Hepatobiliary System and Pancreas' }),
    axis('Operation', operation),
  ],
  definition: '',
  rows,
})
const parts = (part: Readonly<Record<string, string>>, approach: Readonly<Record<string, string>>) => [
  axis('Body Part', part),
  axis('Approach', approach),
  axis('Device', { Z: 'No Device' }),
  axis('Qualifier', { Z: 'No Qualifier' }),
]

it('what the values of a code stand for is taken from every row of its table, operations from its body system', () => {
  const tables: PcsTables = {
    fiscalYear: 2025,
    tables: [
      table({ B: 'Excision' }, [parts({ 0: 'Liver' }, { X: 'External' })]),
      table({ T: 'Resection' }, [
        parts({ 0: 'Liver', 4: 'Gallbladder' }, { 0: 'Open' }),
        parts({ 4: 'Gallbladder' }, { 4: 'Percutaneous Endoscopic' }),
      ]),
    ],
  }
  expect(labelsOf(tables, '0FT44ZZ')).toEqual([
    { 0: 'Medical and Surgical' },
    { F: 'Hepatobiliary System and Pancreas' },
    { B: 'Excision', T: 'Resection' },
    { 0: 'Liver', 4: 'Gallbladder' },
    { 0: 'Open', 4: 'Percutaneous Endoscopic' },
    { Z: 'No Device' },
    { Z: 'No Qualifier' },
  ])
  expect(labelsOf(tables, '0DT44ZZ')).toBeUndefined()
  expect(labelsOf(tables, '0FT')).toBeUndefined()
})
