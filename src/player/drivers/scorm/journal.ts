import { indexOf } from '../../../model/course-index.ts'
import type { LearningEvent } from '../../../model/events.ts'
import type { Interaction, InteractionLine } from '../../../model/interaction.ts'
import { interactionLinesOf, interactionOf } from '../../../model/question-types/index.ts'
import type { Score } from '../../../model/response.ts'
import type { CompiledCourse, Question } from '../../../model/schema-types.ts'
import { countOf, type Fault, type Lms, listOf } from './lms.ts'

export type Answered = Extract<LearningEvent, { type: 'answered' }>

/** An element below `cmi.interactions.n` and its value. */
export type Field = readonly [element: string, value: string]

/** What one record is about: a question, or one line of it. */
export interface Recorded {
  readonly id: string
  readonly interaction: Interaction
  readonly score: Score
  readonly description: string
  /** Of the question. */
  readonly domain: string
  readonly at: number
  /** Time that was spent; of a line none, since it is that of the question. */
  readonly seconds?: number
}

/**
 * One record as elements of `cmi.interactions.n` in the order they are set: the id opens the record, the type decides how
 * responses are read. `children` is what this LMS keeps.
 */
export type InteractionFields = (recorded: Recorded, children: ReadonlySet<string>) => readonly Field[]

/** An LMS need keep no more than 250 records (SCORM 2004 RTE §4.2.9, SPM): the last 50 are for whole questions. */
const LINES_UNTIL = 200

interface Entry {
  readonly question: Question
  readonly answered: Answered
  /** The line it is about, and the record of its question. */
  readonly line?: { readonly line: InteractionLine; readonly whole: Entry }
  /** Its place and name once the LMS has taken its id. */
  place?: { readonly index: number; readonly id: string }
  /** Elements that need not be set again. */
  readonly settled: Set<string>
}

/** Answers on their way to `cmi.interactions`: one record per attempt and question, and one for each line of a case. */
export interface Journal {
  add(answered: Answered): void
  /** Sets what the LMS does not have yet. `attempted`: something was there to set. Never throws. */
  write(): { readonly attempted: boolean; readonly faults: readonly Fault[] }
}

/**
 * Records are appended behind those of earlier sessions (`_count`) and are never read: SCORM 1.2 makes
 * them write-only. Ids are `<question>_<exam>_<attempt>` in an exam. In a knowledge check, where attempts are not counted, they
 * are `<question>_1` the first time and then `<question>_<n>` with an n that no earlier record of the question has: the
 * record's place. Lines stand behind their question as `<question>__<line>` with the same end; those of an answer are left
 * out together where they would stand behind the 200th record.
 */
export function openJournal(
  lms: Lms,
  course: CompiledCourse,
  answeredBefore: Iterable<string>,
  fieldsOf: InteractionFields,
): Journal {
  const children = listOf(lms.get('cmi.interactions._children').value)
  let next = countOf(lms.get('cmi.interactions._count').value)
  const checked = new Set(answeredBefore)
  let pending: Entry[] = []
  let open = children.has('id')

  const endOf = ({ question, answered: { within } }: Entry, index: number): string => {
    if ('exam' in within) return `${within.exam}_${within.attempt}`
    return String(checked.has(question.id) ? Math.max(2, index + 1) : 1)
  }
  const nameOf = (entry: Entry, index: number): string => {
    const { question, line } = entry
    if (line === undefined) return `${question.id}_${endOf(entry, index)}`
    return `${question.id}__${line.line.id}${line.whole.place?.id.slice(question.id.length) ?? ''}`
  }

  const add = (answered: Answered): void => {
    const question = indexOf(course).questions.get(answered.question)
    if (question === undefined || !open) return
    const whole: Entry = { question, answered, settled: new Set() }
    const lines = interactionLinesOf(question, answered.response)
    pending.push(whole)
    if (next + pending.length + lines.length > LINES_UNTIL) return
    for (const line of lines) pending.push({ question, answered, line: { line, whole }, settled: new Set() })
  }

  const recordedOf = (id: string, { question, answered, line }: Entry): Recorded => {
    const common = { id, domain: question.domain, at: answered.at }
    return line === undefined
      ? {
          ...common,
          interaction: interactionOf(question, answered.response),
          score: answered.score,
          description: question.stemText,
          seconds: answered.seconds,
        }
      : { ...common, ...line.line, id }
  }

  /** Sets what is not settled; whether all of it is now. */
  const offer = (entry: Entry, faults: Fault[]): boolean => {
    // A line is named after the record of its question, and waits for it.
    if (entry.line !== undefined && entry.line.whole.place === undefined) return false
    const { index, id } = entry.place ?? { index: next, id: nameOf(entry, next) }
    for (const [element, value] of fieldsOf(recordedOf(id, entry), children)) {
      if (entry.settled.has(element)) continue
      const fault = lms.set(`cmi.interactions.${index}.${element}`, value)
      if (fault !== undefined) faults.push(fault)
      // The type decides how a response is read, so the next element waits until this one could be set.
      if (fault !== undefined && !lms.isFinal(fault)) return false
      entry.settled.add(element)
      if (element !== 'id') continue
      // Without its id there is no record to write into; an LMS that takes no more of them is not asked again.
      if (fault !== undefined) {
        open = false
        return true
      }
      entry.place = { index, id }
      next = index + 1
      if (entry.line === undefined && 'check' in entry.answered.within) checked.add(entry.question.id)
    }
    return true
  }

  const write: Journal['write'] = () => {
    const attempted = pending.length > 0
    const faults: Fault[] = []
    pending = pending.filter((entry) => open && !offer(entry, faults))
    return { attempted, faults }
  }

  return { add, write }
}
