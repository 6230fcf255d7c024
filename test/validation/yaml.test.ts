import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../src/validation/yaml.ts'
import fc from '../support/properties.ts'

const told = (text: string, lineOffset = 0): string =>
  parseYaml(text, 'x.yaml', lineOffset)
    .problems.map(
      ({ code, message, hint, place: { line, column } }) => `${line}:${column} ${code}\n  ${message}\n  ${hint}`,
    )
    .join('\n')

describe('YAML that cannot be read', () => {
  test.each([
    ['a colon in a text', 'title: Foo: bar\n'],
    ['an open quote', 'title: "x\n'],
    ['a tab', 'a:\n\t- b\n'],
    ['bad indentation', 'a:\n    b: 1\n  c: 2\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['a tag', 'a: !foo x\n'],
    ['an unknown alias', 'a: *b\n'],
    ['a key twice, nested', 'a:\n  x: 1\n  y: 2\nb:\n  y: 3\n  y: 4\n'],
  ])('%s', (_, text) => expect(told(text)).toMatchSnapshot())

  test('lines count from the beginning of the file', () =>
    expect(told('a: 1\na: 2\n', 10)).toMatchInlineSnapshot(`
      "12:1 yaml-duplicate-key
        "a" appears twice; the first is on line 11.
        Keep one of the two."
    `))

  test.each([
    ['brackets', '['.repeat(20_000)],
    ['lines', Array.from({ length: 3000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ])('%s nested deeper than can be followed: one problem, in words', (_, text) => {
    const { value, problems } = parseYaml(text, 'x.yaml')
    expect(value).toBeUndefined()
    expect(problems).toHaveLength(1)
    expect(problems[0]?.message).toBe('The YAML cannot be read: it is nested too deeply.')
  })

  test('aliases that unfold without end', () => {
    const nine = (name: string): string => `[${Array(9).fill(`*${name}`).join(',')}]`
    const bomb = `a: &a [1,1,1,1,1,1,1,1,1]\nb: &b ${nine('a')}\nc: &c ${nine('b')}\nd: &d ${nine('c')}\ne: ${nine('d')}\n`
    expect(parseYaml(bomb, 'x.yaml').problems.map(({ code }) => code)).toEqual(['yaml-aliases'])
    expect(parseYaml('a: &a {b: 1}\nc: *a\n', 'x.yaml').value).toEqual({ a: { b: 1 }, c: { b: 1 } })
  })
})

describe('places', () => {
  const { placeOf, value } = parseYaml(
    'a: 1\nlist:\n  - x: "é👍"\n    y: 2\n  - 3\n"q/r": {s: t}\nempty:\n',
    'x.yaml',
    4,
  )
  test.each([
    ['/a', false, '5:4–5:5'],
    ['/a', true, '5:1–5:2'],
    ['/list/0/x', false, '7:8–7:13'],
    ['/list/0/y', true, '8:5–8:6'],
    ['/list/1', false, '9:5–9:6'],
    ['/list', false, '7:3'],
    ['/q~1r/s', false, '10:12–10:13'],
    ['/list/0/missing', false, '7:5'],
    ['/missing', false, '5:1'],
    ['', false, '5:1'],
  ])('%s (key: %s)', (pointer, key, expected) => {
    const { line, column, endLine, endColumn } = placeOf(pointer, { key })
    expect(`${line}:${column}${endLine === undefined ? '' : `–${endLine}:${endColumn}`}`).toBe(expected)
  })
  test('dates stay text, an empty field is null', () => {
    expect(parseYaml('d: 2026-10-01\n', 'x.yaml').value).toEqual({ d: '2026-10-01' })
    expect(value).toMatchObject({ empty: null })
  })
})

test('whatever the text, nothing is thrown and places are inside the text', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('\n', '  ', '- ', 'a: ', '? ', '&a ', '*a', '{', '}', '[', '"', '|\n', '__proto__: '),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('')
      const { problems, placeOf } = parseYaml(text, 'x.yaml')
      const lines = text.split('\n').length
      for (const place of [...problems.map((one) => one.place), placeOf('/a'), placeOf('/0/a', { key: true })]) {
        expect(place.line).toBeGreaterThanOrEqual(1)
        expect(place.line).toBeLessThanOrEqual(lines)
        expect(place.column).toBeGreaterThanOrEqual(1)
      }
    }),
    { numRuns: 300, seed: 20261122 },
  )
})
