import { describe, expect, test } from 'vitest'
import { parseBank, parseFragment, parseInline, parseModule } from '../../src/markdown/index.ts'
import type { Place, Problem } from '../../src/problems/problem.ts'
import fc from '../support/properties.ts'

/** Pieces of the language, so that arbitrary text gets past the first line of the parser. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '\n',
    '\n\n',
    '## q\n',
    '# x\n',
    '#### x\n',
    '---\n',
    '---\ntitle: A\nminutes: 5\n---\n',
    '---\nbank: b\n',
    '---\n',
    '::meta{type=order}\n',
    '::meta{type=match unit=}\n',
    '::quiz{bank=x pick=2}\n',
    ':::note[a]\n',
    ':::\n',
    '::::',
    ':code[E11.9]',
    ':code[',
    ':term[x]{id="',
    '"}',
    '{#a .b c=d c=e}',
    ':pin',
    ':a:b',
    '`icd10cm:x`',
    '[^1]',
    '\n[^1]: x\n',
    '- [ ] a\n',
    '- [x] b\n',
    '- [ ]\n',
    '1. a\n',
    '> x\n',
    '  > f\n',
    '\n= 42 ± 0.5\n',
    '= a | b\n',
    '| a | b |\n|---|---|\n',
    '[a](b.md#c)',
    '![](x.png)',
    '[x]: y\n',
    '<b>',
    '```\n',
    '    ',
    '\t',
    '\\',
    '&#x0A;',
    '👩‍⚕️',
    'e\u0301',
    'العربية',
    '\u0000',
    '\r',
  ),
)
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

function expectInside({ line = 1, column = 1, endLine, endColumn }: Place, source: string): void {
  const lines = source.split(/\r\n|\n|\r/)
  const within = (atLine: number, atColumn: number): void => {
    expect(atLine).toBeGreaterThanOrEqual(1)
    expect(atLine).toBeLessThanOrEqual(lines.length)
    expect(atColumn).toBeGreaterThanOrEqual(1)
    expect(atColumn).toBeLessThanOrEqual((lines[atLine - 1] ?? '').length + 1)
  }
  within(line, column)
  if (endLine !== undefined && endColumn !== undefined) {
    within(endLine, endColumn)
    expect(endLine > line || (endLine === line && endColumn >= column)).toBe(true)
  }
}

function expectSound(
  parsed: { problems: readonly Problem[]; references: readonly { place: Place }[] },
  source: string,
) {
  for (const { place, message, hint } of parsed.problems) {
    expectInside(place, source)
    expect(message).not.toContain('undefined')
    expect(hint).not.toContain('undefined')
  }
  for (const { place } of parsed.references) expectInside(place, source)
  expect(JSON.parse(JSON.stringify(parsed))).toEqual(parsed)
}

describe('whatever the text, nothing is thrown and every place is inside the file', () => {
  const parsers = { parseModule, parseFragment, parseBank }
  test.each(Object.entries(parsers))('%s', (_, parse) => {
    fc.assert(
      fc.property(text, (source) => {
        expectSound(parse({ path: 'modules/a.md', text: source }), source)
        const prefixed = `---\ntitle: A\nbank: b\n---\n## q\n${source}`
        expectSound(parse({ path: 'modules/a.md', text: prefixed }), prefixed)
      }),
      { numRuns: 150, seed: 20261122 },
    )
  })
  test('parseInline', () => {
    const place = { file: 'glossary.yaml', line: 7, column: 3 }
    fc.assert(
      fc.property(text, (source) => {
        const { problems, references } = parseInline(source, place)
        for (const one of [...problems, ...references]) expect(one.place).toEqual(place)
      }),
      { numRuns: 100, seed: 20261122 },
    )
  })
})
