import { indexOf } from '../course-index.ts'
import type { CheckBlock, CompiledCourse } from '../schema-types.ts'
import { type PoolDiff, poolDiff } from './draws.ts'
import { type Fate, type QuestionDiff, questionDiff } from './fate.ts'

/** A knowledge check before and after. */
export interface CheckDiff extends PoolDiff {
  /** As in the course: its section, and which check of it. */
  readonly id: string
  /** `kept`: whoever was asked a question is asked it still. `lost`: of the questions asked, `leave` at most leave. */
  readonly fate: Exclude<Fate, 'rescored'>
  /**
   * `pool`: its questions, or how many of them are asked. `gone`: the check itself, as when its section has another heading;
   * its questions may be asked elsewhere. `new`: the check itself.
   */
  readonly change: 'none' | 'pool' | 'gone' | 'new'
}

const poolOf = ({ questions, pick }: CheckBlock) => ({ questions, count: pick })

/** In the reading order of the new version, then those that are gone. */
export function checksDiff(before: CompiledCourse, after: CompiledCourse): CheckDiff[] {
  const old = new Map(indexOf(before).checks.map((check) => [check.id, check]))
  const now = new Map(indexOf(after).checks.map((check) => [check.id, check]))
  const nobody = { questions: [], count: 0 }
  return [...new Set([...now.keys(), ...old.keys()])].map((id): CheckDiff => {
    const [was, is] = [old.get(id), now.get(id)]
    const pools = poolDiff(was === undefined ? nobody : poolOf(was), is === undefined ? nobody : poolOf(is))
    if (was === undefined) return { id, fate: 'added', change: 'new', ...pools }
    const same = is !== undefined && pools.removed.length + pools.added.length === 0 && was.pick === is.pick
    if (same) return { id, fate: 'kept', change: 'none', ...pools }
    // What another check asks of everybody is asked still, as when a check gets another place in its section.
    const unsure = was.questions.filter((one) => stillAsked(before, after, one) !== 'still').length
    const leave = Math.min(pools.leave, unsure)
    return { id, fate: leave > 0 ? 'lost' : 'kept', change: is === undefined ? 'gone' : 'pool', ...pools, leave }
  })
}

export interface CheckQuestionDiff extends QuestionDiff {
  /**
   * Whether a learner who was asked it is asked it still: answers to questions that are no longer asked count for nothing,
   * and are dropped when progress is saved next.
   */
  readonly asked: 'still' | 'perhaps' | 'no' | 'new'
}

/** What becomes of the answers in knowledge checks: the questions they could ask before, then those they ask newly. */
export function checkQuestionsDiff(before: CompiledCourse, after: CompiledCourse): CheckQuestionDiff[] {
  const now = new Map(after.questions.map((question) => [question.key, question]))
  const pools = (course: CompiledCourse): string[] => [
    ...new Set(indexOf(course).checks.flatMap(({ questions }) => questions)),
  ]
  const was = pools(before)
  const is = pools(after)
  const old = was.flatMap((id): CheckQuestionDiff[] => {
    const question = indexOf(before).questions.get(id)
    if (question === undefined) return []
    const asked = stillAsked(before, after, id)
    const diff = questionDiff(question, now.get(question.key))
    if (asked !== 'no' || diff.fate === 'lost') return [{ ...diff, asked }]
    return [{ ...diff, asked, fate: 'lost', allLost: true, reasons: ['no knowledge check asks it any more'] }]
  })
  const added = is.filter((id) => !was.includes(id))
  return [
    ...old,
    ...added.map((id): CheckQuestionDiff => {
      const text = indexOf(after).questions.get(id)?.stemText ?? ''
      return { id, text, fate: 'added', reasons: [], asked: 'new' }
    }),
  ]
}

function stillAsked(before: CompiledCourse, after: CompiledCourse, id: string): 'still' | 'perhaps' | 'no' {
  const now = indexOf(after).checks.filter(({ questions }) => questions.includes(id))
  if (now.length === 0) return 'no'
  if (now.some(({ pick, questions }) => pick >= new Set(questions).size)) return 'still'
  const was = indexOf(before).checks.filter(({ questions }) => questions.includes(id))
  const sure = was.every((check) =>
    now.some((one) => {
      const { added } = poolDiff(poolOf(check), poolOf(one))
      return one.id === check.id && added.length === 0 && one.pick >= Math.min(check.pick, check.questions.length)
    }),
  )
  return sure ? 'still' : 'perhaps'
}
