import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { compareText } from '../problems/problem.ts'
import { SEAL_MARK } from './seal-mark.ts'

/** A file as the directory lists it; nothing of it has been read. */
export interface FolderEntry {
  /** Relative to the folder, forward slashes. */
  readonly path: string
  readonly bytes: number
  /** False for a symbolic link that leads out of the folder; it is never followed. */
  readonly inside: boolean
}

/** A course folder, read only. The compiler sees the disk through this and nothing else. */
export interface Folder {
  /** Every file below the folder, sorted by path; not names beginning with a dot, linked folders and what builds made. */
  readonly entries: () => readonly FolderEntry[]
  /** The bytes of a file that `entries` lists. Throws what the file system throws. */
  readonly read: (path: string) => Uint8Array
}

/** Made by tools beside the course when commands are run inside its folder. */
const TOOL_FOLDERS = new Set(['dist', 'node_modules'])

/**
 * Opens a folder on disk.
 *
 * @param output absolute path of the folder that a build writes to; when it lies inside, it is no part of the course
 */
export function openFolder(root: string, output?: string): Folder {
  return {
    entries: () => {
      // Asked first, because it names the whole path when there is no such folder.
      statSync(root)
      return walk({ real: realpathSync(root), root, output }, '').sort((a, b) => compareText(a.path, b.path))
    },
    read: (path) => readAtMost(join(root, path)),
  }
}

interface Walk {
  readonly real: string
  readonly root: string
  readonly output: string | undefined
}

function walk(ground: Walk, below: string): FolderEntry[] {
  const { real, root, output } = ground
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry): FolderEntry[] => {
    // A name that begins with two dots is nobody's hidden file; it is listed, so that it can be refused.
    if (/^\.(?!\.)/.test(entry.name)) return []
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) {
      return TOOL_FOLDERS.has(path) || join(root, path) === output || isOutput(join(root, path))
        ? []
        : walk(ground, path)
    }
    if (entry.isFile()) return [{ path, bytes: statSync(join(root, path)).size, inside: true }]
    return entry.isSymbolicLink() ? linked(real, join(root, path), path) : []
  })
}

/** Whether a build has written to the folder, whoever asks: it keeps its records there (src/cli/build/record.ts). */
function isOutput(folder: string): boolean {
  const cache = join(folder, '.cache')
  if (statSync(cache, { throwIfNoEntry: false })?.isDirectory() !== true) return false
  return readdirSync(cache, { withFileTypes: true }).some(
    (entry) =>
      entry.isFile() &&
      /-[0-9a-f]{12}\.json$/.test(entry.name) &&
      readFileSync(join(cache, entry.name), 'utf8').startsWith(SEAL_MARK),
  )
}

function linked(realRoot: string, absolute: string, path: string): FolderEntry[] {
  const stat = statSync(absolute, { throwIfNoEntry: false })
  if (stat === undefined || !stat.isFile()) return []
  return [{ path, bytes: stat.size, inside: realpathSync(absolute).startsWith(realRoot + sep) }]
}

/** Reads exactly the size the file has when it is opened: a file that grows meanwhile cannot take all memory. */
function readAtMost(absolute: string): Uint8Array {
  const handle = openSync(absolute, 'r')
  try {
    const bytes = new Uint8Array(fstatSync(handle).size)
    let at = 0
    while (at < bytes.length) {
      const n = readSync(handle, bytes, at, bytes.length - at, at)
      if (n === 0) break
      at += n
    }
    return at === bytes.length ? bytes : bytes.subarray(0, at)
  } finally {
    closeSync(handle)
  }
}
