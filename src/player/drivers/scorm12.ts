import type { CompiledCourse } from '../../model/schema-types.ts'
import { decodeState } from '../../model/state/codec.ts'
import type { Connection, Driver, SaveOutcome, Snapshot } from './driver.ts'
import { local } from './local.ts'
import { findApi, hasSurroundings } from './scorm/find-api.ts'
import { connectLms, type Fault, isScorm12Api, type Lms, type Scorm12Api } from './scorm/scorm12-api.ts'
import { type Journal, openJournal } from './scorm/scorm12-journal.ts'
import { openSession, type Session } from './scorm/scorm12-session.ts'
import { type Start, startSession } from './scorm/scorm12-start.ts'

/** Some LMSs start the course before their API is there: 10 s of patience in a frame or pop-up, 2 s in a page alone. */
const SEARCH_EVERY = 250
const SEARCHES_IN_LMS = 40
const SEARCHES_ALONE = 8

/**
 * SCORM 1.2 Run-Time Environment. Where no LMS is found, or none that answers, progress stays in this browser and the
 * connection says so. cmi.core.credit is not asked for: results are sent either way, and what counts is the LMS's affair.
 */
export const scorm12: Driver<{ readonly driver: 'scorm12' }> = async (_, environment) => {
  const { window, course } = environment
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      window.setTimeout(resolve, milliseconds)
    })
  const api = await searchApi(window, pause)
  const lms = api === undefined ? undefined : connectLms(api)
  const start = lms === undefined ? undefined : await startSession(lms, pause)
  if (lms === undefined || start === undefined) return local({ driver: 'local' }, environment)
  if (start.mode !== 'normal') return readOnly(lms, start)
  const journal = openJournal(lms, course, answeredBefore(course, start.state))
  const session = openSession(lms, start, journal)
  session.begin()
  return recording(lms, session, journal, start, window)
}

async function searchApi(window: Window, pause: (ms: number) => Promise<void>): Promise<Scorm12Api | undefined> {
  const searches = hasSurroundings(window) ? SEARCHES_IN_LMS : SEARCHES_ALONE
  for (let i = 0; i <= searches; i++) {
    const api = findApi(window, 'API', isScorm12Api)
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

const known = ({ learner, state }: Start): Pick<Connection, 'learnerName' | 'state'> => ({
  ...(learner === '' ? {} : { learnerName: spoken(learner) }),
  ...(state === '' ? {} : { state }),
})

const done: SaveOutcome = { saved: true }

function outcomeOf([first, ...more]: readonly Fault[]): SaveOutcome {
  if (first === undefined) return done
  return { saved: false, reason: more.length === 0 ? first.text : `${first.text} (${more.length} more)` }
}

const isClosed: SaveOutcome = { saved: false, reason: 'The session with the LMS has ended; open the course anew.' }

/** A page that the LMS opened as a window of its own is closed; in a frame the LMS takes over after LMSFinish. */
function closeWindow(window: Window): void {
  try {
    if (window.top === window && window.opener) window.close()
  } catch {
    // The opener is of another origin; the learner closes the window.
  }
}

function recording(lms: Lms, session: Session, journal: Journal, start: Start, window: Window): Connection {
  /** How the session ended; SCORM 1.2 knows no second LMSInitialize, so nothing is written after it. */
  let ended: SaveOutcome | undefined
  const write = (snapshot: Snapshot, closing: boolean): SaveOutcome => outcomeOf(session.write(snapshot, closing))
  return {
    ...known(start),
    mode: 'normal',
    canExit: true,
    get connected() {
      return ended === undefined
    },
    report: (event) => {
      if (event.type === 'answered') journal.add(event)
    },
    save: (snapshot) => Promise.resolve(ended === undefined ? write(snapshot, false) : isClosed),
    exit: (snapshot) => {
      if (ended !== undefined) return Promise.resolve(ended)
      const outcome = write(snapshot, true)
      // Not finished while something is unsaved: the learner can try again, and closing the page tries once more.
      const fault = outcome.saved ? lms.finish() : undefined
      if (!outcome.saved || fault !== undefined) return Promise.resolve(fault ? outcomeOf([fault]) : outcome)
      ended = outcome
      closeWindow(window)
      return Promise.resolve(outcome)
    },
    leave: (snapshot) => {
      if (ended !== undefined) return
      ended = write(snapshot, true)
      lms.finish()
    },
  }
}

/** browse and review: the record is shown and stays as it is. */
function readOnly(lms: Lms, start: Start): Connection {
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
