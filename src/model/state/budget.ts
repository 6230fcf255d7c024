import { indexOf } from '../course-index.ts'
import { KEY_LENGTH } from '../key.ts'
import { partOf, partsOf } from '../part.ts'
import { typeOf } from '../question-types/index.ts'
import type { CompiledCourse } from '../schema-types.ts'
import { DRAFT } from './codec.ts'
import { longestExam } from './exams.ts'
import { longestSections } from './sections.ts'

/** One part of saved progress at its longest. `what` is one of `frame`, `sections`, `checks`, or an exam's id. */
export interface BudgetPart {
  readonly part: 'frame' | 'sections' | 'checks' | 'exam'
  readonly id?: string
  readonly characters: number
}

export interface Budget {
  /** Characters of the longest string `encodeState` can return for any learner in this course. */
  readonly worst: number
  /** Longest first. */
  readonly parts: readonly BudgetPart[]
}

/** version 1, seed 6, seconds 6, mark 1, bookmark 4, checksum 4, and the eight semicolons between nine fields. */
const FRAME = 1 + 6 + 6 + 1 + 4 + 4 + 8

/** The longest saved progress any learner can have, proved from the course alone. */
export function stateBudget(course: CompiledCourse): Budget {
  const { questions, checks } = indexOf(course)
  const length = (id: string): number => {
    const question = questions.get(id)
    if (question === undefined) return 0
    const type = typeOf(question)
    return KEY_LENGTH + type.longest(question) + (type.keepsDraft === true ? DRAFT.length : 0)
  }
  const asked = checks.reduce((sum, check) => {
    const longest = check.questions
      .map(length)
      .sort((a, b) => b - a)
      .slice(0, check.pick)
    return sum + longest.reduce((total, n) => total + n, 0)
  }, 0)
  const sections = course.modules.reduce((sum, module) => sum + longestSections(module) + 1, 0)
  const parts: BudgetPart[] = [
    { part: 'frame', characters: FRAME },
    { part: 'sections', characters: sections },
    { part: 'checks', characters: asked },
    ...course.exams.map((exam) => ({
      part: 'exam' as const,
      id: exam.id,
      characters: longestExam(exam, questions) + 1,
    })),
  ]
  return {
    worst: parts.reduce((sum, part) => sum + part.characters, 0),
    parts: [...parts].sort((a, b) => b.characters - a.characters),
  }
}

/** The same for the part that needs most, where each part of the course keeps its own saved progress. */
export function partBudget(course: CompiledCourse): Budget {
  const budgets = partsOf(course).map(({ id }) => stateBudget(partOf(course, id) ?? course))
  return budgets.reduce((most, budget) => (budget.worst > most.worst ? budget : most))
}
