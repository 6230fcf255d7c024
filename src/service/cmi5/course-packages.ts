import type { ReadCourse } from '../../model/cmi5.ts'

/** Reads packages of courses; handed in, so that the service does not depend on how packages are made. */
export interface CoursePackages {
  /** What is in a package, or what is wrong with it. */
  read(file: string, kind: 'zip' | 'xml'): Promise<ReadCourse>
  /** Hands over every file of a zip that `read` found nothing wrong with. */
  unpack(file: string, keep: (path: string, content: AsyncIterable<Uint8Array>) => Promise<void>): Promise<void>
}
