import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { InstalledCodes } from '../../checks/index.ts'
import { inForce } from '../../codes/edition.ts'
import type { PcsTables } from '../../codes/formats/pcs-tables.ts'
import type { Tabular } from '../../codes/formats/tabular.ts'
import { openTabular, type TabularNotes } from '../../codes/tabular-notes.ts'
import type { CodeStore } from '../../model/schema-types.ts'
import type { Io } from '../io.ts'
import { readObject, STORE_FILE } from './store.ts'
import { storeFolder, useStore } from './use-store.ts'

/** The installed code sets for checks; undefined where there is no store, an exit code where one cannot be read. */
export function installedCodes(named: string | undefined, io: Io): InstalledCodes | undefined | number {
  const folder = storeFolder(named, io)
  if (named === undefined && !existsSync(join(folder, STORE_FILE))) return undefined
  const store = useStore(named, io)
  if (typeof store === 'number') return store
  const { library, index } = store
  return { library, ...openParts(index, (digest) => readObject(folder, digest)) }
}

/** @param read the text of a part by its digest */
export function openParts(
  index: CodeStore,
  read: (digest: string) => string,
): Pick<InstalledCodes, 'tabular' | 'tables'> {
  const tabulars = new Map<string, TabularNotes>()
  const tables = new Map<string, PcsTables>()
  const days = (system: string, part: 'tabular' | 'tables' | 'codes'): string[] =>
    index.editions
      .flatMap((one) => (one.system === system && one.parts[part] !== undefined ? [one.effective] : []))
      .sort()
  const digestOf = (system: string, part: 'tabular' | 'tables', effective: string | undefined): string | undefined =>
    index.editions.find((one) => one.system === system && one.effective === effective)?.parts[part]
  return {
    tabular: (day) => {
      const digest = digestOf('icd10cm', 'tabular', inForce(days('icd10cm', 'tabular'), day))
      if (digest === undefined) return undefined
      // What the store holds was written by `codes add` from a file that it had read whole; its digest is checked.
      const known = tabulars.get(digest) ?? openTabular(JSON.parse(read(digest)) as Tabular)
      tabulars.set(digest, known)
      return known
    },
    tables: (day) => {
      const edition = inForce([...new Set([...days('icd10pcs', 'tables'), ...days('icd10pcs', 'codes')])].sort(), day)
      const digest = digestOf('icd10pcs', 'tables', edition)
      if (digest === undefined) return undefined
      const known = tables.get(digest) ?? (JSON.parse(read(digest)) as PcsTables)
      tables.set(digest, known)
      return known
    },
  }
}
