import type { XmlNode } from './read-xml.ts'
import { NAMESPACES } from './scorm-manifest.ts'
import type { SchemaFiles, XsdFault } from './xsd-engine.ts'

export type { SchemaFiles } from './xsd-engine.ts'

/** Where the schemas of a standard are looked for, and the file that defines each namespace of its manifests. */
interface SchemaSet {
  /** Below the folder that was given, in this order; that folder itself comes last. */
  readonly folders: readonly string[]
  readonly files: Readonly<Record<string, string>>
}

const scorm2004Files = {
  [NAMESPACES.imscp2004]: 'imscp_v1p1.xsd',
  [NAMESPACES.adlcp2004]: 'adlcp_v1p3.xsd',
  [NAMESPACES.adlseq]: 'adlseq_v1p3.xsd',
  [NAMESPACES.adlnav]: 'adlnav_v1p3.xsd',
  [NAMESPACES.imsss]: 'imsss_v1p0.xsd',
}

export const schemaSets = {
  /** Without imsmd, whose content model newer libxml2 refuses; inline LOM is left out of what is checked. */
  scorm12: {
    folders: ['scorm12edition', 'scorm12'],
    files: { [NAMESPACES.imscp12]: 'imscp_rootv1p1p2.xsd', [NAMESPACES.adlcp12]: 'adlcp_rootv1p2.xsd' },
  },
  'scorm2004-2nd': { folders: ['scorm20042ndedition', 'scorm2004-2nd'], files: scorm2004Files },
  'scorm2004-3rd': { folders: ['scorm20043rdedition', 'scorm2004-3rd'], files: scorm2004Files },
  scorm2004: { folders: ['scorm20044thedition', 'scorm2004'], files: scorm2004Files },
  cmi5: {
    folders: ['cmi5', 'v1'],
    files: { 'https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd': 'CourseStructure.xsd' },
  },
} as const satisfies Readonly<Record<string, SchemaSet>>

export type SchemaSetName = keyof typeof schemaSets

/** What came out of holding a manifest against the schemas of its standard. */
export interface XsdCheck {
  /** `unchecked`: no schemas were given, the standard has none (tincan), or the manifest could not be read. */
  readonly outcome: 'unchecked' | 'unusable' | 'invalid' | 'valid'
  readonly faults: readonly XsdFault[]
  /** Why the schemas that were given cannot be used. */
  readonly unusable?: string
}

/** The root of the manifest, if it could be read, and what kind of package it makes. */
interface Checkable {
  readonly root: XmlNode | undefined
  readonly standard: string | undefined
  readonly version: string | undefined
}

export const UNCHECKED: XsdCheck = { outcome: 'unchecked', faults: [] }

/**
 * Holds a manifest against the XML schemas of its standard. Only `schemas` is read: schemas inside a package are as much a
 * stranger's work as the manifest that they would vouch for. Never throws.
 */
export async function checkXsd(
  { root, standard, version }: Checkable,
  schemas: SchemaFiles | undefined,
): Promise<XsdCheck> {
  const name = standard === undefined ? undefined : setNameOf(standard, version)
  if (schemas === undefined || name === undefined || root === undefined) return UNCHECKED
  const unusable = (why: string): XsdCheck => ({ outcome: 'unusable', faults: [], unusable: why })
  const set: SchemaSet = schemaSets[name]
  const folder = folderOf(set, schemas)
  if (folder === undefined) {
    const [file = ''] = Object.values(set.files)
    return unusable(
      `The schema folder lacks the schemas of ${name}: it has no ${set.folders.join('/, ')}/ with ${file} and what belongs to it.`,
    )
  }
  try {
    const { xsdFaults } = await import('./xsd-engine.ts')
    const faults = xsdFaults(set.files, folder, schemas, root)
    return { outcome: faults.length === 0 ? 'valid' : 'invalid', faults }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return unusable(`The schemas for ${name} cannot be used: ${words.split('\n')[0] ?? ''}`.replace(/\.?$/, '.'))
  }
}

/** A 2004 manifest that names no edition we know is held against the last one. */
function setNameOf(standard: string, version: string | undefined): SchemaSetName | undefined {
  if (standard === 'scorm12' || standard === 'cmi5') return standard
  if (standard !== 'scorm2004') return undefined
  const edition = /2nd|3rd/.exec(version ?? '')?.[0]
  return edition === '2nd' ? 'scorm2004-2nd' : edition === '3rd' ? 'scorm2004-3rd' : 'scorm2004'
}

export const folderOf = ({ folders, files }: SchemaSet, schemas: SchemaFiles): string | undefined =>
  [...folders.map((one) => `${one}/`), ''].find((folder) =>
    Object.values(files).every((file) => schemas.has(`${folder}${file}`)),
  )
