import { describe, expect, it, test } from 'vitest'
import { defaultLimits } from '../../../src/packages/verify/limits.ts'
import { readXml } from '../../../src/packages/verify/read-xml.ts'

describe('readXml', () => {
  const read = (text: string) => readXml(text, defaultLimits)

  it('keeps names, namespaces, text and places', () => {
    const result = read(
      '<?xml version="1.0"?>\n<a xmlns="n" xmlns:p="m">\n  <p:b c="1 &lt; &#x32;" p:d="2"/>t &amp; u<![CDATA[<v>]]>\n</a>',
    )
    if ('fault' in result) throw new Error(result.fault.message)
    const [b] = result.root.children
    expect(result.root).toMatchObject({ local: 'a', namespace: 'n', line: 2, column: 1 })
    expect(result.root.text.trim()).toBe('t & u<v>')
    expect(b).toMatchObject({ name: 'p:b', local: 'b', namespace: 'm', line: 3, column: 3 })
    expect(b?.attributes).toEqual([
      { name: 'c', local: 'c', namespace: '', value: '1 < 2' },
      { name: 'p:d', local: 'd', namespace: 'm', value: '2' },
    ])
  })

  test.each<[string, string, number, number]>([
    ['', 'no element', 1, 1],
    ['<a>\n <b></a>', '</a> where </b> was expected', 2, 5],
    ['<a/><b/>', 'a second root element', 1, 5],
    ['<a b="1" b="2"/>', 'the attribute b twice', 1, 9],
    ['<a b=1/>', 'a tag <a> that does not end', 1, 3],
    ['<p:a/>', 'the prefix p: without an xmlns:p', 1, 1],
    ['<a>&nbsp;</a>', 'the entity &nbsp;, which XML does not define', 1, 4],
    ['<a>&constructor;</a>', 'the entity &constructor;, which XML does not define', 1, 4],
    ['<a>&#0;</a>', 'an & that begins no entity', 1, 4],
    ['\n<?xml version="1.0"?><a/>', 'something before the XML declaration', 2, 1],
    ['<a><?XML b?></a>', 'something before the XML declaration', 1, 4],
    ['<a/>text', 'text outside the root element', 1, 5],
    ['<a>\u0001</a>', 'a character that XML does not allow', 1, 4],
  ])('refuses %j', (text, message, line, column) => {
    expect(read(text)).toEqual({ doctype: false, fault: { kind: 'malformed', message, line, column } })
  })
})
