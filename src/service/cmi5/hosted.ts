import { type CourseStructure, moveOnOf } from '../../model/cmi5.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import { courseActivity, xapiActivityTypes } from '../../model/xapi.ts'
import { agentKey } from '../../storage/agent-key.ts'
import { canonicalJson, sha256 } from '../../storage/canonical.ts'
import type { Learner } from '../../storage/records.ts'
import type { Dependencies } from '../dependencies.ts'
import { agentOf } from '../lrs/agent.ts'
import { type Launched, launch } from './launch.ts'
import { abandonSession, hasEnded } from './sessions.ts'

type Host = Pick<Dependencies, 'store' | 'now' | 'uuid' | 'random' | 'settings'>

/**
 * Launches a course of this service's own for a learner, as every other cmi5 course is launched. The learner's enrolment is the
 * registration, so that awards go on being made from it.
 */
export async function launchHosted(host: Host, course: CompiledCourse, learner: Learner): Promise<Launched> {
  const { store, now, uuid, settings } = host
  const { registration } = await store.enrolments.enrol({
    learner: learner.id,
    course: course.id,
    registration: uuid(),
    at: now(),
  })
  const id = hostedId(course)
  const structure = hostedStructure(course, `${settings.publicUrl}/play/${course.id}/`)
  const actor = agentOf(store, learner)
  await store.transaction(async (tx) => {
    const known = await tx.cmi5.course(id)
    if (known === undefined) await tx.cmi5.addCourse({ id, imported: now(), structure }, [])
    else if (canonicalJson(known.structure) !== canonicalJson(structure)) await tx.cmi5.replaceStructure(id, structure)
    if ((await tx.cmi5.registration(registration)) !== undefined) return
    await tx.cmi5.addRegistration({
      id: registration,
      course: id,
      actor: JSON.stringify(actor),
      actorKey: agentKey(actor) ?? '',
      created: now(),
    })
  })
  const launched = await launch(host, { registration, au: 0, mode: 'Normal', returnUrl: `${settings.publicUrl}/` })
  if (typeof launched === 'string') throw new Error(`The hosted course ${course.id} could not be launched: ${launched}`)
  return launched
}

type Ending = Pick<Host, 'store' | 'now' | 'uuid'>

/** Ends what a learner has open of this service's own courses. */
export async function endHosted(host: Ending, learner: string): Promise<void> {
  for (const { registration } of await host.store.enrolments.ofLearner(learner)) await endSessions(host, registration)
}

/** Ends the sessions of one enrolment that are open. */
export async function endSessions(host: Ending, registration: string): Promise<void> {
  const open = (await host.store.cmi5.sessions(registration)).filter((session) => !hasEnded(session))
  for (const { id } of open) await abandonSession(host, id)
}

/** A UUID (RFC 9562 version 8) that follows from the course's own id. */
function hostedId({ id }: CompiledCourse): string {
  const hex = sha256(`hosted course ${id}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Whether a course is one of this service's own: only theirs have activity ids that are given. */
export const isHosted = (structure: CourseStructure): boolean =>
  structure.some((part) => part.kind === 'au' && part.activityId !== undefined)

/**
 * One unit, the whole course. It keeps the activity id that records of the course have everywhere, which is not its
 * publisher's id (cmi5 8.1.5.0-3).
 */
function hostedStructure(course: CompiledCourse, url: string): CourseStructure {
  const activityId = courseActivity(course.id)
  const described = {
    title: { [course.language]: course.title },
    description: { [course.language]: course.description },
  }
  return [
    { kind: 'course', publisherId: activityId, ...described },
    {
      kind: 'au',
      parent: 0,
      publisherId: `${activityId}/au/course`,
      ...described,
      url,
      ...moveOnOf(course),
      launchMethod: 'AnyWindow',
      activityType: xapiActivityTypes.course,
      activityId,
    },
  ]
}
