import type { Progress } from '../../../model/progress.ts'
import type { CompiledCourse } from '../../../model/schema-types.ts'
import type { Snapshot } from '../driver.ts'
import type { Journal } from './journal.ts'
import type { Fault, Lms } from './lms.ts'
import { interval, plainText } from './scorm2004-format.ts'
import { openObjectives } from './scorm2004-objectives.ts'
import { openScore } from './scorm2004-score.ts'
import type { Start } from './scorm2004-start.ts'
import { completion, passedBy, success } from './scorm2004-status.ts'
import { type Session, writeJournal } from './session.ts'
import { openWriter } from './writer.ts'

const LOCATION_LIMIT = 1000
const SUSPEND_DATA_LIMIT = 64_000

/** The most that is reported before the completion rule is met: an LMS may take 1 for complete (RTE 2004 §4.2.5). */
const NEARLY = 0.99

/** Share of the course done, two decimals. */
const measure = ({ complete, fraction }: Progress): number =>
  complete ? 1 : Math.min(NEARLY, Math.floor(fraction * 100) / 100)

export function openSession(lms: Lms, start: Start, journal: Journal, course: CompiledCourse): Session {
  const writer = openWriter(lms)
  const { set } = writer
  const objectives = openObjectives(lms, writer, course, start.objectives)
  const score = openScore(writer, 'cmi.score', start.scoreChildren, start.scaled)
  let completionStatus = start.completion
  let successStatus = start.success
  let done = start.progress ?? 0

  /** Both are always set once in a session: an LMS makes up its own for a SCO that sets none (RTE 2004 §4.2.4, §4.2.22). */
  const setStatus = (complete: boolean, passed: boolean | undefined): Fault[] => {
    completionStatus = completion(completionStatus, complete)
    successStatus = success(successStatus, passed)
    return [...set('cmi.completion_status', completionStatus), ...set('cmi.success_status', successStatus)]
  }

  const setState = (state: string): Fault[] =>
    state.length > SUSPEND_DATA_LIMIT
      ? [{ text: `Progress is ${state.length} characters long; SCORM 2004 keeps ${SUSPEND_DATA_LIMIT}.` }]
      : set('cmi.suspend_data', state)

  const setProgress = (progress: Progress): Fault[] => {
    done = Math.max(done, measure(progress))
    return set('cmi.progress_measure', String(done))
  }

  /**
   * Without `suspend` the end of a session is the end of the attempt, and the next one begins empty (RTE 2004 §4.2.8): until the
   * LMS has taken it nothing else is written, and the session is not ended. A finished course is suspended too: who opens
   * it again would otherwise see, and report, an attempt in which nothing was done. Whether it may go on, and why not.
   */
  let resumable = false
  const suspend = (): Fault[] => {
    const faults = set('cmi.exit', 'suspend')
    resumable = faults.every((fault) => lms.isFinal(fault))
    return faults
  }

  const writeAll = ({ state, bookmark, progress, sessionSeconds }: Snapshot): Fault[] => {
    const place = bookmark === undefined ? [] : set('cmi.location', plainText(bookmark, LOCATION_LIMIT))
    const progressFaults = setState(state)
    const waits = state.length <= SUSPEND_DATA_LIMIT && progressFaults.some((fault) => !lms.isFinal(fault))
    // Score before status: an LMS that computes a grade when the status arrives must have the score by then.
    return [
      ...place,
      ...progressFaults,
      ...set('cmi.session_time', interval(sessionSeconds)),
      ...score.write(progress.score),
      ...setProgress(progress),
      ...objectives.write(state),
      ...writeJournal(journal, writer, waits),
      ...setStatus(progress.complete, passedBy(progress)),
    ]
  }

  return {
    repeat: writer.forget,
    begin: () => {
      const faults = suspend()
      return resumable ? [...faults, ...setStatus(false, undefined), ...writer.commit()] : faults
    },
    write: (snapshot) => {
      const faults = suspend()
      return resumable ? [...faults, ...writeAll(snapshot), ...writer.commit()] : faults
    },
    mayFinish: () => resumable,
    // An LMS without sequencing does not know the element, and nothing depends on it.
    depart: () => {
      lms.set('adl.nav.request', 'suspendAll')
    },
  }
}
