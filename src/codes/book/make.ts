import { compareText } from '../../problems/problem.ts'
import type { CodeEntry } from '../code-set.ts'
import { fiscalYearOf, inForce, justBefore } from '../edition.ts'
import type { PcsDefinitions } from '../formats/pcs-definitions.ts'
import type { PcsTables } from '../formats/pcs-tables.ts'
import type { Tabular } from '../formats/tabular.ts'
import type { Library } from '../library.ts'
import { bare, type CodeSystem } from '../system.ts'
import { type BookSystem, type Chapter, chapterOf } from './chapters.ts'
import { frontCode } from './front-code.ts'
import type { Block, NotesShard, Shard } from './shard.ts'

/** What an author asks for in course.yaml. */
export interface Asked {
  /** Those that the course cites when left out. */
  readonly systems?: readonly BookSystem[] | undefined
  /** `used`: chapters of the cited codes. Else chapters of ICD-10-CM by number, of the others as `icd10pcs:0`. */
  readonly chapters: 'used' | 'all' | readonly (string | number)[]
  readonly notes: boolean
  readonly headers: boolean
}

/** The installed code sets that a book is made of. */
export interface Sources {
  readonly library: Library
  readonly tabular: (day: string) => Tabular | undefined
  readonly tables: (day: string) => PcsTables | undefined
  readonly definitions: (day: string) => PcsDefinitions | undefined
}

export interface BookChapter extends Chapter {
  /** Names its file, `icd10cm-4`. */
  readonly shard: string
  /** Names the file with its notes or definitions, where there are any. */
  readonly notes?: string
}

export interface Volume {
  readonly system: BookSystem
  /** Day from which the edition is in force. */
  readonly effective: string
  /** Edition that codes marked as new are not in; undefined where it is not installed. */
  readonly before?: string
  /** Whether marks for codes exempt from POA are there. */
  readonly poa?: true
  /** Fiscal year of the tabular list that the notes come from. */
  readonly notesOf?: number
  readonly chapters: BookChapter[]
}

/** Why a book cannot be made as it was asked for. */
export type Lacking =
  | { readonly is: 'codes' | 'tables'; readonly system: BookSystem; readonly day: string; readonly edition?: string }
  | { readonly is: 'chapter'; readonly system: BookSystem; readonly chapter: string }
  | { readonly is: 'nothing' }

export interface MadeBook {
  readonly volumes: readonly Volume[]
  /** By the name of the shard. */
  readonly shards: ReadonlyMap<string, Shard>
  readonly lacking: readonly Lacking[]
}

/** @param day the course is meant for. @param cited codes of the course */
export function makeBook(
  asked: Asked,
  cited: readonly { readonly system: CodeSystem; readonly code: string }[],
  day: string,
  sources: Sources,
): MadeBook {
  const { library } = sources
  const shards = new Map<string, Shard>()
  const lacking: Lacking[] = []
  const volumes = systemsOf(asked, cited).flatMap((system): Volume[] => {
    const edition = inForce(library.editions(system), day)
    if (edition === undefined) {
      lacking.push({ is: 'codes', system, day })
      return []
    }
    const made = volumeOf(system, edition)
    lacking.push(...made.lacking)
    for (const [name, shard] of made.shards) shards.set(name, shard)
    return made.volume.chapters.length === 0 ? [] : [made.volume]
  })
  if (volumes.length === 0 && lacking.length === 0) lacking.push({ is: 'nothing' })
  return { volumes, shards, lacking }

  function volumeOf(system: BookSystem, edition: string): MadeVolume {
    const wanted = chaptersOf(asked, system, cited)
    return system === 'icd10pcs'
      ? tableVolume(sources, edition, day, wanted, asked)
      : codeVolume(system, sources, edition, wanted, asked)
  }
}

interface MadeVolume {
  readonly volume: Volume
  readonly shards: ReadonlyMap<string, Shard>
  readonly lacking: readonly Lacking[]
}

const NAMED = /^(icd10cm|icd10pcs|hcpcs):(.+)$/

/** `4` and `icd10cm:4` name one chapter. */
const named = (chapter: string | number): { readonly system: BookSystem; readonly id: string } => {
  const [, system, id] = NAMED.exec(String(chapter)) ?? []
  return system === 'icd10pcs' || system === 'hcpcs'
    ? { system, id: id ?? '' }
    : { system: 'icd10cm', id: id ?? String(chapter) }
}

const ORDER: readonly BookSystem[] = ['icd10cm', 'icd10pcs', 'hcpcs']

function systemsOf({ systems, chapters }: Asked, cited: readonly { readonly system: CodeSystem }[]): BookSystem[] {
  const wanted = new Set<CodeSystem>(
    systems ??
      (typeof chapters === 'string' ? cited.map(({ system }) => system) : chapters.map((one) => named(one).system)),
  )
  return ORDER.filter((system) => wanted.has(system))
}

/** Ids of the chapters of a system that are wanted; undefined for all of them. */
function chaptersOf(
  { chapters }: Asked,
  system: BookSystem,
  cited: readonly { readonly system: CodeSystem; readonly code: string }[],
): ReadonlySet<string> | undefined {
  if (chapters === 'all') return undefined
  const ids =
    chapters === 'used'
      ? cited.flatMap((one) => (one.system === system ? (chapterOf(system, bare(one.code))?.id ?? []) : []))
      : chapters.map(named).flatMap((one) => (one.system === system ? one.id : []))
  return new Set(ids)
}

function codeVolume(
  system: 'icd10cm' | 'hcpcs',
  { library, tabular: tabularOf }: Sources,
  effective: string,
  wanted: ReadonlySet<string> | undefined,
  { notes, headers }: Asked,
): MadeVolume {
  const shards = new Map<string, Shard>()
  const { codes } = library.codes(system, effective)
  const before = justBefore(library.editions(system), fiscalYearOf(effective))
  const older = before === undefined ? undefined : library.codes(system, before).codes
  const exempt = system === 'icd10cm' ? library.poaExempt(effective) : undefined
  const tabular = system === 'icd10cm' ? tabularOf(effective) : undefined
  const groups = new Map<string, { readonly chapter: Chapter; readonly entries: CodeEntry[] }>()
  for (const entry of codes.values()) {
    const chapter = chapterOf(system, entry.code)
    if (chapter === undefined || (wanted !== undefined && !wanted.has(chapter.id))) continue
    const group = groups.get(chapter.id) ?? { chapter, entries: [] }
    groups.set(chapter.id, group)
    if (headers || entry.billable) group.entries.push(entry)
  }
  const chapters = [...groups.values()].map(({ chapter, entries }): BookChapter => {
    const shard = shardName(system, chapter)
    shards.set(shard, {
      kind: 'codes',
      entries: frontCode(
        entries.map(({ code, title, billable }) => ({
          code,
          title,
          billable,
          poaExempt: exempt?.has(code) === true,
          fresh: older !== undefined && !older.has(code),
        })),
      ),
      blocks: tabular === undefined ? [] : blocksOf(tabular, chapter.id),
    })
    const noted = notes && tabular !== undefined ? notesOf(tabular, chapter.id) : undefined
    if (noted === undefined) return { ...chapter, shard }
    shards.set(`${shard}-notes`, noted)
    return { ...chapter, shard, notes: `${shard}-notes` }
  })
  return {
    volume: {
      system,
      effective,
      ...(before === undefined ? {} : { before }),
      ...(exempt === undefined ? {} : { poa: true }),
      ...(chapters.some((one) => one.notes !== undefined) && tabular !== undefined
        ? { notesOf: tabular.fiscalYear }
        : {}),
      chapters,
    },
    shards,
    lacking: unknownChapters(system, wanted, chapters),
  }
}

/** Lower case: servers of some LMSs change the names of files. */
const shardName = (system: BookSystem, { id }: Pick<Chapter, 'id'>): string => `${system}-${id.toLowerCase()}`

const unknownChapters = (
  system: BookSystem,
  wanted: ReadonlySet<string> | undefined,
  chapters: readonly Chapter[],
): Lacking[] =>
  [...(wanted ?? [])]
    .filter((id) => !chapters.some((chapter) => chapter.id === id))
    .map((chapter) => ({ is: 'chapter', system, chapter }))

/** Blocks of a chapter: `A00-A09`; of one category, `B20`. */
const blocksOf = ({ entries }: Tabular, chapter: string): Block[] =>
  entries
    .filter(({ kind, parent }) => kind === 'section' && parent === chapter)
    .map(({ id, title }): Block => {
      const [from = id, to = from] = id.split('-')
      // The block says in brackets which categories it holds; its id says so already.
      return [from, to, title.replace(/ ?\([A-Z]\d[^)]*\)$/, '')]
    })

function notesOf({ entries }: Tabular, chapter: string): NotesShard | undefined {
  const sections = new Set(entries.filter(({ parent }) => parent === chapter).map(({ id }) => id))
  const noted = entries
    .filter((one) =>
      one.kind === 'code' ? chapterOf('icd10cm', one.id)?.id === chapter : one.id === chapter || sections.has(one.id),
    )
    .flatMap(({ id, notes, seventh }) =>
      Object.keys(notes).length === 0 && seventh === undefined
        ? []
        : [[id, { notes, ...(seventh === undefined ? {} : { seventh }) }] as const],
    )
  return noted.length === 0 ? undefined : { kind: 'notes', at: Object.fromEntries(noted) }
}

function tableVolume(
  { tables: tablesOf, definitions: definitionsOf }: Sources,
  effective: string,
  day: string,
  wanted: ReadonlySet<string> | undefined,
  { notes }: Asked,
): MadeVolume {
  const shards = new Map<string, Shard>()
  const volume = (chapters: BookChapter[]): Volume => ({ system: 'icd10pcs', effective, chapters })
  const found = tablesOf(effective)
  if (found === undefined)
    return { volume: volume([]), shards, lacking: [{ is: 'tables', system: 'icd10pcs', day, edition: effective }] }
  const sections = [...new Set(found.tables.flatMap(({ axes }) => Object.keys(axes[0]?.labels ?? {})))].sort(
    compareText,
  )
  const definitions = notes ? (definitionsOf(effective)?.definitions ?? []) : []
  const chapters = sections
    .filter((id) => wanted === undefined || wanted.has(id))
    .map((id): BookChapter => {
      const shard = shardName('icd10pcs', { id })
      const tables = found.tables.filter(({ axes }) => Object.hasOwn(axes[0]?.labels ?? {}, id))
      shards.set(shard, { kind: 'tables', tables })
      const chapter = { id, title: tables[0]?.axes[0]?.labels[id] ?? id, shard }
      const own = definitions.filter(({ section }) => section === id).map(({ section: _section, ...rest }) => rest)
      if (own.length === 0) return chapter
      shards.set(`${shard}-notes`, { kind: 'definitions', definitions: own })
      return { ...chapter, notes: `${shard}-notes` }
    })
  return { volume: volume(chapters), shards, lacking: unknownChapters('icd10pcs', wanted, chapters) }
}
