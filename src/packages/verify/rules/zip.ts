import type { OpenPackage } from '../open-package.ts'
import { isBomb, type ZipEntry } from '../read-zip.ts'
import { type Finding, type Rules, repeated, SCORM } from '../rule.ts'

/** One finding for each entry that is meant. */
const entries =
  (meant: (entry: ZipEntry, opened: OpenPackage) => boolean, words: (entry: ZipEntry) => string) =>
  (opened: OpenPackage): Finding[] =>
    opened.entries
      .filter((entry) => meant(entry, opened))
      .map((entry) => ({ message: `The entry ${quoted(entry.name)} ${words(entry)}.`, file: entry.name }))

const quoted = (name: string): string => JSON.stringify(name.length > 200 ? `${name.slice(0, 199)}…` : name)

/** The zip as a container: what cannot be unpacked, or unpacks to something else elsewhere. */
export const zip = {
  'zip-unreadable': {
    severity: 'error',
    clause: 'APPNOTE 4.3.6; IMS CP "Package Interchange File"',
    title: 'The file is not a zip file that can be read to its end',
    hint: 'Make the package again, or download it again; an interrupted transfer does this.',
    check: ({ zipFault }) =>
      zipFault === undefined ? [] : [{ message: `The zip file cannot be read: ${zipFault.trim()}.` }],
  },
  'zip-empty': {
    severity: 'error',
    clause: 'IMS CP "Package Interchange File"',
    title: 'There is nothing in the zip file',
    hint: 'Make the package again.',
    check: ({ entries: all, zipFault }) =>
      all.length === 0 && zipFault === undefined ? [{ message: 'The zip file holds no file.' }] : [],
  },
  'zip-many-entries': {
    severity: 'error',
    clause: 'Our limit',
    title: 'More entries than any course has',
    hint: 'Leave out what the course does not use.',
    check: ({ tooManyEntries, limits }) =>
      tooManyEntries ? [{ message: `The zip file holds more than ${limits.entries} entries.` }] : [],
  },
  'zip-total-size': {
    severity: 'error',
    clause: 'Our limit',
    title: 'Unpacks to more than any course has',
    hint: 'Put long videos on a media server, or leave out what the course does not use.',
    check: ({ entries: all, limits }) => {
      const total = all.reduce((sum, { bytes }) => sum + bytes, 0)
      if (total <= limits.totalBytes) return []
      return [{ message: `Unpacked, the files are ${total} bytes; the limit is ${limits.totalBytes}.` }]
    },
  },
  'zip-ratio': {
    severity: 'error',
    clause: 'Our limit',
    title: 'An entry unpacks to far more than it takes up, as zip bombs do',
    hint: 'If the file is real, store it in a format that is compressed by itself.',
    check: entries(
      (entry, { limits }) => isBomb(entry, limits),
      ({ bytes, packedBytes }) => `unpacks from ${packedBytes} to ${bytes} bytes`,
    ),
  },
  'zip-overlap': {
    severity: 'error',
    clause: 'APPNOTE 4.3.6',
    title: 'Two entries share their bytes, as zip bombs do',
    hint: 'Make the package again with another zip program.',
    check: ({ entriesOverlap }) =>
      entriesOverlap ? [{ message: 'Two entries of the zip file lie over one another.' }] : [],
  },
  'zip-damaged': {
    severity: 'error',
    clause: 'APPNOTE 4.4.7–4.4.9',
    title: 'An entry does not unpack to what it declares',
    hint: 'Make the package again, or download it again.',
    check: entries(
      ({ damage }) => damage !== undefined,
      ({ damage }) => `cannot be unpacked as declared: ${damage}`,
    ),
  },
  'zip-headers-differ': {
    severity: 'error',
    clause: 'APPNOTE 4.3.7, 4.3.12',
    title: 'The two headers of an entry contradict each other',
    hint: 'Make the package again with another zip program: which header counts depends on who unpacks it.',
    check: entries(
      ({ headersDiffer }) => headersDiffer,
      () => 'has another name, method or flags before its data than in the directory',
    ),
  },
  'zip-encrypted': {
    severity: 'error',
    clause: 'APPNOTE 4.4.4 bit 0',
    title: 'An entry is encrypted',
    hint: 'Make the package without a password; no LMS can ask for one.',
    check: entries(
      ({ encrypted }) => encrypted,
      () => 'is encrypted',
    ),
  },
  'zip-method': {
    severity: 'error',
    clause: 'IMS CP "Package Interchange File" (RFC 1951)',
    title: 'An entry is compressed in a way LMSs cannot unpack',
    hint: 'Make the package with "deflate" or without compression.',
    check: entries(
      ({ method, encrypted }) => method !== 0 && method !== 8 && !encrypted,
      ({ method }) => `is compressed with method ${method}; only 0 (stored) and 8 (deflated) are read everywhere`,
    ),
  },
  'zip-symlink': {
    severity: 'error',
    clause: 'APPNOTE 4.4.15',
    title: 'An entry is a symbolic link',
    hint: 'Put the file itself into the package; a link may lead out of it.',
    check: entries(
      ({ symlink }) => symlink,
      () => 'is a symbolic link',
    ),
  },
  'zip-zip64': {
    severity: 'warning',
    applies: [...SCORM, 'tincan'],
    clause: 'APPNOTE 4.5.3; cmi5 §14.0 names zip64, SCORM does not',
    title: 'The zip64 extension is used',
    hint: 'Make the package without zip64; below 4 GB and 65,535 files nothing needs it.',
    check: (opened) => {
      const first = opened.entries.find((entry) => entry.zip64)
      if (first === undefined) return []
      return [
        { message: `The entry ${quoted(first.name)} uses zip64, which older LMSs cannot unpack.`, file: first.name },
      ]
    },
  },
  'zip-folder-entry': {
    severity: 'info',
    clause: 'Seen: older Saba and SuccessFactors refuse them',
    title: 'Folders have entries of their own',
    hint: 'Make the package without them (`zip -D`).',
    check: (opened) => {
      const folders = opened.entries.filter(({ directory }) => directory)
      const [first] = folders
      if (first === undefined) return []
      return [{ message: `Entries that are folders: ${folders.length}, e.g. ${quoted(first.name)}.` }]
    },
  },
} as const satisfies Rules

const junk = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i
const isOdd = (name: string): boolean => /[^\w./ ()+,@~-]/.test(name)
const isAscii = (name: string): boolean => /^[\0-\x7f]*$/.test(name)

/** The names of entries: what would be written elsewhere, over another file, or under another name. */
export const zipNames = {
  'name-traversal': {
    severity: 'error',
    clause: 'APPNOTE 4.4.17.1',
    title: 'An entry name climbs out of the package',
    hint: 'Make the package again; such an entry overwrites files of whoever unpacks it.',
    check: entries(
      ({ name }) => name.split(/[\\/]/).includes('..'),
      () => 'leads out of the package',
    ),
  },
  'name-absolute': {
    severity: 'error',
    clause: 'APPNOTE 4.4.17.1',
    title: 'An entry name begins at the root of a disk',
    hint: 'Zip the contents of the folder, with names relative to it.',
    check: entries(
      ({ name }) => /^(?:[\\/]|[A-Za-z]:)/.test(name),
      () => 'is not a relative name',
    ),
  },
  'name-backslash': {
    severity: 'error',
    clause: 'APPNOTE 4.4.17.1',
    title: 'An entry name has a backslash',
    hint: 'Make the package with another program: in a zip folders end with /.',
    check: entries(
      ({ name }) => name.includes('\\') && !/^\\|^[A-Za-z]:|(?:^|\\)\.\.(?:\\|$)/.test(name),
      () => 'has a backslash, so its folder becomes part of the file name',
    ),
  },
  'name-duplicate': {
    severity: 'error',
    clause: 'APPNOTE 4.3.12',
    title: 'Two entries have the same name',
    hint: 'Keep one of them: which one an LMS serves is a matter of chance.',
    check: ({ entries: all }) =>
      repeated(all.map(({ name }) => name)).map((name) => ({
        message: `The entry ${quoted(name)} is in the zip file more than once.`,
        file: name,
      })),
  },
  'name-case': {
    severity: 'warning',
    clause: 'Windows and macOS file systems',
    title: 'Two names differ only in upper and lower case',
    hint: 'Rename one of them: on some servers they are one file.',
    check: ({ files }) => {
      const seen = new Map<string, string>()
      return [...files].flatMap((name) => {
        const before = seen.get(name.toLowerCase())
        seen.set(name.toLowerCase(), name)
        return before === undefined
          ? []
          : [{ message: `${quoted(before)} and ${quoted(name)} differ only in case.`, file: name }]
      })
    },
  },
  'name-broken': {
    severity: 'error',
    clause: 'APPNOTE 4.4.17, appendix D',
    title: 'An entry name is empty, has control characters, or is not UTF-8 though it claims to be',
    hint: 'Rename the file and make the package again.',
    check: entries(
      ({ nameIsBroken }) => nameIsBroken,
      () => 'has a name that cannot be read as its flags say',
    ),
  },
  'name-utf8-flag': {
    severity: 'warning',
    clause: 'APPNOTE 4.4.4 bit 11, appendix D',
    title: 'A name beyond ASCII without the UTF-8 flag',
    hint: 'Use names of a–z, 0–9, . _ - only; they are the same everywhere.',
    check: entries(
      ({ name, utf8Flag, nameIsBroken }) => !utf8Flag && !isAscii(name) && !nameIsBroken,
      () => 'is not marked as UTF-8, so servers will call the file differently',
    ),
  },
  'name-characters': {
    severity: 'warning',
    clause: 'Seen: é, apostrophes and Ω in names get files renamed or refused',
    title: 'A name has characters that some LMSs change',
    hint: 'Use names of a–z, 0–9, . _ - only.',
    check: entries(
      ({ name, utf8Flag, nameIsBroken }) =>
        !nameIsBroken && (utf8Flag || isAscii(name)) && isOdd(name.replaceAll('\\', '/').replace(/^[A-Za-z]:/, '')),
      () => 'has characters that some LMSs change',
    ),
  },
  'name-length': {
    severity: 'warning',
    clause: 'Windows MAX_PATH; POSIX NAME_MAX',
    title: 'A name is longer than some servers can store',
    hint: 'Shorten the names of the file and its folders.',
    check: entries(
      ({ nameBytes }, { limits }) => nameBytes > limits.nameBytes,
      ({ nameBytes }) => `has a name of ${nameBytes} bytes`,
    ),
  },
  'name-junk': {
    severity: 'warning',
    clause: 'Seen: LMSs that take the first folder or refuse unknown files',
    title: 'Files that an operating system left behind',
    hint: 'Leave out __MACOSX, .DS_Store, Thumbs.db and desktop.ini (`zip -X`).',
    check: (opened) => {
      const left = opened.entries.filter(({ name }) => junk.test(name))
      const [first] = left
      if (first === undefined) return []
      return [
        { message: `Entries that belong to no course: ${left.length}, e.g. ${quoted(first.name)}.`, file: first.name },
      ]
    },
  },
} as const satisfies Rules

export const isJunk = (name: string): boolean => junk.test(name)
