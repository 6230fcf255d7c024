import type { Driver } from './driver.ts'
import { connectScorm, type Standard } from './scorm/scorm-driver.ts'
import { isScorm2004Api, type Scorm2004Api, scorm2004Calls } from './scorm/scorm2004-api.ts'
import { scorm2004Interaction } from './scorm/scorm2004-interactions.ts'
import { openSession } from './scorm/scorm2004-session.ts'
import { type Start, startSession } from './scorm/scorm2004-start.ts'

const standard = (language: string): Standard<Scorm2004Api, Start> => ({
  apiName: 'API_1484_11',
  isApi: isScorm2004Api,
  calls: scorm2004Calls,
  start: startSession,
  interaction: scorm2004Interaction(language),
  session: openSession,
})

/** SCORM 2004 Run-Time Environment; its 3rd and 4th editions ask the same of what a course of one SCO uses. */
export const scorm2004: Driver<{ readonly driver: 'scorm2004' }> = (_, environment) =>
  connectScorm(standard(environment.course.language), environment)
