import { hash53 } from '../../model/hash.ts'
import { PROGRESS_STATE_ID } from '../../model/xapi.ts'
import type { Driver, DriverEnvironment, Launch } from './driver.ts'
import { browserStorage, localConnection } from './local.ts'
import { normalAgent, readAgent } from './xapi/actor.ts'
import { createKeep } from './xapi/keep.ts'
import { authorizationOf, incompleteLaunch, takeLaunch, webAddress } from './xapi/launch-facts.ts'
import { limitConnections } from './xapi/limit-connections.ts'
import { plainConnection } from './xapi/plain-connection.ts'
import { platform, reasonsOf } from './xapi/reasons.ts'
import { createRecordStore } from './xapi/record-store.ts'

const PARAMETERS = ['endpoint', 'auth', 'actor', 'registration', 'activity_id']

/**
 * xAPI content as LMSs launch it that read `tincan.xml`: record store, credential and learner stand in the address. Without
 * them progress stays in this browser.
 */
export const tincan: Driver<Extract<Launch, { driver: 'tincan' }>> = async (launch, environment) => {
  const window = environment.window as Window & typeof globalThis
  const facts = takeLaunch(environment, PARAMETERS)
  const endpoint = webAddress(window, facts?.get('endpoint'))
  limitConnections(window, endpoint === undefined ? [] : [endpoint])
  if (facts === undefined) return localConnection(environment)
  const actor = normalAgent(readAgent(facts.get('actor')))
  const auth = facts.get('auth')
  if (endpoint === undefined || actor === undefined || auth === undefined)
    throw new Error(incompleteLaunch(platform, { endpoint, actor, auth }))
  const activityId = facts.get('activity_id') ?? launch.activityId
  const agent = JSON.stringify(actor)
  const registration = facts.get('registration') ?? ownRegistration(environment, `${agent}\n${activityId}`)
  return plainConnection(environment, {
    frame: { course: environment.course, uuid: environment.uuid, activityId, registration, actor },
    keep: createKeep(() => window.localStorage, `${registration}.${activityId}`),
    store: createRecordStore(
      window,
      { endpoint, authorization: authorizationOf(auth) },
      { activityId, agent, stateId: PROGRESS_STATE_ID, registration },
    ),
    reasons: reasonsOf(platform),
    // A window that an LMS opened closes; any other stays and says that it may be closed.
    finish: () => window.close(),
  })
}

/** Where the LMS gives no registration, this browser makes one for each learner and activity, so that work is found again. */
function ownRegistration({ window, course, part, uuid }: DriverEnvironment, whose: string): string {
  const storage = browserStorage(window, course.id, part)
  const name = `registration:${hash53(whose).toString(36)}`
  const known = storage.read(name)
  if (known !== undefined) return known
  const made = uuid()
  storage.write(name, made)
  return made
}
