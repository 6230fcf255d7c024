import { resolve } from 'node:path'
import { type EditionKey, editionName } from '../../codes/edition.ts'
import type { Library } from '../../codes/library.ts'
import { systemNames, systems } from '../../codes/system.ts'
import type { CodeStore } from '../../model/schema-types.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { DEFAULT_STORE } from './default-store.ts'
import { openLibrary } from './open-library.ts'
import { readObject, readStore } from './store.ts'

export interface Installed {
  readonly folder: string
  readonly index: CodeStore
  readonly library: Library
}

export const storeFolder = (named: string | undefined, io: Io): string => resolve(io.cwd, named ?? DEFAULT_STORE)

/** The installed code sets; or, when they cannot be used, the exit code after saying why. */
export function useStore(named: string | undefined, io: Io): Installed | number {
  const folder = storeFolder(named, io)
  const index = readStore(folder)
  if ('because' in index) {
    io.stderr(`chartwright: ${index.because}\n`)
    return EXIT.io
  }
  return { folder, index, library: openLibrary(index, (digest) => readObject(folder, digest)) }
}

/** The exit code, after saying why, when codes cannot be looked up in these editions, or in the newest of each system when there are none. */
export function sayLacking(editions: readonly EditionKey[], library: Library, io: Io): number | undefined {
  const because = lacking(editions, library)
  if (because === undefined) return undefined
  io.stderr(`chartwright: ${because}\n`)
  return EXIT.io
}

function lacking(editions: readonly EditionKey[], library: Library): string | undefined {
  if (systems.every((system) => library.editions(system).length === 0))
    return 'No code set is installed. Add one first: chartwright codes add icd10cm-order-2026.txt'
  const missing = editions.find(({ system, effective }) => !library.editions(system).includes(effective))
  if (missing === undefined) return undefined
  const known = library.editions(missing.system).map((effective) => editionName({ ...missing, effective }))
  return `${editionName(missing)} is not installed. ${known.length === 0 ? `No edition of ${systemNames[missing.system]} is.` : `Installed: ${known.join(', ')}.`}`
}
