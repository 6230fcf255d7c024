import type { CompiledCourse, CompiledExam, CompiledModule } from './schema-types.ts'

/** A module or an exam that an LMS lists, launches and records on its own. */
export interface Part {
  /** Names the part among the parts of the course; letters, digits, hyphens. A module and an exam may share an id. */
  readonly id: string
  readonly kind: 'module' | 'exam'
  /** Id of the module or exam. */
  readonly of: string
  readonly title: string
}

const moduleId = ({ id }: CompiledModule): string => `module-${id}`
const examId = ({ id }: CompiledExam): string => `exam-${id}`

/** Modules in reading order, then exams. */
export const partsOf = (course: CompiledCourse): Part[] => [
  ...course.modules.map(
    (module): Part => ({
      id: moduleId(module),
      kind: 'module',
      of: module.id,
      title: module.title,
    }),
  ),
  ...course.exams.map((exam): Part => ({ id: examId(exam), kind: 'exam', of: exam.id, title: exam.title })),
]

/**
 * The part as a course of its own: its sections or its exam, the questions they ask, and of the completion rule what it
 * can meet. A module is complete when as large a share of its own sections was opened as the rule asks of all, and its own
 * checks are as the rule asks; an exam when it is passed. Ids stay, the course's among them; what is only looked up
 * (domains, glossary, assets) stays whole. Undefined when the course has no such part.
 */
export function partOf(course: CompiledCourse, id: string): CompiledCourse | undefined {
  const module = course.modules.find((one) => moduleId(one) === id)
  if (module !== undefined) return modulePart(course, module)
  const exam = course.exams.find((one) => examId(one) === id)
  return exam === undefined ? undefined : examPart(course, exam)
}

function modulePart(course: CompiledCourse, module: CompiledModule): CompiledCourse {
  const blocks = module.sections.flatMap((section) => section.blocks)
  const asked = blocks.flatMap((block) => (block.kind === 'check' ? block.questions : []))
  const { sections, checks } = course.completion
  return {
    ...course,
    modules: [module],
    exams: [],
    questions: only(course, asked),
    completion: { sections, checks },
    minutes: module.minutes,
  }
}

function examPart(course: CompiledCourse, exam: CompiledExam): CompiledCourse {
  const drawn = exam.sections.flatMap(({ draws }) => draws.flatMap(({ questions }) => questions))
  return {
    ...course,
    modules: [],
    exams: [exam],
    questions: only(course, drawn),
    completion: { sections: 0, checks: 'none', exam: exam.id },
    minutes: 0,
  }
}

function only(course: CompiledCourse, ids: readonly string[]): CompiledCourse['questions'] {
  const wanted = new Set(ids)
  return course.questions.filter(({ id }) => wanted.has(id))
}

/** Whether the course is complete only when this part is. */
export function isRequired({ completion }: CompiledCourse, { kind, of }: Part): boolean {
  if (kind === 'exam') return completion.exam === of
  // A rule that asks for nothing but an exam asks nothing of the modules.
  return completion.sections > 0 || completion.checks !== 'none' || completion.exam === undefined
}

/** Whether passing this part is passing the course. */
export const isDeciding = ({ completion }: CompiledCourse, { kind, of }: Part): boolean =>
  kind === 'exam' && completion.exam === of

/**
 * Whether the part's score is the course's, or a share of it: the exam's in the completion rule alone, or the checks' where
 * it names none. LMSs add, average or compare the scores of all parts; with no other score among them, each way of doing so
 * gives the same.
 */
export const isScored = (course: CompiledCourse, part: Part): boolean =>
  course.completion.exam === undefined ? part.kind === 'module' : isDeciding(course, part)
