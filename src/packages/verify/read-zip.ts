import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl'
import type { Limits } from './limits.ts'

/** One entry of the zip directory, and what looking at its bytes showed. */
export interface ZipEntry {
  readonly name: string
  /** The name's bytes are not what the entry's flags say they are, or hold control characters. */
  readonly nameIsBroken: boolean
  readonly nameBytes: number
  readonly utf8Flag: boolean
  readonly directory: boolean
  readonly symlink: boolean
  readonly encrypted: boolean
  readonly zip64: boolean
  /** 0 stored, 8 deflated (APPNOTE §4.4.5). */
  readonly method: number
  readonly bytes: number
  readonly packedBytes: number
  readonly offset: number
  /** The header before the data names another file or another way of packing than the directory. */
  readonly headersDiffer: boolean
  /** Why the bytes could not be read as declared. */
  readonly damage: string | undefined
}

export interface ReadZip {
  readonly entries: readonly ZipEntry[]
  /** Why the zip could not be read to its end. */
  readonly fault: string | undefined
  readonly tooManyEntries: boolean
  /** Two entries use the same bytes, as zip bombs do. */
  readonly entriesOverlap: boolean
  /** Bytes of the entries that were asked for, by name; the first wins where a name is there twice. */
  readonly kept: ReadonlyMap<string, Uint8Array>
}

/** How many bytes of an entry are wanted at most; `keptBytes` have been kept so far. 0 when none are. */
type Wanted = (name: string, keptBytes: number) => number

/**
 * Reads a zip, a file by its path or bytes, within limits: only names and sizes of entries that would unpack to too much,
 * and every byte of all others, to compare lengths and CRC. Nothing is written anywhere. Throws only when the file itself
 * cannot be opened.
 */
export async function readZip(source: string | Uint8Array, limits: Limits, wanted: Wanted): Promise<ReadZip> {
  const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: false, autoClose: false }
  const found: Entry[] = []
  const kept = new Map<string, Uint8Array>()
  let zip: ZipFile
  try {
    zip = await (typeof source === 'string'
      ? openPromise(source, options)
      : fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.byteLength), options))
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
    return { entries: [], fault: wordsOf(error), tooManyEntries: false, entriesOverlap: false, kept }
  }
  // An error that comes while nobody waits would end the process.
  zip.on('error', () => undefined)
  try {
    let fault: string | undefined
    try {
      for await (const entry of zip.eachEntry()) {
        found.push(entry)
        if (found.length > limits.entries) break
      }
    } catch (error) {
      fault = wordsOf(error)
    }
    const tooManyEntries = found.length > limits.entries
    const total = found.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
    const entriesOverlap = overlaps(found)
    const readAll = !tooManyEntries && !entriesOverlap && total <= limits.totalBytes
    const entries: ZipEntry[] = []
    let keptBytes = 0
    for (const entry of found) {
      const described = describe(entry)
      const limit = kept.has(described.name) ? 0 : wanted(described.name, keptBytes)
      const safe = entry.uncompressedSize <= limit || (readAll && !isBomb(described, limits))
      entries.push({ ...described, ...(await headers(zip, entry)), ...(safe ? await contents(described, limit) : {}) })

      async function contents({ name, method, encrypted }: ZipEntry, keep: number) {
        if (encrypted || (method !== 0 && method !== 8)) return {}
        const { bytes, damage } = await unpack(zip, entry, keep >= entry.uncompressedSize && keep > 0)
        if (bytes !== undefined) {
          kept.set(name, bytes)
          keptBytes += bytes.length
        }
        return { damage }
      }
    }
    return { entries, fault, tooManyEntries, entriesOverlap, kept }
  } finally {
    zip.close()
  }
}

/** An entry that unpacks to far more than courses do. */
export const isBomb = ({ bytes, packedBytes }: ZipEntry, { ratio, ratioFrom }: Limits): boolean =>
  bytes > ratioFrom && bytes > ratio * packedBytes

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')

const isControl = (byte: number): boolean => byte < 0x20 || byte === 0x7f

function describe(entry: Entry): ZipEntry {
  const raw = entry.fileNameRaw
  const utf8Flag = (entry.generalPurposeBitFlag & 0x800) !== 0
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, true)
  const unixMode = entry.versionMadeBy >> 8 === 3 ? entry.externalFileAttributes >>> 16 : 0
  return {
    name,
    nameIsBroken: raw.length === 0 || raw.some(isControl) || (utf8Flag && !Buffer.from(name).equals(raw)),
    nameBytes: raw.length,
    utf8Flag,
    directory: name.endsWith('/'),
    symlink: (unixMode & 0o170000) === 0o120000,
    encrypted: entry.isEncrypted(),
    zip64: (entry.versionNeededToExtract & 0xff) >= 45 || entry.extraFields.some(({ id }) => id === 1),
    method: entry.compressionMethod,
    bytes: entry.uncompressedSize,
    packedBytes: entry.compressedSize,
    offset: entry.relativeOffsetOfLocalHeader,
    headersDiffer: false,
    damage: undefined,
  }
}

/** Encryption and the character set of names: the flags that two headers of an entry must agree on. */
const FLAGS = 0x801

async function headers(zip: ZipFile, entry: Entry): Promise<{ headersDiffer?: boolean; damage?: string }> {
  try {
    const local = await zip.readLocalFileHeaderPromise(entry, { minimal: false })
    const same =
      local.fileName.equals(entry.fileNameRaw) &&
      local.compressionMethod === entry.compressionMethod &&
      (local.generalPurposeBitFlag & FLAGS) === (entry.generalPurposeBitFlag & FLAGS)
    return { headersDiffer: !same }
  } catch (error) {
    return { damage: wordsOf(error) }
  }
}

async function unpack(zip: ZipFile, entry: Entry, keep: boolean): Promise<{ bytes?: Uint8Array; damage?: string }> {
  try {
    const stream = await zip.openReadStreamPromise(entry)
    const chunks: Buffer[] = []
    let length = 0
    let sum = 0
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > entry.uncompressedSize) {
        stream.destroy()
        return { damage: `more than the ${entry.uncompressedSize} bytes it declares` }
      }
      sum = crc32(chunk, sum)
      if (keep) chunks.push(chunk)
    }
    if (length < entry.uncompressedSize) return { damage: `${length} bytes instead of ${entry.uncompressedSize}` }
    if (sum !== entry.crc32) return { damage: 'another checksum than it declares' }
    return keep ? { bytes: new Uint8Array(Buffer.concat(chunks)) } : {}
  } catch (error) {
    return { damage: wordsOf(error) }
  }
}

const FIXED_HEADER = 30

function overlaps(entries: readonly Entry[]): boolean {
  const sorted = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  return sorted.some((entry, i) => {
    const next = sorted[i + 1]
    const end = entry.relativeOffsetOfLocalHeader + FIXED_HEADER + entry.fileNameLength + entry.compressedSize
    return next !== undefined && next.relativeOffsetOfLocalHeader < end
  })
}
