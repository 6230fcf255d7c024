import { type CodeSet, readCodesText } from '../../codes/code-set.ts'
import { fiscalYearOf } from '../../codes/edition.ts'
import { type Conversion, readConversionText } from '../../codes/formats/conversion.ts'
import { type GuidelineSections, readGuidelineSections } from '../../codes/formats/guideline-sections.ts'
import type { Library } from '../../codes/library.ts'
import type { CodeSystem } from '../../codes/system.ts'
import type { CodeStore, StoredEdition } from '../../model/schema-types.ts'

/** @param read the text of a part by its digest */
export function openLibrary(index: CodeStore, read: (digest: string) => string): Library {
  const sets = new Map<string, CodeSet>()
  const exempt = new Map<string, ReadonlySet<string>>()
  let conversions: readonly Conversion[] | undefined
  let guidelines: readonly GuidelineSections[] | undefined
  const find = (system: CodeSystem, effective: string): StoredEdition | undefined =>
    index.editions.find((one) => one.system === system && one.effective === effective)
  const codesOf = (system: CodeSystem, effective: string): string => {
    const digest = find(system, effective)?.parts.codes
    if (digest === undefined) throw new Error(`no codes of ${system}@${effective} are installed`)
    return digest
  }
  return {
    editions: (system) =>
      index.editions
        .filter((one) => one.system === system && one.parts.codes !== undefined)
        .map(({ effective }) => effective)
        .sort(),
    digest: codesOf,
    codes: (system, effective) => {
      const name = `${system}@${effective}`
      const known = sets.get(name)
      if (known !== undefined) return known
      const set = { system, effective, codes: readCodesText(read(codesOf(system, effective))) }
      sets.set(name, set)
      return set
    },
    poaExempt: (effective) => {
      // An update within a year has no list of its own; that of the year holds.
      const digest =
        find('icd10cm', effective)?.parts.poaExempt ?? find('icd10cm', fiscalYearOf(effective))?.parts.poaExempt
      if (digest === undefined) return undefined
      const known = exempt.get(digest) ?? new Set(read(digest).split('\n'))
      exempt.set(digest, known)
      return known
    },
    conversions: () => {
      const digest = index.editions
        .filter(({ parts }) => parts.conversion !== undefined)
        .sort((a, b) => (a.effective < b.effective ? -1 : 1))
        .at(-1)?.parts.conversion
      conversions ??= digest === undefined ? [] : readConversionText(read(digest))
      return conversions
    },
    guidelines: () => {
      guidelines ??= index.guidelines.flatMap(({ object }) => {
        const list = readGuidelineSections(JSON.parse(read(object)))
        return 'value' in list ? [list.value] : []
      })
      return guidelines
    },
  }
}
