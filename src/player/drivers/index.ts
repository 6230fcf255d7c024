import type { Connection, Driver, DriverEnvironment, Launch } from './driver.ts'
import { local } from './local.ts'
import { scorm12 } from './scorm12.ts'
import { scorm2004 } from './scorm2004.ts'
import { xapi } from './xapi.ts'

/** One driver per run-time standard. Adding one: a branch of `Launch`, a file, a line here. */
export const drivers = { local, scorm12, scorm2004, xapi } as const satisfies {
  [L in Launch['driver']]: Driver<Extract<Launch, { driver: L }>>
}

/** Opens the line by the driver the launch names; the record ties each name to its own launch, which one cast restores. */
export const connect = (launch: Launch, environment: DriverEnvironment): Promise<Connection> =>
  (drivers[launch.driver] as Driver)(launch, environment)
