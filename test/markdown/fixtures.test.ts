import { describe, expect, test } from 'vitest'
import { parseBank, parseFragment, parseModule } from '../../src/markdown/index.ts'
import { expectFixture, fixtures, fixtureText, printed, splitHtml } from './_fixture.ts'

const parsers = { modules: parseModule, fragments: parseFragment, questions: parseBank } as const

describe.each(Object.entries(parsers))('good %s', (folder, parse) => {
  test.each(fixtures(folder))('%s', (name) => {
    const text = fixtureText(folder, name)
    const parsed = parse({ path: `${folder}/${name}.md`, text })
    expect(printed(parsed.problems)).toBe('\n')
    const { json, html } = splitHtml(parsed)
    expectFixture(folder, `${name}.json`, json)
    expectFixture(folder, `${name}.html`, html)
    expect(JSON.parse(JSON.stringify(parsed))).toEqual(parsed)
    expect(parse({ path: `${folder}/${name}.md`, text })).toEqual(parsed)
  })
})

describe.each(Object.entries(parsers))('problems of %s', (folder, parse) => {
  test.each(fixtures(`problems/${folder}`))('%s', (name) => {
    const { problems } = parse({ path: `${folder}/${name}.md`, text: fixtureText(`problems/${folder}`, name) })
    expect(problems.length).toBeGreaterThan(0)
    expectFixture(`problems/${folder}`, `${name}.txt`, printed(problems))
  })
})
