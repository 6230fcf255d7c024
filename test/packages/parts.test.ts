import { describe, expect, test } from 'vitest'
import { objectivesOf } from '../../src/model/objectives.ts'
import { partOf, partsOf } from '../../src/model/part.ts'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { writePackage } from '../../src/packages/index.ts'
import { partFiles } from '../../src/packages/parts.ts'
import { scorm12 } from '../../src/packages/scorm12/index.ts'
import { scorm2004, scorm2004Third } from '../../src/packages/scorm2004/index.ts'
import type { Files } from '../../src/packages/target.ts'
import { rules, verifyPackage } from '../../src/packages/verify/index.ts'
import { isSafeName } from '../../src/packages/zip.ts'
import { compiledFixture } from '../support/compiled.ts'
import { schemaSets, xsdFaults } from '../support/xsd.ts'
import { packageInput } from './fixture.ts'

const course = compiledFixture('minimal')
const targets = { scorm12, 'scorm2004-3rd': scorm2004Third, scorm2004 } as const
type Name = keyof typeof targets
const names = Object.keys(targets) as Name[]

const multi = (name: Name, change: Partial<CompiledCourse> = {}): Files =>
  targets[name].files({ ...packageInput({ ...course, ...change }), options: { layout: 'multi' } })

const text = (files: Files, name: string): string => new TextDecoder().decode(files.get(name))
const manifestOf = (name: Name, change: Partial<CompiledCourse> = {}): string =>
  text(multi(name, change), 'imsmanifest.xml')

const [firstModule] = course.modules
const [exam] = course.exams
if (firstModule === undefined || exam === undefined) throw new Error('the fixture has a module and an exam')

test('the organization of SCORM 1.2 is one item that holds the parts, to the letter', () => {
  const manifest = manifestOf('scorm12')
  expect(manifest.slice(manifest.indexOf('<organizations'))).toMatchInlineSnapshot(`
    "<organizations default="org-minimal">
        <organization identifier="org-minimal">
          <title>A minimal course</title>
          <item identifier="item-minimal" isvisible="true">
            <title>A minimal course</title>
            <item identifier="sco-module-basics" identifierref="page-module-basics" isvisible="true">
              <title>Basics</title>
            </item>
            <item identifier="sco-module-sequencing" identifierref="page-module-sequencing" isvisible="true">
              <title>Sequencing</title>
            </item>
            <item identifier="sco-exam-final" identifierref="page-exam-final" isvisible="true">
              <title>Final exam</title>
            </item>
          </item>
        </organization>
      </organizations>
      <resources>
        <resource identifier="page-module-basics" type="webcontent" adlcp:scormtype="sco" href="part-module-basics.html">
          <file href="part-module-basics.html"/>
          <dependency identifierref="shared-files"/>
        </resource>
        <resource identifier="page-module-sequencing" type="webcontent" adlcp:scormtype="sco" href="part-module-sequencing.html">
          <file href="part-module-sequencing.html"/>
          <dependency identifierref="shared-files"/>
        </resource>
        <resource identifier="page-exam-final" type="webcontent" adlcp:scormtype="sco" href="part-exam-final.html">
          <file href="part-exam-final.html"/>
          <dependency identifierref="shared-files"/>
        </resource>
        <resource identifier="shared-files" type="webcontent" adlcp:scormtype="asset">
          <file href="course.js"/>
          <file href="launch.js"/>
          <file href="media/code-structure.svg"/>
          <file href="player.css"/>
          <file href="player.js"/>
        </resource>
      </resources>
    </manifest>
    "
  `)
})

test('the root and a part of SCORM 2004, to the letter', () => {
  const manifest = manifestOf('scorm2004')
  const items = manifest.slice(
    manifest.indexOf('<item identifier="sco-exam-final"'),
    manifest.indexOf('</organization>'),
  )
  expect(items).toMatchInlineSnapshot(`
    "<item identifier="sco-exam-final" identifierref="page-exam-final" isvisible="true">
              <title>Final exam</title>
              <adlcp:completionThreshold completedByMeasure="false" minProgressMeasure="1.0"/>
              <imsss:sequencing>
                <imsss:rollupRules rollupObjectiveSatisfied="true" rollupProgressCompletion="true" objectiveMeasureWeight="1"/>
                <imsss:objectives>
                  <imsss:primaryObjective satisfiedByMeasure="false"/>
                  <imsss:objective satisfiedByMeasure="false" objectiveID="domain-diagnosis"/>
                  <imsss:objective satisfiedByMeasure="false" objectiveID="domain-documentation"/>
                </imsss:objectives>
                <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
              </imsss:sequencing>
            </item>
            <imsss:sequencing>
              <imsss:controlMode choice="true" flow="true" useCurrentAttemptObjectiveInfo="false" useCurrentAttemptProgressInfo="false"/>
              <imsss:rollupRules>
                <imsss:rollupRule childActivitySet="any">
                  <imsss:rollupConditions conditionCombination="all">
                    <imsss:rollupCondition condition="objectiveStatusKnown"/>
                    <imsss:rollupCondition condition="satisfied" operator="not"/>
                  </imsss:rollupConditions>
                  <imsss:rollupAction action="notSatisfied"/>
                </imsss:rollupRule>
                <imsss:rollupRule childActivitySet="all">
                  <imsss:rollupConditions conditionCombination="all">
                    <imsss:rollupCondition condition="satisfied"/>
                  </imsss:rollupConditions>
                  <imsss:rollupAction action="satisfied"/>
                </imsss:rollupRule>
                <imsss:rollupRule childActivitySet="any">
                  <imsss:rollupConditions conditionCombination="all">
                    <imsss:rollupCondition condition="attempted"/>
                  </imsss:rollupConditions>
                  <imsss:rollupAction action="incomplete"/>
                </imsss:rollupRule>
                <imsss:rollupRule childActivitySet="all">
                  <imsss:rollupConditions conditionCombination="all">
                    <imsss:rollupCondition condition="completed"/>
                  </imsss:rollupConditions>
                  <imsss:rollupAction action="completed"/>
                </imsss:rollupRule>
              </imsss:rollupRules>
            </imsss:sequencing>
          </item>
          <imsss:sequencing>
            <imsss:controlMode choice="true" flow="true" useCurrentAttemptObjectiveInfo="false" useCurrentAttemptProgressInfo="false"/>
            <imsss:rollupRules>
              <imsss:rollupRule childActivitySet="any">
                <imsss:rollupConditions conditionCombination="all">
                  <imsss:rollupCondition condition="objectiveStatusKnown"/>
                  <imsss:rollupCondition condition="satisfied" operator="not"/>
                </imsss:rollupConditions>
                <imsss:rollupAction action="notSatisfied"/>
              </imsss:rollupRule>
              <imsss:rollupRule childActivitySet="all">
                <imsss:rollupConditions conditionCombination="all">
                  <imsss:rollupCondition condition="satisfied"/>
                </imsss:rollupConditions>
                <imsss:rollupAction action="satisfied"/>
              </imsss:rollupRule>
              <imsss:rollupRule childActivitySet="any">
                <imsss:rollupConditions conditionCombination="all">
                  <imsss:rollupCondition condition="attempted"/>
                </imsss:rollupConditions>
                <imsss:rollupAction action="incomplete"/>
              </imsss:rollupRule>
              <imsss:rollupRule childActivitySet="all">
                <imsss:rollupConditions conditionCombination="all">
                  <imsss:rollupCondition condition="completed"/>
                </imsss:rollupConditions>
                <imsss:rollupAction action="completed"/>
              </imsss:rollupRule>
            </imsss:rollupRules>
          </imsss:sequencing>
        "
  `)
})

describe.each(names)('%s', (name) => {
  test.each<[string, Partial<CompiledCourse>]>([
    ['the course as it is', {}],
    ['no exam', { exams: [], completion: { sections: 100, checks: 'none' } }],
    ['an exam that does not count', { exams: [exam, { ...exam, id: 'practice', title: 'Practice & more' }] }],
    [
      'a module and an exam of one id, which is also the course id',
      { id: 'final', modules: [{ ...firstModule, id: 'final' }] },
    ],
    ['a course called like a part', { id: 'module-basics' }],
    [
      'a module title longer than the standard allows',
      { modules: [{ ...firstModule, title: 'Sequencing '.repeat(40) }] },
    ],
  ])('is valid against the schemas and the rules: %s', async (_, change) => {
    const files = multi(name, change)
    expect(xsdFaults(schemaSets[name], files.get('imsmanifest.xml') ?? new Uint8Array())).toEqual([])
    const { violations } = await verifyPackage(writePackage(files))
    expect(violations.filter(({ rule }) => rules[rule].severity !== 'info')).toEqual([])
  })

  test('has a page for each part, none for the whole, and says in each which it is', () => {
    const files = multi(name)
    const pages = partsOf(course).map(({ id }) => `part-${id}.html`)
    expect([...files.keys()].filter((file) => file.endsWith('.html'))).toEqual(pages)
    expect(pages.every(isSafeName)).toBe(true)
    for (const { id } of partsOf(course))
      expect(text(files, `part-${id}.html`)).toContain(`<div id="app" data-part="${id}">`)
    const single = targets[name].files(packageInput())
    for (const [file, bytes] of single) {
      if (file !== 'index.html' && file !== 'imsmanifest.xml') expect(files.get(file)).toEqual(bytes)
    }
  })

  test('lists every file once, and launches nothing but the parts', () => {
    const manifest = manifestOf(name)
    const listed = [...manifest.matchAll(/<file href="([^"]*)"/g)].map(([, href]) => String(href))
    expect([...listed].sort()).toEqual([...multi(name).keys()].filter((file) => file !== 'imsmanifest.xml').sort())
    const launched = [...manifest.matchAll(/<item identifier="([^"]*)"( identifierref="[^"]*")?/g)]
    expect(launched.map(([, id, ref]) => [id, ref !== undefined])).toEqual([
      ['item-minimal', false],
      ['sco-module-basics', true],
      ['sco-module-sequencing', true],
      ['sco-exam-final', true],
    ])
    expect(manifest.match(/<dependency identifierref="shared-files"\/>/g)).toHaveLength(3)
  })

  test('leaves the decisions to the parts, and the way between them to the LMS', () => {
    expect(manifestOf(name)).not.toMatch(
      /mapInfo|minNormalizedMeasure|masteryscore|prerequisites|satisfiedByMeasure="true"|hideLMSUI|forwardOnly/i,
    )
  })
})

describe.each(['scorm2004-3rd', 'scorm2004'] as const)('sequencing of %s', (name) => {
  const attributes = (change: Partial<CompiledCourse>): string[] =>
    [...manifestOf(name, change).matchAll(/<imsss:rollupRules (rollup[^>]*)\/>/g)].map(([, all]) => all ?? '')

  test('what completes the course counts, and only the exam decides', () => {
    const counts = (satisfied: boolean, completion: boolean, weight: number): string =>
      `rollupObjectiveSatisfied="${satisfied}" rollupProgressCompletion="${completion}" objectiveMeasureWeight="${weight}"`
    const practice = { ...exam, id: 'practice' }
    expect(attributes({ exams: [exam, practice] })).toEqual([
      counts(false, true, 0),
      counts(false, true, 0),
      counts(true, true, 1),
      counts(false, false, 0),
    ])
  })

  test('each part names the objectives it reports', () => {
    const manifest = manifestOf(name)
    for (const { id } of partsOf(course)) {
      const item = manifest.slice(manifest.indexOf(`<item identifier="sco-${id}"`)).replace(/<\/item>[\s\S]*/, '')
      const named = [...item.matchAll(/objectiveID="([^"]*)"/g)].map(([, objective]) => objective)
      expect(named).toEqual(objectivesOf(partOf(course, id) ?? course).map((objective) => objective.id))
      expect(named.length).toBeGreaterThan(0)
    }
  })
})

test('a player whose page has no place for the part is refused', () => {
  expect(() => partFiles(new Map([['index.html', new TextEncoder().encode('<p>')]]), course)).toThrow('no place')
})
