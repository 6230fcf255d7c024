import { describe, expect, test } from 'vitest'
import { objectivesOf } from '../../src/model/objectives.ts'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { targets } from '../../src/packages/index.ts'
import { compiledFixture } from '../support/compiled.ts'
import { schemaSets, xsdFaults } from '../support/xsd.ts'
import { packageInput } from './fixture.ts'

const course = compiledFixture('minimal')
const editions = ['scorm2004-3rd', 'scorm2004'] as const

const manifestOf = (name: (typeof editions)[number], change: Partial<CompiledCourse> = {}): Uint8Array =>
  targets[name].files(packageInput({ ...course, ...change })).get('imsmanifest.xml') ?? new Uint8Array()

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

test('the manifest of the 4th edition is this, to the letter', () => {
  expect(text(manifestOf('scorm2004'))).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss" identifier="chartwright-minimal" version="1.0.0">
      <metadata>
        <schema>ADL SCORM</schema>
        <schemaversion>2004 4th Edition</schemaversion>
      </metadata>
      <organizations default="org-minimal">
        <organization identifier="org-minimal">
          <title>A minimal course</title>
          <item identifier="item-minimal" identifierref="resource-minimal" isvisible="true">
            <title>A minimal course</title>
            <adlcp:completionThreshold completedByMeasure="false" minProgressMeasure="1.0"/>
            <imsss:sequencing>
              <imsss:objectives>
                <imsss:primaryObjective satisfiedByMeasure="false"/>
                <imsss:objective satisfiedByMeasure="false" objectiveID="module-basics"/>
                <imsss:objective satisfiedByMeasure="false" objectiveID="module-sequencing"/>
                <imsss:objective satisfiedByMeasure="false" objectiveID="domain-diagnosis"/>
                <imsss:objective satisfiedByMeasure="false" objectiveID="domain-documentation"/>
              </imsss:objectives>
              <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
            </imsss:sequencing>
            <adlnav:presentation>
              <adlnav:navigationInterface>
                <adlnav:hideLMSUI>previous</adlnav:hideLMSUI>
                <adlnav:hideLMSUI>continue</adlnav:hideLMSUI>
              </adlnav:navigationInterface>
            </adlnav:presentation>
          </item>
          <imsss:sequencing>
            <imsss:controlMode choice="true" flow="true"/>
          </imsss:sequencing>
        </organization>
      </organizations>
      <resources>
        <resource identifier="resource-minimal" type="webcontent" adlcp:scormType="sco" href="index.html">
          <file href="course.js"/>
          <file href="index.html"/>
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

test('the 3rd edition differs in its version, and says nothing of a threshold, which would decide there', () => {
  const lines = (name: (typeof editions)[number]): string[] => text(manifestOf(name)).split('\n')
  const [third, fourth] = [lines('scorm2004-3rd'), lines('scorm2004')]
  expect(third.filter((line) => !fourth.includes(line)).map((line) => line.trim())).toEqual([
    '<schemaversion>2004 3rd Edition</schemaversion>',
  ])
  expect(fourth.filter((line) => !third.includes(line)).map((line) => line.trim())).toEqual([
    '<schemaversion>2004 4th Edition</schemaversion>',
    '<adlcp:completionThreshold completedByMeasure="false" minProgressMeasure="1.0"/>',
  ])
})

describe.each(editions)('%s', (name) => {
  test.each<[string, Partial<CompiledCourse>]>([
    ['the course as it is', {}],
    ['no exam', { exams: [], completion: { sections: 100, checks: 'none' } }],
    ['an id that begins with a digit', { id: '10-cm' }],
    ['a title with markup, quotes and control characters', { title: 'Über <b>"ICD" & \'CPT\'</b>\u0007\n 漢字 😀' }],
    ['a title longer than the standard allows', { title: 'Sequencing '.repeat(40) }],
    ['a version longer than the standard allows', { version: '1.0.0-alpha.20261122.0900.build.17' }],
    ['right-to-left text', { title: 'ترميز التشخيص', language: 'ar', direction: 'rtl' }],
  ])('is valid against the schemas of its edition: %s', (_, change) => {
    expect(xsdFaults(schemaSets[name], manifestOf(name, change))).toEqual([])
  })

  test('names the objectives the player reports, and no more', () => {
    const named = [...text(manifestOf(name)).matchAll(/objectiveID="([^"]*)"/g)].map(([, id]) => id)
    expect(named).toEqual(objectivesOf(course).map(({ id }) => id))
  })

  test('leaves the decisions to the course, and every way out to the learner', () => {
    const manifest = text(manifestOf(name))
    expect(manifest).not.toMatch(/mapInfo|minNormalizedMeasure|masteryscore|satisfiedByMeasure="true"/)
    expect(manifest).toContain('completionSetByContent="true" objectiveSetByContent="true"')
    const hidden = [...manifest.matchAll(/<adlnav:hideLMSUI>([^<]*)</g)].map(([, control]) => control)
    expect(hidden).toEqual(['previous', 'continue'])
  })

  test('the schemas refuse what is wrong', () => {
    const wrong = [
      ['adlcp:scormType="sco"', 'adlcp:scormType="SCO"'],
      [' identifier="chartwright-minimal"', ' identifier="1 minimal"'],
      ['identifier="item-minimal"', 'identifier="org-minimal"'],
      ['<resources>', '<organisations/><resources>'],
      ['>continue</adlnav', '>forward</adlnav'],
      ['objectiveID="module-basics"', ''],
      ['completionSetByContent="true"', 'completionSetByContent="yes"'],
    ] as const
    for (const [good, bad] of wrong) {
      const manifest = text(manifestOf(name))
      expect(manifest).toContain(good)
      const faulty = new TextEncoder().encode(manifest.replace(good, bad))
      expect(xsdFaults(schemaSets[name], faulty), bad).not.toEqual([])
    }
  })
})
