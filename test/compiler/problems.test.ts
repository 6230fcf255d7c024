/** One mistake at a time in the minimal course, and exactly what is said about it. */
import { describe, expect, it } from 'vitest'
import { openFolder } from '../../src/compiler/folder.ts'
import { compileCourse } from '../../src/compiler/index.ts'
import { textReport } from '../../src/problems/text.ts'
import { type Changes, courseWith, swap } from '../support/course-folder.ts'
import { expectGolden } from '../support/golden.ts'

const basics = 'modules/01-basics.md'
const bank = 'questions/basics.md'
const exam = 'exams/final.yaml'
const secondBank = (head: string, id = 'one-more'): string =>
  `---\n${head}\n---\n## ${id}\n\nIs this a question?\n\n- [x] True\n- [ ] False\n\n> Yes.\n`

/** Name of the expected file → what is changed. */
const mistakes: Readonly<Record<string, Changes>> = {
  'anchor-missing': { 'modules/02-sequencing.md': swap('#documentation', '#documentaton') },
  'anchor-unlike': { 'modules/02-sequencing.md': swap('#documentation', '#x') },
  'asset-active': {
    [basics]: (text) =>
      `${text}\n${['page.html', 'script.svg', 'handler.svg', 'hidden.svg', 'one.svg'].map((name) => `![x](../media/${name})`).join(' ')}\n`,
    'media/page.html': '<p>Simulation</p>',
    'media/script.svg': '<svg xmlns:s="http://www.w3.org/2000/svg"><s:script href="x.js"/></svg>',
    'media/handler.svg': `<svg a=">" onload = 'x()'/>`,
    'media/hidden.svg': '<svg><a href="&#106;avascript:x()"/></svg>',
    'media/one.svg': '<svg><text>only one = 1, see &#233;</text></svg>',
  },
  'asset-missing': { [basics]: swap('media/code-structure.svg', 'media/code-structur.svg') },
  'award-exam-unknown': { 'course.yaml': swap('      exam: final', '      exam: finale') },
  'award-without-worth': { 'course.yaml': swap('    credits: 0\n    minutes: 30\n', '') },
  'bank-file-broken': { [bank]: swap('bank: basics', 'bank: Basics of') },
  'bank-id-twice': { 'questions/more.md': secondBank('bank: basics\ndomain: diagnosis') },
  'bank-unknown-in-exam': { [exam]: swap('bank: basics, domain: diagnosis', 'bank: basic, domain: diagnosis') },
  'bank-unknown-in-quiz': { [basics]: swap('bank="basics"', 'bank="basis"') },
  'bank-unused': { 'questions/more.md': secondBank('domain: diagnosis\nbank: more') },
  'case-checked': {
    'cases/one.md':
      '---\ncase: one\ntitle: One\nsetting: inpatient\ndomain: diagnosis\nasOf: 2026-10-01\nfictional: true\nkey:\n  principal:\n    code: A41.51\n---\n## Discharge summary\n\nText.\n',
  },
  'case-wrong': {
    'cases/no-documents.md':
      '---\ncase: one\ntitle: One\nsetting: inpatient\ndomain: diagnoses\nasOf: 2026-10-01\nfictional: true\nkey:\n  principal:\n    code: A41.51\n---\n```\n## not a heading\n```\n',
    'cases/no-front-matter.md': '## Discharge summary\n',
    'cases/schema.md': '---\ncase: two\nsetting: home\n---\n## Discharge summary\n',
  },
  'completion-exam-unknown': { 'course.yaml': swap('  exam: final\ntargets', '  exam: finals\ntargets') },
  'course-schema': { 'course.yaml': swap('purpose: training', 'purpose: trainig\nlevel: 3') },
  'domain-unknown': {
    [basics]: swap('domain: diagnosis', 'domain: diagnoses'),
    [exam]: swap('domain: documentation', 'domain: documents'),
    [bank]: swap('::meta{domain=documentation difficulty=easy}', '::meta{domain=dokumentation difficulty=easy}'),
  },
  'domain-unknown-in-bank': { [bank]: swap('domain: diagnosis', 'domain: diagnoses') },
  'draw-empty': { [basics]: swap('pick=2', 'difficulty="hard"') },
  'draw-overlap': {
    [exam]: swap('    draws:', '    draws:\n      - { bank: basics, count: 5 }'),
  },
  'draw-short-in-exam': { [exam]: swap('count: 5', 'count: 9') },
  'draw-short-in-quiz': { [basics]: swap('pick=2', 'pick=7') },
  'exam-file-missing': { 'course.yaml': swap('exams/final.yaml', 'exams/finale.yaml') },
  'exam-pass-decimals': { [exam]: swap('pass: 70', 'pass: 66.667') },
  'exam-schema': { [exam]: swap('pass: 70', 'pass: 170') },
  'exam-section-twice': {
    [exam]: (text) =>
      `${text}  - id: questions\n    title: Again\n    draws:\n      - { bank: basics, domain: diagnosis, count: 1 }\n`,
  },
  'glossary-markdown': { 'glossary.yaml': swap('*after study*', '<b>after study</b>') },
  'glossary-schema': { 'glossary.yaml': (text) => `${text}empty:\n` },
  'glossary-unused': { 'glossary.yaml': (text) => `${text}POA: Present on admission.\n` },
  'include-cycle': {
    [basics]: (text) => `${text}\n::include{src="../shared/a.md"}\n`,
    'shared/a.md': 'A.\n\n::include{src="b.md"}\n',
    'shared/b.md': 'B.\n\n::include{src="a.md"}\n',
  },
  'include-explodes': {
    [basics]: (text) => `${text}\n::include{src="../shared/0.md"}\n`,
    ...Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `shared/${i}.md`,
        i === 39 ? 'End.\n' : `::include{src="${i + 1}.md"}\n\n::include{src="${i + 1}.md"}\n`,
      ]),
    ),
  },
  'include-missing': { [basics]: (text) => `${text}\n::include{src="../shared/about.md"}\n` },
  'include-with-mistake': {
    [basics]: (text) => `${text}\n::include{src="../shared/a.md"}\n`,
    'modules/02-sequencing.md': (text) => `${text}\n::include{src="../shared/a.md"}\n`,
    'shared/a.md': '::quiz{bank="nothing"}\n\n:term[nowhere]\n',
  },
  'link-not-a-module': { [basics]: (text) => `${text}\n[More](../README.md)\n`, 'README.md': '# The course\n' },
  'module-file-name': {
    'course.yaml': swap('modules/02-sequencing.md', 'modules/Sequencing Rules.md'),
    'modules/Sequencing Rules.md': '---\ntitle: Rules\nminutes: 1\n---\n## One\n\nText.\n',
  },
  'module-id-reserved': {
    'course.yaml': swap('  - modules/02-sequencing.md', '  - modules/02-sequencing.md\n  - modules/03-exam.md'),
    'modules/03-exam.md': '---\ntitle: The exam\nminutes: 1\n---\n## One\n\nText.\n',
  },
  'id-of-every-object': {
    [bank]: (text) => `${text}\n## constructor\n\nIs this a question?\n\n- [x] True\n- [ ] False\n\n> Yes.\n`,
  },
  'module-id-twice': {
    'course.yaml': swap('  - modules/02-sequencing.md', '  - modules/02-sequencing.md\n  - modules/03-sequencing.md'),
    'modules/03-sequencing.md': '---\ntitle: Again\nminutes: 1\n---\n## One\n\nText.\n',
  },
  'module-missing': { 'course.yaml': swap('modules/01-basics.md', 'modules/01-basic.md') },
  'module-without-folder': { 'course.yaml': swap('modules/01-basics.md', '01-basics.md') },
  'module-unlisted': { 'modules/03-more.md': '---\ntitle: More\nminutes: 5\n---\n## One\n\nText.\n' },
  'objective-unknown': { [bank]: swap('objective=structure', 'objective=structur') },
  'question-unknown': { [basics]: swap('::question{id="category-length"}', '::question{id="categorylength"}') },
  'state-key-collision': {
    // Found by search: the two ids share the key EV72.
    [bank]: (text) =>
      ['colliding-1976', 'colliding-10674'].reduce(
        (all, id) => `${all}\n## ${id}\n\nIs this a question?\n\n- [x] True\n- [ ] False\n\n> Yes.\n`,
        text,
      ),
  },
  'term-unknown': { [basics]: swap(':term[query]', ':term[querry]') },
}

describe('what is said about a mistake', () => {
  it.each(Object.entries(mistakes))('%s', async (name, changes) => {
    const { course, problems } = await compileCourse(openFolder(courseWith(changes)), { name: 'minimal' })
    expect(problems).not.toEqual([])
    expect(course === undefined).toBe(problems.some(({ severity }) => severity === 'error'))
    expectGolden(`compiler/problems/${name}.txt`, textReport(problems))
  })

  it('a folder without course.yaml', async () => {
    const { course, problems } = await compileCourse(openFolder(courseWith({ 'course.yaml': null })), { name: 'here' })
    expect(course).toBeUndefined()
    expect(textReport(problems)).toBe(
      'course.yaml error course-missing There is no course.yaml in here.\n    Name a folder that holds a course.yaml.\n',
    )
  })

  it('tells everything in one run', async () => {
    const all: Changes = {
      [basics]: (text) => `${swap(':term[query]', ':term[x]')(text)}\n[here](#x)\n\n::quizz{bank="a"}\n`,
      [bank]: swap('- [x] A41.51', '- [ ] A41.51'),
      [exam]: swap('count: 5', 'count: 50'),
      'course.yaml': swap('version: 1.0.0', 'version: one'),
    }
    const { problems } = await compileCourse(openFolder(courseWith(all)), { name: 'minimal' })
    expect(problems.map(({ code }) => code)).toEqual([
      'field-form',
      'draw-short',
      'term-unknown',
      'link-anchor-missing',
      'directive-unknown',
      'option-key-missing',
    ])
  })
})
