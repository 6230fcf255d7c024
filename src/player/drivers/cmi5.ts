import { cmi5Connection } from './cmi5/connection.ts'
import { fetchToken } from './cmi5/token.ts'
import type { Driver, Launch } from './driver.ts'
import { localConnection } from './local.ts'
import { readAgent } from './xapi/actor.ts'
import { incompleteLaunch, takeLaunch, webAddress } from './xapi/launch-facts.ts'
import { limitConnections } from './xapi/limit-connections.ts'

/** cmi5 §8.1: what the LMS puts into the address of an assignable unit. */
const PARAMETERS = ['endpoint', 'fetch', 'actor', 'registration', 'activityId'] as const

/** cmi5 (Quartz, 1st Edition). Without launch parameters progress stays in this browser. */
export const cmi5: Driver<Extract<Launch, { driver: 'cmi5' }>> = async (_, environment) => {
  const window = environment.window as Window & typeof globalThis
  const facts = takeLaunch(environment, PARAMETERS, 'fetch')
  const endpoint = webAddress(window, facts?.get('endpoint'))
  const tokens = webAddress(window, facts?.get('fetch'))
  limitConnections(
    window,
    [endpoint, tokens].flatMap((address) => address ?? []),
  )
  if (facts === undefined) return localConnection(environment)
  if (facts.get('over') !== undefined) throw new Error(OVER)
  const actor = readAgent(facts.get('actor'))
  const [registration, activityId] = [facts.get('registration'), facts.get('activityId')]
  if (
    endpoint === undefined ||
    tokens === undefined ||
    actor === undefined ||
    registration === undefined ||
    activityId === undefined
  )
    throw new Error(incompleteLaunch({ endpoint, fetch: tokens, actor, registration, activityId }))
  const authorization = await fetchToken(window, tokens, facts)
  return cmi5Connection(environment, { endpoint, authorization, actor, registration, activityId, facts })
}

const OVER =
  'This session is over; what you did is saved. To go on, launch the course again from your learning platform.'
