import type { Finding } from '../../codes/freshness.ts'
import type { GuidelineFinding } from '../../codes/guidelines.ts'
import type { Problem } from '../../problems/problem.ts'
import type { CourseFolder } from '../course-folder.ts'

/** What was found in one course. */
export interface CheckedCourse {
  readonly folder: CourseFolder
  readonly findings: readonly Finding[]
  readonly guidelines: readonly GuidelineFinding[]
  /** Of both, with paths as seen from where the command was given. */
  readonly problems: readonly Problem[]
}
