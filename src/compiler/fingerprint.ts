import { ASSET_BYTES, type Inventory, sha256 } from './load.ts'

/**
 * A hash over every file of the folder, by name and content: while it stays the same, so does everything the compiler
 * says. Files too large to be used count by their size.
 */
export function fingerprint({ files, folder, problems }: Inventory): string {
  const lines = [...files.values()].map(({ path, bytes }) =>
    JSON.stringify([path, bytes > ASSET_BYTES ? bytes : sha256(folder.read(path))]),
  )
  return sha256([...lines, ...problems.map(({ message }) => message)].join('\n'))
}
