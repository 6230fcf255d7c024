import type { ExportInput } from '../../src/exports/format.ts'
import type { Question } from '../../src/model/schema-types.ts'
import { sample } from '../support/questions.ts'

/** Everything that means something in one of the formats, as it stands in HTML. */
const CHARACTERS =
  'a=b ~c #d {e} f:g \\h %50% *i* -&gt; &lt;tag&gt; &amp;amp; "quote" \'mark\' ]]&gt; é 山 [html] $CATEGORY: //'

const PICTURE = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')

const part = <T extends { id: string }>(one: T, html: string): T & { html: string; text: string } => ({
  ...one,
  html,
  text: html,
})

const questions = (): Question[] => {
  const single = sample['single-choice']('single-a')
  const multiple = sample['multiple-response']('multiple-b', { partial: true, points: 2 })
  const strict = sample['multiple-response']('multiple-strict')
  const order = sample.ordering('order-d', { partial: true, points: 1.5 })
  const match = sample.matching('match-e', { partial: true })
  const [a, b, c] = match.targets
  return [
    {
      ...single,
      stem: `<p>${CHARACTERS}</p>\n<pre>two\n\nlines</pre><p><img src="media/code.svg" alt="A code"></p>`,
      rationale: `<p>See <a href="#/module/section">the section</a> and <a href="https://example.org/?a=1&amp;b=2">a page</a>: ${CHARACTERS}</p>`,
      ref: 'I.C.9.a.1@fy2026',
      objective: 'choose',
      options: single.options.map((option) => ({
        ...part(option, `<code class="code" data-system="icd10cm">E11.9</code> ${option.id} ${CHARACTERS}`),
        ...(option.id === 'a' ? { feedback: `<p>Not this: ${CHARACTERS}</p>` } : {}),
      })),
    },
    {
      ...multiple,
      stem: '<p>Three of <span class="term" data-term="code">these</span>:</p><div class="table" role="group" tabindex="0"><table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></div>',
      options: multiple.options.map((option) => ({
        ...part(option, `<strong>${option.id}</strong>`),
        correct: option.id !== 'd',
      })),
    },
    strict,
    { ...sample['true-false']('truth-c'), feedbackTrue: '<p>It is = false</p>', feedbackFalse: '<p>It is: so</p>' },
    { ...sample['true-false']('truth-only-right'), feedbackFalse: '<p>Right.</p>' },
    { ...order, items: order.items.map((item) => part(item, `<em>${item.id}</em> = {${item.id}}`)) },
    {
      ...match,
      sources: match.sources.map((source) => part(source, `<code>${source.id}</code> -&gt; = ~`)),
      targets: [a, b, c].flatMap((target) =>
        target === undefined ? [] : [part(target, `<em>${target.id}</em> = {x} -&gt; &amp;`)],
      ),
    },
    { ...sample.numeric('number-f'), stem: '<p>How many?</p>', value: -1250.25, tolerance: 0.5, unit: 'US$ & more' },
    { ...sample.numeric('number-exact'), tolerance: 0 },
    { ...sample['short-text']('text-g'), accepted: ['a=b {c} ~ # : \\', 'two*', 'one->two'], caseSensitive: true },
    {
      ...single,
      id: 'single-like-an-option',
      stem: '<p>A) is this a question?</p><figure class="media media-audio"><audio controls></audio><figcaption>Heart sounds</figcaption></figure>',
      shuffle: false,
    },
  ]
}

export const awkwardInput = (): ExportInput => ({
  name: 'awkward',
  course: {
    id: 'awkward',
    title: 'Coding / “codes” & <more>: {all}',
    language: 'en',
    domains: [
      { id: 'diagnosis', title: 'Diagnosis' },
      { id: 'procedure', title: 'Procedure' },
    ],
  },
  banks: [
    { id: 'demo', questions: questions() },
    {
      id: 'mixed',
      questions: [sample.numeric('x', { domain: 'procedure' }), sample['true-false']('y')].map((q) => ({
        ...q,
        bank: 'mixed',
      })),
    },
  ],
  assets: new Map([['media/code.svg', PICTURE]]),
})
