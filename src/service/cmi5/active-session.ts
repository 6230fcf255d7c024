import type { AssignableUnit, CourseStructure } from '../../model/cmi5.ts'
import type { Members } from '../../model/members.ts'
import type { Cmi5Registration, Cmi5Session } from '../../storage/cmi5.ts'

/** A session of an assignable unit as one request finds it. */
export interface ActiveSession {
  readonly session: Cmi5Session
  readonly registration: Cmi5Registration
  readonly structure: CourseStructure
  readonly unit: AssignableUnit
  /** Id of the unit as an activity: what the launch URL named (cmi5 §8.1.5). */
  readonly activityId: string
  /** Under whose word its statements are stored. */
  readonly authority: Members
}
