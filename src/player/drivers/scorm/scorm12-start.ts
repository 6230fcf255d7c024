import { type Lms, listOf } from './lms.ts'
import { GENERAL_EXCEPTION } from './scorm12-api.ts'
import type { Beginning } from './scorm12-session.ts'
import { initialized, type Launched, modeOf, numberOf, type Pause, readerOf } from './start.ts'

/** What cmi.core says at launch. */
export interface Start extends Beginning, Launched {}

/**
 * Opens the session and reads what the course goes on from. Undefined when the LMS does not answer: a course that took an
 * unreadable record for an empty one would write over the learner's progress.
 */
export async function startSession(lms: Lms, pause: Pause): Promise<Start | undefined> {
  if (!initialized(lms, GENERAL_EXCEPTION)) return undefined
  const { surely, maybe } = readerOf(lms, pause)
  const status = await surely('cmi.core.lesson_status')
  const state = status === undefined ? undefined : await surely('cmi.suspend_data')
  if (status === undefined || state === undefined) return undefined
  const raw = numberOf(maybe('cmi.core.score.raw'))
  return {
    status,
    state,
    mode: modeOf(maybe('cmi.core.lesson_mode')),
    learner: maybe('cmi.core.student_name'),
    learnerId: maybe('cmi.core.student_id'),
    untouched: status === '' || status === 'not attempted',
    scoreChildren: listOf(maybe('cmi.core.score._children')),
    ...(raw === undefined ? {} : { raw }),
  }
}
