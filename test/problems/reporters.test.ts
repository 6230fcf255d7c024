import { describe, expect, it } from 'vitest'
import { catalogue } from '../../src/problems/catalogue/index.ts'
import { jsonReport } from '../../src/problems/json.ts'
import { compareProblems, hasErrors, type Problem, type ProblemKind } from '../../src/problems/problem.ts'
import { problem } from '../../src/problems/report.ts'
import { sarifReport } from '../../src/problems/sarif.ts'
import { placeText, summaryText, textReport } from '../../src/problems/text.ts'
import { expectGolden } from '../support/golden.ts'

const error = problem(
  'file-missing',
  { path: 'modules/x.md', nearest: 'modules/y.md' },
  { file: 'a course/course.yaml', line: 12, column: 5, endLine: 12, endColumn: 17 },
  { actual: 'modules/x.md', expected: ['modules/y.md'] },
)
const warning = problem('file-unused', { path: 'media/ü.png' }, { file: 'a course/media/ü.png' })
const info = problem('codes-lock-missing', { codes: 2 }, { file: 'a course/course.yaml', line: 2, column: 7 })
const all = [error, warning, info]

describe('text', () => {
  it('is two lines for each problem', () => expectGolden('problems/report.txt', textReport(all)))

  it('is coloured only when asked', () => {
    expect(textReport(all)).not.toContain('\u001b')
    const coloured = textReport(all, { colour: true })
    expect(coloured).toContain('\u001b[31merror\u001b[0m')
    expect(coloured.replace(/\p{Cc}\[\d+m/gu, '')).toBe(textReport(all))
  })

  it('is empty for no problems', () => expect(textReport([])).toBe(''))

  it.each<[string, Problem[]]>([
    ['no problems', []],
    ['1 error', [error]],
    ['2 errors, 1 warning, 2 notes', [error, info, warning, error, info]],
  ])('is summed up as %s', (expected, problems) => expect(summaryText(problems)).toBe(expected))

  it('names a place as editors do', () => {
    expect(placeText({ file: 'a.md' })).toBe('a.md')
    expect(placeText({ file: 'a.md', line: 3 })).toBe('a.md:3')
    expect(placeText({ file: 'a.md', line: 3, column: 4 })).toBe('a.md:3:4')
  })
})

describe('JSON', () => {
  it('has a stable shape', () => expectGolden('problems/report.json', jsonReport(all)))

  it('is whole without problems', () => {
    expect(JSON.parse(jsonReport([]))).toEqual({ format: 1, problems: [], counts: { error: 0, warning: 0, info: 0 } })
  })
})

describe('SARIF', () => {
  const log = JSON.parse(sarifReport(all, '1.2.3'))
  const [run] = log.runs

  it('is stable but for the rules', () => {
    // The list of rules grows, and with it the places in it.
    const text = JSON.stringify(run, (key, value) => (key === 'tool' || key === 'ruleIndex' ? undefined : value), 2)
    expectGolden('problems/report.sarif.json', `${text}\n`)
  })

  it('has what SARIF 2.1.0 requires', () => {
    // §3.13.2 version, §3.13.4 runs, §3.14.6 tool, §3.18.2 driver, §3.19.8 name
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-schema-2.1.0.json') })
    expect(log.runs).toHaveLength(1)
    expect(run.tool.driver).toMatchObject({ name: 'chartwright', semanticVersion: '1.2.3' })
    // §3.49.3 id; §3.27.11 message; §3.27.6 ruleIndex points at the rule of ruleId
    for (const result of run.results) {
      expect(result.message.text).not.toBe('')
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId)
      expect(['error', 'warning', 'note']).toContain(result.level)
      const [{ physicalLocation }] = result.locations
      // §3.4.3 a relative reference of RFC 3986, without spaces or other letters
      expect(physicalLocation.artifactLocation.uri).toMatch(/^[A-Za-z0-9._~!$&'()*+,;=:@%/-]+$/)
      // §3.30.5 to §3.30.8
      for (const value of Object.values(physicalLocation.region ?? {})) expect(value).toBeGreaterThan(0)
    }
  })

  it('has one rule for each entry of the catalogue', () => {
    const ids = run.tool.driver.rules.map((rule: { id: string }) => rule.id)
    expect(ids).toEqual(Object.keys(catalogue).sort())
    for (const rule of run.tool.driver.rules) expect(rule.shortDescription.text).not.toBe('')
  })
})

describe('the catalogue', () => {
  const entries: [string, ProblemKind<never>][] = Object.entries(catalogue)

  it.each(entries)('%s has a permanent name and a title of one line', (code, { title, severity }) => {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(title).toMatch(/^[A-Z][^\n]{5,90}[^.\n]$/)
    expect(['error', 'warning', 'info']).toContain(severity)
  })
})

it('problems are ordered by file, line, column and code', () => {
  const at = (file: string, line: number, column: number): Problem => ({ ...error, place: { file, line, column } })
  const sorted = [at('a', 1, 1), at('a', 1, 2), at('a', 2, 1), at('a', 10, 1), at('b', 1, 1)]
  expect([...sorted].reverse().sort(compareProblems)).toEqual(sorted)
  expect(hasErrors([warning, info])).toBe(false)
  expect(hasErrors(all)).toBe(true)
})
