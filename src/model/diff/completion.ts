import { indexOf } from '../course-index.ts'
import type { CompiledCourse } from '../schema-types.ts'
import type { RuleChange } from './exams.ts'

export interface CompletionDiff {
  readonly rules: readonly RuleChange[]
  /** Whether the new version asks for more than the old one, of those who are not complete: everybody else stays complete. */
  readonly asksMore: boolean
  /** Whether it asks for less somewhere, so that some become complete when they next open the course. */
  readonly asksLess: boolean
}

const CHECKS = ['none', 'answered', 'correct'] as const

/** What completion asks for, before and after. A rule asks more, or less, by its words and by what there is to do. */
export function completionDiff(before: CompiledCourse, after: CompiledCourse): CompletionDiff {
  const [was, is] = [before.completion, after.completion]
  const changes: RuleChange[] = []
  let asksMore = false
  let asksLess = false
  /** @param written whether it is a rule of course.yaml, and not what there is to do by an unchanged rule */
  const compare = (rule: string, old: string, now: string, by: number, written: boolean): void => {
    if (old === now) return
    const means =
      by > 0
        ? 'Whoever is complete stays complete; everybody else has more to do.'
        : by < 0
          ? 'Some become complete when they next open the course.'
          : 'Whoever is complete stays complete; everybody else goes by the new rule.'
    changes.push({ rule, before: old, after: now, means, stricter: written && by >= 0 })
    asksMore ||= by >= 0
    asksLess ||= by <= 0
  }
  compare('sections opened', `${was.sections} %`, `${is.sections} %`, is.sections - was.sections, true)
  compare('knowledge checks', was.checks, is.checks, CHECKS.indexOf(is.checks) - CHECKS.indexOf(was.checks), true)
  const exams = [was.exam, is.exam]
  const by = exams[0] === undefined ? 1 : exams[1] === undefined ? -1 : 0
  compare('exam', was.exam ?? 'none', is.exam ?? 'none', by, true)
  const sections = [indexOf(before).sections.size, indexOf(after).sections.size] as const
  // Of a share of the sections nobody can say who has it once modules have grown or shrunk against one another.
  const share = is.sections < 100 && sizes(before) !== sizes(after)
  if (is.sections > 0 && (share || sections[0] !== sections[1])) {
    const [old, now] = share ? [sizes(before), sizes(after)] : [String(sections[0]), String(sections[1])]
    compare(share ? 'sections of the modules' : 'sections', old, now, share ? 0 : sections[1] - sections[0], false)
  }
  if (is.checks !== 'none') {
    const asked = [askedBy(before), askedBy(after)] as const
    compare('questions in knowledge checks', String(asked[0]), String(asked[1]), asked[1] - asked[0], false)
  }
  return { rules: changes, asksMore, asksLess }
}

const sizes = (course: CompiledCourse): string => course.modules.map((module) => module.sections.length).join(' + ')

const askedBy = (course: CompiledCourse): number =>
  indexOf(course).checks.reduce((sum, { pick, questions }) => sum + Math.min(pick, questions.length), 0)
