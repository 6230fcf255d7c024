import { bare } from '../../codes/system.ts'
import { type Note, namesCodes, noteNames } from '../../codes/tabular-notes.ts'
import type { Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import type { Check, CheckInput } from '../check.ts'
import { type AnswerCode, codedItems } from './items.ts'
import { placeOfNote, tabularOn } from './knowledge.ts'

/** "Code first, if applicable" and "code first any" leave it to the record. */
const CONDITIONAL = /if applicable|if known|\bany\b|when applicable/i

/**
 * What no record with such a code can lack. Other notes list what comes first in other situations only: those of A41 name
 * sepsis after a procedure, after an immunization and in childbirth.
 */
const UNDERLYING = /^(?:the )?(?:underlying|associated|condition resulting from)\b/i
const EXAMPLES = /such as/i

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
  // The first line of a note may make what follows it conditional: "any associated:", then a list.
  const groups = groupsOf(tabular.notes(key.code, 'codeFirst')).filter(
    (lines) => !lines.some(({ text }) => CONDITIONAL.test(text)),
  )
  const { code, place } = key
  const words = (notes: readonly Note[]) => {
    const shown = notes.slice(0, SHOWN).map(({ text }) => text)
    const [first] = notes
    const from = first === undefined ? '' : placeOfNote(tabular, first, key.day)
    return { code, note: [...shown, ...(notes.length > SHOWN ? ['…'] : [])].join('; '), from, by }
  }
  const others = all.filter((other) => other !== key)
  const named = (lines: readonly Note[]): boolean =>
    others.some((other) => lines.some(({ text }) => noteNames(text, other.code)))
  const lacking = groups.find((lines) => asksAlways(lines, code) && !named(lines))
  if (lacking !== undefined) return [problem('key-code-first-missing', words(lacking), place, { actual: code })]
  const behind = groups.find((lines) => named(lines) || UNDERLYING.test(lines[0]?.text ?? ''))
  return behind !== undefined && key.line?.role === 'principal'
    ? [problem('key-code-first-principal', words(behind), place, { actual: code })]
    : []
}

/** The lines of each note, which stand at one code. */
function groupsOf(notes: readonly Note[]): Note[][] {
  const groups = new Map<string, Note[]>()
  for (const note of notes) groups.set(note.from, [...(groups.get(note.from) ?? []), note])
  return [...groups.values()]
}

/** A note of the code itself that names all codes which can come first, not examples of them. */
const asksAlways = (lines: readonly Note[], code: string): boolean =>
  lines[0]?.from === bare(code) &&
  UNDERLYING.test(lines[0].text) &&
  lines.every(({ text }) => !EXAMPLES.test(text)) &&
  lines.some(({ text }) => namesCodes(text))
