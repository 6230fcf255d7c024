import type { Connection } from '../driver.ts'
import { GENERAL_EXCEPTION, type Lms, listOf } from './scorm12-api.ts'
import type { Beginning } from './scorm12-session.ts'

export interface Start extends Beginning {
  readonly mode: Connection['mode']
  /** cmi.core.student_name: `Last, First`; may be empty. */
  readonly learner: string
  /** cmi.suspend_data; empty on a first visit. */
  readonly state: string
}

const READS = 3
const READ_AGAIN_AFTER = 500
/** Some LMSs print what they have not got. */
const present = (value: string): string => (value === 'null' || value === 'undefined' ? '' : value)

/** An empty mode means normal: some LMSs set none. */
const modeOf = (value: string): Connection['mode'] => (value === 'browse' || value === 'review' ? value : 'normal')

/**
 * Opens the session and reads what the course goes on from. Undefined when the LMS does not answer: a course that took an
 * unreadable record for an empty one would write over the learner's progress.
 */
export async function startSession(
  lms: Lms,
  pause: (milliseconds: number) => Promise<void>,
): Promise<Start | undefined> {
  const refused = lms.initialize()
  // A page of the LMS around the course may have initialised already; whether it has shows in whether it answers.
  if (refused !== undefined && refused.code !== GENERAL_EXCEPTION) return undefined
  const surely = async (element: string): Promise<string | undefined> => {
    for (let i = 1; i <= READS; i++) {
      const { value, fault } = lms.get(element)
      if (fault === undefined) return present(value)
      if (i < READS) await pause(READ_AGAIN_AFTER)
    }
    return undefined
  }
  const status = await surely('cmi.core.lesson_status')
  const state = status === undefined ? undefined : await surely('cmi.suspend_data')
  if (status === undefined || state === undefined) return undefined
  const maybe = (element: string): string => present(lms.get(element).value)
  const score = maybe('cmi.core.score.raw')
  const raw = Number(score)
  return {
    status,
    state,
    mode: modeOf(maybe('cmi.core.lesson_mode')),
    learner: maybe('cmi.core.student_name'),
    scoreChildren: listOf(maybe('cmi.core.score._children')),
    ...(score.trim() === '' || Number.isNaN(raw) ? {} : { raw }),
  }
}
