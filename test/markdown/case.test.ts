/** How a record and its key are written, and what is said about mistakes in them. */
import { describe, expect, it } from 'vitest'
import { parseBank, parseCase } from '../../src/markdown/index.ts'
import type { Codes } from '../../src/model/schema-types.ts'

const written = (
  key: string,
  body = '## Discharge summary\n\nBlood cultures grew *E. coli* &\nthe patient had sepsis.\n',
  more = '',
): string =>
  `---
case: one
title: One & more
setting: inpatient
domain: coding
asOf: 2026-11-01
fictional: true
${more}key:
${key}
---
${body}`

const parse = (key: string, body?: string, more?: string) =>
  parseCase({ path: 'cases/one.md', text: written(key, body, more) })

function question(...input: Parameters<typeof parse>): Codes {
  const { question: found, problems } = parse(...input)
  expect(problems).toEqual([])
  if (found?.type !== 'codes') throw new Error('no coding task')
  return found
}

const said = (...input: Parameters<typeof parse>): string[] =>
  parse(...input).problems.map(({ code, place }) => `${code} ${place.line}:${place.column}`)

describe('a case', () => {
  it('becomes a coding task with its documents', () => {
    const task = question(
      '  principal: { code: A41.51, poa: Y }',
      'Code *this*.\n\n## Face sheet\n\nHome.\n\n## Labs: day 1\n\n| a |\n|---|\n| b |\n',
    )
    expect(task).toMatchObject({
      id: 'one',
      bank: 'cases',
      stem: '<p><strong>One &#x26; more</strong></p>\n<p>Code <em>this</em>.</p>',
      stemText: 'One & more: Code this.',
      points: 1,
      partial: true,
      asks: ['diagnoses', 'poa', 'procedures'],
      rule: { poa: 0.25, sequence: 0.5, day: 0.25, penalty: 0.5 },
    })
    expect(task.documents.map(({ id, title }) => [id, title])).toEqual([
      ['face-sheet', 'Face sheet'],
      ['labs-day-1', 'Labs: day 1'],
    ])
  })

  it('reads alternates, needs, points, days, and what is not supported', () => {
    const { lines, points, asks, rule } = question(
      `  principal: { code: N18.30 or any of N18, points: 2, why: 'Because *so*.', ref: I.C.14.a.1 }
  secondary: [{ code: S52.501A (7th character ignored) }, { code: Z79.4, need: optional }]
  admitting: { code: R50.9 }
  procedures: [{ code: 0DTJ4ZZ, day: 2 }, { code: '99213' }]
  disposition: { code: '01', points: 0.5 }
  notSupported: [{ code: I10 }, { code: 0DBJ4ZZ, points: 2 }]`,
      undefined,
      'scoring: { penalty: 0.75 }\n',
    )
    expect(lines.map(({ role, need, system, points: worth }) => [role, need, system, worth])).toEqual([
      ['principal', 'required', 'icd10cm', 2],
      ['secondary', 'required', 'icd10cm', 1],
      ['secondary', 'optional', 'icd10cm', 0],
      ['admitting', 'required', 'icd10cm', 1],
      ['procedure', 'required', 'icd10pcs', 1],
      ['procedure', 'required', 'cpt', 1],
      ['disposition', 'required', 'discharge', 0.5],
      ['secondary', 'not-supported', 'icd10cm', 0.75],
      ['procedure', 'not-supported', 'icd10pcs', 2],
    ])
    expect(lines[0]?.accepts).toEqual([
      { code: 'N18.30', match: 'exact' },
      { code: 'N18', match: 'category' },
    ])
    expect(lines[1]?.accepts).toEqual([{ code: 'S52.501A', match: 'seventh' }])
    expect(lines[0]?.why).toBe('<p>Because <em>so</em>.</p>')
    expect({ points, asks, rule }).toEqual({
      points: 6.5,
      asks: ['diagnoses', 'admitting', 'procedures', 'days', 'disposition'],
      rule: { poa: 0.25, sequence: 0.5, day: 0.25, penalty: 0.75 },
    })
  })

  it('cites every code and guideline of its key, alternates among them, where they stand', () => {
    const { references } = parse('  principal:\n    code: N18.30 or any of N18 or N18.9\n    ref: I.C.14.a.1@fy2026')
    expect(
      references.map(({ kind, target, detail, place }) => [kind, target, detail, place.line, place.column]),
    ).toEqual([
      ['code', 'N18.30', 'icd10cm', 10, 11],
      ['code', 'N18', 'icd10cm', 10, 11],
      ['code', 'N18.9', 'icd10cm', 10, 11],
      ['guideline', 'I.C.14.a.1', 'fy2026', 11, 10],
    ])
  })

  it('finds evidence in a document as it is shown, over marks, lines and signs', () => {
    const { lines } = question('  principal: { code: A41.51, evidence: ["grew E. coli & the patient"] }')
    expect(lines[0]?.evidence).toEqual([{ document: 'discharge-summary', quote: 'grew E. coli & the patient' }])
  })

  it('takes a procedure that was done again on another day', () => {
    const { lines } = question(
      '  principal: { code: A41.51 }\n  procedures: [{ code: 5A1D70Z, day: 2 }, { code: 5A1D70Z, day: 5 }]',
    )
    expect(lines.map(({ role, day }) => [role, day])).toEqual([
      ['principal', undefined],
      ['procedure', 2],
      ['procedure', 5],
    ])
  })

  it('shares what is replaced among what stands instead', () => {
    const { instead } = question(
      `  principal: { code: I11.0, points: 2 }
  secondary: [{ code: I50.9 }]
  instead: [{ of: [I11.0, I50.9], codes: [{ code: I13.0 }, { code: N18.9 }] }]`,
    )
    expect(instead).toHaveLength(1)
    expect(instead[0]?.lines).toEqual([0, 1])
    expect(instead[0]?.with.map(({ role, points }) => [role, points])).toEqual([
      ['principal', 1.5],
      ['secondary', 1.5],
    ])
  })

  it.each<[string, Parameters<typeof parse>, string[]]>([
    [
      'evidence that is in no document',
      ['  principal: { code: A41.51, evidence: [grew nothing] }'],
      ['case-evidence-missing 9:41'],
    ],
    ['a key that begins with a group', ['  principal: { code: any of N18 }'], ['key-code-form 9:22']],
    ['a code of the wrong shape', ['  principal: { code: A4151 }'], ['code-shape 9:22']],
    ['a guideline without its section', ['  principal: { code: A41.51, ref: 9.a.1 }'], ['field-form 9:35']],
    [
      'POA of a procedure',
      ['  principal: { code: A41.51 }\n  procedures: [{ code: 0DTJ4ZZ, poa: Y }]'],
      ['key-field-misplaced 10:38'],
    ],
    ['a day of a diagnosis', ['  principal: { code: A41.51, day: 2 }'], ['key-field-misplaced 9:35']],
    [
      'a code that stands twice',
      ['  principal: { code: A41.51 }\n  secondary: [{ code: A41.51 }]'],
      ['key-code-repeated 9:3'],
    ],
    [
      'a procedure that was done twice, of which one has no day',
      ['  principal: { code: A41.51 }\n  procedures: [{ code: 5A1D70Z, day: 2 }, { code: 5A1D70Z }]'],
      ['key-code-repeated 9:3'],
    ],
    [
      'a rule for a code that is not required',
      ['  principal: { code: A41.51 }\n  instead: [{ of: [I10], codes: [{ code: I11.9 }] }]'],
      ['case-instead-unknown 10:20'],
    ],
    [
      'a document without text',
      ['  principal: { code: A41.51 }', '## Empty\n\n## Full\n\nText.\n'],
      ['section-empty 11:1'],
    ],
    [
      'two documents of one name',
      ['  principal: { code: A41.51 }', '## Labs\n\nA.\n\n## Labs\n\nB.\n'],
      ['heading-duplicate 15:1'],
    ],
    ['no document', ['  principal: { code: A41.51 }', 'Code this.\n'], ['case-without-documents 2:7']],
    [
      'HTML in a document',
      ['  principal: { code: A41.51 }', '## Labs\n\nA <b>b</b>.\n'],
      ['raw-html 13:3', 'raw-html 13:7'],
    ],
  ])('says where there is %s', (_, input, expected) => {
    expect(said(...input)).toEqual(expected)
    const { question: left, problems } = parse(...input)
    expect(left === undefined).toBe(problems.some(({ severity }) => severity === 'error'))
  })
})

describe('a procedure code that is cut off', () => {
  it.each([
    ['0DTJ4Z', 'an ICD-10-PCS code: it has 6 characters'],
    ['0DTJ', 'an ICD-10-PCS code: it has 4 characters'],
    ['9921', 'a CPT code'],
    ['J188', 'an HCPCS level II code'],
  ])('is taken for what it begins like: %s', (code, as) => {
    for (const list of ['procedures', 'notSupported']) {
      if (list === 'notSupported' && code.startsWith('J')) continue
      const { problems } = parse(`  principal: { code: A41.51 }\n  ${list}: [{ code: '${code}', why: No. }]`)
      expect(problems.map(({ message }) => message)).toEqual([`"${code}" does not look like ${as}.`])
    }
  })
})

const bank = (table: string, meta = 'type=codes') =>
  parseBank({
    path: 'questions/b.md',
    text: `---\nbank: b\ndomain: coding\n---\n## which-codes\n::meta{${meta}}\n\nWhich codes?\n\n${table}\n\n> **Why.** So.\n`,
  })

describe('a table of codes', () => {
  it('is the small form of the same thing', () => {
    const { questions, problems, references } = bank(
      '| Role | Code | POA | Need | Points | Why | Ref |\n|---|---|---|---|---|---|---|\n| principal | E11.22 | y | | 2 | Linked. | I.C.4.a |\n| | N18.30 or any of N18 | | | | | |\n| | E11.9 | | not-supported | | | |\n| | 0DTJ4ZZ | | | 0.5 | | |',
    )
    expect(problems).toEqual([])
    expect(questions[0]?.question).toMatchObject({
      type: 'codes',
      points: 3.5,
      partial: true,
      setting: 'inpatient',
      asks: ['diagnoses', 'poa', 'procedures'],
      documents: [],
      lines: [
        { role: 'principal', need: 'required', points: 2, poa: 'Y', why: '<p>Linked.</p>', ref: 'I.C.4.a' },
        { role: 'secondary', need: 'required', points: 1 },
        { role: 'secondary', need: 'not-supported', points: 0.5 },
        { role: 'procedure', need: 'required', system: 'icd10pcs', points: 0.5 },
      ],
    })
    expect(references.map(({ target }) => target)).toEqual(['E11.22', 'I.C.4.a', 'N18.30', 'N18', 'E11.9', '0DTJ4ZZ'])
  })

  it.each([
    ['a column that is none', '| code | rank |\n|---|---|\n| I10 | 1 |', undefined, ['codes-column 10:8']],
    ['no column of codes', '| role |\n|---|\n| principal |', undefined, ['codes-column 10:1']],
    ['a cell that cannot be read', '| code | poa |\n|---|---|\n| I10 | maybe |', undefined, ['codes-cell 12:7']],
    ['a guideline without its section', '| code | ref |\n|---|---|\n| I10 | 9.a.1 |', undefined, ['codes-cell 12:7']],
    ['a row without a code', '| code | poa |\n|---|---|\n| I10 | |\n| | Y |', undefined, ['codes-cell 13:1']],
    [
      'nothing that is required',
      '| code | need |\n|---|---|\n| I10 | optional |',
      undefined,
      ['codes-key-missing 5:1'],
    ],
    ['points in ::meta', '| code |\n|---|\n| I10 |', 'type=codes points=2', ['codes-points 5:1']],
  ])('says where there is %s', (_, table, meta, expected) => {
    expect(bank(table, meta).problems.map(({ code, place }) => `${code} ${place.line}:${place.column}`)).toEqual(
      expected,
    )
  })
})
