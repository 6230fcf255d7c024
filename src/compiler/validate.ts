import type { Problem } from '../problems/problem.ts'
import { validate } from '../validation/validate.ts'
import { idProblems } from './ids.ts'
import type { ParsedCourse, ParsedYaml } from './parse.ts'
import type { ValidCourse } from './valid-course.ts'

/**
 * Phase 3, validate: `ParsedCourse` → `ValidCourse`. The YAML files are held against their schemas (front matter was,
 * with its file), and every id must be the only one of its kind.
 */
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

/** A file that could not be read as YAML has been reported; the schema would only add noise. */
const check = <N extends 'course' | 'exam'>(schema: N, { value, placeOf }: ParsedYaml) =>
  value === undefined ? { value: undefined, problems: [] as readonly Problem[] } : validate(schema, value, placeOf)

function idOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined
  return typeof value.id === 'string' ? value.id : undefined
}
