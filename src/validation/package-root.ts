import { existsSync } from 'node:fs'

/** The folder of package.json, from `src/` as well as from the compiled `dist/app/`. */
export function packageRoot(): URL {
  let folder = new URL('./', import.meta.url)
  while (!existsSync(new URL('package.json', folder))) {
    const parent = new URL('../', folder)
    if (parent.href === folder.href) throw new Error('package.json of chartwright not found above its own files')
    folder = parent
  }
  return folder
}
