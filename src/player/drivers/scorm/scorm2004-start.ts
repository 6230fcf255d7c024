import { type Lms, listOf } from './lms.ts'
import { ALREADY_INITIALIZED } from './scorm2004-api.ts'
import { type KeptObjectives, readObjectives } from './scorm2004-objectives.ts'
import { initialized, type Launched, modeOf, numberOf, type Pause, readerOf } from './start.ts'

/** What cmi says at launch. */
export interface Start extends Launched {
  readonly completion: string
  readonly success: string
  /** cmi.score.scaled; undefined where there is none. */
  readonly scaled?: number
  readonly progress?: number
  readonly scoreChildren: ReadonlySet<string>
  readonly objectives: KeptObjectives
}

/**
 * Opens the session and reads what the course goes on from. Undefined when the LMS does not answer: a course that took an
 * unreadable record for an empty one would write over the learner's progress.
 */
export async function startSession(lms: Lms, pause: Pause): Promise<Start | undefined> {
  if (!initialized(lms, ALREADY_INITIALIZED)) return undefined
  const reader = readerOf(lms, pause)
  const { surely, maybe } = reader
  const completion = await surely('cmi.completion_status')
  const success = completion === undefined ? undefined : await surely('cmi.success_status')
  const state = success === undefined ? undefined : await surely('cmi.suspend_data')
  if (completion === undefined || success === undefined || state === undefined) return undefined
  const scaled = numberOf(maybe('cmi.score.scaled'))
  const progress = numberOf(maybe('cmi.progress_measure'))
  return {
    completion,
    success,
    state,
    mode: modeOf(maybe('cmi.mode')),
    learner: maybe('cmi.learner_name').replace(/^\{lang=[^}]*\}/, ''),
    learnerId: maybe('cmi.learner_id'),
    untouched: completion === '' || completion === 'unknown' || completion === 'not attempted',
    scoreChildren: listOf(maybe('cmi.score._children')),
    objectives: readObjectives(reader),
    ...(scaled === undefined ? {} : { scaled }),
    ...(progress === undefined ? {} : { progress }),
  }
}
