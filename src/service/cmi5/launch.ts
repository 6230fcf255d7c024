import {
  type AssignableUnit,
  cmi5Extensions,
  LAUNCH_DATA,
  type LaunchMode,
  launchParameterNames,
} from '../../model/cmi5.ts'
import { isMembers, type Members } from '../../model/members.ts'
import type { Cmi5Registration, Cmi5Session } from '../../storage/cmi5.ts'
import type { Store } from '../../storage/store.ts'
import { hashToken, newToken } from '../auth/tokens.ts'
import type { Dependencies } from '../dependencies.ts'
import { tell } from './lms-statements.ts'
import { activityOf, partOfUnit, unitAt } from './names.ts'
import { abandon, hasEnded, tellingOf } from './sessions.ts'

type Launcher = Pick<Dependencies, 'store' | 'now' | 'uuid' | 'random' | 'settings'>

export interface AskedLaunch {
  readonly registration: string
  /** Index among the units, from 0, or the publisher's id. */
  readonly au: number | string
  readonly mode: LaunchMode
  /** Where the unit sends its window when it is done (cmi5 §10.2.6). */
  readonly returnUrl?: string
}

export interface Launched {
  readonly session: string
  readonly url: string
  readonly launchMethod: AssignableUnit['launchMethod']
}

/** Path of the page that gives out the session's token, before the token that asks for it. */
export const FETCH_PATH = '/cmi5/fetch'
/** Path below which files of packages are served. */
export const CONTENT_PATH = '/content'
/** What the user name of a session's token begins with; no key's does. */
export const SESSION_USER = 'cmi5.'

/**
 * Makes a session of a unit and the address that opens it (cmi5 §8.1). What the unit finds in the record store is there
 * before the address is known: LMS.LaunchData (§10), then `launched` (§9.3.1). A session of the registration that has not
 * ended is given up first, because two would contradict each other.
 */
export function launch(
  { store, now, uuid, random, settings }: Launcher,
  asked: AskedLaunch,
): Promise<Launched | 'unknown' | 'no-unit'> {
  const fetchSecret = newToken(random)
  return store.transaction(async (tx): Promise<Launched | 'unknown' | 'no-unit'> => {
    const id = uuid()
    const telling = await tellingOf({ store: tx, uuid }, asked.registration, id, now())
    if (telling === undefined) return 'unknown'
    const { registration, structure, at } = telling
    const part = partOfUnit(structure, asked.au)
    const unit = unitAt(structure, part)
    if (part === undefined || unit === undefined) return 'no-unit'
    for (const open of (await tx.cmi5.sessions(registration.id)).filter((one) => !hasEnded(one))) {
      await abandon({ ...telling, session: open.id }, open)
    }
    const session: Cmi5Session = {
      id,
      registration: registration.id,
      part,
      mode: asked.mode,
      launched: at,
      seen: at,
      fetchHash: hashToken(fetchSecret),
    }
    const activityId = activityOf(tx, registration.course, structure, part)
    const address = new URL(
      unit.url,
      `${settings.contentUrl ?? settings.publicUrl}${CONTENT_PATH}/${registration.course}/`,
    ).href
    await tx.cmi5.addSession(session)
    await writeLaunchData(tx, { registration, unit, session, activityId, returnUrl: asked.returnUrl })
    await tell(telling, {
      verb: 'launched',
      part,
      extensions: {
        [cmi5Extensions.launchMode]: asked.mode,
        [cmi5Extensions.launchUrl]: address,
        [cmi5Extensions.moveOn]: unit.moveOn,
        ...(unit.masteryScore === undefined ? {} : { [cmi5Extensions.masteryScore]: unit.masteryScore }),
        ...(unit.launchParameters === undefined ? {} : { [cmi5Extensions.launchParameters]: unit.launchParameters }),
      },
    })
    const url = withParameters(address, {
      endpoint: `${settings.publicUrl}/xapi`,
      fetch: `${settings.publicUrl}${FETCH_PATH}/${fetchSecret}`,
      actor: registration.actor,
      registration: registration.id,
      activityId,
    })
    return { session: id, url, launchMethod: unit.launchMethod }
  })
}

/** The launch parameters behind the unit's own query, before a fragment (§8.1, §13.1.4-3). */
function withParameters(
  address: string,
  parameters: Readonly<Record<(typeof launchParameterNames)[number], string>>,
): string {
  const [, before = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(address) ?? []
  const query = launchParameterNames.map((name) => `${name}=${encodeURIComponent(parameters[name])}`).join('&')
  const joint = !before.includes('?') ? '?' : /[?&]$/.test(before) ? '' : '&'
  return `${before}${joint}${query}${fragment}`
}

/** What statements of the session have in their context, whatever else (§10.2.1). */
export const contextTemplate = (unit: AssignableUnit, session: string): Members => ({
  contextActivities: { grouping: [{ id: unit.publisherId }] },
  extensions: { [cmi5Extensions.sessionId]: session },
})

async function writeLaunchData(
  store: Store,
  launched: {
    readonly registration: Cmi5Registration
    readonly unit: AssignableUnit
    readonly session: Cmi5Session
    readonly activityId: string
    readonly returnUrl: string | undefined
  },
): Promise<void> {
  const { registration, unit, session, activityId, returnUrl } = launched
  const data: Members = {
    contextTemplate: contextTemplate(unit, session.id),
    launchMode: session.mode,
    launchMethod: unit.launchMethod,
    moveOn: unit.moveOn,
    ...(unit.masteryScore === undefined ? {} : { masteryScore: unit.masteryScore }),
    ...(unit.launchParameters === undefined ? {} : { launchParameters: unit.launchParameters }),
    ...(returnUrl === undefined ? {} : { returnURL: returnUrl }),
    ...(unit.entitlementKey === undefined ? {} : { entitlementKey: { courseStructure: unit.entitlementKey } }),
  }
  await store.documents.put(
    {
      resource: 'state',
      activity: activityId,
      agent: registration.actorKey,
      registration: registration.id,
      id: LAUNCH_DATA,
    },
    { type: 'application/json', content: new TextEncoder().encode(JSON.stringify(data)), at: session.launched },
  )
}

/** What a fetch URL answers (§8.2): the token once, and an error ever after. */
export type Fetched =
  | { readonly 'auth-token': string }
  | { readonly 'error-code': '1' | '2'; readonly 'error-text': string }

export function fetchToken({ store, now, random }: Launcher, token: string): Promise<Fetched> {
  const secret = newToken(random)
  return store.transaction(async (tx): Promise<Fetched> => {
    const session = await tx.cmi5.sessionByFetch(hashToken(token))
    if (session === undefined) return { 'error-code': '2', 'error-text': 'This address belongs to no launch.' }
    if (session.tokenHash !== undefined) {
      return { 'error-code': '1', 'error-text': 'The token was given out before; each address gives it once.' }
    }
    if (hasEnded(session)) return { 'error-code': '2', 'error-text': 'The session has ended. Launch the unit again.' }
    await tx.cmi5.updateSession({ ...session, tokenHash: hashToken(secret), seen: now() })
    return { 'auth-token': Buffer.from(`${SESSION_USER}${session.id}:${secret}`).toString('base64') }
  })
}

/** Makes the Agent a learner is spoken of as: an account, and a name where there is one (§9.2). */
export function accountAgent(given: unknown): Members | undefined {
  if (!isMembers(given) || !isMembers(given.account)) return undefined
  const { homePage, name } = given.account
  return {
    objectType: 'Agent',
    ...(typeof given.name === 'string' ? { name: given.name } : {}),
    account: { homePage, name },
  }
}
