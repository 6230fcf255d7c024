import type { LanguageMap } from '../../model/cmi5.ts'
import { agentKey } from '../../storage/agent-key.ts'
import type { Cmi5Course, Cmi5Progress, Cmi5Registration, Cmi5Session } from '../../storage/cmi5.ts'
import type { Store } from '../../storage/store.ts'
import type { Dependencies } from '../dependencies.ts'
import { accountAgent } from './launch.ts'
import { actorOf } from './lms-statements.ts'
import { isMet } from './move-on.ts'
import { activityOf, unitsOf } from './names.ts'
import { progressByPart, satisfy } from './satisfy.ts'

/**
 * Registers a learner for a course. What is satisfied from the start, because nothing is asked for, is said to be so at once
 * (cmi5 §9.6.1.1-3), under a session id of its own.
 */
export const register = (
  { store, now, uuid }: Pick<Dependencies, 'store' | 'now' | 'uuid'>,
  asked: { readonly course: string; readonly actor: unknown },
): Promise<Cmi5Registration | undefined> =>
  store.transaction(async (tx) => {
    const course = await tx.cmi5.course(asked.course)
    const actor = accountAgent(asked.actor)
    const actorKey = agentKey(actor)
    if (course === undefined || actorKey === undefined) return undefined
    const at = now()
    const registration: Cmi5Registration = {
      id: uuid(),
      course: course.id,
      actor: JSON.stringify(actor),
      actorKey,
      created: at,
    }
    await tx.cmi5.addRegistration(registration)
    await satisfy({ store: tx, uuid, at, registration, structure: course.structure, session: uuid() })
    return registration
  })

const time = (at: number): string => new Date(at).toISOString()
const times = <K extends string>(from: Readonly<Partial<Record<K, number>>>, ...names: readonly K[]) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const at = from[name]
      return at === undefined ? [] : [[name, time(at)]]
    }),
  )

export const shownRegistration = (registration: Cmi5Registration) => ({
  id: registration.id,
  course: registration.course,
  actor: actorOf(registration),
  created: time(registration.created),
})

/** How far a registration has got, part by part. */
export async function shownState(store: Store, registration: Cmi5Registration, course: Cmi5Course) {
  const { structure } = course
  const progress = progressByPart(await store.cmi5.progress(registration.id))
  const shown = (part: number, reached: Cmi5Progress | undefined) => ({
    activityId: activityOf(store, course.id, structure, part),
    publisherId: structure[part]?.publisherId ?? '',
    title: structure[part]?.title ?? {},
    ...times(reached ?? { part }, 'completed', 'passed', 'failed', 'waived'),
  })
  return {
    ...shownRegistration(registration),
    satisfied: progress.get(0)?.satisfied !== undefined,
    aus: unitsOf(structure).map((part, index) => {
      const unit = structure[part]
      const reached = progress.get(part)
      return { index, ...shown(part, reached), satisfied: unit?.kind === 'au' && isMet(unit, reached) }
    }),
    blocks: structure.flatMap(({ kind }, part) =>
      kind === 'block' ? [{ ...shown(part, undefined), satisfied: progress.get(part)?.satisfied !== undefined }] : [],
    ),
  }
}

export const shownSession = (session: Cmi5Session, course: Cmi5Course) => ({
  id: session.id,
  registration: session.registration,
  au: unitsOf(course.structure).indexOf(session.part),
  mode: session.mode,
  ...times(session, 'launched', 'initialized', 'completed', 'passed', 'failed', 'terminated', 'abandoned'),
})

interface ShownCourse {
  readonly id: string
  readonly activityId: string
  readonly publisherId: string
  readonly title: LanguageMap
  readonly description: LanguageMap
  readonly imported: string
  /** Number of assignable units. */
  readonly units: number
}

export function shownCourse(store: Store, { id, imported, structure }: Cmi5Course): ShownCourse {
  const whole = structure[0]
  return {
    id,
    activityId: activityOf(store, id, structure, 0),
    publisherId: whole?.publisherId ?? '',
    title: whole?.title ?? {},
    description: whole?.description ?? {},
    imported: time(imported),
    units: unitsOf(structure).length,
  }
}

/** A course with its units in order. */
export const shownWhole = (store: Store, course: Cmi5Course) => ({
  ...shownCourse(store, course),
  aus: unitsOf(course.structure).flatMap((part, index) => {
    const unit = course.structure[part]
    if (unit?.kind !== 'au') return []
    const { kind: _kind, parent: _parent, entitlementKey: _entitlementKey, ...described } = unit
    return [{ index, activityId: activityOf(store, course.id, course.structure, part), ...described }]
  }),
})
