import { describe, expect, test } from 'vitest'
import { parseBank, parseFragment, parseInline, parseModule } from '../../src/markdown/index.ts'
import { splitHtml } from './_fixture.ts'

/** After OWASP's filter evasion list: whatever a page would run must not come through in any place. */
const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JAVASCRIPT&#58;alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](java&#09;script:alert(1))',
  '[x](<java script:alert(1)>)',
  '[x](\u0001javascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '![x](javascript:alert(1))',
  '![x](x"onerror="alert(1).png)',
  '![x" onerror="alert(1)](x.png)',
  '[x](https://example.org/"onmouseover="alert(1))',
  '[x](x.md "t\\" onmouseover=\\"alert(1)")',
  '<javascript:alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  ':code[<script>alert(1)</script>]',
  ':term[x]{id="\\"><script>alert(1)</script>"}',
  ':term[x]{onclick="alert(1)"}',
  ':term[x]{style="x" class="y" #id}',
  '```"><script>alert(1)</script>\nx\n```',
  ':::note["><script>alert(1)</script>]\nx\n:::',
  '::video{src="javascript:alert(1)" captions="x.vtt" transcript="x.md" title="\\"><script>"}',
  '| <script>alert(1)</script> |\n|---|\n| x |',
  'x[^1]\n\n[^1]: <script>alert(1)</script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '`<script>alert(1)</script>`',
]

const ELEMENT = /<([a-z][^\s/>]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*>/g
const DANGEROUS_ELEMENTS = /^(script|style|svg|iframe|object|embed|base|form|meta|link|input|button)$/

/** Every element and attribute of the HTML, as a browser would read them. */
function expectHarmless(html: string): void {
  for (const [, tag = '', attributes = ''] of html.matchAll(ELEMENT)) {
    expect(tag).not.toMatch(DANGEROUS_ELEMENTS)
    for (const [, name = '', value = ''] of attributes.matchAll(/\s([^\s=>]+)(?:="([^"]*)")?/g)) {
      expect(name).not.toMatch(/^(on|style$|srcdoc$|formaction$)/)
      if (name === 'href') expect(value).toMatch(/^(https?:|mailto:|course:|#)/)
      if (name === 'src') expect(value).toMatch(/^course:/)
    }
  }
  expect(html.replaceAll(ELEMENT, '').replaceAll(/<\/[a-z0-9]+>/g, '')).not.toContain('<')
}

describe.each(attacks)('%s', (attack) => {
  test('in a module', () => {
    const text = `---\ntitle: A\nminutes: 5\n---\n## A\n\n${attack}\n`
    expectHarmless(htmlOf(parseModule({ path: 'modules/a.md', text })))
  })
  test('in a fragment', () => expectHarmless(htmlOf(parseFragment({ path: 'shared/a.md', text: attack }))))
  test('in a definition', () => expectHarmless(parseInline(attack, { file: 'glossary.yaml', line: 1, column: 1 }).html))
  test('in a question', () => {
    const indented = attack.replaceAll('\n', '\n  ')
    const quoted = attack.replaceAll('\n', '\n> ')
    const text = `---\nbank: b\ndomain: d\n---\n## q\n\n${attack}\n\nx\n\n- [x] a ${indented}\n- [ ] b\n  > ${indented}\n\n> ${quoted}\n`
    expectHarmless(htmlOf(parseBank({ path: 'questions/a.md', text })))
  })
})

test('the check itself sees harm', () => {
  expect(() => expectHarmless('<p><script>x</script></p>')).toThrow()
  expect(() => expectHarmless('<a href="javascript:x">x</a>')).toThrow()
  expect(() => expectHarmless('<img src="course:x" onerror="x">')).toThrow()
})

const htmlOf = (parsed: unknown): string => splitHtml(parsed).html.replaceAll(/<!-- \d+ -->/g, '')
