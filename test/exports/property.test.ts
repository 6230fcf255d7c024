import { describe, expect, it } from 'vitest'
import { exportFormats, exportInput } from '../../src/exports/index.ts'
import { typeOf } from '../../src/model/question-types/index.ts'
import { arbitraryShape, courseOf } from '../support/arbitrary-course.ts'
import fc from '../support/properties.ts'
import { sample } from '../support/questions.ts'
import { readAiken, readGift } from './read-text.ts'
import { withXml } from './read-xml.ts'
import { readBack } from './written-keys.ts'

const names = Object.keys(exportFormats) as (keyof typeof exportFormats)[]

describe.each(names)('%s of any course', (name) => {
  it('loses no question silently, and every key comes back right', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryShape, async (shape) => {
        const input = exportInput(courseOf(shape), new Map())
        const questions = input.banks.flatMap((bank) => bank.questions)
        const written = await exportFormats[name].write(input)
        const keys = await readBack[name](written, input)
        const lost = written.losses.filter(({ effect }) => effect === 'left out').map(({ question }) => question)
        expect([...keys.keys(), ...lost].sort()).toEqual(questions.map(({ id }) => id).sort())
        for (const question of questions) {
          const key = keys.get(question.id)
          if (key === undefined) continue
          // Moodle's matching names a target by its words: here its letter, distractors behind the pairs.
          const wanted = typeOf(question).key(question)
          expect(key.slice(0, wanted.length), question.id).toEqual(wanted)
        }
      }),
      { numRuns: 25 },
    )
  })
})

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Text with the characters that mean something in one of the formats, more often than chance has it. */
const awkwardText = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^[=~#{}:\\%*<>&"'[\]/$-]$/),
      fc.constantFrom('->', '####', '::', ']]>', '\n\n', '//', 'ANSWER: A', 'A) ', '&&058;'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => `x${parts.join('')}y`.replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''))

const inputOf = (stem: string, first: string, accepted: string) => {
  const single = sample['single-choice']('single')
  const questions = [
    {
      ...single,
      stem: `<p>${escaped(stem)}</p>`,
      options: single.options.map((option) => (option.id === 'a' ? { ...option, html: escaped(first) } : option)),
    },
    { ...sample['short-text']('text'), accepted: [accepted] },
  ]
  const course = { id: 'c', title: 'C', language: 'en', domains: [] }
  return { name: 'c', course, banks: [{ id: 'demo', questions }], assets: new Map() }
}
const utf8 = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)
const line = (text: string): string => text.replace(/\s+/g, ' ').trim()

describe('any text', () => {
  it('comes back from GIFT, Aiken and Moodle XML as it was', async () => {
    await fc.assert(
      fc.asyncProperty(awkwardText, awkwardText, awkwardText, async (stem, first, accepted) => {
        const input = inputOf(stem, first, line(accepted))
        const gift = await exportFormats.gift.write(input)
        const read = readGift(utf8([...gift.files.values()][0]))
        const [single] = read
        expect(single?.stem).toBe(`<p>${escaped(stem)}</p>`)
        expect(single?.answers[0]?.text).toBe(escaped(first))
        const lost = gift.losses.some(({ question, effect }) => question === 'text' && effect === 'left out')
        const typed = read.find(({ id }) => id === 'text')
        expect(typed === undefined).toBe(lost)
        if (typed !== undefined) expect(typed.answers[0]?.text).toBe(line(accepted).replaceAll('*', '\\*'))

        const aiken = readAiken(utf8([...(await exportFormats.aiken.write(input)).files.values()][0]))
        expect(aiken.map((one) => [one.stem, one.options[0], one.key])).toEqual([[line(stem), line(first), 1]])

        withXml([...(await exportFormats['moodle-xml'].write(input)).files.values()][0] ?? new Uint8Array(), (quiz) => {
          const [, question, short] = quiz.all('question')
          expect(question?.one('questiontext/text').text).toBe(`<p>${escaped(stem)}</p>`)
          expect(short?.one('answer/text').text).toBe(line(accepted).replaceAll('*', '\\*'))
        })
      }),
      { numRuns: 200 },
    )
  })
})
