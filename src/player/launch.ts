import { isMembers } from '../model/members.ts'
import type { CompiledCourse } from '../model/schema-types.ts'
import type { Launch } from './drivers/driver.ts'

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/**
 * The launch as `launch.js` gave it, or undefined when it is none. A page without any launch keeps progress in the
 * browser, so that a package opened from a folder still works.
 */
export function readLaunch(value: unknown): Launch | undefined {
  if (value === undefined) return { driver: 'local' }
  if (!isMembers(value)) return undefined
  const { driver } = value
  if (driver === 'local' || driver === 'scorm12' || driver === 'scorm2004') return { driver }
  const { activityId, relaunch, registration } = value
  if (driver === 'tincan') return isText(activityId) ? { driver, activityId } : undefined
  if (driver !== 'cmi5') return undefined
  return { driver, ...(isText(relaunch) ? { relaunch } : {}), ...(isText(registration) ? { registration } : {}) }
}

/** Arrays that every part of the player walks; the compiler has validated all within them. */
const LISTS = ['domains', 'modules', 'questions', 'exams', 'glossary', 'awards', 'assets', 'authors'] as const

/**
 * The course as `course.js` gave it, or undefined when it is none this player can show. The file is written by the same
 * build as the player and was validated there, so only its outline is looked at: enough to tell a missing, cut off or
 * foreign file from a course.
 */
export const readCourse = (value: unknown): CompiledCourse | undefined => (isCourse(value) ? value : undefined)

const isCourse = (value: unknown): value is CompiledCourse =>
  isMembers(value) &&
  value.format === 1 &&
  isText(value.id) &&
  isText(value.title) &&
  isText(value.language) &&
  (value.direction === 'ltr' || value.direction === 'rtl') &&
  isMembers(value.completion) &&
  LISTS.every((name) => Array.isArray(value[name])) &&
  Array.isArray(value.modules) &&
  value.modules.some((module) => isMembers(module) && Array.isArray(module.sections) && module.sections.length > 0)
