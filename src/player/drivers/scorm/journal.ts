import { indexOf } from '../../../model/course-index.ts'
import type { LearningEvent } from '../../../model/events.ts'
import type { CompiledCourse, Question } from '../../../model/schema-types.ts'
import { countOf, type Fault, type Lms, listOf } from './lms.ts'

export type Answered = Extract<LearningEvent, { type: 'answered' }>

/** An element below `cmi.interactions.n` and its value. */
export type Field = readonly [element: string, value: string]

/**
 * One answer as elements of `cmi.interactions.n` in the order they are set: the id opens the record, the type decides how
 * responses are read. `children` is what this LMS keeps.
 */
export type InteractionFields = (
  id: string,
  question: Question,
  answered: Answered,
  children: ReadonlySet<string>,
) => readonly Field[]

interface Entry {
  readonly question: Question
  readonly answered: Answered
  /** Its place and name once the LMS has taken its id. */
  place?: { readonly index: number; readonly id: string }
  /** Elements that need not be set again. */
  readonly settled: Set<string>
}

/** Answers on their way to `cmi.interactions`: one record per attempt and question. */
export interface Journal {
  add(answered: Answered): void
  /** Sets what the LMS does not have yet. `attempted`: something was there to set. Never throws. */
  write(): { readonly attempted: boolean; readonly faults: readonly Fault[] }
}

/**
 * Records are appended behind those of earlier sessions (`_count`) and are never read: SCORM 1.2 makes
 * them write-only. Ids are `<question>_<exam>_<attempt>` in an exam. In a knowledge check, where attempts are not counted, they
 * are `<question>_1` the first time and then `<question>_<n>` with an n that no earlier record of the question has: the
 * record's place.
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

  const nameOf = ({ question, answered: { within } }: Entry, index: number): string => {
    if ('exam' in within) return `${question.id}_${within.exam}_${within.attempt}`
    return `${question.id}_${checked.has(question.id) ? Math.max(2, index + 1) : 1}`
  }

  const add = (answered: Answered): void => {
    const question = indexOf(course).questions.get(answered.question)
    if (question !== undefined && open) pending.push({ question, answered, settled: new Set() })
  }

  /** Sets what is not settled; whether all of it is now. */
  const offer = (entry: Entry, faults: Fault[]): boolean => {
    const { index, id } = entry.place ?? { index: next, id: nameOf(entry, next) }
    for (const [element, value] of fieldsOf(id, entry.question, entry.answered, children)) {
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
      if ('check' in entry.answered.within) checked.add(entry.question.id)
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
