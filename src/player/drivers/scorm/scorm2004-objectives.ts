import { type ObjectiveResult, objectiveResults, objectivesOf } from '../../../model/objectives.ts'
import type { CompiledCourse } from '../../../model/schema-types.ts'
import { decodeState } from '../../../model/state/codec.ts'
import type { Fault, Lms } from './lms.ts'
import { countOf, listOf } from './lms.ts'
import { localized } from './scorm2004-format.ts'
import { openScore, type Score } from './scorm2004-score.ts'
import { completion, success } from './scorm2004-status.ts'
import { numberOf, type Reader } from './start.ts'
import type { Writer } from './writer.ts'

/** One element of the array `cmi.objectives`, as the LMS has it. */
interface Kept {
  readonly index: number
  completion: string
  success: string
  readonly scaled: number | undefined
  score?: Score
  /** The LMS has refused something of it for good; it would refuse it again. */
  refused?: true
}

/** The array `cmi.objectives` at launch. */
export interface KeptObjectives {
  /** Elements of an objective this LMS keeps. */
  readonly children: ReadonlySet<string>
  readonly scoreChildren: ReadonlySet<string>
  readonly count: number
  readonly byId: ReadonlyMap<string, Kept>
}

/** An LMS makes records of the objectives in the manifest (RTE 2004 §4.2.17), and keeps those of earlier sessions. */
export function readObjectives({ maybe }: Reader): KeptObjectives {
  const children = listOf(maybe('cmi.objectives._children'))
  const count = countOf(maybe('cmi.objectives._count'))
  const records = Array.from({ length: count }, (_, index): [string, Kept] => {
    const element = (name: string): string => maybe(`cmi.objectives.${index}.${name}`)
    return [
      element('id'),
      {
        index,
        completion: element('completion_status'),
        success: element('success_status'),
        scaled: numberOf(element('score.scaled')),
      },
    ]
  })
  const scored = records.length === 0 ? undefined : maybe('cmi.objectives.0.score._children')
  return { children, scoreChildren: listOf(scored ?? 'scaled,raw,min,max'), count, byId: new Map(records) }
}

/** Modules and exam domains on their way to `cmi.objectives`. */
export interface Objectives {
  /** Sets what differs from what the LMS has. `state` is saved progress. */
  write(state: string): readonly Fault[]
}

export function openObjectives(lms: Lms, writer: Writer, course: CompiledCourse, before: KeptObjectives): Objectives {
  const titles = new Map(objectivesOf(course).map(({ id, title }) => [id, title]))
  const kept = new Map(before.byId)
  let next = before.count
  let open = before.children.has('id')
  let written: string | undefined

  /** The record of an objective, made where there is none; undefined when the LMS takes no more. */
  const place = (id: string, faults: Fault[]): Kept | undefined => {
    const known = kept.get(id)
    if (known !== undefined || !open) return known
    const fault = lms.set(`cmi.objectives.${next}.id`, id)
    if (fault !== undefined) {
      faults.push(fault)
      open = !lms.isFinal(fault)
      return undefined
    }
    writer.touch()
    const made: Kept = { index: next, completion: '', success: '', scaled: undefined }
    kept.set(id, made)
    next += 1
    return made
  }

  const writeOne = (result: ObjectiveResult, title: string): Fault[] => {
    const faults: Fault[] = []
    const record = place(result.id, faults)
    if (record === undefined || record.refused) return faults
    const name = (element: string): string => `cmi.objectives.${record.index}.${element}`
    const put = (element: string, value: string): void => {
      if (before.children.has(element)) faults.push(...writer.set(name(element), value))
    }
    put('description', localized(title, course.language))
    if (before.children.has('score')) {
      record.score ??= openScore(writer, name('score'), before.scoreChildren, record.scaled)
      faults.push(...record.score.write(result.score))
    }
    record.completion = completion(record.completion, result.complete)
    put('completion_status', record.completion)
    record.success = success(record.success, result.passed)
    put('success_status', record.success)
    if (faults.some((fault) => lms.isFinal(fault))) record.refused = true
    return faults
  }

  return {
    write: (state) => {
      if (state === written || before.children.size === 0) return []
      const decoded = decodeState(course, state)
      if (!('state' in decoded)) return []
      const faults = objectiveResults(course, decoded.state).flatMap((result) => {
        const title = titles.get(result.id)
        return title === undefined ? [] : writeOne(result, title)
      })
      if (faults.length === 0) written = state
      return faults
    },
  }
}
