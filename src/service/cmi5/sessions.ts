import { cmi5Extensions } from '../../model/cmi5.ts'
import type { Cmi5Session } from '../../storage/cmi5.ts'
import type { Store } from '../../storage/store.ts'
import type { Dependencies } from '../dependencies.ts'
import { durationOf, type Telling, tell } from './lms-statements.ts'
import { isMet } from './move-on.ts'
import { partOfUnit, unitAt } from './names.ts'
import { progressByPart, satisfy } from './satisfy.ts'

/** A session that was not heard of for this long is given up (cmi5 §9.3.6). */
export const SILENT_MILLISECONDS = 4 * 60 * 60_000
/** For this long after `terminated`, its sender may ask again whether it was stored (§9.3.8). */
export const GRACE_MILLISECONDS = 60_000

type Made = Pick<Dependencies, 'store' | 'now' | 'uuid'>

export const hasEnded = ({ terminated, abandoned }: Cmi5Session): boolean =>
  terminated !== undefined || abandoned !== undefined

/** What goes with statements about a session; inside a transaction. */
export async function tellingOf(
  { store, uuid }: Pick<Made, 'store' | 'uuid'>,
  registrationId: string,
  session: string,
  at: number,
): Promise<Telling | undefined> {
  const registration = await store.cmi5.registration(registrationId)
  const course = registration && (await store.cmi5.course(registration.course))
  return registration && course && { store, uuid, at, registration, structure: course.structure, session }
}

/** Ends a session on behalf of its unit, once (§9.3.6); inside a transaction. Times go from launch to last statement. */
export async function abandon(telling: Telling, session: Cmi5Session): Promise<void> {
  await tell(telling, {
    verb: 'abandoned',
    part: session.part,
    result: { duration: durationOf((session.lastStatement ?? session.launched) - session.launched) },
  })
  await telling.store.cmi5.updateSession({ ...session, abandoned: telling.at })
}

export type Abandoned = { readonly session: Cmi5Session } | 'unknown' | 'ended'

/** Ends a session that has not ended yet. `unless` looks at it as it stands then. */
export const abandonSession = (
  { store, uuid, now }: Made,
  id: string,
  unless: (session: Cmi5Session) => boolean = () => false,
): Promise<Abandoned> =>
  store.transaction(async (tx): Promise<Abandoned> => {
    const session = await tx.cmi5.session(id)
    const telling = session && (await tellingOf({ store: tx, uuid }, session.registration, id, now()))
    if (session === undefined || telling === undefined) return 'unknown'
    if (hasEnded(session) || unless(session)) return 'ended'
    await abandon(telling, session)
    return { session: { ...session, abandoned: telling.at } }
  })

/** Gives up sessions that were silent for too long; to be called now and then. */
export async function abandonSilent(made: Made): Promise<void> {
  const before = made.now() - SILENT_MILLISECONDS
  for (const { id } of await made.store.cmi5.silentSessions(before)) {
    await abandonSession(made, id, ({ seen }) => seen >= before)
  }
}

export type Waived = { readonly session: string } | 'unknown' | 'no-unit' | 'waived' | 'satisfied'

/** Counts a unit as done without its being taken (§9.3.7), once per registration, under a session id of its own. */
export const waive = (
  { store, uuid, now }: Made,
  asked: { readonly registration: string; readonly au: number | string; readonly reason: string },
): Promise<Waived> =>
  store.transaction(async (tx): Promise<Waived> => {
    const session = uuid()
    const telling = await tellingOf({ store: tx, uuid }, asked.registration, session, now())
    if (telling === undefined) return 'unknown'
    const part = partOfUnit(telling.structure, asked.au)
    const unit = unitAt(telling.structure, part)
    if (part === undefined || unit === undefined) return 'no-unit'
    const reached = progressByPart(await tx.cmi5.progress(asked.registration)).get(part)
    if (reached?.waived !== undefined) return 'waived'
    if (isMet(unit, reached)) return 'satisfied'
    await tell(telling, {
      verb: 'waived',
      part,
      result: { success: true, completion: true, extensions: { [cmi5Extensions.reason]: asked.reason } },
      movesOn: true,
    })
    await tx.cmi5.setProgress(asked.registration, { ...reached, part, waived: telling.at })
    await satisfy(telling)
    return { session }
  })

/** Changes what is kept about a session as it stands; nothing where it is gone. */
export const changeSession = (
  store: Store,
  id: string,
  change: (session: Cmi5Session) => Cmi5Session | undefined,
): Promise<void> =>
  store.transaction(async (tx) => {
    const session = await tx.cmi5.session(id)
    const changed = session && change(session)
    if (changed !== undefined) await tx.cmi5.updateSession(changed)
  })
