import type { Snapshot } from '../driver.ts'
import type { Journal } from './journal.ts'
import type { Fault } from './lms.ts'
import type { Writer } from './writer.ts'

/** What a standard does between opening and closing the line. */
export interface Session {
  /** Right after initialising: a session that dies from here on can be resumed, and is incomplete, not untouched. */
  begin(): readonly Fault[]
  /** `closing`: the session ends next. Returns why something could not be stored; nothing when the LMS has it all. */
  write(snapshot: Snapshot, closing: boolean): readonly Fault[]
  /** What was written may not have arrived: the next write says all of it again. */
  readonly repeat: () => void
  /** False: ending the session now would lose what earlier ones have saved. */
  mayFinish?(): boolean
  /** "Save and exit", all is saved, the session ends next: tells the LMS where the learner wants to go. */
  depart?(): void
}

/**
 * Answers that wait go to the LMS; what was tried needs a commit. While progress cannot be set they wait on: a session that
 * goes on from older progress would give the same answers again.
 */
export function writeJournal(journal: Journal, writer: Writer, progressWaits: boolean): readonly Fault[] {
  if (progressWaits) return []
  const { attempted, faults } = journal.write()
  if (attempted) writer.touch()
  return faults
}
