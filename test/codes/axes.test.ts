/** The names of the characters of ICD-10-PCS against the headings of the agency's own tables. */
import { expect, it } from 'vitest'
import { AXES } from '../../src/model/codes/differences.ts'
import { enCoding } from '../../src/player/messages/en-coding.ts'
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
  const ours = Object.entries(AXES).map(([section, axes]) => [
    section,
    axes.map((axis, i) => /\((.*)\)/.exec(enCoding.differs(i + 1, axis, 'A', 'B'))?.[1]),
  ])
  const theirs = Object.entries(named).map(([section, all]) => [section, all.map((names) => [...names].join(' or '))])
  expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs))
  expect(Object.keys(named)).toHaveLength(17)
})
