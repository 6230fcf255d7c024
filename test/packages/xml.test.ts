import { describe, expect, test } from 'vitest'
import { writeXml, xmlText } from '../../src/packages/xml.ts'

const written = (...parameters: Parameters<typeof writeXml>): string =>
  new TextDecoder().decode(writeXml(...parameters))

describe('writeXml', () => {
  test('writes a declaration, namespaces, escaped text and attributes', () => {
    expect(
      written({
        name: 'a',
        attributes: { xmlns: 'urn:a', 'xmlns:b': 'urn:b', 'b:kind': '"<&' },
        children: [{ name: 'c', children: 'ä < & ]]>' }, { name: 'd' }],
      }),
    ).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a xmlns="urn:a" xmlns:b="urn:b" b:kind="&quot;&lt;&amp;">\n' +
        '  <c>ä &lt; &amp; ]]&gt;</c>\n  <d/>\n</a>\n',
    )
  })

  test('refuses characters XML cannot hold', () => {
    expect(() => written({ name: 'a', children: 'bell \u0007' })).toThrow()
    expect(() => written({ name: 'a', attributes: { b: 'half \ud800' } })).toThrow()
  })
})

describe('xmlText', () => {
  test('makes any text safe, on one line', () => {
    expect(xmlText(' bell\u0007 half\ud800\n\tof 😀 ', 200)).toBe('bell half of 😀')
    expect(written({ name: 'a', children: xmlText('\u0000\ufffe<', 9) })).toContain('<a>&lt;</a>')
  })

  test('cuts at the limit in whole characters', () => {
    expect(xmlText('😀😀😀😀', 4)).toBe('😀😀😀😀')
    expect(xmlText('😀😀 😀😀', 4)).toBe('😀😀…')
  })
})
