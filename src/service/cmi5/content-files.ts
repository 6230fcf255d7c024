import { createHash } from 'node:crypto'
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** Files of course packages, each under the SHA-256 of its content, kept once however many courses have it. */
export interface ContentFiles {
  /** Writes an upload aside; undefined when it has more than `most` bytes. Whoever stages it discards it. */
  stage(content: AsyncIterable<Uint8Array>, most: number): Promise<string | undefined>
  discard(staged: string): Promise<void>
  /** Durable when it resolves. */
  keep(content: AsyncIterable<Uint8Array>): Promise<{ readonly sha256: string; readonly bytes: number }>
  /** Bytes from `start` to `end`, both included; undefined when the file is gone. */
  read(sha256: string, start: number, end: number): Promise<ReadableStream<Uint8Array> | undefined>
  remove(hashes: readonly string[]): Promise<void>
  /** Removes what imports left behind that did not come to their end; `known` answers which files courses have. */
  tidy(before: number, known: (hashes: readonly string[]) => Promise<readonly string[]>): Promise<void>
}

/** Everything lies in one folder, which is made when it is first needed. No name in it comes from a package. */
export function contentFiles(folder: string, uuid: () => string): ContentFiles {
  const staging = join(folder, 'staging')
  const placeOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not the name of a content file')
    return join(folder, 'files', sha256.slice(0, 2), sha256)
  }

  const write = async (content: AsyncIterable<Uint8Array>, most: number) => {
    await mkdir(staging, { recursive: true, mode: 0o700 })
    const file = join(staging, uuid())
    const hash = createHash('sha256')
    let bytes = 0
    const handle = await open(file, 'wx', 0o600)
    try {
      for await (const piece of content) {
        bytes += piece.byteLength
        if (bytes > most) break
        hash.update(piece)
        await handle.write(piece)
      }
      await handle.sync()
    } catch (error) {
      await rm(file, { force: true })
      throw error
    } finally {
      await handle.close()
    }
    if (bytes <= most) return { file, bytes, sha256: hash.digest('hex') }
    await rm(file, { force: true })
    return undefined
  }

  return {
    stage: async (content, most) => (await write(content, most))?.file,
    discard: (staged) => rm(staged, { force: true }),
    keep: async (content) => {
      const written = await write(content, Number.POSITIVE_INFINITY)
      if (written === undefined) throw new Error('A file without limit was too large')
      const { file, bytes, sha256 } = written
      const place = placeOf(sha256)
      if (await isThere(place)) await rm(file, { force: true })
      else {
        await mkdir(join(place, '..'), { recursive: true, mode: 0o700 })
        await rename(file, place)
      }
      return { sha256, bytes }
    },
    read: async (sha256, start, end) => {
      const handle = await open(placeOf(sha256), 'r').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      })
      return handle && webStream(handle.createReadStream({ start, end }))
    },
    remove: async (hashes) => {
      for (const sha256 of hashes) await rm(placeOf(sha256), { force: true })
    },
    tidy: async (before, known) => {
      for (const name of await olderIn(staging, before)) await rm(join(staging, name), { force: true })
      for (const part of await namesIn(join(folder, 'files'))) {
        const hashes = await olderIn(join(folder, 'files', part), before)
        const kept = new Set(hashes.length === 0 ? [] : await known(hashes))
        for (const sha256 of hashes.filter((hash) => !kept.has(hash))) await rm(placeOf(sha256), { force: true })
      }
    },
  }
}

const namesIn = (folder: string): Promise<readonly string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })

/** Names of files last changed before a time. */
async function olderIn(folder: string, before: number): Promise<readonly string[]> {
  const names = await namesIn(folder)
  const times = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs))
  return names.filter((_, i) => (times[i] ?? before) < before)
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

/** A web stream of a file. It is only opened when somebody reads, and closed when they stop. */
function webStream(stream: Readable): ReadableStream<Uint8Array> {
  const pieces = stream[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next: IteratorResult<unknown> = await pieces.next()
      if (next.done === true) controller.close()
      else if (next.value instanceof Uint8Array) controller.enqueue(next.value)
    },
    cancel: () => {
      stream.destroy()
    },
  })
}
