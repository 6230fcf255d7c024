import { describe, expect, it } from 'vitest'
import { openFolder } from '../../src/compiler/folder.ts'
import { type Compilation, compileCourse } from '../../src/compiler/index.ts'
import { directionOf } from '../../src/compiler/render.ts'
import { type Changes, courseWith, swap } from '../support/course-folder.ts'

async function compile(changes: Changes): Promise<Required<Compilation>> {
  const { course, ...rest } = await compileCourse(openFolder(courseWith(changes)), { name: 'minimal' })
  expect(rest.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  if (course === undefined) throw new Error('no course')
  return { course, ...rest }
}

const basics = 'modules/01-basics.md'

/** All HTML of the first module. */
async function htmlOf(addition: string, changes: Changes = {}): Promise<string> {
  const { course } = await compile({ ...changes, [basics]: (text) => `${text}\n${addition}\n` })
  return (course.modules[0]?.sections ?? [])
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'text' ? [block.html] : [])))
    .join('\n')
}

describe('addresses', () => {
  it.each([
    ['a module', '[x](02-sequencing.md)', 'href="#/sequencing"'],
    ['a section', '[x](02-sequencing.md#the-definition)', 'href="#/sequencing/the-definition"'],
    ['a heading inside a section', '### Deep\n\nText. [x](#deep)', 'href="#/basics/documentation"'],
    ['another site', '[x](https://example.org/a?b=c&d#e)', 'href="https://example.org/a?b=c&#x26;d#e"'],
  ])('of %s', async (_, markdown, expected) => {
    expect(await htmlOf(markdown)).toContain(expected)
  })

  it('lead to the section of a heading of another module', async () => {
    const html = await htmlOf('[x](02-sequencing.md#deep)', {
      'modules/02-sequencing.md': swap('## Practice', '### Deep\n\nText.\n\n## Practice'),
    })
    expect(html).toContain('href="#/sequencing/the-definition"')
  })

  it('are left alone in text that only looks like one', async () => {
    const html = await htmlOf('`<a href="course:modules/x.md">` and href="course:y.md"')
    expect(html).toContain('&#x3C;a href="course:modules/x.md">')
    expect(html).toContain('href="course:y.md"')
  })

  it('in questions lead to assets and modules too', async () => {
    const { course, assets } = await compile({
      'questions/basics.md': swap(
        'Put the steps',
        '![Steps](../media/steps.png) See [here](../modules/01-basics.md).\n\nPut the steps',
      ),
      'media/steps.png': 'not really a picture',
    })
    const question = course.questions.find(({ id }) => id === 'steps-order')
    expect(question?.stem).toContain('src="media/steps.png"')
    expect(question?.stem).toContain('href="#/basics"')
    expect([...assets.keys()]).toEqual(['media/code-structure.svg', 'media/steps.png'])
  })
})

describe('assets', () => {
  it('get names that every LMS keeps', async () => {
    const { course } = await compile({
      [basics]: (text) =>
        `${text}\n![a](<../media/Große Übersicht (1).PNG>) ![b](../.././media/x.png) ![c](../pictures/x.png) ![d](../pictures/same.png)\n`.replace(
          '../.././media',
          '../media',
        ),
      'media/Große Übersicht (1).PNG': 'one',
      'media/x.png': 'two',
      'pictures/x.png': 'three',
      'pictures/same.png': 'two',
    })
    expect(course.assets.map(({ path }) => path)).toEqual([
      'media/code-structure.svg',
      'media/gro-e-ubersicht-1-.png',
      'media/same.png',
      'media/x-3fc4ccfe7458.png',
      'media/x-8b5b9db0c13d.png',
    ])
  })

  it('with one content and one name are one', async () => {
    const { course, assets } = await compile({
      [basics]: (text) => `${text}\n![a](../media/x.png) ![b](../pictures/x.png)\n`,
      'media/x.png': 'same',
      'pictures/x.png': 'same',
    })
    expect(course.assets.map(({ path }) => path)).toEqual(['media/code-structure.svg', 'media/x.png'])
    expect([...assets.keys()]).toEqual(course.assets.map(({ path }) => path))
  })

  it('of questions nobody can meet are left out', async () => {
    const more =
      '---\nbank: more\ndomain: diagnosis\n---\n## one-more\n\n![x](../media/more.png) True?\n\n- [x] True\n- [ ] False\n\n> Yes.\n'
    const { course } = await compile({ 'questions/more.md': more, 'media/more.png': 'x' })
    expect(course.questions.map(({ id }) => id)).not.toContain('one-more')
    expect(course.assets.map(({ path }) => path)).toEqual(['media/code-structure.svg'])
  })
})

describe('includes', () => {
  it('put text and checks where they stand, also from other includes', async () => {
    const { course } = await compile({
      [basics]: swap('## Documentation', '::include{src="../shared/a.md"}\n\nAfter.\n\n## Documentation'),
      'shared/a.md': 'From a. ![b](b.png)\n\n::include{src="sub/b.md"}\n\nFrom a again.\n',
      'shared/sub/b.md': 'From b.\n\n::question{id="query-timing"}\n',
      'shared/b.png': 'picture',
    })
    const blocks = course.modules[0]?.sections[0]?.blocks.slice(1) ?? []
    expect(
      blocks.map((block) => (block.kind === 'text' ? block.html : `${block.id} ${block.questions.join()}`)),
    ).toEqual([
      'basics/structure-of-a-code#1 category-length',
      '<p>From a. <img src="media/b.png" alt="b"></p>',
      '<p>From b.</p>',
      'basics/structure-of-a-code#2 query-timing',
      '<p>From a again.</p>',
      '<p>After.</p>',
    ])
  })

  it('may stand twice, as long as they go in no circle', async () => {
    const html = await htmlOf('::include{src="../shared/a.md"}\n\n::include{src="../shared/a.md"}', {
      'shared/a.md': 'Twice.\n',
    })
    expect(html.match(/Twice\./g)).toHaveLength(2)
  })
})

describe('what a learner can meet', () => {
  it('is all that is in the course, sorted', async () => {
    const { course } = await compile({
      'exams/final.yaml': swap('      - { bank: basics, domain: diagnosis, count: 5 }\n', ''),
      'modules/02-sequencing.md': swap('::quiz{bank="basics" domain="diagnosis" pick=3}\n', ''),
    })
    expect(course.questions.map(({ id }) => id)).toEqual([
      'category-length',
      'documents-match',
      'pages-per-hour',
      'provider-term',
      'query-leading',
      'query-options',
      'query-timing',
      'steps-order',
    ])
  })

  it('holds the glossary as far as it is used', async () => {
    const { course, problems } = await compile({
      'glossary.yaml': (text) =>
        `${text}"A & B": Both.\nPOA: Present on admission, see :term[query].\nunused: Never.\n`,
      [basics]: swap(':term[query]', ':term[A & B] and :term[inquiry]{id="POA"}'),
    })
    expect(course.glossary.map(({ term }) => term)).toEqual(['A & B', 'POA', 'principal diagnosis', 'query'])
    expect(problems.map(({ code, place }) => `${code} ${place.line}`)).toEqual(['term-unused 5'])
  })
})

it('a course without optional parts gets the defaults of the schemas', async () => {
  const { course } = await compile({
    'course.yaml': (text) =>
      text
        .replace(/exams:\n {2}- .*\n/, '')
        .replace(/completion:\n( {2}.*\n)+/, 'completion: {}\n')
        .replace(/targets[\s\S]*/, ''),
    'exams/final.yaml': null,
  })
  expect(course.completion).toEqual({ sections: 100, checks: 'none' })
  expect([course.exams, course.awards, course.targets]).toEqual([[], [], []])
  expect(course.minutes).toBe(30)
})

it.each([
  ['en', 'ltr'],
  ['ar', 'rtl'],
  ['ar-EG', 'rtl'],
  ['he', 'rtl'],
  ['az', 'ltr'],
  ['az-Arab', 'rtl'],
  ['ar-Latn', 'ltr'],
  ['ara', 'ltr'],
  ['ur-Arab-PK', 'rtl'],
] as const)('%s is written %s', (language, direction) => {
  expect(directionOf(language)).toBe(direction)
})
