import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sha256 } from '../../compiler/load.ts'
import type { Credential } from '../../model/schema-types.ts'
import { compareText } from '../../problems/problem.ts'
import type { OptionSpec } from '../command.ts'
import type { Io } from '../io.ts'

/** Option of verbs that hold awards against the rules of credentials. */
export const credentialsOption = {
  credentials: {
    type: 'string',
    multiple: true,
    value: '<dir>',
    summary: 'Folder with credential files of your own, for checking awards',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>

export const credentialFolders = (written: readonly string[] | undefined, io: Io): readonly string[] =>
  (written ?? []).map((folder) => resolve(io.cwd, folder))

/** Over the files of the folders: what was checked with others does not stand. */
export const credentialsHash = (folders: readonly string[]): string =>
  folders.length === 0
    ? ''
    : sha256(
        folders
          .flatMap((folder) =>
            readdirSync(folder)
              .sort(compareText)
              .map((name) => join(folder, name)),
          )
          .filter((file) => /\.ya?ml$/.test(file))
          .map((file) => sha256(readFileSync(file)))
          .join('\n'),
      )

/** The rule files of the catalogue and of these folders. */
export async function rulesIn(folders: readonly string[]): Promise<ReadonlyMap<string, Credential>> {
  const { loadCredentials } = await import('../../validation/credential-files.ts')
  return new Map([...loadCredentials(folders).credentials].map(([id, { credential }]) => [id, credential]))
}
