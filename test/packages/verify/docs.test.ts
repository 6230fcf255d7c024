import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { topics } from '../../../src/packages/verify/index.ts'
import type { Rule } from '../../../src/packages/verify/rule.ts'

const page = new URL('../../../docs/verify.md', import.meta.url)
const BEGIN =
  '<!-- rules: made from src/packages/verify/rules; UPDATE=1 npx vitest run test/packages/verify/docs.test.ts -->\n'
const END = '<!-- end of rules -->\n'

const NAMES = { scorm12: 'SCORM 1.2', scorm2004: 'SCORM 2004', cmi5: 'cmi5', tincan: 'tincan' } as const
const cell = (text: string): string => text.replace(/[|<>]/g, (character) => `\\${character}`)

const row = ([id, { severity, applies, title, clause, hint }]: [string, Rule]): string =>
  `| \`${id}\` | ${severity} | ${applies === undefined ? 'all' : applies.map((one) => NAMES[one]).join(', ')} | ${cell(title)} | ${cell(hint)} | ${cell(clause)} |\n`

const tables = Object.entries(topics).map(
  ([topic, rules]) =>
    `### ${topic}\n\n| rule | severity | applies to | what is wrong | how to mend it | from |\n|---|---|---|---|---|---|\n${Object.entries(rules).map(row).join('')}\n`,
)

test('docs/verify.md lists the rules as they are', () => {
  const text = readFileSync(page, 'utf8')
  const [before, rest] = text.split(BEGIN)
  const after = rest?.split(END)[1]
  expect(after, 'the marks of the tables').toBeDefined()
  const expected = `${before}${BEGIN}\n${tables.join('')}${END}${after}`
  if (process.env.UPDATE === '1') {
    if (process.env.CI) throw new Error('UPDATE=1 is refused in CI')
    writeFileSync(page, expected)
    return
  }
  expect(text).toBe(expected)
})
