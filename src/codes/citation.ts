import type { Place } from '../problems/problem.ts'
import type { CodeSystem } from './system.ts'

/** A use of a code in a course. */
export interface Citation {
  readonly system: CodeSystem
  /** As written, with a point. */
  readonly code: string
  /** Day the code is meant for, where the file or the course names one. */
  readonly asOf?: string
  readonly place: Place
  /** Who cites it: `question "sepsis-3"`, `section "Sequencing"`. */
  readonly by: string
  /** It answers an item that asks for a code which can be reported. */
  readonly key?: true
  /** It says how codes begin, as in `any of N18`: it is never reported itself. */
  readonly category?: true
}

/** A use of a section of the official guidelines. */
export interface GuidelineCitation {
  /** Such as `I.C.9.a.1`. */
  readonly section: string
  /** Such as `fy2026`, where the reference names one. */
  readonly edition?: string
  readonly asOf?: string
  readonly place: Place
  readonly by: string
}
