import type { Connection, SaveOutcome, Snapshot } from '../driver.ts'
import type { Copy } from './copy.ts'
import type { Journal } from './journal.ts'
import type { Fault, Lms } from './lms.ts'
import type { Reach } from './reach.ts'
import type { Session } from './session.ts'

export const done: SaveOutcome = { saved: true }

const isClosed: SaveOutcome = { saved: false, reason: 'The session with the LMS has ended; open the course anew.' }

const KEPT = 'Until then your progress is kept in this browser.'
const isOver = (kept: boolean): string =>
  `The session with the LMS has ended, perhaps because the course was opened in another window. Open the course anew.${kept ? ` ${KEPT}` : ''}`
const isOffline = (kept: boolean): string =>
  kept
    ? `The server cannot be reached. Your progress is sent as soon as it can. ${KEPT}`
    : 'The server cannot be reached. Keep this page open: your progress is sent as soon as it can.'

/** A page that the LMS opened as a window of its own is closed; in a frame the LMS takes over when the session ends. */
function closeWindow(window: Window): void {
  try {
    if (window.top === window && window.opener) window.close()
  } catch {
    // The opener is of another origin; the learner closes the window.
  }
}

/** A session with an LMS that takes what the learner does. */
export function recording({
  lms,
  session,
  journal,
  copy,
  reach,
  window,
}: {
  readonly lms: Lms
  readonly session: Session
  readonly journal: Journal
  readonly copy: Copy
  readonly reach: Reach
  readonly window: Window
}): Omit<Connection, 'state' | 'learnerName'> {
  /** How the session ended; a session cannot be opened twice, so nothing is written after it. */
  let ended: SaveOutcome | undefined
  /** Whether the browser holds what was written last. */
  let kept = false
  /** The longest state that is known to have come through whole. */
  let whole = 0

  /** An LMS that cuts off what is too long for it says nothing; what it then gives back is the beginning of what it was given. */
  const cutOff = ({ state }: Snapshot): Fault[] => {
    if (state.length <= whole) return []
    const { value } = lms.get('cmi.suspend_data')
    if (value !== '' && value !== state && state.startsWith(value)) {
      return [{ text: `The LMS keeps only ${value.length} of the ${state.length} characters of your progress.` }]
    }
    whole = state.length
    return []
  }

  /** Tells the LMS; the copy is made first, because the page may not survive a call. */
  const write = (snapshot: Snapshot, closing: boolean): SaveOutcome => {
    kept = copy.keep(snapshot.state)
    const written = session.write(snapshot, closing)
    const [first, ...more] = written.length === 0 ? cutOff(snapshot) : written
    if (first === undefined) return done
    if ([first, ...more].some((fault) => lms.isOver(fault))) return { saved: false, reason: isOver(kept) }
    return { saved: false, reason: more.length === 0 ? first.text : `${first.text} (${more.length} more)` }
  }

  /** The same, and whether it can have arrived. */
  const writeThrough = async (snapshot: Snapshot, closing: boolean): Promise<SaveOutcome> => {
    const outcome = write(snapshot, closing)
    if (!outcome.saved || (await reach())) return outcome
    session.repeat()
    return { saved: false, reason: isOffline(kept) }
  }

  const exit = async (snapshot: Snapshot): Promise<SaveOutcome> => {
    const outcome = await writeThrough(snapshot, true)
    // Closing the page, or a second press of the button, has ended it meanwhile.
    if (ended !== undefined) return ended
    // Not finished while something is unsaved: the learner can try again, and closing the page tries once more.
    if (!outcome.saved) return outcome
    session.depart?.()
    const fault = lms.finish()
    if (fault !== undefined) return { saved: false, reason: fault.text }
    ended = outcome
    closeWindow(window)
    return outcome
  }

  return {
    mode: 'normal',
    canExit: true,
    get connected() {
      return ended === undefined
    },
    report: (event) => {
      if (event.type === 'answered') journal.add(event)
    },
    save: (snapshot) => (ended === undefined ? writeThrough(snapshot, false) : Promise.resolve(isClosed)),
    exit: (snapshot) => (ended === undefined ? exit(snapshot) : Promise.resolve(ended)),
    leave: (snapshot) => {
      if (ended !== undefined) return
      ended = write(snapshot, true)
      if (session.mayFinish?.() ?? true) lms.finish()
    },
  }
}
