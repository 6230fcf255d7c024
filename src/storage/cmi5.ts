import type { CourseStructure, LaunchMode } from '../model/cmi5.ts'

/** A cmi5 course. One that was imported never changes: another version of it is another course. */
export interface Cmi5Course {
  readonly id: string
  readonly imported: number
  readonly structure: CourseStructure
}

/** A file of a course's package. */
export interface Cmi5File {
  /** Name in the zip. */
  readonly path: string
  /** SHA-256 of the content, lower-case hex: the name under which it lies in the data folder. */
  readonly sha256: string
  readonly bytes: number
}

/** A learner's taking of a course. */
export interface Cmi5Registration {
  readonly id: string
  readonly course: string
  /** The learner, an Agent with an account, as JSON text; as it is sent to content. */
  readonly actor: string
  /** What `agentKey` makes of it. */
  readonly actorKey: string
  readonly created: number
}

/** What was reached of one part of a course, by its position in the structure; each time is when. */
export interface Cmi5Progress {
  readonly part: number
  readonly completed?: number
  readonly passed?: number
  readonly failed?: number
  readonly waived?: number
  readonly satisfied?: number
}

/** One launch of an assignable unit, and how far it has got; each time is when. */
export interface Cmi5Session {
  readonly id: string
  readonly registration: string
  /** Position of the unit in the structure. */
  readonly part: number
  readonly mode: LaunchMode
  readonly launched: number
  /** When the content was last heard of. */
  readonly seen: number
  /** SHA-256 of the token in the fetch URL, and of the one it was exchanged for. */
  readonly fetchHash: string
  readonly tokenHash?: string
  readonly preferencesRead?: number
  readonly initialized?: number
  readonly completed?: number
  readonly passed?: number
  readonly failed?: number
  readonly lastStatement?: number
  readonly terminated?: number
  readonly abandoned?: number
}

/** cmi5 courses, who takes them, and their launches. */
export interface Cmi5 {
  addCourse(course: Cmi5Course, files: readonly Cmi5File[]): Promise<void>
  /** For a course of this service's own, whose next version has the same parts in the same places. */
  replaceStructure(id: string, structure: CourseStructure): Promise<void>
  course(id: string): Promise<Cmi5Course | undefined>
  /** By the time they were imported, then id. */
  courses(): Promise<readonly Cmi5Course[]>
  /**
   * Forgets a course with its registrations and sessions; statements and documents stay. Resolves to the SHA-256 of the
   * files no course has any more, or undefined when there is no such course.
   */
  removeCourse(id: string): Promise<readonly string[] | undefined>
  file(course: string, path: string): Promise<Cmi5File | undefined>
  /** Those of the SHA-256 that a file of some course has. */
  knownFiles(hashes: readonly string[]): Promise<readonly string[]>
  addRegistration(registration: Cmi5Registration): Promise<void>
  registration(id: string): Promise<Cmi5Registration | undefined>
  /** Those that match all that is given, by the time they were made, then id; at most `limit`, behind `after`. */
  registrations(filter: {
    readonly course?: string
    readonly actorKey?: string
    readonly after?: { readonly created: number; readonly id: string }
    readonly limit: number
  }): Promise<readonly Cmi5Registration[]>
  /** Of parts of which anything was reached, by position. */
  progress(registration: string): Promise<readonly Cmi5Progress[]>
  setProgress(registration: string, progress: Cmi5Progress): Promise<void>
  addSession(session: Cmi5Session): Promise<void>
  session(id: string): Promise<Cmi5Session | undefined>
  /** By the time they were launched, then id. */
  sessions(registration: string): Promise<readonly Cmi5Session[]>
  /** The session whose fetch token has this hash. */
  sessionByFetch(fetchHash: string): Promise<Cmi5Session | undefined>
  /** Keeps how far a session has got; what never changes about it is left as it was. */
  updateSession(session: Cmi5Session): Promise<void>
  /** Sessions that have not ended and were not heard of since a time. */
  silentSessions(before: number): Promise<readonly Cmi5Session[]>
}
