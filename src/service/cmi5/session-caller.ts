import type { Cmi5Session } from '../../storage/cmi5.ts'
import type { Store } from '../../storage/store.ts'
import { hashToken, sameSecret } from '../auth/tokens.ts'
import type { Dependencies } from '../dependencies.ts'
import { agentOf } from '../lrs/agent.ts'
import type { ActiveSession } from './active-session.ts'
import { SESSION_USER } from './launch.ts'
import { activityOf, contentAgent, unitAt } from './names.ts'
import { abandonSession, changeSession, GRACE_MILLISECONDS, SILENT_MILLISECONDS } from './sessions.ts'

/** How often a session that does nothing but read is noted to be alive. */
const NOTED_EVERY = 60_000

/** Whether an Authorization header names a session rather than a key, and which. */
function tokenIn(authorization: string): { readonly session: string; readonly secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]{1,200})$/i.exec(authorization)?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('latin1')
  const colon = text.indexOf(':')
  return text.startsWith(SESSION_USER) && colon !== -1
    ? { session: text.slice(SESSION_USER.length, colon), secret: text.slice(colon + 1) }
    : undefined
}

/**
 * The session whose token this is (cmi5 §8.1.2): from the moment it was fetched until the session ends. For a moment after
 * `terminated` it is still known, so that its sender can be told that this was stored.
 */
export async function sessionOf(
  made: Pick<Dependencies, 'store' | 'now' | 'uuid'>,
  authorization: string,
): Promise<ActiveSession | undefined> {
  const token = tokenIn(authorization)
  const session = token && (await made.store.cmi5.session(token.session))
  if (session?.tokenHash === undefined || !sameSecret(hashToken(token?.secret ?? ''), session.tokenHash))
    return undefined
  const at = made.now()
  if (session.abandoned !== undefined) return undefined
  if (session.terminated !== undefined && at - session.terminated > GRACE_MILLISECONDS) return undefined
  if (session.terminated === undefined && at - session.seen > SILENT_MILLISECONDS) {
    await abandonSession(made, session.id)
    return undefined
  }
  if (at - session.seen > NOTED_EVERY) await changeSession(made.store, session.id, (one) => ({ ...one, seen: at }))
  return activeSession(made.store, session)
}

export async function activeSession(store: Store, session: Cmi5Session): Promise<ActiveSession | undefined> {
  const registration = await store.cmi5.registration(session.registration)
  const course = registration && (await store.cmi5.course(registration.course))
  const unit = course && unitAt(course.structure, session.part)
  const enrolment = await store.enrolments.get(session.registration)
  const learner = enrolment && (await store.learners.get(enrolment.learner))
  return registration && course && unit
    ? {
        session,
        registration,
        structure: course.structure,
        unit,
        activityId: activityOf(store, course.id, course.structure, session.part),
        // In our own player learners speak for themselves, which is what awards are made from.
        authority: { ...(learner ? agentOf(store, learner) : contentAgent(store, registration.id)) },
      }
    : undefined
}
