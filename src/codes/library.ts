import type { CodeSet } from './code-set.ts'
import type { Conversion } from './formats/conversion.ts'
import type { GuidelineSections } from './formats/guideline-sections.ts'
import type { CodeSystem } from './system.ts'

/** The installed code sets, read when they are asked for. Asking twice costs once. */
export interface Library {
  /** Days from which the installed editions with codes are in force, ascending. */
  readonly editions: (system: CodeSystem) => readonly string[]
  /** @param effective one of `editions` */
  readonly codes: (system: CodeSystem, effective: string) => CodeSet
  /** SHA-256 of the codes of an edition, hex. */
  readonly digest: (system: CodeSystem, effective: string) => string
  /** Codes without a point that are exempt from POA reporting in an edition; undefined where no list is installed. */
  readonly poaExempt: (effective: string) => ReadonlySet<string> | undefined
  /** The newest installed conversion table: it holds those before it. */
  readonly conversions: () => readonly Conversion[]
  /** Installed lists of guideline sections, by the day from which they are in force. */
  readonly guidelines: () => readonly GuidelineSections[]
}
