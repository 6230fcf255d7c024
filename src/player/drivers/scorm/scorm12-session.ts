import type { Snapshot } from '../driver.ts'
import { hundredths } from './format.ts'
import type { Journal } from './journal.ts'
import type { Fault, Lms } from './lms.ts'
import { asciiText, timespan } from './scorm12-format.ts'
import { ratchet } from './scorm12-status.ts'
import { type Session, writeJournal } from './session.ts'
import { openWriter } from './writer.ts'

const LOCATION_LIMIT = 255
const SUSPEND_DATA_LIMIT = 4096

/** What the LMS knew when the session began. */
export interface Beginning {
  /** cmi.core.lesson_status. */
  readonly status: string
  /** cmi.core.score.raw as a number; undefined where there is none. */
  readonly raw?: number
  /** Elements of cmi.core.score this LMS keeps. */
  readonly scoreChildren: ReadonlySet<string>
}

export function openSession(lms: Lms, beginning: Beginning, journal: Journal): Session {
  const writer = openWriter(lms)
  const { set } = writer
  let status = beginning.status
  let raw = beginning.raw

  /** Always set once in a session: an LMS gives the status `completed` to a SCO that sets none (RTE 1.2 §3.4.4). */
  const setStatus = (outcome: Snapshot['progress']['outcome']): Fault[] => {
    status = ratchet(status, outcome)
    return set('cmi.core.lesson_status', status)
  }

  const setState = (state: string): Fault[] =>
    state.length > SUSPEND_DATA_LIMIT
      ? [{ text: `Progress is ${state.length} characters long; SCORM 1.2 keeps ${SUSPEND_DATA_LIMIT}.` }]
      : set('cmi.suspend_data', state)

  /** Hundredths of a percent. Only ever raised: the LMS keeps the best. */
  const setScore = (score: number | undefined): Fault[] => {
    if (score === undefined || (raw !== undefined && score / 100 <= raw)) return []
    const faults = set('cmi.core.score.raw', hundredths(score))
    if (faults.length > 0) return faults
    raw = score / 100
    const { scoreChildren } = beginning
    return [
      ...(scoreChildren.has('min') ? set('cmi.core.score.min', '0') : []),
      ...(scoreChildren.has('max') ? set('cmi.core.score.max', '100') : []),
    ]
  }

  return {
    repeat: writer.forget,
    begin: () => [...set('cmi.core.exit', 'suspend'), ...setStatus('incomplete'), ...writer.commit()],
    write: ({ state, bookmark, progress, sessionSeconds }, closing) => {
      const exit = set('cmi.core.exit', closing && progress.complete ? '' : 'suspend')
      const place = bookmark === undefined ? [] : set('cmi.core.lesson_location', asciiText(bookmark, LOCATION_LIMIT))
      const progressFaults = setState(state)
      const waits = state.length <= SUSPEND_DATA_LIMIT && progressFaults.some((fault) => !lms.isFinal(fault))
      // Score before status: an LMS that computes a grade when the status arrives must have the score by then.
      return [
        ...exit,
        ...place,
        ...progressFaults,
        ...set('cmi.core.session_time', timespan(sessionSeconds)),
        ...setScore(progress.score),
        ...writeJournal(journal, writer, waits),
        ...setStatus(progress.outcome),
        ...writer.commit(),
      ]
    },
  }
}
