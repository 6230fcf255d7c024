import type { CourseFault } from '../../model/cmi5.ts'
import type { Cmi5Course, Cmi5File } from '../../storage/cmi5.ts'
import type { Dependencies } from '../dependencies.ts'
import { fitsKey, LONGEST_KEY } from '../lrs/validation/formats.ts'

type Importer = Pick<Dependencies, 'store' | 'now' | 'uuid' | 'content' | 'coursePackages'>

/** Bytes of a package that may be imported. */
export const PACKAGE_BYTES = 512 * 1024 * 1024
/** What is older than this belongs to no import that is under way. */
const LEFT_MILLISECONDS = 24 * 60 * 60_000

export type Imported =
  | { readonly course: Cmi5Course }
  | { readonly faults: readonly CourseFault[] }
  | { readonly tooLarge: true }

export interface CourseShelf {
  /** Takes a package in: all of it or nothing (cmi5 §6.1). */
  add(body: AsyncIterable<Uint8Array>, kind: 'zip' | 'xml'): Promise<Imported>
  /** Removes what imports left behind that were cut off; to be called when the service starts. */
  tidy(): Promise<void>
  /** False when there is no such course. */
  remove(id: string): Promise<boolean>
}

/** Imports and removals run one after the other: a file that one of them takes away may be what another counts on. */
export function courseShelf({ store, now, uuid, content, coursePackages }: Importer): CourseShelf {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }

  const take = async (staged: string, kind: 'zip' | 'xml'): Promise<Imported> => {
    const read = await coursePackages.read(staged, kind)
    if ('faults' in read) return read
    const longIds = read.structure.map(({ publisherId }) => publisherId).filter((id) => !fitsKey(id))
    if (longIds.length > 0) return { faults: longIds.map((id) => tooLong('id', id)) }
    const files: Cmi5File[] = []
    if (kind === 'zip') {
      await coursePackages.unpack(staged, async (path, bytes) => {
        files.push({ path, ...(await content.keep(bytes)) })
      })
    }
    const longNames = files.map(({ path }) => path).filter((path) => !fitsKey(path))
    if (longNames.length > 0) {
      const hashes = files.map(({ sha256 }) => sha256)
      const known = new Set(await store.cmi5.knownFiles(hashes))
      await content.remove(hashes.filter((hash) => !known.has(hash)))
      return { faults: longNames.map((path) => tooLong('name', path)) }
    }
    const course: Cmi5Course = { id: uuid(), imported: now(), structure: read.structure }
    await store.cmi5.addCourse(course, files)
    return { course }
  }

  return {
    add: async (body, kind) => {
      const staged = await content.stage(body, PACKAGE_BYTES)
      if (staged === undefined) return { tooLarge: true }
      try {
        return await inTurn(() => take(staged, kind))
      } finally {
        await content.discard(staged)
      }
    },
    tidy: () => inTurn(() => content.tidy(now() - LEFT_MILLISECONDS, (hashes) => store.cmi5.knownFiles(hashes))),
    remove: (id) =>
      inTurn(async () => {
        const left = await store.cmi5.removeCourse(id)
        if (left !== undefined) await content.remove(left)
        return left !== undefined
      }),
  }
}

const tooLong = (what: 'id' | 'name', value: string): CourseFault => ({
  clause: 'Our limit',
  message: `The ${what} ${value.slice(0, 80)}… has more than ${LONGEST_KEY} bytes.`,
})
