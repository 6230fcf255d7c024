import { resolve } from 'node:path'
import type { Library } from '../../codes/library.ts'
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
