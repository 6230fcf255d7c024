import { cmi5Connection } from './cmi5/connection.ts'
import { fetchToken } from './cmi5/token.ts'
import type { Driver, DriverEnvironment, Launch } from './driver.ts'
import { type BrowserStorage, browserStorage, localConnection } from './local.ts'
import { readAgent } from './xapi/actor.ts'
import { incompleteLaunch, takeLaunch, webAddress } from './xapi/launch-facts.ts'
import { limitConnections } from './xapi/limit-connections.ts'
import { hostedBy, platform } from './xapi/reasons.ts'

/** cmi5 §8.1: what the LMS puts into the address of an assignable unit. */
const PARAMETERS = ['endpoint', 'fetch', 'actor', 'registration', 'activityId'] as const

/**
 * cmi5 (Quartz, 1st Edition). Without launch parameters progress stays in this browser, or the service that hosts the player
 * is asked for a launch.
 */
export const cmi5: Driver<Extract<Launch, { driver: 'cmi5' }>> = async ({ relaunch, ...launch }, environment) => {
  const window = environment.window as Window & typeof globalThis
  const launcher = relaunch === undefined ? platform : hostedBy(relaunch)
  const facts = takeLaunch(environment, PARAMETERS, 'fetch')
  const endpoint = webAddress(window, facts?.get('endpoint'))
  const tokens = webAddress(window, facts?.get('fetch'))
  limitConnections(
    window,
    [endpoint, tokens].flatMap((address) => address ?? []),
  )
  const another = launch.registration !== undefined && facts?.get('registration') !== launch.registration
  if (relaunch !== undefined && (facts === undefined || another)) return launchAgain(environment, relaunch)
  if (facts === undefined) return localConnection(environment)
  marker(environment).remove(RELAUNCHED)
  if (facts.get('over') !== undefined) throw new Error(`This session is over; what you did is saved. ${launcher.again}`)
  const actor = readAgent(facts.get('actor'))
  const [registration, activityId] = [facts.get('registration'), facts.get('activityId')]
  if (
    endpoint === undefined ||
    tokens === undefined ||
    actor === undefined ||
    registration === undefined ||
    activityId === undefined
  )
    throw new Error(incompleteLaunch(launcher, { endpoint, fetch: tokens, actor, registration, activityId }))
  const authorization = await fetchToken(window, tokens, facts, launcher)
  return cmi5Connection(environment, { endpoint, authorization, actor, registration, activityId, facts, launcher })
}

const RELAUNCHED = 'relaunched'
const marker = ({ window, course, part }: DriverEnvironment): BrowserStorage =>
  browserStorage(window, course.id, part, 'sessionStorage')

/** Leaves for a launch, once: a page that comes back without one, or could not tell, says so rather than go in circles. */
function launchAgain(environment: DriverEnvironment, address: string): Promise<never> {
  const storage = marker(environment)
  const tried = storage.read(RELAUNCHED) !== undefined
  storage.remove(RELAUNCHED)
  if (tried || !storage.write(RELAUNCHED, 'yes')) throw new Error('The course has not been launched.')
  environment.window.location.replace(address)
  return new Promise(() => undefined)
}
