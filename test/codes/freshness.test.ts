import { describe, expect, it } from 'vitest'
import type { Citation } from '../../src/codes/citation.ts'
import { checkFreshness, type Finding } from '../../src/codes/freshness.ts'
import { checkGuidelines } from '../../src/codes/guidelines.ts'
import { lockDrift, lockText, makeLock, openLock } from '../../src/codes/lock.ts'
import { libraryOf } from '../support/code-library.ts'

const library = libraryOf({
  sets: {
    'icd10cm@2024-10-01': [
      ['G35', 'Multiple sclerosis'],
      ['E66', 'Overweight and obesity', 'header'],
      ['E668', 'Other obesity'],
      ['A49', 'Bacterial infection', 'header'],
      ['A499', 'Bacterial infection, unspecified'],
      ['Z993', 'Dependence on wheelchair'],
      ['K900', 'Celiac disease'],
    ],
    'icd10cm@2025-10-01': [
      ['G35', 'Multiple sclerosis', 'header'],
      ['G35A', 'Relapsing-remitting multiple sclerosis'],
      ['G35D', 'Multiple sclerosis, unspecified'],
      ['E66', 'Overweight and obesity', 'header'],
      ['E6689', 'Other obesity not elsewhere classified'],
      ['E6609', 'Other obesity due to excess calories'],
      ['A49', 'Bacterial infection', 'header'],
      ['A499', 'Bacterial infection of unspecified site'],
      ['Z993', 'Dependence on wheelchair'],
    ],
    'icd10cm@2026-10-01': [
      ['G35', 'Multiple sclerosis', 'header'],
      ['C7831', 'Secondary malignant neoplasm of larynx'],
    ],
    'hcpcs@2026-01-01': [['J1885', 'Injection, ketorolac tromethamine, per 15 mg']],
  },
  poaExempt: { '2024-10-01': ['Z993'], '2025-10-01': [] },
  conversions: [
    { code: 'E6689', effective: '2025-10-01', previous: [{ from: 'E668', to: 'E668' }] },
    { code: 'G35D', effective: '2026-10-01', previous: [{ from: 'G35', to: 'G35' }] },
  ],
})

const cite = (code: string, more: Partial<Citation> = {}): Citation => ({
  system: 'icd10cm',
  code,
  place: { file: 'questions/a.md', line: 3, column: 7 },
  by: 'question "a"',
  ...more,
})

const check = (citation: Citation, day = '2025-10-01'): Finding => {
  const [finding] = checkFreshness([citation], { library, targets: new Map([['icd10cm', day]]) })
  if (finding === undefined) throw new Error('nothing found')
  return finding
}
const of = ({ candidates }: Finding): string[] => candidates.map(({ entry, from }) => `${entry.code} ${from}`)

describe('codes against an edition', () => {
  it('finds nothing to say of a valid code and of a category cited as one', () => {
    expect(check(cite('G35'), '2024-10-01').statuses).toEqual([{ is: 'valid' }])
    expect(check(cite('E66')).statuses).toEqual([{ is: 'valid' }])
  })

  it('takes how codes begin for no code that is reported, and asks only that there are such codes', () => {
    for (const code of ['E66', 'G35', 'E66.89'])
      expect(check(cite(code, { category: true })).statuses).toEqual([{ is: 'valid' }])
    expect(check(cite('E67', { category: true })).statuses).toEqual([{ is: 'unknown' }])
    const targets = new Map([['icd10cm', '2025-10-01']] as const)
    const both = [cite('E66', { key: true }), cite('E66', { category: true })]
    expect(
      checkFreshness(both, { library, targets }).map(({ statuses, citations }) => [statuses[0]?.is, citations]),
    ).toEqual([
      ['now-header', [both[0]]],
      ['valid', [both[1]]],
    ])
  })

  it('says that a divided code needs more characters, whatever day it was written for', () => {
    for (const asOf of ['2024-11-01', '2025-11-01', undefined]) {
      const finding = check(cite('G35', asOf === undefined ? {} : { asOf }))
      expect(finding.statuses).toEqual([{ is: 'now-header', title: 'Multiple sclerosis' }])
      // The row of the conversion table that is not in force yet does not count.
      expect(of(finding)).toEqual(['G35A prefix', 'G35D prefix'])
    }
  })

  it('says since when a code is gone, and what the conversion table has for it before what looks like it', () => {
    const finding = check(cite('E66.8'))
    expect(finding.statuses).toEqual([{ is: 'deleted', since: '2025-10-01', title: 'Other obesity' }])
    expect(of(finding)).toEqual(['E6689 conversion', 'E6609 prefix'])
    expect(check(cite('E66.8'), '2026-10-01').statuses).toEqual([
      { is: 'deleted', since: '2025-10-01', title: 'Other obesity' },
    ])
  })

  it('tells revised titles, a changed POA status, codes to come, of another system and unknown ones', () => {
    expect(check(cite('A49.9')).statuses).toEqual([
      {
        is: 'title-revised',
        before: 'Bacterial infection, unspecified',
        after: 'Bacterial infection of unspecified site',
      },
    ])
    expect(check(cite('A49.9', { asOf: '2025-12-01' })).statuses).toEqual([{ is: 'valid' }])
    expect(check(cite('Z99.3')).statuses).toEqual([{ is: 'poa-changed', exempt: false }])
    expect(check(cite('C78.31')).statuses).toEqual([
      { is: 'not-yet-valid', from: '2026-10-01', title: 'Secondary malignant neoplasm of larynx' },
    ])
    expect(check(cite('J1885')).statuses).toEqual([
      { is: 'wrong-system', system: 'hcpcs', title: 'Injection, ketorolac tromethamine, per 15 mg' },
    ])
    expect(check(cite('Q99.9')).statuses).toEqual([{ is: 'unknown' }])
  })

  it('names every place that cites a code, and leaves systems out that are not checked', () => {
    const first = cite('G35')
    const second = cite('G35', { place: { file: 'modules/b.md', line: 9, column: 1 }, by: 'section "B"' })
    const found = checkFreshness([first, second, cite('J1885', { system: 'hcpcs' })], {
      library,
      targets: new Map([['icd10cm', '2025-10-01']]),
    })
    expect(found).toHaveLength(1)
    expect(found[0]?.citations).toEqual([first, second])
  })
})

describe('the lock', () => {
  const citations = [
    cite('G35', { asOf: '2024-12-01' }),
    cite('A49.9'),
    cite('J1885', { system: 'hcpcs' }),
    cite('99213', { system: 'cpt' }),
  ]
  const made = makeLock(citations, library, '2026-02-01')

  it('pins each code for the day it is meant for, and CPT not at all', () => {
    expect(made.file.codes).toEqual([
      {
        system: 'hcpcs',
        code: 'J1885',
        edition: '2026-01-01',
        title: 'Injection, ketorolac tromethamine, per 15 mg',
        billable: true,
      },
      {
        system: 'icd10cm',
        code: 'A49.9',
        edition: '2025-10-01',
        title: 'Bacterial infection of unspecified site',
        billable: true,
        poaExempt: false,
      },
      {
        system: 'icd10cm',
        code: 'G35',
        edition: '2024-10-01',
        title: 'Multiple sclerosis',
        billable: true,
        poaExempt: false,
      },
    ])
    expect(made.file.editions.map(({ system, effective }) => `${system}@${effective}`)).toEqual([
      'hcpcs@2026-01-01',
      'icd10cm@2024-10-01',
      'icd10cm@2025-10-01',
    ])
  })

  it('does not depend on the order of citations, and its text is read back', () => {
    expect(lockText(makeLock([...citations].reverse(), library, '2026-02-01').file)).toBe(lockText(made.file))
    expect(JSON.parse(lockText(made.file))).toEqual(made.file)
  })

  it('answers for the day of a citation, and not for codes or days it has nothing for', () => {
    const lock = openLock(made.file)
    expect(lock.row(cite('G35', { asOf: '2025-03-01' }))?.title).toBe('Multiple sclerosis')
    expect(lock.row(cite('A49.9'))?.edition).toBe('2025-10-01')
    expect(lock.row(cite('G35'))).toBeUndefined()
    expect(lock.row(cite('A49.9', { asOf: '2020-01-01' }))).toBeUndefined()
  })

  it('says what a refresh would change', () => {
    const later = makeLock([cite('A49.9', { asOf: '2024-12-01' })], library, '2026-02-01').file
    expect(lockDrift(made.file, made.file)).toEqual([])
    expect(lockDrift(made.file, later)).toEqual([
      'new      icd10cm A49.9 of 2024-10-01',
      'gone     hcpcs@2026-01-01',
      'gone     icd10cm@2025-10-01',
      'gone     hcpcs J1885 of 2026-01-01',
      'gone     icd10cm A49.9 of 2025-10-01',
      'gone     icd10cm G35 of 2024-10-01',
    ])
  })

  it('names codes that do not exist on their day, systems without an edition and editions that are too old', () => {
    const odd = makeLock(
      [cite('Q99.9'), cite('0DTJ4ZZ', { system: 'icd10pcs' }), cite('C78.31', { asOf: '2028-01-01' })],
      library,
      '2026-02-01',
    )
    expect(odd.missing.map(({ citation, edition }) => [citation.code, edition])).toEqual([['Q99.9', '2025-10-01']])
    expect(odd.without).toEqual([{ system: 'icd10pcs', day: '2026-02-01' }])
    expect(odd.old).toEqual([{ system: 'icd10cm', edition: '2026-10-01', day: '2028-01-01' }])
  })

  it('makes a header that was locked as one a thing the author knows', () => {
    const citation = cite('G35', { asOf: '2025-11-01' })
    const lock = openLock(makeLock([citation], library, '2026-02-01').file)
    const [finding] = checkFreshness([citation], { library, targets: new Map([['icd10cm', '2025-10-01']]), lock })
    expect(finding?.statuses).toEqual([{ is: 'known-header', title: 'Multiple sclerosis' }])
  })

  it('of a later edition makes no deleted codes of those that the one before it did not have yet', () => {
    const citation = cite('C78.31', { asOf: '2026-11-01' })
    const lock = openLock(makeLock([citation], library, '2026-11-01').file)
    const [finding] = checkFreshness([citation], { library, targets: new Map([['icd10cm', '2025-10-01']]), lock })
    expect(finding?.statuses).toEqual([
      { is: 'not-yet-valid', from: '2026-10-01', title: 'Secondary malignant neoplasm of larynx' },
    ])
  })
})

describe('guideline sections', () => {
  const list = (edition: string, validFrom: string, headings: Readonly<Record<string, string>>) => ({
    edition,
    validFrom,
    headings: new Map(Object.entries(headings)),
  })
  const lists = [
    list('fy2025', '2024-10-01', {
      'I.C.9.a.1': 'Hypertension with Heart Disease',
      'I.C.9.a.2': 'Old',
      'I.A.2': 'Format and Structure:',
    }),
    list('fy2026', '2025-10-01', {
      'I.C.9.a.1': 'Something else',
      'I.C.9.a.3': 'Hypertension with heart disease',
      'I.A.2': 'Format and structure',
    }),
  ]
  const status = (section: string, edition?: string, asOf?: string) =>
    checkGuidelines(
      [
        {
          section,
          place: { file: 'a.md' },
          by: 'question "a"',
          ...(edition === undefined ? {} : { edition }),
          ...(asOf === undefined ? {} : { asOf }),
        },
      ],
      lists,
    )[0]?.status

  it('warns where the heading behind an id changed, and says where the old one is', () => {
    expect(status('I.C.9.a.1', 'fy2025')).toEqual({
      is: 'heading-changed',
      edition: 'fy2026',
      before: 'Hypertension with Heart Disease',
      after: 'Something else',
      moved: ['I.C.9.a.3'],
    })
    expect(status('I.C.9.a.1', undefined, '2024-12-01')).toMatchObject({ is: 'heading-changed' })
    expect(status('I.C.9.a.1', 'fy2026')).toEqual({ is: 'valid' })
    // Case and a colon at the end say nothing.
    expect(status('I.A.2', 'fy2025')).toEqual({ is: 'valid' })
  })

  it('finds sections that are gone or never were, and passes over what is in no list', () => {
    expect(status('I.C.9.a.2', 'fy2025')).toEqual({ is: 'gone', edition: 'fy2026', heading: 'Old', moved: [] })
    expect(status('I.C.99', 'fy2026')).toEqual({ is: 'unknown', edition: 'fy2026' })
    expect(status('I.C.99')).toEqual({ is: 'unknown', edition: 'fy2026' })
    expect(status('I.A.2', 'fy2019')).toEqual({ is: 'edition-missing', edition: 'fy2019' })
    for (const cutOff of ['C.9.a.1', '9.a.1']) expect(status(cutOff)).toEqual({ is: 'unknown', edition: 'fy2026' })
    expect(status('B3.2a')).toBeUndefined()
  })
})
