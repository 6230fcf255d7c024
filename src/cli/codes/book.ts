import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Lacking, type MadeBook, makeBook, type Sources, type Volume } from '../../codes/book/make.ts'
import type { Shard } from '../../codes/book/shard.ts'
import { inForce } from '../../codes/edition.ts'
import type { PcsDefinitions } from '../../codes/formats/pcs-definitions.ts'
import type { PcsTables } from '../../codes/formats/pcs-tables.ts'
import type { Tabular } from '../../codes/formats/tabular.ts'
import { systemNames } from '../../codes/system.ts'
import type { Compilation } from '../../compiler/index.ts'
import { sha256 } from '../../compiler/load.ts'
import type { CodeStore } from '../../model/schema-types.ts'
import { codeBookScript } from '../../packages/codebook.ts'
import type { Files } from '../../packages/target.ts'
import type { Place, Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import { readKept } from '../build/record.ts'
import type { Io } from '../io.ts'
import { openLibrary } from './open-library.ts'
import { readObject, STORE_FILE } from './store.ts'
import { storeFolder, useStore } from './use-store.ts'

export interface CodeBook {
  readonly volumes: Volume[]
  /** Its files, by their path in a package. */
  readonly files: Files
}

export interface BookStore {
  /** As the author would name it. */
  readonly folder: string
  /** Undefined where nothing was ever installed. */
  readonly sources: Sources | undefined
  /** Digest of what is installed: where it differs, the book may differ. */
  readonly digest: string
}

/** The installed code sets as a code book reads them; an exit code when the store cannot be read. */
export function bookStore(named: string | undefined, io: Io): BookStore | number {
  const folder = storeFolder(named, io)
  if (!existsSync(join(folder, STORE_FILE))) return { folder, sources: undefined, digest: '' }
  const store = useStore(named, io)
  if (typeof store === 'number') return store
  const digest = sha256(readKept(join(folder, STORE_FILE)) ?? '')
  return { folder, sources: openSources(store.index, (object) => readObject(folder, object)), digest }
}

/** @param read the text of a part by its digest */
export function openSources(index: CodeStore, read: (digest: string) => string): Sources {
  const days = (system: string, part: 'tabular' | 'definitions'): string[] =>
    index.editions
      .flatMap((one) => (one.system === system && one.parts[part] !== undefined ? [one.effective] : []))
      .sort()
  const text = (system: string, part: 'tabular' | 'definitions' | 'tables', day: string | undefined) => {
    const digest = index.editions.find((one) => one.system === system && one.effective === day)?.parts[part]
    return digest === undefined ? undefined : read(digest)
  }
  // What the store holds was written by `codes add` from a file that it had read whole; its digest is checked.
  const parsed = <T>(json: string | undefined): T | undefined =>
    json === undefined ? undefined : (JSON.parse(json) as T)
  return {
    library: openLibrary(index, read),
    tabular: (day) => parsed<Tabular>(text('icd10cm', 'tabular', inForce(days('icd10cm', 'tabular'), day))),
    // Rows change every year, so only those of exactly this edition will do.
    tables: (day) => parsed<PcsTables>(text('icd10pcs', 'tables', day)),
    definitions: (day) =>
      parsed<PcsDefinitions>(text('icd10pcs', 'definitions', inForce(days('icd10pcs', 'definitions'), day))),
  }
}

/** The code book that a course asks for, or what keeps it from being made. Neither where it asks for none. */
export function codeBookOf(
  { codebook: asked, asOf, lock, cited, at }: Compilation,
  { folder, sources }: BookStore,
): { readonly book?: CodeBook; readonly problems: readonly Problem[] } {
  if (asked === undefined) return { problems: [] }
  const place = at.course('/codebook')
  const lacks = (what: string, hint: string): Problem => problem('codebook-lacks', { what, hint }, place)
  if (sources === undefined) {
    return {
      problems: [
        lacks(
          `no code sets are installed in ${folder}`,
          'Add the files of the agencies with `chartwright codes add`, or name the folder they are in with --store.',
        ),
      ],
    }
  }
  const day = asOf ?? lock?.file.asOf
  if (day === undefined) {
    return {
      problems: [
        lacks(
          'nothing says which edition it should hold',
          'Write `asOf:` with a day in course.yaml, or run `chartwright codes lock` on the course.',
        ),
      ],
    }
  }
  const { systems, chapters = 'used', notes = true, headers = true } = asked
  const wanted = typeof chapters === 'string' ? (chapters === 'all' ? 'all' : 'used') : chapters
  const made = makeBook({ systems, chapters: wanted, notes, headers }, cited.codes, day, sources)
  if (made.lacking.length > 0) return { problems: made.lacking.map((one) => lacks(...inWords(one))) }
  return {
    book: { volumes: [...made.volumes], files: filesOf(made) },
    problems: notes ? made.volumes.flatMap((volume) => notesProblem(volume, place)) : [],
  }
}

function inWords(lacking: Lacking): [what: string, hint: string] {
  if (lacking.is === 'nothing')
    return [
      'neither chapters nor cited codes say what it should hold',
      'Name chapters, as in `codebook: { chapters: [4, 9] }`, or cite codes.',
    ]
  const name = systemNames[lacking.system]
  if (lacking.is === 'chapter')
    return [
      `the edition of ${name} has no chapter ${lacking.chapter}`,
      'Chapters of ICD-10-CM are named by number, sections of the others by their first character: `icd10pcs:0`.',
    ]
  const only = 'To leave this system out, name the others with `systems:`.'
  return lacking.is === 'codes'
    ? [
        `no edition of ${name} of ${lacking.day} or before is installed`,
        `Add one with \`chartwright codes add\`. ${only}`,
      ]
    : [
        `the ${name} tables of the edition of ${lacking.edition ?? lacking.day} are not installed`,
        `Add the tables (XML) of that edition with \`chartwright codes add\`. ${only}`,
      ]
}

/** The tabular list is often older than the codes, because agencies publish it later. */
function notesProblem({ system, effective, notesOf }: Volume, place: Place): Problem[] {
  if (system !== 'icd10cm') return []
  const year = Number(effective.slice(0, 4)) + (effective.slice(5) < '10-01' ? 0 : 1)
  if (notesOf === year) return []
  return [
    problem('codebook-no-notes', { edition: effective, ...(notesOf === undefined ? {} : { year: notesOf }) }, place),
  ]
}

const filesOf = ({ shards }: Pick<MadeBook, 'shards'>): Files =>
  new Map([...shards].map(([name, shard]: [string, Shard]) => [`codebook/${name}.js`, codeBookScript(name, shard)]))
