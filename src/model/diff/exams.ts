import { indexOf } from '../course-index.ts'
import { examLength } from '../draw.ts'
import { stateKey } from '../key.ts'
import type { CompiledCourse, CompiledExam } from '../schema-types.ts'
import { type Pool, poolDiff } from './draws.ts'
import { type Fate, type QuestionDiff, questionDiff } from './fate.ts'

/** A rule of an exam, or of completion, that is another than before. */
export interface RuleChange {
  readonly rule: string
  readonly before: string
  readonly after: string
  /** What it means for learners in the middle. */
  readonly means: string
  /** Whether it asks more of learners, or gives them less, than before. */
  readonly stricter: boolean
}

export interface ExamDiff {
  readonly id: string
  readonly title: string
  /** Of results so far (attempts used, best result, passed) they are lost only with the exam. */
  readonly fate: Exclude<Fate, 'rescored'>
  readonly rules: readonly RuleChange[]
  /** Of attempts in progress, and of the last one submitted, when it is reviewed. */
  readonly attempt: {
    /** `same`: the same questions in the same order. `changed`: marks for review are lost, and the questions below leave. */
    readonly draw: 'same' | 'changed'
    readonly removed: readonly string[]
    readonly added: readonly string[]
    /** How many of the questions that were drawn can leave at most. */
    readonly leave: number
    /** Pairs of questions of which the answer to the first may be taken for one to the second. */
    readonly mixups: readonly (readonly [string, string])[]
    /** Questions an attempt could ask before and after whose answers do not stay as they were. */
    readonly questions: readonly QuestionDiff[]
  }
}

export function examsDiff(before: CompiledCourse, after: CompiledCourse): ExamDiff[] {
  const old = new Map(before.exams.map((exam) => [stateKey(exam.id), exam]))
  const now = new Set(after.exams.map(({ id }) => stateKey(id)))
  return [
    ...after.exams.map((exam) => {
      const was = old.get(stateKey(exam.id))
      return was === undefined ? untouched(exam, 'added') : examDiff(before, after, was, exam)
    }),
    ...before.exams.filter(({ id }) => !now.has(stateKey(id))).map((exam) => untouched(exam, 'lost')),
  ]
}

const untouched = ({ id, title }: CompiledExam, fate: 'added' | 'lost'): ExamDiff => ({
  id,
  title,
  fate,
  rules: [],
  attempt: { draw: 'same', removed: [], added: [], leave: 0, mixups: [], questions: [] },
})

function examDiff(before: CompiledCourse, after: CompiledCourse, was: CompiledExam, is: CompiledExam): ExamDiff {
  const draw = drawText(was) === drawText(is) ? 'same' : 'changed'
  const [old, now] = [asked(was), asked(is)]
  const removed = old.filter((id) => !now.includes(id))
  const questions = old
    .filter((id) => now.includes(id))
    .flatMap((id): QuestionDiff[] => {
      const question = indexOf(before).questions.get(id)
      const diff = question && questionDiff(question, indexOf(after).questions.get(id))
      return diff === undefined || diff.fate === 'kept' ? [] : [diff]
    })
  return {
    id: is.id,
    title: is.title,
    fate: 'kept',
    rules: rulesOf(was, is),
    attempt: {
      draw,
      removed,
      added: now.filter((id) => !old.includes(id)),
      leave: draw === 'same' ? 0 : leaving(was, is),
      mixups: draw === 'same' ? [] : mixups(before, after, old, now),
      questions,
    },
  }
}

const pools = (exam: CompiledExam): Pool[] => exam.sections.flatMap(({ draws }) => draws)

const asked = (exam: CompiledExam): string[] => [...new Set(pools(exam).flatMap(({ questions }) => questions))]

/** All that a draw depends on besides the seed: two exams of one text draw alike for everybody. */
const drawText = (exam: CompiledExam): string =>
  JSON.stringify([
    exam.shuffle,
    exam.sections.map(({ draws }) => draws.map(({ count, questions }) => [count, [...questions].sort()])),
  ])

/** Draws whose pools overlap take from one another: there nothing less than all can be promised. */
function leaving(was: CompiledExam, is: CompiledExam): number {
  const [old, now] = [pools(was), pools(is)]
  if (old.length !== now.length || overlap(old) || overlap(now)) return examLength(was)
  return old.reduce((sum, pool, i) => {
    const other = now[i]
    return sum + (other === undefined ? pool.count : poolDiff(pool, other).leave)
  }, 0)
}

const overlap = (all: readonly Pool[]): boolean =>
  new Set(all.flatMap(({ questions }) => questions)).size <
  all.reduce((sum, { questions }) => sum + questions.length, 0)

/** Saved answers of an attempt are matched to a changed draw by the first characters of their question's key. */
const PREFIX = 2

function mixups(
  before: CompiledCourse,
  after: CompiledCourse,
  old: readonly string[],
  now: readonly string[],
): [string, string][] {
  const prefix = (course: CompiledCourse, id: string): string =>
    indexOf(course).questions.get(id)?.key.slice(0, PREFIX) ?? ''
  const byPrefix = new Map<string, string[]>()
  for (const id of now) byPrefix.set(prefix(after, id), [...(byPrefix.get(prefix(after, id)) ?? []), id])
  return old.flatMap((id) =>
    (byPrefix.get(prefix(before, id)) ?? []).filter((one) => one !== id).map((one): [string, string] => [id, one]),
  )
}

function rulesOf(was: CompiledExam, is: CompiledExam): RuleChange[] {
  const change = (rule: string, before: string, after: string, stricter: boolean, means: string): RuleChange[] =>
    before === after ? [] : [{ rule, before, after, means, stricter }]
  const fewer = limit(is.attempts) < limit(was.attempts)
  const shorter = limit(is.minutes) < limit(was.minutes)
  return [
    ...change(
      'pass',
      `${was.pass} %`,
      `${is.pass} %`,
      is.pass > was.pass,
      'Attempts submitted so far keep their result; one in progress is judged by the new mark.',
    ),
    ...change(
      'attempts',
      limitText(was.attempts),
      limitText(is.attempts),
      fewer,
      fewer
        ? 'Attempts used count: who has used up the new number has none left.'
        : 'Attempts used count; there are more left.',
    ),
    ...change(
      'minutes',
      limitText(was.minutes),
      limitText(is.minutes),
      shorter,
      shorter
        ? 'An attempt in progress has less time, and may be over at once.'
        : 'An attempt in progress has more time.',
    ),
    ...change('clock', was.clock, is.clock, is.clock === 'runs', 'An attempt in progress goes by the new clock.'),
    ...change(
      'feedback',
      was.feedback,
      is.feedback,
      FEEDBACK.indexOf(is.feedback) > FEEDBACK.indexOf(was.feedback),
      'Reviews show what the new version shows.',
    ),
  ]
}

/** In exams 0 attempts and 0 minutes mean that there is no limit. */
const limit = (n: number): number => (n === 0 ? Number.POSITIVE_INFINITY : n)
const limitText = (n: number): string => (n === 0 ? 'unlimited' : String(n))

/** From what shows most to what shows least. */
const FEEDBACK: readonly CompiledExam['feedback'][] = ['after-submit', 'after-pass', 'never']
