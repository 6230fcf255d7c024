import type { CourseFile, ExamFile } from '../model/schema-types.ts'
import type { PlaceOf } from '../validation/validate.ts'
import type { ParsedCourse } from './parse.ts'

/**
 * What phase 3 (`validate.ts`) makes of a `ParsedCourse`: its YAML files are what their schemas ask for, or marked as not.
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
