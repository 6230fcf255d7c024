import { resolve } from 'node:path'
import { kindNames } from '../../codes/source.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { textTable } from '../text-table.ts'
import { type Installation, install, type ReadFile } from './install.ts'
import { type FileRefused, readAgencyFile } from './read-file.ts'
import { changeStore, readObject } from './store.ts'
import { storeFolder } from './use-store.ts'

export interface AddOptions {
  readonly store?: string | undefined
  readonly effective?: string | undefined
  readonly json: boolean
}

/** Reads, verifies and installs files of the agencies: all that are named, or none. */
export async function addFiles(
  paths: readonly string[],
  { store, effective, json }: AddOptions,
  io: Io,
): Promise<number> {
  const files: ReadFile[] = []
  const passedOver: string[] = []
  for (const path of paths) {
    const read = await readAgencyFile(resolve(io.cwd, path), effective)
    if ('because' in read) return refuse(read, json, io)
    files.push(...read.files)
    passedOver.push(...read.passedOver)
  }
  const folder = storeFolder(store, io)
  const done = await changeStore(
    folder,
    io.now(),
    (index): Installation => install(index, files, (digest) => readObject(folder, digest)),
  )
  if ('because' in done) {
    io.stderr(`chartwright: ${done.because}\n`)
    return EXIT.io
  }
  if (done.refused !== undefined) return refuse(done.refused, json, io)
  const { installed } = done
  if (json) io.stdout(`${JSON.stringify({ format: 1, installed, passedOver }, null, 2)}\n`)
  else {
    io.stdout(
      textTable(
        installed.map(({ name, kind, edition, done: how, verified }) => [
          how,
          edition,
          kindNames[kind],
          name,
          verified,
        ]),
      ),
    )
    if (passedOver.length > 0) io.stderr(`Passed over: ${passedOver.join(', ')}\n`)
  }
  return EXIT.fine
}

function refuse({ name, because, line }: FileRefused, json: boolean, io: Io): number {
  const where = line === undefined ? name : `${name}, line ${line}`
  if (json)
    io.stdout(
      `${JSON.stringify({ format: 1, refused: { name, because, ...(line === undefined ? {} : { line }) } }, null, 2)}\n`,
    )
  else io.stderr(`chartwright: ${where}: ${because}\nNothing was installed.\n`)
  return EXIT.problems
}
