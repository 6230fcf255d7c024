import type { Cmi5 } from '../cmi5.ts'
import { cmi5CoursesOn } from './cmi5-courses.ts'
import { cmi5LaunchesOn } from './cmi5-launches.ts'
import type { Access } from './query.ts'

export const cmi5On = (access: Access): Cmi5 => ({ ...cmi5CoursesOn(access), ...cmi5LaunchesOn(access) })
