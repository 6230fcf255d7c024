import { collectSchemas } from '../../packages/schemas.ts'
import type { Files, PackageTarget } from '../../packages/target.ts'

/** The control schemas of a target, or a sentence on why it cannot have them; neither where it has no use for any. */
export interface ControlSchemas {
  readonly files?: Files
  readonly refused?: string
}

/**
 * The schemas of a target among those of `--schemas`: in a folder that is called after their standard, or else in the folder
 * itself.
 *
 * @param written the folder as the user named it, for messages
 * @param given all schemas in it, by their path
 */
export function controlSchemas(written: string, given: Files, { name, schemas }: PackageTarget): ControlSchemas {
  if (schemas === undefined) return {}
  const names = Object.values(schemas.files)
  const folders = [...schemas.folders.map((folder) => `${folder}/`), '']
  const folder = folders.find((one) => names.some((file) => given.has(`${one}${file}`)))
  if (folder === undefined) {
    if (schemas.optional === true) return {}
    const places = schemas.folders.map((one) => `${written}/${one}`).join(' and ')
    return { refused: `${name} needs ${names[0]}, but it is neither in ${written} nor in ${places}.` }
  }
  const result = collectSchemas(schemas, (path) => given.get(`${folder}${path}`))
  if ('files' in result) return result
  return { refused: `The schemas in ${written}/${folder} cannot be used for ${name}. ${result.fault.message}` }
}
