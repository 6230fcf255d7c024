import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { editionName } from '../../codes/edition.ts'
import { sha256 } from '../../compiler/load.ts'
import type { CodeStore, StoredEdition } from '../../model/schema-types.ts'
import { compareText } from '../../problems/problem.ts'
import { check } from '../../validation/check.ts'
import { processIsRunning } from './process.ts'

/** A sentence on why the store cannot be used. */
export interface StoreFault {
  readonly because: string
}

export const STORE_FILE = 'store.json'
const OBJECTS = 'objects'
const HELD = 'writing'

/** A store that was never written to is an empty one. */
export function readStore(folder: string): CodeStore | StoreFault {
  const path = join(folder, STORE_FILE)
  if (!existsSync(path)) return { format: 1, editions: [], guidelines: [] }
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return { because: `${path} is damaged. Delete the folder ${folder} and add the files again.` }
  }
  const { value, issues } = check('code-store', json)
  if (value !== undefined) return value
  return {
    because: `${path} is not what this version of chartwright writes (${issues[0]?.pointer ?? ''} ${issues[0]?.message ?? ''}).`,
  }
}

/** The text of a part of the store. Throws when it is missing, and for a text that is not what was written. */
export function readObject(folder: string, digest: string): string {
  const text = readFileSync(join(folder, OBJECTS, digest), 'utf8')
  if (sha256(text) !== digest) {
    throw new Error(
      `${join(folder, OBJECTS, digest)} was changed or cut off. Delete the folder ${folder} and add the files again.`,
    )
  }
  return text
}

/** What is to be written: the new index, and the texts it names that may not be there yet, by digest. */
export interface Changed {
  readonly index: CodeStore
  readonly objects: ReadonlyMap<string, string>
}

/**
 * Lets one process at a time change the store. `make` sees what is installed and says what is to be; nothing of it shows
 * before all of it is on disk, and when it makes nothing, nothing is left behind.
 *
 * @param make returns undefined when nothing changes
 */
export async function changeStore<T extends { readonly changed?: Changed | undefined }>(
  folder: string,
  now: number,
  make: (index: CodeStore) => T | Promise<T>,
): Promise<T | StoreFault> {
  const created = mkdirSync(folder, { recursive: true })
  const holder = hold(folder, now)
  if (holder !== undefined) return holder
  let kept = false
  try {
    const index = readStore(folder)
    if ('because' in index) return index
    const made = await make(index)
    if (made.changed !== undefined) {
      write(folder, made.changed)
      kept = true
    }
    return made
  } finally {
    rmSync(join(folder, HELD), { force: true })
    // A folder that was made for nothing goes again; one that another has written to meanwhile stays.
    if (!kept && created !== undefined && readdirSync(folder).length === 0) rmSync(created, { recursive: true })
  }
}

/** Takes hold of the store for writing, or says who has. */
function hold(folder: string, now: number): StoreFault | undefined {
  const path = join(folder, HELD)
  const text = JSON.stringify({ pid: process.pid, since: new Date(now).toISOString() })
  for (const second of [false, true]) {
    try {
      writeFileSync(path, text, { flag: 'wx' })
      return undefined
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const pid = holderOf(path)
    if (second || pid === undefined || processIsRunning(pid)) {
      return {
        because: `Another chartwright is writing to ${folder}. Try again when it is done. If none is running, delete ${path}.`,
      }
    }
    // Its process is gone: it was ended in the middle, before anything of what it did showed.
    rmSync(path, { force: true })
  }
  return undefined
}

function holderOf(path: string): number | undefined {
  try {
    return Number(/"pid":(\d+)/.exec(readFileSync(path, 'utf8'))?.[1]) || undefined
  } catch {
    return undefined
  }
}

function write(folder: string, { index, objects }: Changed): void {
  mkdirSync(join(folder, OBJECTS), { recursive: true })
  for (const [digest, text] of objects) {
    const path = join(folder, OBJECTS, digest)
    if (!existsSync(path) || statSync(path).size !== Buffer.byteLength(text)) moved(path, text)
  }
  moved(join(folder, STORE_FILE), `${JSON.stringify(sorted(index), null, 2)}\n`)
  const used = new Set([
    ...index.editions.flatMap(({ parts }) => Object.values(parts)),
    ...index.guidelines.map(({ object }) => object),
  ])
  // What no edition needs goes last: until here, the old index was still good.
  for (const name of readdirSync(join(folder, OBJECTS))) if (!used.has(name)) rmSync(join(folder, OBJECTS, name))
}

/** Written beside its place, then moved there: a reader sees the old bytes or the new ones. */
function moved(path: string, text: string): void {
  const beside = `${path}.${randomUUID()}`
  try {
    writeFileSync(beside, text, { flush: true })
    renameSync(beside, path)
  } finally {
    rmSync(beside, { force: true })
  }
}

const sorted = ({ format, editions, guidelines }: CodeStore): CodeStore => ({
  format,
  editions: [...editions].sort((a, b) => compareText(editionName(a), editionName(b))),
  guidelines: [...guidelines].sort((a, b) => compareText(a.validFrom, b.validFrom)),
})

/** The edition with these changes, added to the index or put in the place of what it had. */
export function withEdition(index: CodeStore, edition: StoredEdition): CodeStore {
  const others = index.editions.filter((one) => editionName(one) !== editionName(edition))
  return { ...index, editions: [...others, edition] }
}
