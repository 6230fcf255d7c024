import { expect, test } from 'vitest'
import { writePackage } from '../../src/packages/index.ts'
import { rules, verifyPackage } from '../../src/packages/verify/index.ts'
import { xapi } from '../../src/packages/xapi/index.ts'
import { compiledFixture } from '../support/compiled.ts'
import { packageInput } from './fixture.ts'

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

test('tincan.xml is this, to the letter, and launch.js names the same activity', () => {
  const files = xapi.files(packageInput())
  expect(text(files.get('tincan.xml'))).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <tincan xmlns="http://projecttincan.com/tincan.xsd">
      <activities>
        <activity id="https://chartwright.example/courses/minimal" type="http://adlnet.gov/expapi/activities/course">
          <name>A minimal course</name>
          <description lang="en">Two short modules, one bank with every question type and a final exam. An input for tests.</description>
          <launch lang="en">index.html</launch>
        </activity>
      </activities>
    </tincan>
    "
  `)
  expect(text(files.get('launch.js'))).toBe(
    'globalThis.chartwrightLaunch={"driver":"tincan","activityId":"https://chartwright.example/courses/minimal"};\n',
  )
})

test.each([
  { title: 'Über <b>"ICD" & \'CPT\'</b>\u0007\n 漢字 😀' },
  { title: 'Sequencing '.repeat(40) },
  { title: 'ترميز التشخيص', language: 'ar', direction: 'rtl' },
] as const)('breaks no rule with the title $title', async (change) => {
  const zip = writePackage(xapi.files(packageInput({ ...compiledFixture('minimal'), ...change })))
  const { standard, violations } = await verifyPackage(zip)
  expect(standard).toBe('tincan')
  expect(violations.filter(({ rule }) => rules[rule].severity !== 'info')).toEqual([])
})

test('has no parts: another layout gives the same files', () => {
  expect(xapi.files({ ...packageInput(), options: { layout: 'multi' } })).toEqual(xapi.files(packageInput()))
})
