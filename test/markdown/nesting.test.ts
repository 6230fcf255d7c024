/** Text within text without end: told with its line, and never the end of the parser. */
import { expect, test } from 'vitest'
import { parseBank, parseModule } from '../../src/markdown/index.ts'

const HEAD = '---\ntitle: Deep\n---\n\n## Section\n\n'
const found = (text: string) =>
  parseModule({ path: 'modules/a.md', text: HEAD + text })
    .problems.filter(({ code }) => code === 'nested-too-deep' || code === 'marks-too-many')
    .map(({ code, place }) => `${code} ${place.line}`)
const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n')

test.each<[string, string, string]>([
  ['quotations', `${'>'.repeat(5000)} x`, 'nested-too-deep 7'],
  ['lists', `x\n\n${'- '.repeat(3000)}x`, 'nested-too-deep 9'],
  ['numbered lists', `${'1. '.repeat(3000)}x`, 'nested-too-deep 7'],
  ['lists by indentation', lines(400, (i) => `${'  '.repeat(i)}- x`), 'nested-too-deep 57'],
  ['boxes', lines(500, () => ':::note'), 'nested-too-deep 27'],
  ['emphasis in a run', `${'*'.repeat(10_000)}x${'*'.repeat(10_000)}`, 'marks-too-many 7'],
  ['emphasis', `x\n\n${'_a '.repeat(5000)}${'b_ '.repeat(5000)}`, 'marks-too-many 9'],
  ['pictures', `${'!['.repeat(2000)}x${'](y)'.repeat(2000)}`, 'marks-too-many 7'],
])('%s', (_, text, told) => {
  expect(found(text)[0]).toBe(told)
})

test('in a question, with the line of its file', () => {
  const text = `---\nbank: b\ntitle: B\n---\n\n## q\n\n${'>'.repeat(5000)} x\n\n- [x] a\n- [ ] b\n`
  const { problems } = parseBank({ path: 'questions/b.md', text })
  expect(problems.find(({ code }) => code === 'nested-too-deep')?.place).toMatchObject({ line: 8, column: 1 })
})

test('nothing is said of what authors write', () => {
  expect(
    found(
      [
        lines(8, (i) => `${'    '.repeat(i)}- level ${i}`),
        lines(200, () => ':::note\nA box.\n:::\n'),
        '- '.repeat(80),
        '> > Quoted *twice*.',
        lines(1500, (i) => (i === 0 ? '| a | b |\n|---|---|' : `| **E11.${i}** | [x](https://x.example) |`)),
        `Name: ${'_'.repeat(200)}.`,
      ].join('\n\n'),
    ),
  ).toEqual([])
})
