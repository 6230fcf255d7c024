import type { LearningEvent } from '../../model/events.ts'
import type { Progress } from '../../model/progress.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'

/** How the player was launched; `launch.js` beside index.html sets `globalThis.chartwrightLaunch` to one of these. */
export type Launch =
  /** No record keeper: progress stays in this browser. */
  | { readonly driver: 'local' }
  | { readonly driver: 'scorm12' }
  | { readonly driver: 'scorm2004' }
  /** cmi5: everything comes with the address the LMS opens. */
  | {
      readonly driver: 'cmi5'
      /** Where the service that hosts this player launches the course, if one does; an address of the same origin. */
      readonly relaunch?: string
      /** There: that of whoever is signed in. A launch of somebody else that this tab has kept is not gone on with. */
      readonly registration?: string
    }
  /** xAPI launch ("Tin Can"): the same, but for the activity, which an old LMS may leave out. */
  | { readonly driver: 'tincan'; readonly activityId: string }

/** Everything a driver may need to write, as of the events reported so far. */
export interface Snapshot {
  /** Saved progress (`model/state/codec.ts`). */
  readonly state: string
  /** Section or exam id last shown. */
  readonly bookmark?: string
  readonly progress: Progress
  /** Seconds of this session, and of all sessions. */
  readonly sessionSeconds: number
  readonly totalSeconds: number
}

/** `relaunch`: where to launch the course again, when nothing else helps. */
export type SaveOutcome =
  | { readonly saved: true }
  | { readonly saved: false; readonly reason: string; readonly relaunch?: string }

/** An open line to whoever keeps the record. */
export interface Connection {
  /** False: nobody keeps a record but this browser; the player says so. */
  readonly connected: boolean
  /** Set where not even the browser keeps progress (private window, blocked site data): it ends with the page. */
  readonly volatile?: boolean
  /** browse and review: read only; nothing is written. */
  readonly mode: 'normal' | 'browse' | 'review'
  readonly learnerName?: string
  /** Saved progress of an earlier session, as it was written. */
  readonly state?: string
  /** `state` is what this browser had kept, because the record keeper's was older or could not be read. */
  readonly recovered?: boolean
  /** Whether "Save and exit" can close the course from here. */
  readonly canExit: boolean
  /** Takes an event; written with the next save. */
  report(event: LearningEvent): void
  /** Writes what changed and resolves when the record keeper has confirmed it. Never rejects. */
  save(snapshot: Snapshot): Promise<SaveOutcome>
  /** "Save and exit": writes all, closes the line, leaves the page where the record keeper wants it. */
  exit(snapshot: Snapshot): Promise<SaveOutcome>
  /** The page is being hidden for good: writes what can be written without waiting. Never throws. */
  leave(snapshot: Snapshot): void
}

export interface DriverEnvironment {
  readonly window: Window
  readonly course: CompiledCourse
  /**
   * Which part of the course this page plays (`model/part.ts`), where the package has a page for each. `course` is that part
   * then, with the whole course's id: what is kept in the browser must be named by both.
   */
  readonly part?: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
  /** RFC 4122 ids. */
  readonly uuid: () => string
}

/** One run-time standard. */
export type Driver<L extends Launch = Launch> = (launch: L, environment: DriverEnvironment) => Promise<Connection>
