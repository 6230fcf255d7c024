/** Rules about keys and distractors, on courses as authors write them, with the code lock and with code sets of the test. */
import { describe, expect, it } from 'vitest'
import type { checks, InstalledCodes } from '../../src/checks/index.ts'
import { examine } from '../../src/cli/examine.ts'
import type { PcsTables } from '../../src/codes/formats/pcs-tables.ts'
import { openTabular } from '../../src/codes/tabular-notes.ts'
import { openFolder } from '../../src/compiler/folder.ts'
import { loadCourse } from '../../src/compiler/load.ts'
import { jsonReport } from '../../src/problems/json.ts'
import { sarifReport } from '../../src/problems/sarif.ts'
import { textReport } from '../../src/problems/text.ts'
import { libraryOf } from '../support/code-library.ts'
import { courseWith } from '../support/course-folder.ts'
import { expectGolden } from '../support/golden.ts'

type Rule = Extract<keyof typeof checks, 'distractor-right' | `key-${string}`>

const rows = [
  ['A4151', 'Sepsis due to Escherichia coli [E. coli]'],
  ['D631', 'Anemia in chronic kidney disease'],
  ['E10', 'Type 1 diabetes mellitus', 'header'],
  ['E1022', 'Type 1 diabetes mellitus with diabetic chronic kidney disease'],
  ['E11', 'Type 2 diabetes mellitus', 'header'],
  ['E1122', 'Type 2 diabetes mellitus with diabetic chronic kidney disease'],
  ['E119', 'Type 2 diabetes mellitus without complications'],
  ['F0280', 'Dementia in other diseases classified elsewhere'],
  ['G309', "Alzheimer's disease, unspecified"],
  ['I10', 'Essential (primary) hypertension'],
  ['M722', 'Plantar fascial fibromatosis', 'header'],
  ['M7221', 'Plantar fascial fibromatosis, right foot'],
  ['N1830', 'Chronic kidney disease, stage 3 unspecified'],
  ['S52501', 'Unspecified fracture of the lower end of right radius', 'header'],
  ['S52501A', 'Unspecified fracture of the lower end of right radius, initial encounter for closed fracture'],
  ['Z794', 'Long term (current) use of insulin'],
] as const

const tables: PcsTables = {
  fiscalYear: 2026,
  tables: [
    {
      axes: [
        { title: 'Section', labels: { 0: 'Medical and Surgical' } },
        { title: 'Body System', labels: { D: 'Gastrointestinal System' } },
        { title: 'Operation', labels: { T: 'Resection' } },
      ],
      definition: 'Cutting out or off, without replacement, all of a body part',
      rows: [
        [
          { title: 'Body Part', labels: { J: 'Appendix' } },
          { title: 'Approach', labels: { 0: 'Open', 4: 'Percutaneous Endoscopic' } },
          { title: 'Device', labels: { Z: 'No Device' } },
          { title: 'Qualifier', labels: { Z: 'No Qualifier' } },
        ],
      ],
    },
  ],
}

const tabular = openTabular({
  fiscalYear: 2026,
  entries: [
    {
      id: 'A41',
      kind: 'code',
      title: 'Other sepsis',
      parent: '1',
      notes: { codeFirst: ['postprocedural sepsis (T81.4-)', 'sepsis during labor (O75.3)'] },
    },
    { id: 'A4151', kind: 'code', title: 'Sepsis due to E. coli', parent: 'A41', notes: {} },
    {
      id: 'D631',
      kind: 'code',
      title: 'Anemia in chronic kidney disease',
      parent: '3',
      notes: { codeFirst: ['underlying chronic kidney disease (CKD) (N18.-)'] },
    },
    { id: '4', kind: 'chapter', title: 'Endocrine', parent: '', notes: {} },
    {
      id: 'E10',
      kind: 'code',
      title: 'Type 1',
      parent: '4',
      notes: { excludes1: ['type 2 diabetes mellitus (E11.-)'] },
    },
    { id: 'E1022', kind: 'code', title: 'Type 1 with kidney', parent: 'E10', notes: {} },
    { id: 'E11', kind: 'code', title: 'Type 2', parent: '4', notes: { excludes2: ['hypertension (I10-I1A)'] } },
    { id: 'E1122', kind: 'code', title: 'Type 2 with kidney', parent: 'E11', notes: {} },
    { id: 'E119', kind: 'code', title: 'Type 2', parent: 'E11', notes: {} },
    {
      id: 'F02',
      kind: 'code',
      title: 'Dementia',
      parent: '5',
      notes: { codeFirst: ["the underlying condition, such as: Alzheimer's (G30.-)"] },
    },
    { id: 'F0280', kind: 'code', title: 'Dementia', parent: 'F02', notes: {} },
    {
      id: 'N183',
      kind: 'code',
      title: 'Kidney',
      parent: '14',
      notes: { codeFirst: ['any associated:', 'diabetic kidney disease (E11.22)'] },
    },
    {
      id: 'S52',
      kind: 'code',
      title: 'Fracture',
      parent: '19',
      notes: {},
      seventh: { A: 'initial encounter', D: 'subsequent encounter' },
    },
    { id: 'S52501', kind: 'code', title: 'Fracture', parent: 'S52', notes: {} },
  ],
})

const installed: InstalledCodes = {
  library: libraryOf({
    sets: {
      'icd10cm@2025-10-01': rows,
      'icd10pcs@2025-10-01': [['0DTJ4ZZ', 'Resection of Appendix, Percutaneous Endoscopic Approach']],
    },
    poaExempt: { '2025-10-01': ['Z794'] },
  }),
  tabular: () => tabular,
  tables: () => tables,
}

const question = (...lines: string[]): string =>
  [
    '---',
    'bank: coding',
    'domain: diagnosis',
    'codes: icd10cm',
    'asOf: 2026-02-01',
    '---',
    '## item',
    ...lines,
    '',
    '> **Why.** Because the record says so.',
    '',
  ].join('\n')

const choice = (...options: string[]): string =>
  question('::meta{ref="I.C.4.a"}', 'Which code is right?', '', ...options)

const chart = (...key: string[]): string =>
  [
    '---',
    'case: one',
    'title: A case',
    // Without POA indicators an inpatient key would be told so in every test.
    `setting: ${key.some((one) => one.includes('poa: ')) ? 'inpatient' : 'outpatient'}`,
    'domain: diagnosis',
    'asOf: 2026-02-01',
    'fictional: true',
    'rationale: What the record says.',
    'key:',
    ...key,
    '---',
    '',
    'Code this stay.',
    '',
    '## Note',
    '',
    'Nothing much.',
    '',
  ].join('\n')

const line = (code: string, more = ''): string => `{ code: ${code}, why: It is documented, ref: I.C.4.a${more} }`

/** Either a bank's text or a case's. */
async function run(
  text: string,
  codes: InstalledCodes | 'none' = installed,
  extra: Readonly<Record<string, string>> = {},
) {
  const isCase = text.includes('\ncase: ')
  const root = courseWith({
    'modules/02-sequencing.md': (module) => `${module}\n${isCase ? '::case{id="one"}' : '::quiz{bank="coding"}'}\n`,
    [isCase ? 'cases/one.md' : 'questions/coding.md']: text,
    ...extra,
  })
  const folder = { root, name: 'minimal', key: 'minimal' }
  const examined = await examine(folder, loadCourse(openFolder(root)), {
    today: '2026-02-01',
    installed: codes === 'none' ? undefined : codes,
  })
  const own = examined.problems.filter(({ code }) => /^(?:key|distractor)-/.test(code))
  const errors = examined.problems.filter(
    ({ code, severity }) => severity === 'error' && !/^(?:key|distractor)-/.test(code),
  )
  expect(errors).toEqual([])
  return { problems: own, unchecked: examined.unchecked }
}

const cases: Readonly<
  Record<Rule, { readonly good: Readonly<Record<string, string>>; readonly bad: Readonly<Record<string, string>> }>
> = {
  'key-header': {
    good: {
      'a whole code': choice('- [x] :code[E11.9]', '- [ ] :code[I10]', '  > No.'),
      'a question for a category': question(
        '::meta{ref="I.C.4.a"}',
        'Which category is type 2 diabetes?',
        '',
        '- [x] :code[E11]',
        '- [ ] :code[I10]',
        '  > No.',
      ),
    },
    bad: {
      'a header': choice('- [x] :code[M72.2]', '- [ ] :code[I10]', '  > No.'),
      'no seventh character': choice('- [x] :code[S52.501]', '- [ ] :code[I10]', '  > No.'),
      'a header as a typed answer': question('::meta{ref="I.C.4.a"}', 'Which code is it?', '', '= M72.2'),
      'a header in a case': chart(`  principal: ${line('M72.2')}`),
    },
  },
  'key-excludes': {
    good: { 'codes that go together': choice('- [x] :code[E11.22] and :code[N18.30]', '- [ ] :code[I10]', '  > No.') },
    bad: {
      'in an option': choice('- [x] :code[E10.22] and :code[E11.9]', '- [ ] :code[I10]', '  > No.'),
      'in a case': chart(`  principal: ${line('E11.22')}`, '  secondary:', `    - ${line('E10.22')}`),
    },
  },
  'key-code-first': {
    good: {
      'a condition that need not be there': chart(
        `  principal: ${line('I10')}`,
        '  secondary:',
        `    - ${line('N18.30')}`,
      ),
      'a note of what comes first in other situations': chart(
        `  principal: ${line('A41.51')}`,
        '  secondary:',
        `    - ${line('N18.30')}`,
      ),
      'examples of causes, none of which is the one of the record': chart(
        `  principal: ${line('I10')}`,
        '  secondary:',
        `    - ${line('F02.80')}`,
      ),
      'the cause first': chart(`  principal: ${line('G30.9')}`, '  secondary:', `    - ${line('F02.80')}`),
    },
    bad: {
      'no cause': chart(`  principal: ${line('I10')}`, '  secondary:', `    - ${line('D63.1')}`),
      'the cause second': chart(`  principal: ${line('F02.80')}`, '  secondary:', `    - ${line('G30.9')}`),
    },
  },
  'key-pcs-row': {
    good: { 'a code of a row': choice('- [x] `icd10pcs:0DTJ4ZZ`', '- [ ] :code[I10]', '  > No.') },
    bad: {
      'an approach of no row': choice('- [x] `icd10pcs:0DTJ8ZZ`', '- [ ] :code[I10]', '  > No.'),
      'no table': choice('- [x] `icd10pcs:0DXJ4ZZ`', '- [ ] :code[I10]', '  > No.'),
    },
  },
  'key-poa': {
    good: {
      'exempt and not': chart(
        `  principal: ${line('E11.22', ', poa: Y')}`,
        '  secondary:',
        `    - ${line('Z79.4', ', poa: exempt')}`,
      ),
    },
    bad: {
      'an indicator for an exempt code': chart(
        `  principal: ${line('E11.22', ', poa: Y')}`,
        '  secondary:',
        `    - ${line('Z79.4', ', poa: Y')}`,
      ),
      'no indicator for one of two': chart(
        `  principal: ${line('E11.22', ', poa: Y')}`,
        '  secondary:',
        `    - ${line('I10')}`,
      ),
      'no indicator at all': chart(`  principal: ${line('E11.22')}`).replace('outpatient', 'inpatient'),
      'exempt without being so': chart(`  principal: ${line('E11.22', ', poa: exempt')}`),
    },
  },
  'key-grounds': {
    good: { 'a rationale and a guideline': chart(`  principal: ${line('E11.22')}`) },
    bad: {
      'no rationale': chart('  principal: { code: E11.22, ref: I.C.4.a }'),
      'no guideline': question('Which code is right?', '', '- [x] :code[E11.9]', '- [ ] :code[I10]', '  > No.'),
    },
  },
  'distractor-right': {
    good: {
      'feedback says why': choice('- [x] :code[E11.22]', '- [ ] :code[E11.9]', '  > A complication is documented.'),
      'another category': choice('- [x] :code[M72.21]', '- [ ] :code[I10]'),
      'its own header': choice('- [x] :code[E11.22]', '- [ ] :code[E11]'),
    },
    bad: {
      'same category': choice('- [x] :code[E11.22]', '- [ ] :code[E11.9]'),
      'beside the key': choice('- [x] :code[E11.22]', '- [ ] :code[I10]'),
    },
  },
}

describe.each(Object.entries(cases))('%s', (rule, { good, bad }) => {
  it.each(Object.entries(good))('takes %s', async (_, text) => {
    expect(await run(text)).toEqual({ problems: [], unchecked: [] })
  })

  it.each(Object.entries(bad))('tells %s', async (what, text) => {
    const { problems } = await run(text)
    expect(problems).not.toEqual([])
    expectGolden(`checks/${rule}/${what.replaceAll(' ', '-')}.txt`, textReport(problems))
  })
})

it('says the same as JSON and SARIF', async () => {
  const { problems } = await run(choice('- [x] :code[S52.501]', '- [ ] :code[I10]', '  > No.'))
  expectGolden('checks/key-header/report.json', jsonReport(problems))
  const { runs } = JSON.parse(sarifReport(problems, '0.0.0')) as { runs: { results: unknown }[] }
  expectGolden('checks/key-header/report.sarif.json', `${JSON.stringify(runs[0]?.results, null, 2)}\n`)
})

describe('what is not installed', () => {
  const text = chart(
    `  principal: ${line('E11.22', ', poa: Y')}`,
    '  secondary:',
    `    - ${line('E10.22', ', poa: N')}`,
  )

  it('is said in a sentence, never passed over in silence', async () => {
    expect(await run(text, 'none')).toEqual({
      problems: [],
      unchecked: [
        '2 keys not checked for being headers (E11.22, E10.22): neither the code lock nor an installed edition has them.',
        '2 keys not checked against Excludes and "code first" notes and seventh characters: no ICD-10-CM tabular list is installed.',
        '2 POA indicators not checked: no POA exempt list of their edition is locked or installed.',
      ],
    })
  })

  it('is said of notes that are older than the codes', async () => {
    const old = { ...tabular, fiscalYear: 2021 }
    const { problems, unchecked } = await run(text, { ...installed, tabular: () => old })
    expect(problems).toMatchObject([
      {
        code: 'key-excludes',
        severity: 'warning',
        message: expect.stringContaining(
          '(tabular list of fiscal year 2021, older than fiscal year 2026 that the codes are meant for, asOf 2026-02-01: the note may have changed since)',
        ),
      },
    ])
    expect(unchecked).toEqual([
      'Notes are those of the tabular list of fiscal year 2021, the newest installed: newer notes are not checked.',
    ])
  })

  it('asks for no seventh character of an older year where the code can be reported', async () => {
    const shorter: readonly (readonly [string, string])[] = [['S52501', 'Fracture of the lower end of right radius']]
    const library = libraryOf({ sets: { 'icd10cm@2025-10-01': shorter } })
    const old = { ...tabular, fiscalYear: 2021 }
    const { problems } = await run(choice('- [x] :code[S52.501]', '- [ ] None', '  > No.'), {
      library,
      tabular: () => old,
      tables: () => undefined,
    })
    expect(problems.filter(({ code }) => code === 'key-seventh-character')).toEqual([])
  })

  it('is not needed where the lock says that a key is a header: locking again does not make it right', async () => {
    const lock = {
      format: 1,
      asOf: '2026-02-01',
      editions: [{ system: 'icd10cm', effective: '2025-10-01', billable: 1, headers: 1, digest: '0'.repeat(64) }],
      codes: [
        {
          system: 'icd10cm',
          code: 'M72.2',
          edition: '2025-10-01',
          title: 'Plantar fascial fibromatosis',
          billable: false,
        },
      ],
    }
    const { problems } = await run(choice('- [x] :code[M72.2]', '- [ ] :code[I10]', '  > No.'), 'none', {
      'codes.lock.json': JSON.stringify(lock),
    })
    expect(problems).toMatchObject([{ code: 'key-header', severity: 'error' }])
  })
})
