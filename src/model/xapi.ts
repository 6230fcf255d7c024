/**
 * Names that the player writes into xAPI statements and the service reads out of them. The IRIs are identifiers, not
 * addresses; they never change once statements carry them.
 */
const ADL = 'http://adlnet.gov/expapi/'
const OWN = 'https://chartwright.example/'

export const xapiVerbs = {
  initialized: `${ADL}verbs/initialized`,
  progressed: `${ADL}verbs/progressed`,
  answered: `${ADL}verbs/answered`,
  attempted: `${ADL}verbs/attempted`,
  scored: `${ADL}verbs/scored`,
  passed: `${ADL}verbs/passed`,
  failed: `${ADL}verbs/failed`,
  completed: `${ADL}verbs/completed`,
  suspended: `${ADL}verbs/suspended`,
  terminated: `${ADL}verbs/terminated`,
  voided: `${ADL}verbs/voided`,
} as const

export const xapiActivityTypes = {
  course: `${ADL}activities/course`,
  module: `${ADL}activities/module`,
  assessment: `${ADL}activities/assessment`,
  interaction: `${ADL}activities/cmi.interaction`,
} as const

export const xapiExtensions = {
  /** Whole percent of the course done (result); the name cmi5 gave it (§9.5.5.1). */
  progress: 'https://w3id.org/xapi/cmi5/result/extensions/progress',
  /** Exam id and attempt number, from 1 (context). */
  exam: `${OWN}xapi/extensions/exam`,
  attempt: `${OWN}xapi/extensions/attempt`,
  /** Question id (context) and the answer as `model/response.ts` writes it (result), from which it can be graded again. */
  question: `${OWN}xapi/extensions/question`,
  response: `${OWN}xapi/extensions/response`,
  /** Codes looked up in the code book during an attempt (result). */
  lookUps: `${OWN}xapi/extensions/code-book-lookups`,
} as const

/** The activity id of a course: the same in every installation, so that records of one course belong together. */
export const courseActivity = (courseId: string): string => `${OWN}courses/${courseId}`

/** Ids of the parts of a course, below the course's activity id. */
export const partActivity = (activityId: string, kind: 'section' | 'question' | 'exam' | 'check', id: string): string =>
  `${activityId}/${kind}/${id.split('/').map(encodeURIComponent).join('/')}`

/** Name of the document that holds saved progress (State resource). */
export const PROGRESS_STATE_ID = 'progress'
