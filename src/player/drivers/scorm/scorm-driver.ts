import type { CompiledCourse } from '../../../model/schema-types.ts'
import { decodeState } from '../../../model/state/codec.ts'
import type { Connection, DriverEnvironment } from '../driver.ts'
import { browserStorage, localConnection } from '../local.ts'
import { openCopy } from './copy.ts'
import { findApi, hasSurroundings } from './find-api.ts'
import { type InteractionFields, type Journal, openJournal } from './journal.ts'
import { type Calls, connectLms, type Lms } from './lms.ts'
import { openReach } from './reach.ts'
import { done, recording } from './recording.ts'
import type { Session } from './session.ts'
import type { Launched, Pause } from './start.ts'

/** What the two standards do differently. */
export interface Standard<Api, Start extends Launched> {
  /** Under what name an LMS puts its API. */
  readonly apiName: string
  readonly isApi: (candidate: unknown) => candidate is Api
  readonly calls: (api: Api) => Calls
  /** Opens the session and reads the record; undefined when the LMS does not answer. */
  readonly start: (lms: Lms, pause: Pause) => Promise<Start | undefined>
  readonly interaction: InteractionFields
  readonly session: (lms: Lms, start: Start, journal: Journal, course: CompiledCourse) => Session
}

/** Some LMSs start the course before their API is there: 10 s of patience in a frame or pop-up, 2 s in a page alone. */
const SEARCH_EVERY = 250
const SEARCHES_IN_LMS = 40
const SEARCHES_ALONE = 8

/**
 * A connection to an LMS by one of the SCORM standards. Where no LMS is found, or none that answers, progress stays in this
 * browser and the connection says so. Credit is not asked for: results are sent either way, and what counts is the LMS's
 * affair.
 */
export async function connectScorm<Api, Start extends Launched>(
  standard: Standard<Api, Start>,
  environment: DriverEnvironment,
): Promise<Connection> {
  const { window, course, part } = environment
  const pause: Pause = (milliseconds) =>
    new Promise((resolve) => {
      window.setTimeout(resolve, milliseconds)
    })
  const api = await searchApi(window, pause, standard)
  const lms = api === undefined ? undefined : connectLms(standard.calls(api))
  const start = lms === undefined ? undefined : await standard.start(lms, pause)
  if (lms === undefined || start === undefined) return localConnection(environment, hasSurroundings(window))
  if (start.mode !== 'normal') return readOnly(lms, start)
  const storage = browserStorage(window, course.id, part)
  // Two LMSs that serve courses from one place may both have a learner 2.
  const copy = openCopy(storage, course, start.learnerId && `${start.learnerId}\n${start.learner}`)
  const { state, recovered } = copy.resume(start.state, start.untouched)
  const journal = openJournal(lms, course, answeredBefore(course, state), standard.interaction)
  const session = standard.session(lms, start, journal, course)
  session.begin()
  const line = recording({ lms, session, journal, copy, reach: openReach(window), window })
  return Object.assign(line, known({ ...start, state }), recovered ? { recovered } : {})
}

async function searchApi<Api>(
  window: Window,
  pause: Pause,
  { apiName, isApi }: Pick<Standard<Api, Launched>, 'apiName' | 'isApi'>,
): Promise<Api | undefined> {
  const searches = hasSurroundings(window) ? SEARCHES_IN_LMS : SEARCHES_ALONE
  for (let i = 0; i <= searches; i++) {
    const api = findApi(window, apiName, isApi)
    if (api !== undefined) return api
    await pause(SEARCH_EVERY)
  }
  return undefined
}

/** Questions of knowledge checks that earlier sessions answered. */
function answeredBefore(course: CompiledCourse, state: string): string[] {
  const decoded = decodeState(course, state)
  return 'state' in decoded ? Object.keys(decoded.state.checks) : []
}

/** `Last, First` as people say it. */
const spoken = (name: string): string => name.replace(/^([^,]+),\s*([^,]+)$/, '$2 $1').trim()

const known = ({ learner, state }: Launched): Pick<Connection, 'learnerName' | 'state'> => ({
  ...(learner === '' ? {} : { learnerName: spoken(learner) }),
  ...(state === '' ? {} : { state }),
})

/** browse and review: the record is shown and stays as it is. */
function readOnly(lms: Lms, start: Launched): Connection {
  let ended = false
  const finish = (): void => {
    if (!ended) lms.finish()
    ended = true
  }
  return {
    ...known(start),
    mode: start.mode,
    connected: true,
    canExit: true,
    report: () => undefined,
    save: () => Promise.resolve(done),
    exit: () => {
      finish()
      return Promise.resolve(done)
    },
    leave: finish,
  }
}
