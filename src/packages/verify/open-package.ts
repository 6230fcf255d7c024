import { defaultLimits, type Limits } from './limits.ts'
import { readXml, type XmlFault, type XmlNode } from './read-xml.ts'
import { readZip, type ZipEntry } from './read-zip.ts'
import { otherPackage, type ScormManifest, scormManifest } from './scorm-manifest.ts'
import { checkXsd, type SchemaFiles, UNCHECKED, type XsdCheck } from './xsd.ts'

/** What a package's manifest makes it; editions of SCORM 2004 are told apart by `version`. */
export type Standard = 'scorm12' | 'scorm2004' | 'cmi5' | 'tincan'

export interface Manifest {
  readonly file: string
  /** Undefined when it could not be read. */
  readonly root: XmlNode | undefined
  readonly fault: XmlFault | undefined
  /** Its bytes are not the text that it declares. */
  readonly encodingFault: string | undefined
  readonly byteOrderMark: boolean
  readonly doctype: boolean
}

/** A package as the rules see it. */
export interface OpenPackage {
  readonly limits: Limits
  readonly entries: readonly ZipEntry[]
  readonly zipFault: string | undefined
  readonly tooManyEntries: boolean
  readonly entriesOverlap: boolean
  /** Names of files, not of folders. */
  readonly files: ReadonlySet<string>
  /** Scripts and pages as text, as far as the limits let them be read. */
  readonly texts: ReadonlyMap<string, string>
  /** The manifest at the root that decides; the others of `manifestFiles` that are there too. */
  readonly manifest: Manifest | undefined
  readonly otherManifests: readonly string[]
  readonly standard: Standard | undefined
  /** e.g. `1.2`, `2004 4th Edition`; undefined when the manifest names none that we know. */
  readonly version: string | undefined
  /** Of a SCORM package. */
  readonly scorm: ScormManifest | undefined
  readonly xsd: XsdCheck
}

/** In the order in which they decide. */
export const manifestFiles = ['imsmanifest.xml', 'cmi5.xml', 'tincan.xml'] as const

const looksLikeText = /\.(?:js|mjs|html?|json)$/i

/** What a caller wants of a package beyond its being opened. */
export interface Opening {
  /** Of several manifests, the one that decides where it is there. */
  readonly wanted?: (typeof manifestFiles)[number]
  /** Schema files of the standards; without them XML schemas are not checked. */
  readonly schemas?: SchemaFiles | undefined
}

/** Opens a package, a file by its path or bytes. Throws only when the file cannot be read at all. */
export async function openPackage(
  source: string | Uint8Array,
  limits: Limits = defaultLimits,
  { wanted, schemas }: Opening = {},
): Promise<OpenPackage> {
  const zip = await readZip(source, limits, (name, keptBytes) => {
    if (manifestFiles.some((file) => file === name)) return limits.manifestBytes
    return looksLikeText.test(name) ? Math.min(limits.textBytes, limits.allTextBytes - keptBytes) : 0
  })
  const files = new Set(zip.entries.filter(({ directory }) => !directory).map(({ name }) => name))
  const present = manifestFiles.filter((name) => files.has(name))
  const file = present.find((name) => name === wanted) ?? present[0]
  const otherManifests = present.filter((name) => name !== file)
  const manifest = file === undefined ? undefined : readManifest(file, zip.kept.get(file), limits)
  const texts = [...zip.kept].filter(([name]) => looksLikeText.test(name))
  const root = file === 'imsmanifest.xml' ? manifest?.root : undefined
  const scorm = root === undefined || otherPackage(root) !== undefined ? undefined : scormManifest(root)
  const standard = standardOf(file, scorm)
  return {
    limits,
    entries: zip.entries,
    zipFault: zip.fault,
    tooManyEntries: zip.tooManyEntries,
    entriesOverlap: zip.entriesOverlap,
    files,
    texts: new Map(texts.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])),
    manifest,
    otherManifests,
    scorm,
    ...standard,
    xsd: await checkXsd({ root: manifest?.root, ...standard }, schemas),
  }
}

/** A bare course structure (cmi5 §14.2) as a package that holds nothing else. */
export function openCourseStructure(bytes: Uint8Array, limits: Limits = defaultLimits): OpenPackage {
  const file = 'cmi5.xml'
  return {
    limits,
    entries: [],
    zipFault: undefined,
    tooManyEntries: false,
    entriesOverlap: false,
    files: new Set([file]),
    texts: new Map(),
    manifest: readManifest(file, bytes.length > limits.manifestBytes ? undefined : bytes, limits),
    otherManifests: [],
    scorm: undefined,
    ...standardOf(file, undefined),
    xsd: UNCHECKED,
  }
}

/** SCORM 2004 is recognised by its namespace or else its version; what names neither is 1.2, as LMSs take it. */
function standardOf(
  file: (typeof manifestFiles)[number] | undefined,
  scorm: ScormManifest | undefined,
): Pick<OpenPackage, 'standard' | 'version'> {
  if (file === 'cmi5.xml') return { standard: 'cmi5', version: '1.0' }
  if (file === 'tincan.xml') return { standard: 'tincan', version: undefined }
  if (scorm === undefined) return { standard: undefined, version: undefined }
  const { edition } = scorm
  const is2004 = scorm.namespaceEdition === undefined ? /2004|CAM/.test(edition) : scorm.namespaceEdition === '2004'
  if (!is2004) return { standard: 'scorm12', version: edition === '1.2' ? '1.2' : undefined }
  return { standard: 'scorm2004', version: edition === 'CAM 1.3' ? '2004 2nd Edition' : editions2004.get(edition) }
}

const editions2004 = new Map(['2004 3rd Edition', '2004 4th Edition'].map((edition) => [edition, edition]))

function readManifest(file: string, bytes: Uint8Array | undefined, limits: Limits): Manifest {
  const nothing = { file, root: undefined, fault: undefined, encodingFault: undefined }
  if (bytes === undefined) {
    const message = `more than ${limits.manifestBytes} bytes, or bytes that cannot be unpacked`
    const fault: XmlFault = { kind: 'too-large', message, line: 1, column: 1 }
    return { ...nothing, fault, byteOrderMark: false, doctype: false }
  }
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const encoding = encodingOf(bytes)
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return { ...nothing, encodingFault: encoding, byteOrderMark, doctype: false }
  }
  const read = readXml(text, limits)
  const { doctype } = read
  return 'root' in read
    ? { ...nothing, root: read.root, byteOrderMark, doctype }
    : { ...nothing, fault: read.fault, byteOrderMark, doctype }
}

/** XML 1.0 appendix F: the byte order mark decides, then the declaration. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  return /^(?:ï»¿)?<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head)?.[1] ?? 'utf-8'
}
