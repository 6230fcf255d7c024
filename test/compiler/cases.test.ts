/** Cases among the other files of a course. */
import { describe, expect, it } from 'vitest'
import { openFolder } from '../../src/compiler/folder.ts'
import { compileCourse } from '../../src/compiler/index.ts'
import { drawCheck } from '../../src/model/draw.ts'
import { type Changes, courseWith, swap } from '../support/course-folder.ts'

const compile = (changes: Changes = {}) => compileCourse(openFolder(courseWith(changes, 'case')), { name: 'case' })

const said = async (changes: Changes): Promise<string[]> =>
  (await compile(changes)).problems
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, place }) => `${code} ${place.file}:${place.line}`)

const record = 'cases/urosepsis.md'
const module = 'modules/01-record.md'

describe('a case in a course', () => {
  it('is asked first, its follow-up questions after it, whatever the seed', async () => {
    const { course } = await compile()
    const [block] = course?.modules[0]?.sections[0]?.blocks.filter(({ kind }) => kind === 'check') ?? []
    if (block?.kind !== 'check') throw new Error('no check')
    for (const seed of ['abcdef', 'ghijkl', 'mnopqr']) {
      expect(drawCheck(seed, block)).toEqual(['urosepsis', 'who-is-asked'])
    }
  })

  it('is drawn by an exam from the bank "cases"', async () => {
    const { course } = await compile()
    expect(course?.exams[0]?.sections[0]?.draws).toEqual([{ count: 1, questions: ['urosepsis'] }])
  })

  it('has the titles of the lock in its key, and the course has them for its forms', async () => {
    const { course } = await compile()
    const question = course?.questions.find(({ id }) => id === 'urosepsis')
    expect(question?.type === 'codes' && question.lines[0]?.title).toBe('Sepsis due to Escherichia coli [E. coli]')
    expect(course?.codes).toContainEqual({
      system: 'icd10cm',
      code: 'R65.20',
      title: 'Severe sepsis without septic shock',
    })
  })

  it('leaves courses that ask for no codes without titles', async () => {
    const { course } = await compile({
      [record]: null,
      [module]: (text) =>
        text
          .replace('::case{id="urosepsis"}', 'Text.')
          .replace('::question{id="type-2-kidney"}', '::question{id="who-is-asked"}'),
      'questions/asked.md': (text) => text.slice(0, text.indexOf('## type-2-kidney')),
      'exams/final.yaml': swap('bank: cases', 'bank: asked'),
    })
    expect(course).toBeDefined()
    expect(course?.codes).toBeUndefined()
  })

  it.each<[string, Changes, string[]]>([
    [
      'a case that does not exist',
      { [module]: swap('id="urosepsis"', 'id="uroseptis"') },
      [`case-unknown ${module}:13`],
    ],
    [
      'a follow-up question that does not exist',
      { [record]: swap('[who-is-asked]', '[who-is-it]') },
      [`question-unknown ${record}:9`],
    ],
    [
      'a case that only a module shows, with a follow-up question that does not exist',
      {
        [record]: swap('[who-is-asked]', '[who-is-it]'),
        'exams/final.yaml': swap('bank: cases', 'bank: asked'),
      },
      [`question-unknown ${record}:9`],
    ],
    [
      'every follow-up question that does not exist',
      { [record]: swap('[who-is-asked]', '[who-is-it, who-was-it]') },
      [`question-unknown ${record}:9`, `question-unknown ${record}:9`],
    ],
    [
      'an exam that asks for more cases than there are, alone with them',
      { [module]: swap('::case{id="urosepsis"}', 'Text.'), 'exams/final.yaml': swap('count: 1', 'count: 9') },
      ['draw-short exams/final.yaml:13'],
    ],
    [
      'a case that nobody meets',
      { [module]: swap('::case{id="urosepsis"}', 'Text.'), 'exams/final.yaml': swap('bank: cases', 'bank: asked') },
      [`case-unused ${record}:2`],
    ],
    [
      'a case with the id of a question',
      { 'questions/asked.md': swap('## who-is-asked', '## urosepsis') },
      [`duplicate-id ${record}:2`, `question-unknown ${record}:9`],
    ],
    [
      'evidence that is nowhere',
      { [record]: swap('["urinary tract infection"]', '["bladder"]') },
      [`case-evidence-missing ${record}:20`],
    ],
    [
      'an alternate that the lock lacks',
      { [record]: swap('code: N39.0, poa', 'code: N39.0 or N30.00, poa') },
      [`code-not-locked ${record}:20`],
    ],
  ])('says where there is %s', async (_, changes, expected) => {
    expect((await said(changes)).sort()).toEqual(expected.sort())
  })
})
