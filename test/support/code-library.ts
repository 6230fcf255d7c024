import { codeMap } from '../../src/codes/code-set.ts'
import type { Conversion } from '../../src/codes/formats/conversion.ts'
import type { GuidelineSections } from '../../src/codes/formats/guideline-sections.ts'
import type { Library } from '../../src/codes/library.ts'
import type { Row } from './code-files.ts'

export interface InMemory {
  /** `icd10cm@2025-10-01` → rows, codes without a point. */
  readonly sets: Readonly<Record<string, readonly Row[]>>
  readonly poaExempt?: Readonly<Record<string, readonly string[]>>
  readonly conversions?: readonly Conversion[]
  readonly guidelines?: readonly GuidelineSections[]
}

/** Code sets that stand in the test itself. */
export function libraryOf({ sets, poaExempt = {}, conversions = [], guidelines = [] }: InMemory): Library {
  const days = (system: string): string[] =>
    Object.keys(sets)
      .filter((name) => name.startsWith(`${system}@`))
      .map((name) => name.slice(system.length + 1))
      .sort()
  return {
    editions: days,
    digest: (system, effective) =>
      `${system}${effective.replaceAll('-', '')}`.padEnd(64, '0').replace(/[^0-9a-f]/g, '0'),
    codes: (system, effective) => ({
      system,
      effective,
      codes: codeMap(
        (sets[`${system}@${effective}`] ?? []).map(([code, title, header]) => ({
          code,
          title,
          short: title,
          billable: header === undefined,
        })),
      ),
    }),
    poaExempt: (effective) => (poaExempt[effective] === undefined ? undefined : new Set(poaExempt[effective])),
    conversions: () => conversions,
    guidelines: () => guidelines,
  }
}
