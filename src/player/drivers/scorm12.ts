import type { Driver } from './driver.ts'
import { connectScorm, type Standard } from './scorm/scorm-driver.ts'
import { isScorm12Api, type Scorm12Api, scorm12Calls } from './scorm/scorm12-api.ts'
import { scorm12Interaction } from './scorm/scorm12-interactions.ts'
import { openSession } from './scorm/scorm12-session.ts'
import { type Start, startSession } from './scorm/scorm12-start.ts'

const standard: Standard<Scorm12Api, Start> = {
  apiName: 'API',
  isApi: isScorm12Api,
  calls: scorm12Calls,
  start: startSession,
  interaction: scorm12Interaction,
  session: openSession,
}

/** SCORM 1.2 Run-Time Environment. */
export const scorm12: Driver<{ readonly driver: 'scorm12' }> = (_, environment) => connectScorm(standard, environment)
