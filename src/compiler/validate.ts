import type { CourseFile, ExamFile } from '../model/schema-types.ts'
import type { Problem } from '../problems/problem.ts'
import { type PlaceOf, validate } from '../validation/validate.ts'
import { idProblems } from './ids.ts'
import type { ParsedCourse, ParsedYaml } from './parse.ts'

/**
 * Phase 3, validate: `ParsedCourse` → `ValidCourse`. The YAML files are held against their schemas (front matter was,
 * with its file), and every id must be the only one of its kind.
 */
export interface ValidCourse extends Omit<ParsedCourse, 'course' | 'exams'> {
  /** Undefined when course.yaml is not what its schema asks for; what depends on it is then not checked. */
  readonly course: CourseFile | undefined
  /** Where a field of course.yaml stands. */
  readonly courseAt: PlaceOf
  readonly exams: readonly ValidExam[]
}

export interface ValidExam {
  readonly file: string
  /** As written, even when something else in the file is wrong. */
  readonly id: string | undefined
  readonly exam: ExamFile | undefined
  readonly placeOf: PlaceOf
}

export function validateCourse(parsed: ParsedCourse): ValidCourse {
  const course = check('course', parsed.course)
  const exams = parsed.exams.map((file) => ({ file, ...check('exam', file) }))
  const valid: ValidCourse = {
    ...parsed,
    course: course.value,
    courseAt: parsed.course.placeOf,
    exams: exams.map(({ file, value }) => ({
      file: file.file,
      id: value?.id ?? idOf(file.value),
      exam: value,
      placeOf: file.placeOf,
    })),
  }
  return {
    ...valid,
    problems: [
      ...parsed.problems,
      ...course.problems,
      ...exams.flatMap(({ problems }) => problems),
      ...idProblems(valid),
    ],
  }
}

/**
 * Whether every file that course.yaml lists could be read. While one is missing nobody can say what is unused or
 * unknown: the author would be sent looking for mistakes that are none.
 */
export const isWhole = ({ course, modules, exams }: ValidCourse): boolean =>
  course !== undefined &&
  modules.length === course.modules.length &&
  modules.every(({ meta }) => meta !== undefined) &&
  exams.length === (course.exams ?? []).length &&
  exams.every(({ exam }) => exam !== undefined)

/** A file that could not be read as YAML has been reported; the schema would only add noise. */
const check = <N extends 'course' | 'exam'>(schema: N, { value, placeOf }: ParsedYaml) =>
  value === undefined ? { value: undefined, problems: [] as readonly Problem[] } : validate(schema, value, placeOf)

function idOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined
  return typeof value.id === 'string' ? value.id : undefined
}
