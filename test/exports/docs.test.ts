import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { exportFormats } from '../../src/exports/index.ts'

const page = new URL('../../docs/exports.md', import.meta.url)
const BEGIN = '<!-- formats: made from src/exports; UPDATE=1 npx vitest run test/exports/docs.test.ts -->\n'
const END = '<!-- end of formats -->\n'

const rows = Object.values(exportFormats).map(
  ({ name, extension, summary }) => `| \`${name}\` | \`.${extension}\` | ${summary} |\n`,
)

test('docs/exports.md lists the formats as they are', () => {
  const text = readFileSync(page, 'utf8')
  const [before, rest] = text.split(BEGIN)
  const after = rest?.split(END)[1]
  expect(after, 'the marks of the list').toBeDefined()
  const expected = `${before}${BEGIN}\n| format | file | what it is |\n|---|---|---|\n${rows.join('')}\n${END}${after}`
  if (process.env.UPDATE === '1') {
    if (process.env.CI) throw new Error('UPDATE=1 is refused in CI')
    writeFileSync(page, expected)
    return
  }
  expect(text).toBe(expected)
})

test('docs/exports.md has a column for every format in the table of losses', () => {
  const header = /^\| \| (.*) \|$/m.exec(readFileSync(page, 'utf8'))?.[1] ?? ''
  expect([...header.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)).toEqual(Object.keys(exportFormats))
})
