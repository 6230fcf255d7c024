import type { ExportInput, Written } from '../../src/exports/format.ts'
import type { exportFormats } from '../../src/exports/index.ts'
import { unzip } from '../support/unzip.ts'
import { readAiken, readGift } from './read-text.ts'
import { withXml } from './read-xml.ts'

/** Question id → its key as a response of the model, for the types where the file holds one in that shape. */
export type Keys = Map<string, readonly string[]>

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const letter = (index: number): string => String.fromCharCode(97 + index)

/** Ids of the questions in what a format wrote, with their keys read back. */
export const readBack: { [F in keyof typeof exportFormats]: (written: Written, input: ExportInput) => Promise<Keys> } =
  {
    'moodle-xml': async ({ files }) => {
      const keys: Keys = new Map()
      for (const bytes of files.values()) {
        withXml(bytes, (quiz) => {
          for (const question of quiz.all('question').filter((one) => one.attribute('type') !== 'category')) {
            const right = question
              .all('answer')
              .flatMap((answer, i) => (Number(answer.attribute('fraction')) > 0 ? [i] : []))
            const words = (): string[] => right.map((i) => question.all('answer')[i]?.one('text').text ?? '')
            const pairs = question.all('subquestion').map((pair) => pair.one('answer/text').text)
            const key = {
              multichoice: () => right.map(letter),
              ordering: () => right.map(letter),
              truefalse: words,
              numerical: words,
              shortanswer: () => words().slice(0, 1),
              match: () => pairs,
            }[question.attribute('type') ?? '']
            keys.set(question.one('idnumber').text, key?.() ?? [])
          }
        })
      }
      return keys
    },
    gift: async ({ files }) => {
      const keys: Keys = new Map()
      for (const bytes of files.values()) {
        for (const { id = '', kind, answers } of readGift(text(bytes))) {
          const right = answers.flatMap(({ weight }, i) => (weight > 0 ? [i] : []))
          const words = right.map((i) => answers[i]?.text ?? '')
          const key = {
            multichoice: right.map(letter),
            truefalse: words,
            numerical: words.map((word) => word.replace(/:.*/, '')),
            shortanswer: words.slice(0, 1),
            match: answers.map((pair) => pair.key ?? ''),
          }[kind]
          keys.set(id, key)
        }
      }
      return keys
    },
    aiken: async ({ files }, { banks }) => {
      const keys: Keys = new Map()
      const all = banks.flatMap(({ questions }) => questions)
      for (const bytes of files.values()) {
        for (const { stem, key } of readAiken(text(bytes))) {
          keys.set(all.find((question) => stem.endsWith(question.stemText))?.id ?? stem, [letter(key)])
        }
      }
      return keys
    },
    qti21: readQti,
    qti30: readQti,
    'common-cartridge': async ({ files }) => {
      const keys: Keys = new Map()
      for (const zip of files.values()) {
        const bank = (await unzip(zip)).find(({ name }) => name === 'questions.xml')
        withXml(bank?.bytes ?? new Uint8Array(), (root) => {
          for (const item of root.all('//item')) {
            const scored = item.all('resprocessing/respcondition').filter((one) => one.all('setvar').length > 0)
            const right = scored.flatMap((one) => [
              ...one.all('conditionvar/varequal'),
              ...one.all('conditionvar/and/varequal'),
            ])
            const words = right.map((one) => one.text)
            const fib = item.all('//render_fib').length > 0
            keys.set((item.attribute('ident') ?? '').replace(/^item-/, ''), fib ? words.slice(0, 1) : words)
          }
        })
      }
      return keys
    },
  }

async function readQti({ files }: Written): Promise<Keys> {
  const keys: Keys = new Map()
  for (const zip of files.values()) {
    for (const { name, bytes } of await unzip(zip)) {
      if (!name.startsWith('item-')) continue
      withXml(bytes, (item) => {
        const qti = item.name.startsWith('qti-') ? 'qti-' : ''
        const declared =
          qti === ''
            ? 'responseDeclaration/correctResponse/value'
            : 'qti-response-declaration/qti-correct-response/qti-value'
        const values = item.all(declared).map((value) => value.text.replace(/^source-. target-/, ''))
        keys.set((item.attribute('identifier') ?? '').replace(/^item-/, ''), values)
      })
    }
  }
  return keys
}
