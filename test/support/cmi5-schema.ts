import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readSchemaFolder } from '../../src/cli/schema-folder.ts'
import { schemaSets } from '../../src/packages/verify/xsd.ts'
import { xsdFaults } from './xsd.ts'

/** Schemas that no package of npm's has: beside the project, or where the variable says. */
export const moreSchemas =
  process.env.CHARTWRIGHT_SCHEMAS ?? fileURLToPath(new URL('../../../shared/schemas', import.meta.url))

/** Why `cmi5.xml` cannot be held against its schema here; undefined where it can. */
export const cmi5SchemaMissing = existsSync(`${moreSchemas}/cmi5/CourseStructure.xsd`)
  ? undefined
  : 'CourseStructure.xsd is in no npm package; CHARTWRIGHT_SCHEMAS names a folder that holds cmi5/CourseStructure.xsd.'

/** What the schema of cmi5 says against a course structure; nothing when it is valid. */
export const cmi5Faults = (xml: Uint8Array): string[] => xsdFaults(schemaSets.cmi5, xml, readSchemaFolder(moreSchemas))
