import { namesCodes, noteNames } from '../../codes/tabular-notes.ts'
import type { Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import type { Check, CheckInput } from '../check.ts'
import { type AnswerCode, codedItems } from './items.ts'
import { placeOfNote, tabularOn } from './knowledge.ts'

/** "Code first, if applicable" and "code first any" leave it to the record. */
const CONDITIONAL = /if applicable|if known|\bany\b|when applicable/i

/** Some notes list two dozen diseases. */
const SHOWN = 3

/**
 * Official Guidelines, Section I.A.13: what a "code first" note names is coded, and before it. Only whole keys are held to
 * it: a question with one code as its answer may ask for no more than that.
 */
export const keyCodeFirst: Check = {
  summary: 'A whole key has what a "code first" note asks for, and not behind it',
  run: (input) =>
    codedItems(input).flatMap(({ question, keys, what }) =>
      question.type === 'codes'
        ? keys.flatMap(({ codes }) => {
            const diagnoses = codes.filter(({ system, line }) => system === 'icd10cm' && line?.role !== 'admitting')
            return diagnoses.flatMap((one) => missing(input, one, diagnoses, what))
          })
        : [],
    ),
}

function missing(input: CheckInput, key: AnswerCode, all: readonly AnswerCode[], by: string): Problem[] {
  const tabular = tabularOn(input, key.day)
  if (tabular === undefined) return []
  const asked = tabular.notes(key.code, 'codeFirst')
  // The first line of a note may make what follows it conditional: "any associated:", then a list.
  const conditional = new Set(asked.filter(({ text }) => CONDITIONAL.test(text)).map(({ from }) => from))
  const notes = asked.filter(({ from }) => !conditional.has(from))
  const [first] = notes
  if (first === undefined) return []
  const { code, place } = key
  const from = placeOfNote(tabular, first, key.day)
  const shown = notes.slice(0, SHOWN).map(({ text }) => text)
  const note = [...shown, ...(notes.length > SHOWN ? ['…'] : [])].join('; ')
  const others = all.filter((other) => other !== key)
  const named = others.filter((other) => notes.some(({ text }) => noteNames(text, other.code)))
  if (named.length === 0 && notes.some(({ text }) => namesCodes(text))) {
    return [problem('key-code-first-missing', { code, note, from, by }, place, { actual: code })]
  }
  return key.line?.role === 'principal'
    ? [problem('key-code-first-principal', { code, note, from, by }, place, { actual: code })]
    : []
}
