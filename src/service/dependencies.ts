import type { CertificateTemplate } from '../model/schema-types.ts'
import type { Store } from '../storage/store.ts'
import type { LoadedCredential } from '../validation/credential-files.ts'
import type { ContentFiles } from './cmi5/content-files.ts'
import type { CoursePackages } from './cmi5/course-packages.ts'
import type { HostedCourse } from './courses.ts'
import type { LogLine } from './http/request-log.ts'
import type { KeyRing } from './lrs/keys/ring.ts'
import type { Operations } from './operations/index.ts'
import type { Settings } from './settings.ts'

/** Everything the service needs of the world. `server.ts` hands in the real things, tests their own. */
export interface Dependencies {
  readonly store: Store
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
  /** Milliseconds, finer than those of the clock and never set back: for measuring how long something took. */
  readonly monotonic: () => number
  /** Lower-case version 4 UUIDs. */
  readonly uuid: () => string
  /** Cryptographic randomness. */
  readonly random: (bytes: number) => Uint8Array
  readonly settings: Settings
  /** Templates of certificates, by id; the standard one where there are none. */
  readonly templates?: ReadonlyMap<string, CertificateTemplate>
  /** By course id. */
  readonly courses: ReadonlyMap<string, HostedCourse>
  /** What credentials ask for, by id. */
  readonly credentials: ReadonlyMap<string, LoadedCredential>
  /** The built player by file name, `tokens.css` included. */
  readonly player: ReadonlyMap<string, Uint8Array>
  readonly pageStyle: Uint8Array
  readonly log: (line: LogLine) => void
  /** Secret of whoever may write to the data folder; lets `chartwright users` and `keys` talk to a running service. */
  readonly operatorKey: string
  /** Options that lead `chartwright` to the data of this service, each after a space; pages show staff commands with them. */
  readonly commandOptions?: string
  /** Reads packages of cmi5 courses. */
  readonly coursePackages: CoursePackages
  /** Files of their packages. */
  readonly content: ContentFiles
}

/** Turns statements into awards, behind the requests that store them. */
export interface Awards {
  /** Something new may be worth an award: a statement was stored, or the progress of this registration changed. */
  wake(registration?: string): void
  /** Resolves when everything stored before the call has been dealt with. */
  settled(): Promise<void>
}

/** The same with what the app makes of it. */
export interface Service extends Dependencies {
  readonly awards: Awards
  readonly keyRing: KeyRing
  readonly operations: Operations
}
