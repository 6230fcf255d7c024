import type { CheckBlock, CompiledCourse, CompiledExam, Question, Section } from './schema-types.ts'

/** Look-ups over a course. Derived data, made once per course object. */
export interface CourseIndex {
  readonly questions: ReadonlyMap<string, Question>
  /** In reading order. */
  readonly sections: ReadonlyMap<string, Section>
  readonly exams: ReadonlyMap<string, CompiledExam>
  /** In reading order. */
  readonly checks: readonly CheckBlock[]
}

const indexes = new WeakMap<CompiledCourse, CourseIndex>()

export function indexOf(course: CompiledCourse): CourseIndex {
  const known = indexes.get(course)
  if (known !== undefined) return known
  const sections = course.modules.flatMap((module) => module.sections)
  const index = {
    questions: new Map(course.questions.map((question) => [question.id, question])),
    sections: new Map(sections.map((section) => [section.id, section])),
    exams: new Map(course.exams.map((exam) => [exam.id, exam])),
    checks: sections.flatMap((section) => section.blocks.filter((block) => block.kind === 'check')),
  }
  indexes.set(course, index)
  return index
}
