import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeFolder } from '../make-folder.ts'

/**
 * Where a build puts its files until all of it has succeeded: a folder inside the output folder, so that moving them
 * into place is one rename each. Whoever looks at the output folder sees the old files or the new ones, never half a
 * file; when a build is broken off, the old ones stay.
 */
export interface Stage {
  /** Keeps a file for a path of the output folder. */
  readonly file: (path: string, bytes: Uint8Array | string) => void
  /** Keeps a folder that replaces one of the output folder with all that is in it. */
  readonly folder: (path: string, files: ReadonlyMap<string, Uint8Array | string>) => void
  /** Moves everything into place, in the order in which it was handed in. */
  readonly commit: () => void
  /** Removes what was not moved. To be called in any case. */
  readonly close: () => void
}

const PREFIX = 'chartwright-new-'
/** A stage as old as this belongs to a build that was broken off. */
const STALE = 60 * 60 * 1000

/** Makes nothing until the first file is handed in. */
export function openStage(out: string, now: number): Stage {
  const cache = join(out, '.cache')
  const moves: { readonly from: string; readonly to: string }[] = []
  let stage: string | undefined
  const place = (path: string): string => {
    if (stage === undefined) {
      makeFolder(cache)
      removeStale(cache, now)
      stage = mkdtempSync(join(cache, PREFIX))
    }
    const from = join(stage, String(moves.length))
    moves.push({ from, to: join(out, path) })
    return from
  }
  return {
    file: (path, bytes) => writeFileSync(place(path), bytes),
    folder: (path, files) => {
      const from = place(path)
      for (const [name, bytes] of files) {
        mkdirSync(dirname(join(from, name)), { recursive: true })
        writeFileSync(join(from, name), bytes)
      }
    },
    commit: () => {
      for (const { from, to } of moves) replace(from, to, `${from}-old`)
    },
    close: () => {
      if (stage !== undefined) rmSync(stage, { recursive: true, force: true })
    },
  }
}

/** A file is replaced by a file in one step; anything else in the way is moved aside first, and back if the move fails. */
function replace(from: string, to: string, aside: string): void {
  const before = statSync(to, { throwIfNoEntry: false })
  if (before === undefined || (before.isFile() && statSync(from).isFile())) {
    renameSync(from, to)
    return
  }
  renameSync(to, aside)
  try {
    renameSync(from, to)
  } catch (error) {
    renameSync(aside, to)
    throw error
  }
}

function removeStale(cache: string, now: number): void {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name)
    if (!name.startsWith(PREFIX) || !existsSync(path) || now - statSync(path).mtimeMs < STALE) continue
    rmSync(path, { recursive: true, force: true })
  }
}
