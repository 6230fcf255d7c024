/** Credential files: what is read, and every way a file is refused, with its place. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { textReport } from '../../src/problems/text.ts'
import { loadCredentials, readCredential } from '../../src/validation/credential-files.ts'
import { temporaryFolder } from '../support/course-folder.ts'

const good = `id: my-board
name: My credential
body: My board
unit: { name: hour, minutes: 60 }
versions:
  - version: new
    from: 2026-01-01
    source: { url: "https://example.org/rules", retrieved: 2026-11-22 }
    cycle: { months: 24, anchor: holder }
    total: { base: 20 }
    earnOnce: cycle
    carryOver: none
    rules:
      - { id: ethics, text: At least 2 hours in ethics, kind: min, of: { domains: [ethics] }, amount: 2 }
    retention: unknown
    fees: unknown
  - version: old
    from: 2020-01-01
    until: 2025-12-31
    source: { document: Rules of 2020, retrieved: 2026-11-22 }
    cycle: { months: 24, anchor: calendar, from: 2020-01-01 }
    total: { base: 10 }
    earnOnce: ever
    carryOver: { months: 3, credits: 5 }
    rules: []
    retention: { months: 24 }
    fees: [{ for: Renewal, amount: 99.5, currency: USD }]
`

const read = (text: string) => readCredential(new TextEncoder().encode(text), 'my-board.yaml')

/** Each problem as it is printed, without its hint. */
const told = (text: string): string[] =>
  textReport(read(text).problems)
    .split('\n')
    .filter((line) => line.startsWith('my-board.yaml'))

describe('a credential file', () => {
  it('is read with the hash of its bytes', () => {
    const { loaded, problems } = read(good)
    expect(problems).toEqual([])
    expect(loaded).toMatchObject({ file: 'my-board.yaml', text: good, credential: { id: 'my-board' } })
    expect(loaded?.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each([
    [
      'an unknown field',
      ['    total: { base: 20 }', '    total: { base: 20, extra: 3 }'],
      '10:24 error field-unknown "extra" (versions → entry 1 → total) is not a known field.',
    ],
    [
      'no source',
      ['    source: { url: "https://example.org/rules", retrieved: 2026-11-22 }\n', ''],
      '6:5 error field-missing "source" (versions → entry 1) is missing.',
    ],
    [
      'a source without a date',
      [
        ', retrieved: 2026-11-22 }\n    cycle: { months: 24, anchor: holder }',
        ' }\n    cycle: { months: 24, anchor: holder }',
      ],
      '8:13 error field-missing "retrieved" (versions → entry 1 → source) is missing.',
    ],
    [
      'a source that names nothing',
      ['{ url: "https://example.org/rules", retrieved', '{ retrieved'],
      '8:13 error credential-source-empty The source of the version "new" names neither an address nor a document, so nobody can check its figures.',
    ],
    [
      'overlapping versions',
      ['until: 2025-12-31', 'until: 2026-01-01'],
      '19:12 error credential-version-overlap The version "old" is in force on 2026-01-01, and so is "new", which begins on 2026-01-01; a cycle that begins then would have two sets of rules.',
    ],
    [
      'two versions from one day',
      ['from: 2020-01-01\n    until: 2025-12-31', 'from: 2026-01-01'],
      '18:11 error credential-version-overlap The version "old" is in force on 2026-01-01, and so is "new", which begins on 2026-01-01; a cycle that begins then would have two sets of rules.',
    ],
    [
      'versions out of order',
      ['from: 2020-01-01\n    until: 2025-12-31', 'from: 2027-01-01'],
      '18:11 error credential-version-order The version "old" begins on 2027-01-01, after "new" (2026-01-01), which is listed before it.',
    ],
    [
      'a version that ends before it begins',
      ['until: 2025-12-31', 'until: 2019-12-31'],
      '19:12 error credential-version-dates The version "old" begins on 2020-01-01 and ends on 2019-12-31.',
    ],
    [
      'two versions of one name',
      ['version: old', 'version: new'],
      '17:14 error credential-version-repeated The version "new" appears twice; the first is on line 6. Results name the version they were worked out by.',
    ],
    [
      'a rule without an amount',
      [', amount: 2 }', ' }'],
      '14:9 error credential-rule-amount The rule "ethics" has neither an amount nor a share, so it asks for nothing.',
    ],
    [
      'a rule with two amounts',
      [', amount: 2 }', ', amount: 2, share: 10 }'],
      '14:9 error credential-rule-amount The rule "ethics" has an amount and a share; nothing says which of them applies.',
    ],
    [
      'two rules of one name',
      [
        '    rules: []',
        '    rules:\n      - { id: a, text: A, kind: min, of: { domains: [a] }, amount: 1 }\n      - { id: a, text: A, kind: max, of: { domains: [a] }, amount: 1 }',
      ],
      '27:15 error credential-rule-repeated The rule "a" appears twice in its version; the first is on line 26.',
    ],
    [
      'a rule with the name of the total',
      ['{ id: ethics,', '{ id: total,'],
      '14:15 error credential-rule-total A rule is called "total", the name that results use for the total of the version.',
    ],
    [
      'a calendar without a day',
      ['anchor: calendar, from: 2020-01-01', 'anchor: calendar'],
      '21:34 error credential-calendar The anchor is calendar, but no day is given on which a cycle begins for everybody.',
    ],
    [
      'a day without a calendar',
      ['anchor: holder', 'anchor: holder, from: 2020-01-01'],
      '9:48 error credential-calendar A day is given on which a cycle begins for everybody, but the anchor is not calendar.',
    ],
    [
      'a most that is less than the least',
      ['base: 10', 'base: 10, perExtra: 2, max: 9'],
      '22:42 error credential-total-max "max" is 9, less than the 10 that every holder is asked for.',
    ],
    [
      'credit from before the previous cycle',
      ['months: 3, credits', 'months: 25, credits'],
      '24:26 error credential-carry-over Credits of the last 25 months are carried over, but the previous cycle has only 24.',
    ],
    [
      'two ways of rounding at once',
      [
        'unit: { name: hour, minutes: 60 }',
        'unit: { name: hour, minutes: 60, rounding: { step: 1, mode: nearest, upFrom: 45 } }',
      ],
      '4:78 error credential-up-from "upFrom" says from which remainder on minutes are rounded up, but the mode is nearest.',
    ],
    [
      'more than hundredths',
      ['base: 10', 'base: 10.125'],
      '22:20 error credential-decimals "base" is 10.125, but credits are counted in hundredths.',
    ],
    [
      'a selector that asks for nothing',
      ['of: { domains: [ethics] }', 'of: {}'],
      '14:72 error credential-rule-empty The rule "ethics" does not say which credits it is about, so it is about all of them.',
    ],
    [
      'a word of its own for unknown fees',
      ['fees: unknown', 'fees: none'],
      '16:11 error field-form "fees" (versions → entry 1) is "none", which does not have the form asked for.',
    ],
    [
      'a day that is none',
      ['until: 2025-12-31', 'until: 2025-02-30'],
      '19:12 error field-form "until" (versions → entry 2) is "2025-02-30", which does not have the form asked for.',
    ],
  ])('with %s is refused', (_, [before = '', after = ''], message) => {
    expect(good).toContain(before)
    expect(told(good.replace(before, after))).toEqual([`my-board.yaml:${message}`])
    expect(read(good.replace(before, after)).loaded).toBeUndefined()
  })

  it('is read as docs/credentials.md shows it', () => {
    const docs = readFileSync(new URL('../../docs/credentials.md', import.meta.url), 'utf8')
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(docs) ?? []
    expect(read(yaml)).toMatchObject({ problems: [], loaded: { credential: { id: 'my-board-rn' } } })
  })

  it('tells with each problem how to mend it', () => {
    expect(
      textReport(read(good.replace('2025-12-31', '2026-06-30').replace(', amount: 2', '')).problems),
    ).toMatchSnapshot()
  })
})

describe('folders of credential files', () => {
  const folderWith = (files: Readonly<Record<string, string>>): string => {
    const folder = join(temporaryFolder(), 'rules')
    mkdirSync(folder)
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return folder
  }

  it('come after the catalogue, which has no problems, and every version of which names its source', () => {
    const { credentials, problems } = loadCredentials([])
    expect(problems).toEqual([])
    expect([...credentials.keys()]).toEqual([
      'aapc-cpc',
      'ahima-cca',
      'ahima-ccs',
      'example-nursing-board',
      'iacet-provider',
    ])
    for (const { credential } of credentials.values()) {
      for (const { source } of credential.versions) expect(source.url ?? source.document).toBeTruthy()
    }
  })

  it('take the place of the catalogue for the same credential, and are named in what is loaded', () => {
    const own = good.replace('id: my-board', 'id: ahima-ccs')
    const { credentials, problems } = loadCredentials([folderWith({ 'my-ccs.yaml': own, 'read-me.txt': 'no rules' })])
    expect(problems).toEqual([])
    expect(credentials.get('ahima-ccs')).toMatchObject({ file: 'my-ccs.yaml', credential: { name: 'My credential' } })
    expect(credentials.size).toBe(5)
  })

  it('may not describe a credential twice', () => {
    const folder = folderWith({ 'a.yaml': good, 'b.yml': good })
    expect(loadCredentials([folder]).problems).toMatchObject([
      { code: 'credential-repeated', place: { file: join(folder, 'b.yml'), line: 1, column: 1 } },
    ])
  })

  it('keep what is right beside a file with errors', () => {
    const { credentials, problems } = loadCredentials([folderWith({ 'a.yaml': 'id: [', 'b.yaml': good })])
    expect(credentials.has('my-board')).toBe(true)
    expect(problems.length).toBeGreaterThan(0)
  })
})
