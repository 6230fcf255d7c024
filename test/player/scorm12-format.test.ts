import { describe, expect, test } from 'vitest'
import { hundredths } from '../../src/player/drivers/scorm/format.ts'
import { asciiText, clockTime, timespan } from '../../src/player/drivers/scorm/scorm12-format.ts'
import * as type from '../support/fake-lms-types.ts'
import fc from '../support/properties.ts'

describe('timespan', () => {
  test.each([
    [0, '0000:00:00.00'],
    [2.05, '0000:00:02.05'],
    [59.999, '0000:01:00.00'],
    [3599.994, '0000:59:59.99'],
    [3600, '0001:00:00.00'],
    [360_000, '0100:00:00.00'],
    [1e9, '9999:59:59.99'],
    [-1, '0000:00:00.00'],
  ])('writes %f seconds as %s', (seconds, text) => {
    expect(timespan(seconds)).toBe(text)
  })

  test('is a CMITimespan for every duration', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1e8, noNaN: true }), (seconds) => type.timespan(timespan(seconds))))
  })
})

test('clockTime is a CMITime on the local clock', () => {
  const at = new Date(2026, 10, 22, 7, 5, 9).getTime()
  expect(clockTime(at)).toBe('07:05:09')
  expect(type.time(clockTime(at))).toBe(true)
})

test('hundredths writes every percentage as a CMIDecimal that reads back the same', () => {
  expect([0, 1, 10, 7950, 7999, 10_000].map(hundredths)).toEqual(['0', '0.01', '0.1', '79.5', '79.99', '100'])
  for (let value = 0; value <= 10_000; value++) {
    expect(type.scoreValue(hundredths(value))).toBe(true)
    expect(Math.round(Number(hundredths(value)) * 100)).toBe(value)
  }
})

describe('asciiText', () => {
  test('keeps the sense of what it cannot keep', () => {
    expect(asciiText('Café – “naïve” Straße\n漢😀', 255)).toBe('Cafe - "naive" Strasse ??')
  })

  test('is a CMIString255 for every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => type.string255(asciiText(text, 255))),
    )
  })
})
