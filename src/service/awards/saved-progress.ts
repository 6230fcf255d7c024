import type { CompiledCourse } from '../../model/schema-types.ts'
import { decodeState } from '../../model/state/codec.ts'
import type { LearnerState } from '../../model/state/learner-state.ts'
import { courseActivity, PROGRESS_STATE_ID } from '../../model/xapi.ts'
import type { Enrolment } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { agentKeyOf } from '../lrs/agent.ts'

export interface SavedProgress {
  readonly state: LearnerState
  /** Entity tag of the document it was read from. */
  readonly etag: string
  readonly updated: number
}

/** Saved progress of an enrolment; undefined where there is none yet or it cannot be read. */
export async function savedProgress(
  store: Store,
  course: CompiledCourse,
  enrolment: Enrolment,
): Promise<SavedProgress | undefined> {
  const document = await store.documents.get({
    resource: 'state',
    activity: courseActivity(course.id),
    agent: agentKeyOf(store, enrolment.learner),
    registration: enrolment.registration,
    id: PROGRESS_STATE_ID,
  })
  if (document === undefined) return undefined
  const decoded = decodeState(course, new TextDecoder().decode(document.content))
  return 'state' in decoded ? { state: decoded.state, etag: document.etag, updated: document.updated } : undefined
}
