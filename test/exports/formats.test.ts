import { beforeAll, describe, expect, it } from 'vitest'
import type { ExportFormat, Written } from '../../src/exports/format.ts'
import { exportFormats } from '../../src/exports/index.ts'
import { lossKinds } from '../../src/exports/losses.ts'
import { typeOf } from '../../src/model/question-types/index.ts'
import { expectGolden } from '../support/golden.ts'
import { awkwardInput } from './awkward-bank.ts'
import { type GiftQuestion, readAiken, readGift } from './read-text.ts'
import { withXml, zipText } from './read-xml.ts'
import { readBack } from './written-keys.ts'

const formats: Readonly<Record<string, ExportFormat>> = exportFormats
const names = Object.keys(exportFormats) as (keyof typeof exportFormats)[]
const input = awkwardInput()
const questions = input.banks.flatMap((bank) => bank.questions)
const written = async (name: string): Promise<Written> =>
  (await formats[name]?.write(input)) ?? { files: new Map(), losses: [] }
const only = async (name: string): Promise<Uint8Array> =>
  [...(await written(name)).files.values()][0] ?? new Uint8Array()
const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

async function readable({ files, losses }: Written): Promise<string> {
  const parts: string[] = []
  for (const [name, bytes] of files) {
    if (!/\.(zip|imscc)$/.test(name)) parts.push(`=== ${name}\n${utf8(bytes)}`)
    else for (const [inner, text] of await zipText(bytes)) parts.push(`=== ${name}!/${inner}\n${text}`)
  }
  const lost = losses.map(({ question, effect, what, instead }) => `${question}: ${effect}: ${what}; ${instead}\n`)
  return `${parts.join('\n')}\n=== losses\n${lost.join('')}`
}

describe.each(names)('%s', (name) => {
  it('writes every awkward question as the golden file has it', async () => {
    expectGolden(`exports/${name}.txt`, await readable(await written(name)))
  })

  it('gives the same bytes again', async () => {
    const [first, second] = [await written(name), await written(name)]
    expect([...first.files]).toEqual([...second.files])
  })

  it('writes each question or says that it is left out, and its key comes back', async () => {
    const result = await written(name)
    const keys = await readBack[name](result, input)
    const lost = result.losses.filter(({ effect }) => effect === 'left out').map(({ question }) => question)
    if (name === 'aiken') {
      expect(keys.size + new Set(lost).size).toBe(questions.length)
      return
    }
    expect([...keys.keys(), ...lost].sort()).toEqual(questions.map(({ id }) => id).sort())
    for (const question of questions) {
      const key = keys.get(question.id)
      // Moodle's matching holds words and Moodle's typed answers escape an asterisk; the tests below look at these.
      if (key === undefined || question.type === 'matching' || question.type === 'short-text') continue
      expect(key, question.id).toEqual(typeOf(question).key(question))
    }
  })

  it('names the format and its file ending', async () => {
    const { name: own, extension, summary } = exportFormats[name]
    expect(own).toBe(name)
    expect(summary.length).toBeGreaterThan(20)
    for (const file of (await written(name)).files.keys())
      expect(file).toMatch(new RegExp(`^awkward-[a-z0-9-]+\\.${extension}$`))
  })

  it('writes no file when there is nothing to write', async () => {
    expect(await formats[name]?.write({ ...input, banks: [] })).toEqual({ files: new Map(), losses: [] })
  })
})

const CHARACTERS = 'a=b ~c #d {e} f:g \\h %50% *i* -> <tag> &amp; "quote" \'mark\' ]]> é 山 [html] $CATEGORY: //'

describe('Moodle XML', () => {
  it('holds HTML, feedback, marks and pictures', async () => {
    withXml(await only('moodle-xml'), (quiz) => {
      const single = quiz.all('question').find((one) => one.all('idnumber')[0]?.text === 'single-a')
      expect(single?.one('questiontext/text').text).toContain(`<p>${html(CHARACTERS)}</p>`)
      expect(single?.one('questiontext/text').text).toContain('<img src="@@PLUGINFILE@@/media-code.svg" alt="A code"/>')
      const file = single?.one('questiontext/file')
      expect([file?.attribute('name'), file?.attribute('path'), file?.attribute('encoding')]).toEqual([
        'media-code.svg',
        '/',
        'base64',
      ])
      expect(Buffer.from(file?.text ?? '', 'base64').toString()).toContain('<svg')
      expect(single?.one('generalfeedback/text').text).toContain(
        '<a href="https://example.org/?a=1&amp;b=2">a page</a>',
      )
      expect(single?.all('answer/feedback/text').map((one) => one.text.includes('Not this'))).toEqual([
        true,
        false,
        false,
        false,
      ])
      expect(single?.one('shuffleanswers').text).toBe('false')
      const partial = quiz.all('question').find((one) => one.all('idnumber')[0]?.text === 'multiple-b')
      expect(partial?.all('answer').map((one) => one.attribute('fraction'))).toEqual([
        '33.33333',
        '33.33333',
        '33.33333',
        '-33.33333',
      ])
      expect(partial?.one('defaultgrade').text).toBe('2')
      const match = quiz.all('question').find((one) => one.attribute('type') === 'match')
      expect(match?.all('subquestion/answer/text').map((one) => one.text)).toEqual([
        'c = {x} -> &',
        'a = {x} -> &',
        'b = {x} -> &',
      ])
      expect(match?.all('subquestion').map((one) => one.one('text').text === '')).toEqual([false, false, true])
      const typed = quiz.all('question').find((one) => one.attribute('type') === 'shortanswer')
      expect(typed?.all('answer').map((one) => one.one('text').text)).toEqual([
        'a=b {c} ~ # : \\',
        'two\\*',
        'one->two',
      ])
      expect(typed?.one('usecase').text).toBe('1')
    })
  })

  it('has a category for each bank, and for each domain where a bank has several', async () => {
    withXml(await only('moodle-xml'), (quiz) => {
      expect(quiz.all('question/category/text').map(({ text }) => text)).toEqual([
        '$course$/top/Coding // “codes” & <more>: {all}/demo',
        '$course$/top/Coding // “codes” & <more>: {all}/mixed/Procedure',
        '$course$/top/Coding // “codes” & <more>: {all}/mixed/Diagnosis',
      ])
    })
  })
})

describe('GIFT', () => {
  let found: GiftQuestion[] = []
  beforeAll(async () => {
    found = readGift(utf8(await only('gift')))
  })
  const byId = (id: string) => found.find((one) => one.id === id)

  it('keeps every character of question, options and feedback', () => {
    const single = byId('single-a')
    expect(single?.stem).toContain(`<p>${html(CHARACTERS)}</p>\n<pre>two\n\nlines</pre>`)
    expect(single?.stem).toContain('[A code]')
    expect(single?.answers.map(({ text }) => text)).toEqual(
      ['a', 'b', 'c', 'd'].map((id) => `<code>E11.9</code> ${id} ${html(CHARACTERS)}`),
    )
    expect(single?.answers[0]?.feedback).toBe(`<p>Not this: ${html(CHARACTERS)}</p>`)
    expect(single?.general).toContain(html(CHARACTERS))
    expect(single?.category).toBe('$course$/top/Coding // “codes” & <more>: {all}/demo')
  })

  it('keeps both feedbacks of a statement, and a pair with an arrow in it', () => {
    expect(byId('truth-c')?.answers.map(({ feedback }) => feedback)).toEqual([
      '<p>It is = false</p>',
      '<p>It is: so</p>',
    ])
    expect(byId('truth-only-right')?.answers.map(({ feedback }) => feedback)).toEqual(['', '<p>Right.</p>'])
    expect(byId('match-e')?.answers.map(({ text, key }) => [text, key])).toEqual([
      ['<code>a</code> -&gt; = ~', 'c = {x} -> &'],
      ['<code>b</code> -&gt; = ~', 'a = {x} -> &'],
      ['', 'b = {x} -> &'],
    ])
    expect(byId('text-g')?.answers.map(({ text }) => text)).toEqual(['a=b {c} ~ # : \\', 'two\\*'])
    expect(byId('number-f')?.answers.map(({ text }) => text)).toEqual(['-1250.25:0.5'])
  })
})

describe('Aiken', () => {
  it('keeps questions and options on one line each', async () => {
    const [file] = [...(await written('aiken')).files.values()]
    expect(readAiken(utf8(file ?? new Uint8Array()))).toEqual([
      {
        stem: `${CHARACTERS} two lines [A code]`,
        options: ['a', 'b', 'c', 'd'].map((id) => `E11.9 ${id} ${CHARACTERS}`),
        key: 1,
      },
      { stem: 'Question: A) is this a question? Heart sounds', options: ['a', 'b', 'c', 'd'], key: 1 },
    ])
  })
})

describe('QTI', () => {
  it.each(['qti21', 'qti30'])('%s names only files that are there, and all of them', async (name) => {
    const files = await zipText(await only(name))
    const manifest = new TextEncoder().encode(files.get('imsmanifest.xml') ?? '')
    withXml(manifest, (root) => {
      const hrefs = root.all('//file').map((file) => file.attribute('href'))
      expect(new Set([...hrefs, 'imsmanifest.xml'])).toEqual(new Set(files.keys()))
      const resources = root.all('//resource').map((one) => one.attribute('identifier'))
      for (const one of root.all('//dependency')) expect(resources).toContain(one.attribute('identifierref'))
      expect(new Set(resources).size).toBe(resources.length)
    })
  })

  it('shares points as the player does', async () => {
    const item = (await zipText(await only('qti21'))).get('item-multiple-b.xml') ?? ''
    withXml(new TextEncoder().encode(item), (root) => {
      expect(root.all('//mapEntry').map((one) => [one.attribute('mapKey'), one.attribute('mappedValue')])).toEqual([
        ['a', '0.666667'],
        ['b', '0.666667'],
        ['c', '0.666667'],
        ['d', '-0.666667'],
      ])
      expect(root.one('//mapping').attribute('lowerBound')).toBe('0')
    })
  })
})

describe('losses', () => {
  it('come by kind, what is left out first', async () => {
    const kinds = lossKinds((await written('aiken')).losses)
    expect(kinds[0]).toEqual({
      effect: 'left out',
      what: 'a true-or-false question',
      instead: 'the question is not in the file',
      questions: ['truth-c', 'truth-only-right', 'y'],
    })
    expect(kinds.findIndex(({ effect }) => effect === 'simplified')).toBe(
      kinds.filter(({ effect }) => effect === 'left out').length,
    )
  })
})

const html = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
