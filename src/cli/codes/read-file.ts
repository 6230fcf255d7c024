import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { XmlElement } from '../../codes/formats/xml.ts'
import {
  type Naming,
  type Recognised,
  readJsonSource,
  readTextSource,
  readWorkbookSource,
  readXmlSource,
  unknownXml,
} from '../../codes/source.ts'
import { sha256 } from '../../compiler/load.ts'
import type { Limits } from '../../packages/verify/limits.ts'
import { readXml } from '../../packages/verify/read-xml.ts'
import { isBomb, readZip } from '../../packages/verify/read-zip.ts'
import type { ReadFile } from './install.ts'

export interface ReadFiles {
  readonly files: readonly ReadFile[]
  /** Names in a zip that are of no use, such as PDFs. */
  readonly passedOver: readonly string[]
}

export interface FileRefused {
  readonly name: string
  readonly because: string
  readonly line?: number
}

const MB = 1_000_000

/** The agencies' largest file, the tabular list, has 9 MB. */
const FILE_BYTES = 100 * MB

const LIMITS: Limits = {
  entries: 2_000,
  totalBytes: 400 * MB,
  ratio: 200,
  ratioFrom: MB,
  nameBytes: 255,
  manifestBytes: FILE_BYTES,
  elements: 3_000_000,
  depth: 50,
  textBytes: FILE_BYTES,
  allTextBytes: 400 * MB,
}

/** Reads a file of an agency, or every one in a zip of theirs. Throws what the file system throws. @param effective instead of what the file says */
export async function readAgencyFile(path: string, effective: string | undefined): Promise<ReadFiles | FileRefused> {
  const name = basename(path)
  const { size } = statSync(path)
  if (size > FILE_BYTES) {
    return {
      name,
      because: `It has ${Math.round(size / MB)} MB; no file of the agencies has more than ${FILE_BYTES / MB} MB.`,
    }
  }
  const bytes = new Uint8Array(readFileSync(path))
  if (!startsWith(bytes, 'PK')) return one(name, bytes, { names: [name], effective })
  return fromZip(name, bytes, effective)
}

function one(name: string, bytes: Uint8Array, naming: Naming): ReadFiles | FileRefused {
  const read = recognise(bytes, naming)
  if (read === undefined) return { name, because: UNKNOWN }
  if ('fault' in read) return { name, ...read.fault }
  return { files: [{ name, sha256: sha256(bytes), source: read.value }], passedOver: [] }
}

const UNKNOWN =
  'This is not a known kind of file. Known are order files, their addenda, POA exempt lists, conversion tables (xlsx), tabular lists, ICD-10-PCS tables and definitions (xml), the HCPCS file and section lists of the guidelines (json), or a zip of them.'

async function fromZip(
  name: string,
  bytes: Uint8Array,
  effective: string | undefined,
): Promise<ReadFiles | FileRefused> {
  const zip = await readZip(bytes, LIMITS, (entry, kept) =>
    /\.(txt|xml|rels|json|xlsx)$/i.test(entry) ? Math.min(LIMITS.textBytes, LIMITS.allTextBytes - kept) : 0,
  )
  if (zip.tooManyEntries || zip.entriesOverlap || zip.entries.some((entry) => isBomb(entry, LIMITS))) {
    return { name, because: 'The zip unpacks to far more than files of the agencies do. It was not opened.' }
  }
  const damaged = zip.entries.find(({ damage }) => damage !== undefined)
  if (zip.fault !== undefined || damaged !== undefined) {
    return {
      name,
      because: `The zip cannot be read: ${zip.fault ?? `${damaged?.name}: ${damaged?.damage}`}. Download it again.`,
    }
  }
  if (zip.entries.some((entry) => entry.encrypted)) return { name, because: 'The zip is encrypted.' }
  if (zip.kept.has('xl/workbook.xml')) return workbook(name, bytes, zip.kept, { names: [name], effective })
  const files: ReadFile[] = []
  const passedOver: string[] = []
  for (const entry of zip.entries.filter(({ directory }) => !directory)) {
    const content = zip.kept.get(entry.name)
    const own = basename(entry.name)
    const read = content === undefined ? undefined : await inside(own, content, { names: [own, name], effective })
    if (read === undefined) passedOver.push(own)
    else if ('because' in read) return { ...read, name: `${name}: ${own}` }
    else files.push(...read.files)
  }
  return files.length === 0
    ? {
        name,
        because: `Nothing in the zip is of use (${passedOver.slice(0, 5).join(', ')}).${packedAgain(passedOver)}`,
      }
    : { files, passedOver }
}

const packedAgain = (names: readonly string[]): string =>
  names.some((name) => /\.(zip|xz|gz|bz2|7z|rar)$/i.test(name)) ? ' Unpack it first, and add what was in it.' : ''

/** A file in a zip. What is of no use is passed over: agencies pack texts beside the same in PDF. */
async function inside(name: string, bytes: Uint8Array, naming: Naming): Promise<ReadFiles | FileRefused | undefined> {
  if (startsWith(bytes, 'PK')) {
    const zip = await readZip(bytes, LIMITS, (_, kept) => Math.min(LIMITS.textBytes, LIMITS.allTextBytes - kept))
    return zip.kept.has('xl/workbook.xml') ? workbook(name, bytes, zip.kept, naming) : undefined
  }
  const read = one(name, bytes, naming)
  return 'because' in read && read.because === UNKNOWN ? undefined : read
}

function workbook(
  name: string,
  bytes: Uint8Array,
  parts: ReadonlyMap<string, Uint8Array>,
  naming: Naming,
): ReadFiles | FileRefused {
  const part = (path: string): XmlElement | undefined => {
    const content = parts.get(path)
    const read = content === undefined ? undefined : readXml(decode(content), LIMITS)
    return read !== undefined && 'root' in read ? read.root : undefined
  }
  const sheet = part('xl/worksheets/sheet1.xml')
  if (sheet === undefined) return { name, because: 'The workbook has no first sheet that can be read.' }
  const read = readWorkbookSource(sheet, part('xl/sharedStrings.xml'), naming)
  if ('fault' in read) return { name, ...read.fault }
  return { files: [{ name, sha256: sha256(bytes), source: read.value }], passedOver: [] }
}

/** How files begin that were packed by something that is not read here. */
const packings = [
  { name: 'xz', magic: '\u00fd7zXZ\0' },
  { name: 'gzip', magic: '\u001f\u008b' },
  { name: 'bzip2', magic: 'BZh' },
  { name: 'zstd', magic: '(\u00b5/\u00fd' },
  { name: '7-Zip', magic: '7z\u00bc\u00af\u0027\u001c' },
  { name: 'RAR', magic: 'Rar!' },
] as const

function recognise(bytes: Uint8Array, naming: Naming): Recognised {
  if (startsWith(bytes, '%PDF'))
    return {
      fault: {
        because:
          'A PDF is for people to read. Add the text, XML or Excel file that the agency publishes beside it; for the guidelines, which are only a PDF, a section list (docs/codes.md).',
      },
    }
  if (bytes.length === 0) return { fault: { because: 'The file is empty.' } }
  const packed = packings.find(({ magic }) => startsWith(bytes, magic))
  if (packed !== undefined)
    return { fault: { because: `It is packed with ${packed.name}. Unpack it first, and add what was in it.` } }
  if (bytes.subarray(0, 4_000).includes(0)) return undefined
  const text = decode(bytes)
  const start = text.slice(0, 200).trimStart()
  if (start.startsWith('<')) {
    const read = readXml(text, LIMITS)
    if ('fault' in read)
      return { fault: { because: `The XML cannot be read: ${read.fault.message}.`, line: read.fault.line } }
    return readXmlSource(read.root, naming) ?? unknownXml(read.root)
  }
  if (!start.startsWith('{')) return readTextSource(text, naming)
  try {
    return readJsonSource(JSON.parse(text))
  } catch (error) {
    return { fault: { because: `The JSON cannot be read: ${error instanceof Error ? error.message : String(error)}.` } }
  }
}

/** Agencies write UTF-8 or, in older files, Windows-1252. */
const decode = (bytes: Uint8Array): string => new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes)

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, text.length)) === text
