import { describe, expect, test } from 'vitest'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { cmi5 } from '../../src/packages/cmi5/index.ts'
import { writePackage } from '../../src/packages/index.ts'
import type { Layout } from '../../src/packages/target.ts'
import { rules, verifyPackage } from '../../src/packages/verify/index.ts'
import { cmi5Faults, cmi5SchemaMissing } from '../support/cmi5-schema.ts'
import { compiledFixture } from '../support/compiled.ts'
import { packageInput } from './fixture.ts'

const course = compiledFixture('minimal')

const filesOf = (change: Partial<CompiledCourse> = {}, layout: Layout = 'single') =>
  cmi5.files({ ...packageInput({ ...course, ...change }), options: { layout } })

const structureOf = (change: Partial<CompiledCourse> = {}, layout: Layout = 'single'): string =>
  new TextDecoder().decode(filesOf(change, layout).get('cmi5.xml'))

/** What an LMS reads of each unit, in order. */
const unitsOf = (structure: string) =>
  [...structure.matchAll(/<au ([^>]*)>[\s\S]*?<url>([^<]*)<\/url>/g)].map(([, attributes = '', url]) => {
    const value = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1]
    return { id: value('id'), moveOn: value('moveOn'), masteryScore: value('masteryScore'), url }
  })

const COURSE = 'https://chartwright.example/courses/minimal'

test('the course structure is this, to the letter', () => {
  expect(structureOf({ modules: course.modules.slice(0, 1), domains: [] })).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
      <course id="https://chartwright.example/courses/minimal">
        <title>
          <langstring lang="en">A minimal course</langstring>
        </title>
        <description>
          <langstring lang="en">Two short modules, one bank with every question type and a final exam. An input for tests.</langstring>
        </description>
      </course>
      <objectives>
        <objective id="https://chartwright.example/courses/minimal/objective/module-basics">
          <title>
            <langstring lang="en">Basics</langstring>
          </title>
          <description>
            <langstring lang="en">Basics</langstring>
          </description>
        </objective>
      </objectives>
      <au id="https://chartwright.example/courses/minimal/au/course" moveOn="CompletedAndPassed" masteryScore="0.7" launchMethod="AnyWindow" activityType="http://adlnet.gov/expapi/activities/course">
        <title>
          <langstring lang="en">A minimal course</langstring>
        </title>
        <description>
          <langstring lang="en">Two short modules, one bank with every question type and a final exam. An input for tests.</langstring>
        </description>
        <objectives>
          <objective idref="https://chartwright.example/courses/minimal/objective/module-basics"/>
        </objectives>
        <url>index.html</url>
      </au>
    </courseStructure>
    "
  `)
})

test('as parts: a block with a unit for each module, then a unit for each exam', () => {
  const structure = structureOf({}, 'multi')
  expect(unitsOf(structure)).toEqual([
    { id: `${COURSE}/au/module-basics`, moveOn: 'Completed', masteryScore: undefined, url: 'part-module-basics.html' },
    {
      id: `${COURSE}/au/module-sequencing`,
      moveOn: 'Completed',
      masteryScore: undefined,
      url: 'part-module-sequencing.html',
    },
    { id: `${COURSE}/au/exam-final`, moveOn: 'CompletedAndPassed', masteryScore: '0.7', url: 'part-exam-final.html' },
  ])
  expect(structure.match(/<block id="[^"]*"/g)).toEqual([
    `<block id="${COURSE}/block/module-basics"`,
    `<block id="${COURSE}/block/module-sequencing"`,
  ])
  expect(structure.lastIndexOf('</block>')).toBeLessThan(structure.indexOf('part-exam-final'))
})

describe('what the LMS waits for', () => {
  const [exam] = course.exams
  const withPass = (pass: number) => ({ exams: exam === undefined ? [] : [{ ...exam, pass }] })
  const none = { completion: { sections: 100, checks: 'none' } } as const

  test('without an exam in the rule: completed, and no pass mark that would fail everybody', () => {
    expect(unitsOf(structureOf(none))).toMatchObject([{ moveOn: 'Completed', masteryScore: undefined }])
  })

  test.each([
    [0, '0'],
    [70, '0.7'],
    [66.67, '0.6667'],
    [70.1, '0.701'],
    [66.6666, '0.6666'],
    [29.01, '0.2901'],
    [57.99, '0.5799'],
    [100, '1'],
  ])('with an exam that %s %% pass: completed and passed, from %s', (pass, masteryScore) => {
    expect(unitsOf(structureOf(withPass(pass)))).toMatchObject([{ moveOn: 'CompletedAndPassed', masteryScore }])
  })

  test('as parts, only what the rule asks for', () => {
    const moveOn = (change: Partial<CompiledCourse>) => unitsOf(structureOf(change, 'multi')).map((unit) => unit.moveOn)
    expect(moveOn(none)).toEqual(['Completed', 'Completed', 'NotApplicable'])
    expect(moveOn({ completion: { sections: 0, checks: 'none', exam: 'final' } })).toEqual([
      'NotApplicable',
      'NotApplicable',
      'CompletedAndPassed',
    ])
  })
})

describe.each(['single', 'multi'] as const)('%s', (layout) => {
  const changes: [string, Partial<CompiledCourse>][] = [
    ['the course as it is', {}],
    ['no exam', { exams: [], completion: { sections: 100, checks: 'none' } }],
    ['an id that begins with a digit', { id: '10-cm' }],
    ['a title with markup, quotes and control characters', { title: 'Über <b>"ICD" & \'CPT\'</b>\u0007\n 漢字 😀' }],
    ['a title longer than any list shows', { title: 'Sequencing '.repeat(40) }],
    ['right-to-left text', { title: 'ترميز التشخيص', language: 'ar', direction: 'rtl' }],
    ['a regional language', { language: 'zh-Hant-TW' }],
  ]

  test.each(changes)('breaks no rule: %s', async (_, change) => {
    const { standard, violations } = await verifyPackage(writePackage(filesOf(change, layout)))
    expect(standard).toBe('cmi5')
    expect(violations.filter(({ rule }) => rules[rule].severity !== 'info')).toEqual([])
  })

  test.skipIf(cmi5SchemaMissing !== undefined).each(changes)('is valid against the schema: %s', (_, change) => {
    expect(cmi5Faults(filesOf(change, layout).get('cmi5.xml') ?? new Uint8Array())).toEqual([])
  })
})

test('the schema refuses what is wrong', ({ skip }) => {
  if (cmi5SchemaMissing !== undefined) skip(cmi5SchemaMissing)
  const wrong = [
    ['masteryScore="0.7"', 'masteryScore="70"'],
    ['moveOn="CompletedAndPassed"', 'moveOn="PassedAndCompleted"'],
    ['<url>index.html</url>', ''],
    ['launchMethod="AnyWindow"', 'launchMethod="any"'],
    [`<course id="${COURSE}">`, '<course>'],
  ] as const
  for (const [good, bad] of wrong) {
    const structure = structureOf()
    expect(structure).toContain(good)
    expect(cmi5Faults(new TextEncoder().encode(structure.replace(good, bad))), bad).not.toEqual([])
  }
})
