import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** docs/reliability.md promises nothing that no test holds. */
const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

const rows = read('docs/reliability.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| what goes wrong'))
  .map((line) => line.split(' | '))

const named = rows.flatMap(([what = '', ...rest]) =>
  (rest.at(-1) ?? '')
    .replace(/ \|$/, '')
    .split('; ')
    .map((text) => [what.replace(/^\| /, ''), text] as const),
)

describe('the table of docs/reliability.md', () => {
  test('has a row for each misbehaviour, with what is seen, what is kept, and a test', () => {
    expect(rows.length).toBeGreaterThanOrEqual(20)
    expect(rows.filter((cells) => cells.length !== 4)).toEqual([])
  })

  test.each(named)('%s: %s', (_, text) => {
    const [, file = '', name = ''] = /^`([a-z0-9-]+)` (.+)$/.exec(text) ?? []
    const path = ['e2e', 'player'].map((folder) => `test/${folder}/${file}.test.ts`)
    const source = path.find((one) => existsSync(new URL(`../../${one}`, import.meta.url)))
    expect(source).toBeDefined()
    const titles = read(source ?? '').match(/(?<=\b(?:test|it|only|onlyCmi5)\([\s\S]{0,40}?)(['"`]).+?\1(?=,)/g) ?? []
    expect(titles.filter((title) => title.includes(name))).not.toEqual([])
  })
})
