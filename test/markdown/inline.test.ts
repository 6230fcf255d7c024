import { expect, test } from 'vitest'
import { parseInline } from '../../src/markdown/index.ts'
import { printed } from './_fixture.ts'

const place = { file: 'glossary.yaml', line: 3, column: 8, endLine: 3, endColumn: 40 }

test('a definition is inline HTML with its references at the place handed in', () => {
  const { html, references, problems } = parseInline('The *condition* behind :code[E11.9], see :term[UHDDS].\n', place)
  expect(html).toBe(
    'The <em>condition</em> behind <code class="code" data-system="icd10cm">E11.9</code>, see <span class="term" data-term="UHDDS">UHDDS</span>.',
  )
  expect(references).toEqual([
    { kind: 'code', target: 'E11.9', detail: 'icd10cm', place },
    { kind: 'term', target: 'UHDDS', place },
  ])
  expect(problems).toEqual([])
})

test('a definition of plain words is escaped as any other text is', () => {
  const words = 'AT&T: 1 < 2, &lt;b&gt; &amp;amp; "as is" ©'
  const { html } = parseInline(words, place)
  expect(html).toBe('AT&#x26;T: 1 &#x3C; 2, &#x3C;b> &#x26;amp; "as is" ©')
  expect(parseInline(`${words} *x*`, place).html).toBe(`${html} <em>x</em>`)
})

test('more than a sentence is a problem', () => {
  expect(printed(parseInline('One.\n\nTwo.', place).problems)).toMatchInlineSnapshot(`
    "glossary.yaml:3:8–3:40 error inline-only
      The definition holds several paragraphs; only a sentence with inline Markdown can be shown.
      Write it as one paragraph.
    "
  `)
  expect(printed(parseInline('- a list', place).problems)).toMatchInlineSnapshot(`
    "glossary.yaml:3:8–3:40 error inline-only
      The definition holds a list; only a sentence with inline Markdown can be shown.
      Write it as one paragraph.
    "
  `)
  expect(parseInline('', place)).toEqual({ html: '', references: [], problems: [] })
})

test('problems of a definition stand where it stands', () => {
  expect(printed(parseInline('A[^1] <b>b</b> ::x [a](javascript:b).', place).problems)).toMatchInlineSnapshot(`
    "glossary.yaml:3:8–3:40 error footnote-missing
      The footnote [^1] is not written anywhere in the file.
      Add a line "[^1]: …" with its text, or delete the mark.

    glossary.yaml:3:8–3:40 error link-scheme
      The address "javascript:b" is neither inside the course nor http, https or mailto.
      Link to a file of the course by its relative path, or to an address that begins with https://, http:// or mailto:.
      actual: javascript:b

    glossary.yaml:3:8–3:40 error raw-html
      </b> is HTML, which is not accepted: it could break the player or harm learners.
      Write it in Markdown or as a directive such as :::note. For a literal "<" write \\<.
      actual: </b>

    glossary.yaml:3:8–3:40 error raw-html
      <b> is HTML, which is not accepted: it could break the player or harm learners.
      Write it in Markdown or as a directive such as :::note. For a literal "<" write \\<.
      actual: <b>
    "
  `)
})
