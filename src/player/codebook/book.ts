import { type BookEntry, readFrontCode } from '../../codes/book/front-code.ts'
import { buildPcs, pcsEntries, pcsTitle } from '../../codes/book/pcs.ts'
import { type Found, openSearch } from '../../codes/book/search.ts'
import { readShard, type Shard } from '../../codes/book/shard.ts'
import { openTree, type Tree } from '../../codes/book/tree.ts'
import type { PcsTable } from '../../codes/formats/pcs-tables.ts'
import { bare } from '../../codes/system.ts'
import { runScript, SHARD_GLOBAL, type Volumes } from './host.ts'

export type Volume = Volumes[number]

export interface OpenChapter {
  readonly volume: Volume
  readonly id: string
  readonly title: string
  /** Names the file with its notes or definitions. */
  readonly notes: string | undefined
  readonly tree: Tree
  /** Of ICD-10-PCS. */
  readonly tables?: readonly PcsTable[]
}

export interface Hit extends BookEntry {
  readonly chapter: OpenChapter
}

export interface OpenBook {
  readonly chapters: readonly OpenChapter[]
  readonly find: (query: string, limit: number) => Found<Hit>
}

const received = new Map<string, Shard>()

/** What the files of the codes call. */
export function receiveShards(): void {
  Reflect.set(globalThis, SHARD_GLOBAL, (name: unknown, value: unknown) => {
    const shard = readShard(value)
    if (typeof name === 'string' && shard !== undefined) received.set(name, shard)
  })
}

/** Rejects with the path of the file when it cannot be loaded. */
export async function fetchShard(name: string): Promise<Shard> {
  const path = `codebook/${name}.js`
  if (!received.has(name)) await runScript(path)
  const shard = received.get(name)
  if (shard === undefined) throw new Error(path)
  return shard
}

/** Loads the codes of every chapter. @param onProgress how many of how many files are there */
export async function openBook(volumes: Volumes, onProgress: (done: number, of: number) => void): Promise<OpenBook> {
  const wanted = volumes.flatMap((volume) => volume.chapters.map((chapter) => ({ volume, chapter })))
  let done = 0
  onProgress(0, wanted.length)
  const read = await Promise.all(
    wanted.map(async ({ volume, chapter }) => {
      const { shard: name, id, title, notes } = chapter
      const shard = await fetchShard(name)
      onProgress(++done, wanted.length)
      const tables = shard.kind === 'tables' ? shard.tables : undefined
      const entries = shard.kind === 'codes' ? readFrontCode(shard.entries) : pcsEntries(tables ?? [])
      const tree = openTree(entries, shard.kind === 'codes' ? shard.blocks : [])
      const open: OpenChapter = { volume, id, title, notes, tree, ...(tables === undefined ? {} : { tables }) }
      return { open, entries }
    }),
  )
  const rankOf = ([first]: readonly Hit[]): number => (first === undefined ? -1 : volumes.indexOf(first.chapter.volume))
  const hits = read
    .map(({ open, entries }) => entries.map((entry): Hit => ({ ...entry, chapter: open })))
    // Chapter 22 (U) comes before chapter 20 (V) in the order of the codes, which is how the search wants them.
    .sort((a, b) => rankOf(a) - rankOf(b) || ((a[0]?.code ?? '') < (b[0]?.code ?? '') ? -1 : 1))
    .flat()
  const search = openSearch(hits)
  const chapters = read.map(({ open }) => open)
  return { chapters, find: (query, limit) => withBuilt(query, search.find(query, limit), chapters) }
}

/** A code of ICD-10-PCS typed further than the search goes is built from the tables. */
function withBuilt(query: string, found: Found<Hit>, chapters: readonly OpenChapter[]): Found<Hit> {
  const code = bare(query)
  if (!/^[\dA-Z]{5,7}$/.test(code) || found.hits.some((hit) => hit.code === code)) return found
  const built = chapters.flatMap((chapter): Hit[] => {
    const { chosen, next } = buildPcs(chapter.tables ?? [], code)
    if (chosen.length < code.length) return []
    const entry = { code, title: pcsTitle(chosen), billable: next === undefined, poaExempt: false, fresh: false }
    return [{ ...entry, chapter }]
  })
  return { hits: [...built, ...found.hits], total: found.total + built.length }
}
