import { cmi5 } from './cmi5.ts'
import type { Connection, Driver, DriverEnvironment, Launch } from './driver.ts'
import { local } from './local.ts'
import { scorm12 } from './scorm12.ts'
import { scorm2004 } from './scorm2004.ts'
import { tincan } from './tincan.ts'
import { limitConnections } from './xapi/limit-connections.ts'

/** One driver per run-time standard. Adding one: a branch of `Launch`, a file, a line here. */
export const drivers = { local, scorm12, scorm2004, cmi5, tincan } as const satisfies {
  [L in Launch['driver']]: Driver<Extract<Launch, { driver: L }>>
}

/** Opens the line by the driver the launch names; the record ties each name to its own launch, which one cast restores. */
export function connect(launch: Launch, environment: DriverEnvironment): Promise<Connection> {
  // The other two learn from the address what they may ask.
  if (launch.driver !== 'cmi5' && launch.driver !== 'tincan') limitConnections(environment.window, [])
  return (drivers[launch.driver] as Driver)(launch, environment)
}
