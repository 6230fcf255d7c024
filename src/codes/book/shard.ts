import type { PcsTable } from '../formats/pcs-tables.ts'
import type { TabularEntry } from '../formats/tabular.ts'

/** What a file of the code book hands over. One file for the codes of a chapter, one for what is noted at them. */
export type Shard = CodesShard | TablesShard | NotesShard | DefinitionsShard

export interface CodesShard {
  readonly kind: 'codes'
  /** As `frontCode` writes them. */
  readonly entries: string
  /** Blocks of the chapter, in order: first and last category, title. */
  readonly blocks: readonly Block[]
}

export type Block = readonly [from: string, to: string, title: string]

export interface TablesShard {
  readonly kind: 'tables'
  readonly tables: readonly PcsTable[]
}

export interface Noted {
  readonly notes: TabularEntry['notes']
  readonly seventh?: Readonly<Record<string, string>>
}

export interface NotesShard {
  readonly kind: 'notes'
  /** By number of the chapter, range of a block, code without a point; only where something is noted. */
  readonly at: Readonly<Record<string, Noted>>
}

/** Of the ICD-10-PCS manual: what a value of a character means. */
export interface Definition {
  /** The character, from 3 to 7. */
  readonly position: number
  readonly title: string
  readonly definition: string
  readonly explanation: string
  readonly includes: readonly string[]
}

export interface DefinitionsShard {
  readonly kind: 'definitions'
  readonly definitions: readonly Definition[]
}

const FIELDS: Readonly<Record<Shard['kind'], string>> = {
  codes: 'entries',
  tables: 'tables',
  notes: 'at',
  definitions: 'definitions',
}

/**
 * A shard as its script gave it, or undefined when it is none. It was written by the same build as what reads it, so only
 * its outline is looked at: enough to tell a cut off or foreign file from a shard.
 */
export const readShard = (value: unknown): Shard | undefined => (isShard(value) ? value : undefined)

function isShard(value: unknown): value is Shard {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  const field = Object.entries(FIELDS).find(([kind]) => kind === value.kind)?.[1]
  return field !== undefined && Object.hasOwn(value, field)
}
