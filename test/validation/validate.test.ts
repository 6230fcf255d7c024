import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/problems/problem.ts'
import { check } from '../../src/validation/check.ts'
import { fieldName, pointerSteps, pointerTo } from '../../src/validation/field-name.ts'
import { nearest } from '../../src/validation/nearest.ts'
import { formatWords, patternWords } from '../../src/validation/patterns.ts'
import { type SchemaName, validator } from '../../src/validation/schemas.ts'
import { validate } from '../../src/validation/validate.ts'
import { parseYaml } from '../../src/validation/yaml.ts'
import fc from '../support/properties.ts'

const printed = (problems: readonly Problem[]): string =>
  problems
    .map(({ code, message, hint, place: { line, column }, actual, expected }) =>
      [`${line}:${column} ${code}`, message, hint, ...(actual ? [`actual: ${actual}`] : []), ...(expected ?? [])].join(
        '\n  ',
      ),
    )
    .join('\n')

const problemsOf = (schema: SchemaName, text: string): string => {
  const yaml = parseYaml(text, 'x.yaml')
  expect(yaml.problems).toEqual([])
  const { value, problems } = validate(schema, yaml.value, yaml.placeOf)
  expect(value).toBeUndefined()
  return printed(problems)
}

const GOOD = `id: final
title: Final exam
pass: 70
sections:
  - id: a
    title: A
    draws:
      - { bank: sepsis, count: 5 }
`

describe('each kind of failure is told once, where it stands', () => {
  test('nothing is wrong', () => {
    const yaml = parseYaml(GOOD, 'x.yaml')
    const { value, problems } = validate('exam', yaml.value, yaml.placeOf)
    expect(problems).toEqual([])
    expect(value?.sections[0]?.draws[0]?.count).toBe(5)
  })
  test('missing and unknown fields', () => {
    expect(
      problemsOf('exam', GOOD.replace('title: Final', 'titel: Final').replace('count: 5', 'cuont: 5')),
    ).toMatchInlineSnapshot(`
      "1:1 field-missing
        "title" is missing.
        Add "title". As learners see it. Example: title: Final exam
      2:1 field-unknown
        "titel" is not a known field.
        Did you mean "title"? Fields allowed here: id, title, description, minutes, clock, attempts, pass, feedback, shuffle, codebook, sections.
        actual: titel
        title
      8:9 field-missing
        "count" (sections → entry 1 → draws → entry 1) is missing.
        Add "count". How many questions. Example: count: 5
      8:25 field-unknown
        "cuont" (sections → entry 1 → draws → entry 1) is not a known field.
        Did you mean "count"? Fields allowed here: bank, count, difficulty, domain.
        actual: cuont
        count"
    `)
  })
  test('types', () => {
    expect(
      problemsOf('exam', GOOD.replace('pass: 70', 'pass: "70"\nshuffle: yes\nminutes: 1.5\ndescription:\n')),
    ).toMatchInlineSnapshot(`
      "3:7 field-type
        "pass" must be a number, but is "70".
        Write a number, for example pass: 70
        actual: "70"
        a number
      4:10 field-type
        "shuffle" must be true or false, but is "yes".
        Write true or false, for example shuffle: true
        actual: "yes"
        true or false
      5:10 field-type
        "minutes" must be a whole number, but is 1.5.
        Write a whole number, for example minutes: 60
        actual: 1.5
        a whole number
      6:13 field-type
        "description" must be text, but is empty.
        Write text, for example description: Forty questions from all modules. (in quotes, if it looks like a number or like true)
        actual: empty
        text"
    `)
    expect(problemsOf('exam', '- a\n')).toMatchInlineSnapshot(`
      "1:1 field-type
        "the file" must be a group of fields, but is a list of 1.
        Write a group of fields.
        actual: a list of 1
        a group of fields"
    `)
    expect(problemsOf('course', 'version: 1.0\n').split('\n')[1]).toMatchInlineSnapshot(`"  "authors" is missing."`)
  })
  test('values, patterns, formats', () => {
    expect(
      problemsOf('exam', `${GOOD}feedback: after-sumbit\nclock: never\n`.replace('id: final', 'id: Final Exam')),
    ).toMatchInlineSnapshot(`
      "1:5 field-form
        "id" is "Final Exam", which does not have the form asked for.
        Write lower-case letters and digits, with single hyphens between words, such as sepsis-e-coli.
        actual: "Final Exam"
      9:11 field-value
        "feedback" is "after-sumbit", which is not an allowed value.
        Did you mean "after-submit"? Allowed: after-submit, after-pass, never.
        actual: "after-sumbit"
        after-submit
        after-pass
        never
      10:8 field-value
        "clock" is "never", which is not an allowed value.
        Allowed: runs, pauses.
        actual: "never"
        runs
        pauses"
    `)
    expect(problemsOf('bank', 'bank: b\ndomain: d\nasOf: 2026-13-01\n')).toMatchInlineSnapshot(`
      "3:7 field-form
        "asOf" is "2026-13-01", which does not have the form asked for.
        Write a date as year-month-day, such as 2026-10-01.
        actual: "2026-13-01""
    `)
    expect(problemsOf('config', 'publicUrl: ftp://x/\n')).toMatchInlineSnapshot(`
      "1:12 field-form
        "publicUrl" is "ftp://x/", which does not have the form asked for.
        Write an address that begins with http:// or https:// and does not end in a slash.
        actual: "ftp://x/""
    `)
  })
  test('ranges and lengths', () => {
    expect(
      problemsOf('exam', GOOD.replace('70', '101').replace('count: 5', 'count: 0').replace('title: A', 'title: ""')),
    ).toMatchInlineSnapshot(`
      "3:7 field-range
        "pass" is 101; it must be at most 100.
        Write a number that is at most 100.
        actual: 101
      6:12 field-length
        "title" (sections → entry 1) is empty; it must have at least 1 character.
        Give it at least 1 character.
      8:32 field-range
        "count" (sections → entry 1 → draws → entry 1) is 0; it must be at least 1.
        Write a number that is at least 1.
        actual: 0"
    `)
    expect(problemsOf('bank', 'bank: b\ndomain: d\npoints: 0\n')).toMatchInlineSnapshot(`
      "3:9 field-range
        "points" is 0; it must be more than 0.
        Write a number that is more than 0.
        actual: 0"
    `)
    expect(problemsOf('glossary', `${'x'.repeat(81)}: a\ny: ""\n`)).toMatchInlineSnapshot(`
      "1:1 field-length
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" has 81 characters; it must have at most 80 characters.
        Give it at most 80 characters.
      2:4 field-length
        "y" is empty; it must have at least 1 character.
        Give it at least 1 character."
    `)
  })
  test('repeated entries and constants', () => {
    const course = problemsOf('course', 'modules: [a.md, b.md, a.md]\n')
    expect(course.split('\n').filter((line) => /twice|Delete/.test(line))).toMatchInlineSnapshot(`
      [
        "  "modules" names "a.md" twice, as entries 1 and 3.",
        "  Delete one of the two.",
      ]
    `)
    expect(problemsOf('case', 'fictional: false\n')).toContain('"fictional" is false, which is not an allowed value.')
  })
  test('a choice speaks of the branch that was meant', () => {
    const issues = check('compiled-course', { questions: [{ type: 'numeric', value: 'x' }] }).issues
    const ofValue = issues.filter(({ pointer }) => pointer.startsWith('/questions/0/value'))
    expect(ofValue.map(({ message }) => message)).toEqual([
      '"value" (questions → entry 1) must be a number, but is "x".',
    ])
    expect(check('question', 'x').issues.map(({ code }) => code)).toEqual(['field-type'])
    expect(check('question', {}).issues.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        ""type" is empty, which names nothing that is allowed here.",
      ]
    `)
  })
})

describe('schemas', () => {
  const folder = new URL('../../schemas/', import.meta.url)
  const names = readdirSync(folder).map((file) => file.replace('.schema.json', ''))

  test.each(names)('%s is valid JSON Schema 2020-12 and compiles', (name) => {
    const schema: unknown = JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), 'utf8'))
    const ajv = new Ajv2020()
    expect(ajv.validateSchema(schema as object)).toBe(true)
    expect(typeof validator(name as SchemaName)).toBe('function')
  })

  test('every pattern and format of a file that authors write is put into words', () => {
    const written = names.filter((name) => !['compiled-course', 'question'].includes(name))
    const texts = written.map((name) => readFileSync(new URL(`${name}.schema.json`, folder), 'utf8'))
    const found = (key: string): string[] =>
      texts.flatMap((text) =>
        [...text.matchAll(new RegExp(`"${key}": ("(?:[^"\\\\]|\\\\.)*")`, 'g'))].map(([, json]) =>
          String(JSON.parse(json ?? '')),
        ),
      )
    expect(found('pattern').length).toBeGreaterThan(10)
    expect(new Set(found('pattern'))).toEqual(new Set(Object.keys(patternWords)))
    expect(new Set(found('format'))).toEqual(new Set(Object.keys(formatWords)))
  })
})

describe('field names', () => {
  test('in words', () => {
    expect(fieldName('/awards/0/credits')).toEqual({ field: 'credits', within: 'awards → entry 1' })
    expect(fieldName('')).toEqual({ field: 'the file', within: '' })
  })
  test('pointers escape and read back', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (steps) => {
        expect(pointerSteps(steps.reduce<string>(pointerTo, ''))).toEqual(steps)
      }),
    )
  })
})

test('did you mean', () => {
  expect(nearest('dificulty', ['domain', 'difficulty'])).toBe('difficulty')
  expect(nearest('titel', ['title', 'id'])).toBe('title')
  expect(nearest('HARD', ['easy', 'hard'])).toBe('hard')
  expect(nearest('x', ['id', 'title'])).toBeUndefined()
  expect(nearest('colour', ['bank', 'pick'])).toBeUndefined()
  expect(nearest('', ['ab'])).toBeUndefined()
})
