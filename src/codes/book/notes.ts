import type { NoteKind } from '../tabular-notes.ts'
import type { NotesShard } from './shard.ts'

/** In the order of the tabular list. */
const KINDS: readonly NoteKind[] = [
  'includes',
  'inclusionTerm',
  'codeFirst',
  'useAdditionalCode',
  'codeAlso',
  'excludes1',
  'excludes2',
  'sevenChrNote',
  'notes',
]

export interface NoteGroup {
  readonly kind: NoteKind
  readonly texts: readonly string[]
  /** Chapter number, block or code that the notes stand at; undefined for the code's own. */
  readonly from?: string
}

/** Inclusion terms name what the code itself stands for; nothing below it takes them over. */
const OWN_ONLY: ReadonlySet<NoteKind> = new Set<NoteKind>(['inclusionTerm'])

/**
 * Notes that hold for a code: its own, then those of what stands above it, the nearest first.
 *
 * @param code without a point
 * @param above ids of what stands above it, from the top: chapter, blocks, codes
 */
export function notesFor({ at }: NotesShard, code: string, above: readonly string[]): NoteGroup[] {
  const own = groups(at, code)
  const inherited = [...above].reverse().flatMap((from) =>
    groups(at, from)
      .filter(({ kind }) => !OWN_ONLY.has(kind))
      .map((group) => ({ ...group, from })),
  )
  return [...own, ...inherited]
}

const groups = (at: NotesShard['at'], id: string): NoteGroup[] =>
  KINDS.flatMap((kind) => {
    const texts = at[id]?.notes[kind] ?? []
    return texts.length === 0 ? [] : [{ kind, texts }]
  })

export interface SeventhCharacters {
  /** The code that asks for one. */
  readonly from: string
  /** Character → what it says. */
  readonly values: Readonly<Record<string, string>>
}

/** The table of seventh characters that holds for a code, where its category asks for one. */
export function seventhFor({ at }: NotesShard, code: string, above: readonly string[]): SeventhCharacters | undefined {
  for (const from of [...above, code].reverse()) {
    const values = at[from]?.seventh
    if (values !== undefined) return { from, values }
  }
  return undefined
}
