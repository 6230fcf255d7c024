import type { AssignableUnit, CourseStructure } from '../../model/cmi5.ts'
import type { Store } from '../../storage/store.ts'
import { type AccountAgent, homePage } from '../lrs/agent.ts'

type Named = Pick<Store, 'instance'>

/**
 * The activity that stands for one part of a course here (cmi5 §8.1.5, §9.3.9). It is made from the store's own name, the
 * imported course and the part's position, so that it never equals the publisher's id and never changes.
 */
export function activityOf(store: Named, course: string, structure: CourseStructure, part: number): string {
  const one = structure[part]
  if (one?.kind === 'au' && one.activityId !== undefined) return one.activityId
  const whole = `${homePage(store)}/cmi5/courses/${course}`
  return one === undefined || one.kind === 'course' ? whole : `${whole}/${one.kind}/${part}`
}

/** Under whose word this service makes statements of its own. */
export const launcherAgent = (store: Named): AccountAgent => ({
  objectType: 'Agent',
  name: 'cmi5 launching system',
  account: { homePage: `${homePage(store)}/cmi5`, name: 'launcher' },
})

/** Under whose word statements of content are stored: its registration's, so that it reads back no others. */
export const contentAgent = (store: Named, registration: string): AccountAgent => ({
  objectType: 'Agent',
  name: 'cmi5 content',
  account: { homePage: `${homePage(store)}/cmi5/registrations`, name: registration },
})

/** Positions of the assignable units in the order of the course structure. */
export const unitsOf = (structure: CourseStructure): readonly number[] =>
  structure.flatMap(({ kind }, part) => (kind === 'au' ? [part] : []))

export function unitAt(structure: CourseStructure, part: number | undefined): AssignableUnit | undefined {
  const found = part === undefined ? undefined : structure[part]
  return found?.kind === 'au' ? found : undefined
}

/** A unit by its index among the units, from 0, or by its publisher's id. */
export const partOfUnit = (structure: CourseStructure, named: number | string): number | undefined =>
  typeof named === 'number'
    ? unitsOf(structure)[named]
    : unitsOf(structure).find((part) => structure[part]?.publisherId === named)
