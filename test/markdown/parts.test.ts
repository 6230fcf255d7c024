import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { courseAddress, readAddress, resolvePath } from '../../src/markdown/addresses.ts'
import { directives } from '../../src/markdown/directives/index.ts'
import { labels } from '../../src/markdown/labels.ts'
import { saysHowMany } from '../../src/markdown/question-types/how-many.ts'
import { questionReaders } from '../../src/markdown/question-types/index.ts'
import { splitQuestions } from '../../src/markdown/questions/split.ts'
import { slug } from '../../src/markdown/slug.ts'
import { check } from '../../src/validation/check.ts'

describe('slug', () => {
  test.each([
    ['Two settings, two rules', 'two-settings-two-rules'],
    ['  A  B_c-d ', 'a-b_c-d'],
    ['What’s "new"?', 'whats-new'],
    ['التشخيص الرئيسي', 'التشخيص-الرئيسي'],
    ['e\u0301', '\u00e9'],
    ['???', ''],
    ['- -', ''],
    ['👩‍⚕️', ''],
  ])('%s → %s', (title, expected) => expect(slug(title)).toBe(expected))
})

describe('addresses', () => {
  const file = 'modules/a.md'
  test.each([
    ['b.md', { kind: 'internal', path: 'modules/b.md', anchor: '' }],
    ['./b.md#x%20y', { kind: 'internal', path: 'modules/b.md', anchor: 'x y' }],
    ['../media/x%20y.png', { kind: 'internal', path: 'media/x y.png', anchor: '' }],
    ['#here', { kind: 'internal', path: file, anchor: 'here' }],
    ['a%zz.md', { kind: 'internal', path: 'modules/a%zz.md', anchor: '' }],
    ['../../b.md', { kind: 'outside', path: '../../b.md' }],
    ['..', { kind: 'outside', path: '..' }],
    ['/b.md', { kind: 'outside', path: '/b.md' }],
    ['b%00.md', { kind: 'outside', path: 'b\u0000.md' }],
    ['c:\\b.md', { kind: 'outside', path: 'c:\\b.md' }],
    ['https://example.org', { kind: 'external', url: 'https://example.org' }],
    ['HTTPS://example.org', { kind: 'external', url: 'HTTPS://example.org' }],
    ['mailto:a@example.org', { kind: 'external', url: 'mailto:a@example.org' }],
    ['https:b.md', { kind: 'forbidden', url: 'https:b.md' }],
    ['javascript:x', { kind: 'forbidden', url: 'javascript:x' }],
    ['java\nscript:x', { kind: 'forbidden', url: 'java\nscript:x' }],
    ['', { kind: 'empty' }],
  ])('%s', (url, expected) => expect(readAddress(url, file)).toEqual(expected))

  test('a path is resolved from the folder of its file and never leaves the course', () => {
    expect(resolvePath('x.md', 'a.md')).toBe('x.md')
    expect(resolvePath('../x.md', 'a/b/c.md')).toBe('a/x.md')
    expect(resolvePath('../x.md', 'a.md')).toBeUndefined()
    expect(resolvePath('a/../../x.md', 'a.md')).toBeUndefined()
  })

  test('in HTML they hold nothing that could end an attribute', () => {
    expect(courseAddress('a "b"/c&d.md', 'é#"')).toBe('course:a%20%22b%22/c%26d.md#%C3%A9%23%22')
    expect(courseAddress('a.md')).toBe('course:a.md')
  })
})

describe('how many options a text asks for', () => {
  test.each([
    ['Select two.', 2, true],
    ['Which 3 codes are reported?', 3, true],
    ['Select all that apply.', 4, true],
    ['Choose all of the right ones', 2, true],
    ['Which of these apply? Mark each.', 2, true],
    ['Select three.', 2, false],
    ['A 2-year-old with E11.2 and 2.5 mg', 2, false],
    ['Which code is first?', 2, false],
    ['Twofold', 2, false],
    ['Choose 12', 12, true],
  ])('%s (%i)', (stem, count, expected) => expect(saysHowMany(stem, count)).toBe(expected))
})

describe('a bank is cut at its level-2 headings', () => {
  test('not in front matter, code or quotations, and lines are kept', () => {
    const text =
      '---\n## a comment\n---\nIntro\n## a\n```\n## b\n~~~\n```\n    ## c\n> ## d\n ## e\n##f\n##\n~~~~\n## g\n~~~\n'
    const { head, questions } = splitQuestions(text)
    expect(head).toEqual({ text: '---\n## a comment\n---\nIntro', lineOffset: 0 })
    expect(questions.map(({ lineOffset }) => lineOffset)).toEqual([4, 11, 13])
    expect([head, ...questions].map((piece) => piece.text).join('\n')).toBe(text)
  })
  test('a file without questions is all head', () => {
    expect(splitQuestions('---\nx: 1\n').questions).toEqual([])
    expect(splitQuestions('').head.text).toBe('')
  })
})

describe('lists that must agree', () => {
  test('::meta takes the fields of the schema', () => {
    const schema: unknown = JSON.parse(
      readFileSync(new URL('../../schemas/question-meta.schema.json', import.meta.url), 'utf8'),
    )
    const properties = (schema as { properties: Record<string, unknown> }).properties
    expect(Object.keys(directives.meta.attributes).sort()).toEqual(Object.keys(properties).sort())
  })
  test('every question type of the model can be written', () => {
    const allowed = Object.keys(questionReaders)
    for (const type of allowed) expect(check('question', { type }).issues[0]?.code).toBe('field-missing')
    expect(check('question', { type: 'essay' }).issues.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['field-shape', '/type'],
    ])
  })
  test('every directive of the authoring page is known, and the other way round', () => {
    const page = readFileSync(new URL('../../docs/authoring.md', import.meta.url), 'utf8')
    const named = new Set([...page.matchAll(/(?<![\w:]):{1,3}([a-z]+)(?=[[{`| \n])/g)].map(([, name]) => name))
    for (const name of Object.keys(directives)) expect(named, name).toContain(name)
  })
  test('words of the page are text or make text', () => {
    for (const label of Object.values(labels)) expect(['string', 'function']).toContain(typeof label)
  })
})
