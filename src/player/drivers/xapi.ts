import { PROGRESS_STATE_ID } from '../../model/xapi.ts'
import type { Driver, Launch } from './driver.ts'
import { createKeep } from './xapi/keep.ts'
import { plainConnection } from './xapi/plain-connection.ts'
import { hostedReasons } from './xapi/reasons.ts'
import { createRecordStore } from './xapi/record-store.ts'

/** The service's own record store, by xAPI 1.0.3; it knows the learner by the session cookie of its origin. */
export const xapi: Driver<Extract<Launch, { driver: 'xapi' }>> = (launch, environment) => {
  const window = environment.window as Window & typeof globalThis
  return plainConnection(environment, {
    frame: { ...launch, course: environment.course, uuid: environment.uuid },
    keep: createKeep(() => window.localStorage, launch.registration),
    store: createRecordStore(window, launch, {
      activityId: launch.activityId,
      agent: JSON.stringify(launch.actor),
      stateId: PROGRESS_STATE_ID,
      registration: launch.registration,
    }),
    reasons: hostedReasons,
    finish: () => window.location.assign(launch.returnUrl),
  })
}
