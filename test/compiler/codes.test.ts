/** Codes of a course: where they are cited, what the lock makes of them. */
import { describe, expect, it } from 'vitest'
import { openFolder } from '../../src/compiler/folder.ts'
import { type Compilation, compileCourse } from '../../src/compiler/index.ts'
import { type Changes, courseWith, swap } from '../support/course-folder.ts'

const compile = (changes: Changes): Promise<Compilation> =>
  compileCourse(openFolder(courseWith(changes)), { name: 'minimal' })

const row = (code: string, edition: string, title: string) => ({
  system: 'icd10cm',
  code,
  edition,
  title,
  billable: true,
})
const editionOf = (effective: string) => ({
  system: 'icd10cm',
  effective,
  billable: 2,
  headers: 1,
  digest: '0'.repeat(64),
})
const lock = JSON.stringify({
  format: 1,
  asOf: '2026-09-01',
  editions: [editionOf('2024-10-01'), editionOf('2025-10-01')],
  codes: [
    row('E11.9', '2024-10-01', 'Title of 2024'),
    row('E11.9', '2025-10-01', 'Type 2 "diabetes" & <others>'),
    row('I10', '2025-10-01', 'Essential (primary) hypertension'),
  ],
})

const bank = `---
bank: cited
domain: diagnosis
codes: icd10cm
asOf: 2024-11-01
---
## which-code
::meta{ref="I.C.4.a@fy2025"}

Is it :code[E11.9]?

- [x] :code[E11.9] yes
- [ ] :code[E11.9] no
  > Not :code[E11.9].

> **Why.** See :code[E11.9].
`
const quiz = '\n::quiz{bank="cited"}\n'
const asked: Changes = {
  'codes.lock.json': lock,
  'questions/cited.md': bank,
  'modules/01-basics.md': (text) => `${text}${quiz}`,
}

describe('what a course cites', () => {
  it('names each code with its day, its place and who cites it', async () => {
    const { cited } = await compile({
      ...asked,
      'course.yaml': swap('purpose:', 'asOf: 2026-02-01\npurpose:'),
      'glossary.yaml': 'high blood pressure: Coded as :code[I10].\n',
    })
    const told = cited.codes.map(
      ({ code, asOf, place, by }) => `${code} ${asOf} ${place.file}:${place.line}:${place.column} ${by}`,
    )
    expect(told).toContain('E11.9 2026-02-01 modules/01-basics.md:11:49 section "Structure of a code"')
    expect(told).toContain('E11.9 2024-11-01 questions/cited.md:12:7 question "which-code"')
    expect(told).toContain('I10 2026-02-01 glossary.yaml:1:22 glossary')
    expect(cited.guidelines).toContainEqual({
      section: 'I.C.4.a',
      edition: 'fy2025',
      asOf: '2024-11-01',
      place: expect.objectContaining({ file: 'questions/cited.md', line: 8 }),
      by: 'question "which-code"',
    })
  })

  it('takes the codes of the key of a case, each of its system', async () => {
    const { cited } = await compile({
      'cases/one.md': `---
case: one
title: One
setting: inpatient
domain: diagnosis
asOf: 2026-01-05
fictional: true
key:
  principal: { code: A41.51, poa: Y, ref: I.C.1.d.4 }
  secondary: [{ code: N39.0, poa: Y }]
  procedures: [{ code: 0DTJ4ZZ }, { code: '99213' }]
---
## Discharge summary

Text.
`,
    })
    const ofCase = cited.codes.filter(({ by }) => by === 'key of the case "one"')
    expect(ofCase.map(({ system, code, asOf, place }) => [system, code, asOf, place.line])).toEqual([
      ['icd10cm', 'A41.51', '2026-01-05', 9],
      ['icd10cm', 'N39.0', '2026-01-05', 10],
      ['icd10pcs', '0DTJ4ZZ', '2026-01-05', 11],
      ['cpt', '99213', '2026-01-05', 11],
    ])
  })
})

describe('the lock beside a course', () => {
  it('puts titles of the right day into texts and rationales, and none where they would give the answer away', async () => {
    const { course, problems } = await compile(asked)
    expect(problems).toEqual([])
    const text = JSON.stringify(course?.modules[0]?.sections.map(({ blocks }) => blocks))
    expect(text).toContain('title=\\"Type 2 &quot;diabetes&quot; &amp; &lt;others&gt;\\">E11.9</code>')
    const question = course?.questions.find(({ id }) => id === 'which-code')
    const titled = '<code class="code" data-system="icd10cm" title="Title of 2024">E11.9</code>'
    const plain = '<code class="code" data-system="icd10cm">E11.9</code>'
    expect(question?.rationale).toContain(titled)
    expect(question?.stem).toContain(plain)
    if (question?.type !== 'single-choice') throw new Error('not the question that was written')
    expect(question.options.map(({ html }) => html.includes(plain))).toEqual([true, true])
    expect(question.options[1]?.feedback).toContain(titled)
  })

  it('says once that there is none, which codes it lacks, and when it cannot be read', async () => {
    const said = async (changes: Changes): Promise<string[]> =>
      (await compile(changes)).problems.map(
        ({ severity, code, place }) => `${place.file}:${place.line ?? ''} ${severity} ${code}`,
      )
    expect(await said({ ...asked, 'codes.lock.json': null })).toEqual(['course.yaml: info codes-lock-missing'])
    expect(
      await said({ 'modules/01-basics.md': (text) => `${text}\n:code[I10] and :code[99213]{system=cpt}\n` }),
    ).toEqual([expect.stringMatching(/^modules\/01-basics\.md:\d+ warning code-not-locked$/)])
    expect(await said({ 'codes.lock.json': lock.slice(0, 50) })).toEqual(['codes.lock.json: error codes-lock-invalid'])
    expect(await said({ 'codes.lock.json': lock.replace('"format":1', '"format":2') })).toEqual([
      'codes.lock.json: error codes-lock-invalid',
    ])
  })
})
