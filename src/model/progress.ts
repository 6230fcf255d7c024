import { indexOf } from './course-index.ts'
import { drawCheck } from './draw.ts'
import { scoreResponse } from './question-types/index.ts'
import type { CompiledCourse, CompiledModule, Section } from './schema-types.ts'
import { checkQuestions } from './state/codec.ts'
import { type ExamRecord, type LearnerState, noExam } from './state/learner-state.ts'

export interface Progress {
  readonly sections: { readonly opened: number; readonly total: number }
  readonly checks: { readonly answered: number; readonly correct: number; readonly total: number }
  /** Share of the course done, 0 … 1: each section, each check question and the exam is a step where completion asks for it. */
  readonly fraction: number
  readonly complete: boolean
  /**
   * What the evidence says. `passed` and `completed` both mean that the completion rule is met, with and without an exam
   * in it; `failed`: the last attempt at that exam failed and none passed.
   */
  readonly outcome: 'incomplete' | 'failed' | 'passed' | 'completed'
  /** Hundredths of a percent: the best result of the completion exam, or of the knowledge checks where there is no exam. */
  readonly score?: number
}

/** Status follows from evidence alone; a course once complete stays complete. */
export function progressOf(course: CompiledCourse, state: LearnerState): Progress {
  const rule = course.completion
  const total = indexOf(course).sections.size
  const opened = state.visited.length
  const checks = checkProgress(course, state)
  const exam = rule.exam === undefined ? undefined : (state.exams[rule.exam] ?? noExam)
  const required = requiredChecks(rule.checks, checks)
  const met =
    opened * 100 >= rule.sections * total && required.have === required.need && (exam === undefined || exam.passed)
  const complete = state.completed || met
  const steps = total + required.need + (exam === undefined ? 0 : 1)
  const score = exam === undefined ? checkScore(checks) : exam.submitted > 0 ? exam.best : undefined
  return {
    sections: { opened, total },
    checks,
    fraction: complete ? 1 : steps === 0 ? 0 : (opened + required.have + (exam?.passed ? 1 : 0)) / steps,
    complete,
    outcome: outcomeOf(complete, exam),
    ...(score === undefined ? {} : { score }),
  }
}

function outcomeOf(complete: boolean, exam: ExamRecord | undefined): Progress['outcome'] {
  if (complete) return exam === undefined ? 'completed' : 'passed'
  return exam !== undefined && exam.submitted > 0 && !exam.passed ? 'failed' : 'incomplete'
}

/** Check questions the completion rule asks for, and how many of them are as it asks. */
function requiredChecks(
  rule: CompiledCourse['completion']['checks'],
  { answered, correct, total }: Progress['checks'],
): { readonly need: number; readonly have: number } {
  if (rule === 'none') return { need: 0, have: 0 }
  return { need: total, have: rule === 'answered' ? answered : correct }
}

function checkProgress(course: CompiledCourse, state: LearnerState): Progress['checks'] {
  const { questions } = indexOf(course)
  const asked = checkQuestions(course, state.seed)
  const answered = asked.filter((id) => state.checks[id] !== undefined)
  const correct = answered.filter((id) => {
    const question = questions.get(id)
    return question !== undefined && scoreResponse(question, state.checks[id] ?? []).correct
  })
  return { answered: answered.length, correct: correct.length, total: asked.length }
}

const checkScore = (checks: Progress['checks']): number | undefined =>
  checks.answered === 0 ? undefined : Math.round((checks.correct / checks.total) * 10_000)

/** Whether nothing is left to do in a section: it was opened, and its checks are as the completion rule asks. */
export function sectionDone(course: CompiledCourse, state: LearnerState, section: Section): boolean {
  const rule = course.completion.checks
  if (!state.visited.includes(section.id)) return false
  if (rule === 'none') return true
  const { questions } = indexOf(course)
  const asked = section.blocks.flatMap((block) => (block.kind === 'check' ? drawCheck(state.seed, block) : []))
  return asked.every((id) => {
    const question = questions.get(id)
    const response = state.checks[id]
    if (question === undefined || response === undefined) return question === undefined
    return rule === 'answered' || scoreResponse(question, response).correct
  })
}

/** How far one module is: sections opened of all. */
export function moduleProgress(
  module: CompiledModule,
  state: LearnerState,
): { readonly opened: number; readonly total: number } {
  const visited = new Set(state.visited)
  return { opened: module.sections.filter((section) => visited.has(section.id)).length, total: module.sections.length }
}
