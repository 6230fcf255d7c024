import { indexOf } from './course-index.ts'
import { drawCheck } from './draw.ts'
import { type DomainResult, gradeExam, reaches } from './grade.ts'
import { moduleProgress } from './progress.ts'
import { scoreResponse } from './question-types/index.ts'
import type { CompiledCourse, CompiledModule } from './schema-types.ts'
import type { LearnerState } from './state/learner-state.ts'

/** A part of the course that is reported beside the whole: a module, or a domain that exams ask about. */
export interface Objective {
  /** Stable as long as the module or domain keeps its id; letters, digits, hyphens. */
  readonly id: string
  readonly title: string
}

/** How far a learner is with an objective. */
export interface ObjectiveResult {
  readonly id: string
  readonly complete: boolean
  /** Undefined: nothing decides it yet, or nothing ever will. */
  readonly passed?: boolean
  /** Hundredths of a percent: 0 … 10000. */
  readonly score?: number
}

const moduleObjective = (id: string): string => `module-${id}`

export const domainObjective = (id: string): string => `domain-${id}`

/** Modules in reading order, then the domains that exams draw questions of, in the course's order. */
export function objectivesOf(course: CompiledCourse): Objective[] {
  const { questions } = indexOf(course)
  const drawn = course.exams.flatMap((exam) => exam.sections.flatMap(({ draws }) => draws.flatMap((d) => d.questions)))
  const asked = new Set(drawn.map((id) => questions.get(id)?.domain))
  return [
    ...course.modules.map(({ id, title }) => ({ id: moduleObjective(id), title })),
    ...course.domains.filter(({ id }) => asked.has(id)).map(({ id, title }) => ({ id: domainObjective(id), title })),
  ]
}

/**
 * What the record shows for each objective. A module is complete when all its sections were opened and is passed when all
 * its knowledge-check questions are answered right; its score is their share. A domain is decided by the last attempt
 * handed in of each exam that asks about it, the best one counting, by that exam's own pass mark.
 */
export function objectiveResults(course: CompiledCourse, state: LearnerState): ObjectiveResult[] {
  const attempts = course.exams.flatMap((exam) => {
    const attempt = state.exams[exam.id]?.attempt
    if (attempt === undefined || !attempt.submitted) return []
    return gradeExam(course, exam, state.seed, attempt).domains.map((result) => ({ ...result, pass: exam.pass }))
  })
  const domains = course.domains.flatMap(({ id }): ObjectiveResult[] => {
    const [best] = attempts
      .filter(({ domain, possible }) => domain === id && possible > 0)
      .sort((a, b) => b.earned * a.possible - a.earned * b.possible)
    return best === undefined ? [] : [domainResult(best)]
  })
  return [...course.modules.map((module) => moduleResult(course, module, state)), ...domains]
}

function moduleResult(course: CompiledCourse, module: CompiledModule, state: LearnerState): ObjectiveResult {
  const { questions } = indexOf(course)
  const { opened, total } = moduleProgress(module, state)
  const checks = module.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'check'))
  const asked = [...new Set(checks.flatMap((check) => drawCheck(state.seed, check)))]
  const answered = asked.filter((id) => state.checks[id] !== undefined)
  const right = answered.filter((id) => {
    const question = questions.get(id)
    return question !== undefined && scoreResponse(question, state.checks[id] ?? []).correct
  }).length
  return {
    id: moduleObjective(module.id),
    complete: opened === total,
    ...(asked.length > 0 && right === asked.length ? { passed: true } : {}),
    ...(answered.length === 0 ? {} : { score: Math.round((right / asked.length) * 10_000) }),
  }
}

function domainResult({ domain, earned, possible, pass }: DomainResult & { readonly pass: number }): ObjectiveResult {
  // Points as whole hundredths, so that their share is exact.
  const [got, of] = [Math.round(earned * 100), Math.round(possible * 100)]
  return {
    id: domainObjective(domain),
    complete: true,
    passed: reaches(pass, earned, possible),
    score: Math.floor((got * 20_000 + of) / (2 * of)),
  }
}
