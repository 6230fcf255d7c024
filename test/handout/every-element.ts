import type { CompiledCourse, CompiledModule } from '../../src/model/schema-types.ts'
import { courseOf } from '../support/arbitrary-course.ts'
import { sample } from '../support/questions.ts'

/** The smallest PNG: one grey dot. */
export const PNG = new Uint8Array(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4BAAAwwDBtQp9xwAAAABJRU5ErkJggg==', 'base64'),
)
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100"><title>A box 山</title><rect x="10" y="10" width="180" height="80" fill="#123456"/><text x="20" y="60" font-size="30" fill="#fff">Picture</text></svg>'

const WORDS = 'The principal diagnosis is established after study. '
const rows = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) => `<tr><td>E11.${i}</td><td class="align-right">${i}</td><td>${WORDS}</td></tr>`,
  ).join('')

const html = `<p>${WORDS.repeat(3)}<strong>Strong</strong>, <em>emphasis</em>, <del>gone</del>, <code class="code" data-system="icd10cm">E11.9</code>; <a href="https://example.org/guide">a guide</a>, <a href="#/module-0/section-1">the next section</a>, <a href="#/module-1/section-0">another module</a>, <span class="term" data-term="x">a term</span>.<br>New line.</p>
<h3 id="sub">A subheading</h3>
<ul><li>First</li><li><p>Second</p><ol start="3"><li>Third</li><li>Fourth</li></ol></li><li><span class="task" role="img" aria-label="done">☑</span> Done</li></ul>
<aside class="box box-tip" role="note" aria-label="Tip"><p class="box-title">Tip</p><p>${WORDS.repeat(40)}</p></aside>
<details><summary>More</summary><p>Hidden on a screen.</p></details>
<blockquote><p>Quoted.</p></blockquote><pre tabindex="0"><code>if  (a)
  b</code></pre><hr>
<p><img src="media/box.svg" alt="A dark box"></p><p><img src="media/dot.png" alt="A dot"></p><p><img src="media/moving.gif" alt="A moving picture, told in words"></p>
<figure class="media media-video"><video controls><source src="media/a.mp4" type="video/mp4"></video><figcaption>Ward round <a href="media/a.txt">Transcript</a></figcaption></figure>
<div class="table" role="group" tabindex="0" aria-label="Table: Code, Number, Words"><table><thead><tr><th scope="col">Code</th><th scope="col" class="align-right">Number</th><th scope="col">Words</th></tr></thead><tbody>${rows(60)}<tr><td>long</td><td>1</td><td>${'Extraordinarilylongword'.repeat(12)} ${WORDS.repeat(90)}END</td></tr></tbody></table></div>
<p>Note<sup><a id="fn-1-ref" href="#fn-1" role="doc-noteref" aria-label="Footnote 1">1</a></sup></p><section class="footnotes" role="doc-endnotes" aria-label="Footnotes"><ol><li id="fn-1" value="1"><p>A note. <a href="#fn-1-ref" role="doc-backlink" aria-label="Back">↩</a></p></li></ol></section>`

/** A course whose first module has every element that text can have, and one question of each type. */
export function everyElement(): { course: CompiledCourse; module: CompiledModule; assets: Map<string, Uint8Array> } {
  const questions = Object.values(sample).map((make, i) => ({
    ...make(`q-${i}`),
    rationale: `<p>Reason of q-${i}.</p>`,
  }))
  const base = courseOf({ modules: [2, 1], questions: [], checks: [], exams: [] })
  const [first, second] = base.modules
  if (first === undefined || second === undefined) throw new Error('no module')
  const ids = questions.map(({ id }) => id)
  const module: CompiledModule = {
    ...first,
    title: 'Every <element> & “more”',
    objectives: [{ id: 'o', text: 'Read all of it.' }],
    sections: first.sections.map((section, i) =>
      i === 0
        ? {
            ...section,
            title: 'All there is',
            blocks: [
              { kind: 'text', html },
              { kind: 'check', id: 'c', questions: ids, pick: ids.length },
            ],
          }
        : section,
    ),
  }
  const course = { ...base, title: 'Paper & pencil', questions, modules: [module, second] }
  const types: Readonly<Record<string, string>> = { svg: 'image/svg+xml', png: 'image/png', gif: 'image/gif' }
  const assets = new Map([
    ['media/box.svg', new TextEncoder().encode(SVG)],
    ['media/dot.png', PNG],
    ['media/moving.gif', new TextEncoder().encode('GIF89a')],
  ])
  return {
    module,
    assets,
    course: {
      ...course,
      assets: [...assets].map(([path, bytes]) => ({
        path,
        sha256: '0'.repeat(64),
        bytes: bytes.length,
        mediaType: types[path.slice(-3)] ?? '',
      })),
    },
  }
}
