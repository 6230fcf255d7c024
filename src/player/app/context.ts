import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { CompiledCourse } from '../../model/schema-types.ts'
import type { LearnerState } from '../../model/state/learner-state.ts'
import type { Messages } from '../messages/index.ts'
import type { Session } from '../session/session.ts'

export interface AppContext {
  readonly session: Session
  /** The whole course, where the session is about one part of it; else the session's own course. */
  readonly whole: CompiledCourse
  readonly words: Messages
  /** Says something to screen readers without moving the focus. */
  readonly announce: (text: string) => void
}

const Context = createContext<AppContext | undefined>(undefined)

export const AppProvider = Context.Provider

export function useApp(): AppContext {
  const app = useContext(Context)
  if (app === undefined) throw new Error('used outside the app')
  return app
}

/** Draws the component again whenever the learner's state or the save status changes. */
export function useLearnerState(session: Session): LearnerState {
  const [, redraw] = useState(0)
  useEffect(() => session.subscribe(() => redraw((n) => n + 1)), [session])
  return session.state()
}
