import { describe, expect, test } from 'vitest'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { scorm12 } from '../../src/packages/scorm12/index.ts'
import { compiledFixture } from '../support/compiled.ts'
import { schemaSets, xsdFaults } from '../support/xsd.ts'
import { packageInput } from './fixture.ts'

const manifestOf = (change: Partial<CompiledCourse> = {}): Uint8Array =>
  scorm12.files(packageInput({ ...compiledFixture('minimal'), ...change })).get('imsmanifest.xml') ?? new Uint8Array()

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

describe('manifest', () => {
  test('is this, to the letter', () => {
    expect(text(manifestOf())).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" identifier="chartwright-minimal" version="1.0.0">
        <metadata>
          <schema>ADL SCORM</schema>
          <schemaversion>1.2</schemaversion>
        </metadata>
        <organizations default="org-minimal">
          <organization identifier="org-minimal">
            <title>A minimal course</title>
            <item identifier="item-minimal" identifierref="resource-minimal" isvisible="true">
              <title>A minimal course</title>
            </item>
          </organization>
        </organizations>
        <resources>
          <resource identifier="resource-minimal" type="webcontent" adlcp:scormtype="sco" href="index.html">
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

  test.each<[string, Partial<CompiledCourse>]>([
    ['the course as it is', {}],
    ['an id that begins with a digit', { id: '10-cm' }],
    ['a title with markup, quotes and control characters', { title: 'Über <b>"ICD" & \'CPT\'</b>\u0007\n 漢字 😀' }],
    ['a title longer than the standard allows', { title: 'Sequencing '.repeat(40) }],
    ['a version longer than the standard allows', { version: '1.0.0-alpha.20261122.0900.build.17' }],
    ['right-to-left text', { title: 'ترميز التشخيص', language: 'ar', direction: 'rtl' }],
  ])('is valid against the schemas of SCORM 1.2: %s', (_, change) => {
    expect(xsdFaults(schemaSets.scorm12, manifestOf(change))).toEqual([])
  })

  test('carries the whole title where it fits, and marks a cut', () => {
    const long = 'Sequencing '.repeat(40)
    expect(text(manifestOf({ title: 'A & B' }))).toContain('<title>A &amp; B</title>')
    const [, title = ''] = /<title>(.*)<\/title>/.exec(text(manifestOf({ title: long }))) ?? []
    expect(title.endsWith('…')).toBe(true)
    expect(title.length).toBeLessThanOrEqual(200)
  })

  test('leaves the decision on passing to the course', () => {
    expect(text(manifestOf())).not.toContain('masteryscore')
  })
})

test('the schemas refuse what is wrong', () => {
  const wrong = [
    ['adlcp:scormtype="sco"', 'adlcp:scormType="sco"'],
    ['adlcp:scormtype="sco"', 'adlcp:scormtype="SCO"'],
    [' identifier="chartwright-minimal"', ' identifier="1 minimal"'],
    ['identifier="item-minimal"', 'identifier="org-minimal"'],
    ['<resources>', '<organisations/><resources>'],
    [' type="webcontent"', ''],
  ] as const
  for (const [good, bad] of wrong) {
    const manifest = text(manifestOf())
    expect(manifest).toContain(good)
    const faulty = new TextEncoder().encode(manifest.replace(good, bad))
    expect(xsdFaults(schemaSets.scorm12, faulty), bad).not.toEqual([])
  }
})
