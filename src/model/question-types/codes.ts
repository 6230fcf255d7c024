import {
  bareCode,
  type CodeEntry,
  isDiagnosis,
  pointedCode,
  readEntries,
  roleOf,
  writeEntries,
  writeEntry,
} from '../codes/entry.ts'
import { explain, poaMark } from '../codes/explain.ts'
import { interactionLines } from '../codes/lines.ts'
import { LONGEST, packEntries, unpackEntries } from '../codes/pack.ts'
import type { Interaction } from '../interaction.ts'
import type { Response } from '../response.ts'
import type { CodeLine, Codes } from '../schema-types.ts'
import { type QuestionType, whole } from './question-type.ts'

/** How many diagnoses and procedures the form takes: enough for the key, and not so many that it could be told from it. */
export function roomFor({ asks, lines }: Codes): { readonly diagnoses: number; readonly procedures: number } {
  const count = (...roles: CodeLine['role'][]): number => lines.filter(({ role }) => roles.includes(role)).length
  return {
    diagnoses: asks.includes('diagnoses') ? Math.min(48, Math.max(12, count('principal', 'secondary') + 4)) : 0,
    procedures: asks.includes('procedures') ? Math.min(24, Math.max(6, count('procedure') + 3)) : 0,
  }
}

/** Entries that the form has room for, with the marks it asks for. */
function fitting(question: Codes, entries: readonly CodeEntry[]): CodeEntry[] {
  const { asks } = question
  const room = roomFor(question)
  const diagnoses = entries.filter(({ role }) => isDiagnosis(role)).slice(0, room.diagnoses)
  const procedures = entries.filter(({ role }) => role === 'R').slice(0, room.procedures)
  return [
    ...diagnoses.map((entry) => (asks.includes('poa') ? entry : { ...entry, mark: '' })),
    ...entries.filter(({ role }) => role === 'A' && asks.includes('admitting')),
    ...procedures.map((entry) => (asks.includes('days') ? entry : { ...entry, mark: '' })),
    ...entries.filter(({ role }) => role === 'D' && asks.includes('disposition')),
  ]
}

/** How each line of the key is to be reported. */
const keyEntries = (question: Codes): CodeEntry[] =>
  fitting(
    question,
    question.lines
      .filter(({ need }) => need === 'required')
      .map((line) => ({
        role: roleOf(line),
        code: bareCode(line.accepts[0]?.code ?? ''),
        mark: line.poa !== undefined ? poaMark(line.poa) : line.day !== undefined ? String(line.day) : '',
      }))
      .sort((a, b) => Number(b.role === 'P') - Number(a.role === 'P')),
  )

/** CMIFeedback of `performance` is at most 255 characters (RTE 1.2 §3.4.2); what does not fit is left out whole. */
const SCORM12_LIMIT = 255

function scorm12(entries: readonly string[]): string {
  return entries.reduce((text, entry) => {
    const longer = text === '' ? entry : `${text},${entry}`
    return longer.length > SCORM12_LIMIT ? text : longer
  }, '')
}

const STEPS: Readonly<Record<CodeEntry['role'], string>> = {
  P: 'first',
  S: 'other',
  A: 'admitting',
  R: 'procedure',
  D: 'disposition',
}

/** A step is a code, and what is done with it: `A41.51[.]first-Y`. */
const step = ({ role, code, mark }: CodeEntry): string =>
  `${pointedCode(role, code)}[.]${STEPS[role]}${mark === '' ? '' : `-${mark}`}`

function interaction(question: Codes, response: Response): Interaction {
  const key = keyEntries(question)
  const given = readEntries(response) ?? []
  const pattern = `{order_matters=false}${key.map(step).join('[,]')}`
  const told = given.map(step).join('[,]')
  return {
    scorm12: { type: 'performance', pattern: scorm12(writeEntries(key)), response: scorm12(given.map(writeEntry)) },
    scorm2004: { type: 'performance', patterns: [pattern], response: told },
    xapi: {
      interactionType: 'performance',
      correctResponsesPattern: [pattern],
      steps: question.lines
        .filter(({ need }) => need === 'required')
        .map((line) => ({ id: line.accepts[0]?.code ?? '', description: line.title ?? line.accepts[0]?.code ?? '' })),
      response: told,
    },
  }
}

/** Code entry, of a record or of a question alone. `codes/explain.ts` says how it is scored. */
export const codes: QuestionType<Codes> = {
  title: 'Code entry',
  accepts: (question, response) => {
    const entries = readEntries(response)
    return entries !== undefined && fitting(question, entries).length === entries.length
  },
  answered: (_, response) => response.length > 0,
  score: (question, response) =>
    response.length === 0 ? whole(false, question.points) : explain(question, response).score,
  interaction,
  lines: interactionLines,
  key: (question) => writeEntries(keyEntries(question)),
  pack: (_, response) => packEntries(readEntries(response) ?? []),
  unpack: (question, packed) => {
    const entries = unpackEntries(packed)
    return entries === undefined ? undefined : writeEntries(fitting(question, entries))
  },
  longest: (question) => {
    const room = roomFor(question)
    const asked = (part: 'admitting' | 'disposition'): number => (question.asks.includes(part) ? LONGEST[part] : 0)
    return (
      room.diagnoses * LONGEST.diagnosis +
      room.procedures * LONGEST.procedure +
      asked('admitting') +
      asked('disposition') +
      LONGEST.end
    )
  },
  keepsDraft: true,
}
