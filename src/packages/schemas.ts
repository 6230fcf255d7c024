import type { Files, PackageOptions, SchemaSet } from './target.ts'
import { writeXml, type XmlElement } from './xml.ts'

const XSI = 'http://www.w3.org/2001/XMLSchema-instance'

/**
 * The content with its manifest and, where the author handed them in, the control schemas of the standard, to which the
 * manifest then points (XML Schema Part 1 §4.3.2). Without them it points nowhere, so that it never names a file that is
 * not in the package.
 */
export function withManifest(
  content: Files,
  { file, root }: { readonly file: string; readonly root: XmlElement },
  { schemas }: PackageOptions,
  set: SchemaSet,
): Files {
  if (schemas === undefined) return new Map([...content, [file, writeXml(root)]])
  const locations = Object.entries(set.files).flat().join(' ')
  const attributes = { ...root.attributes, 'xmlns:xsi': XSI, 'xsi:schemaLocation': locations }
  return new Map([...content, ...schemas, [file, writeXml({ ...root, attributes })]])
}

/** Why a schema set is of no use. */
export interface SchemaFault {
  /** The schema that is missing or wrong. */
  readonly file: string
  /** A sentence about it. */
  readonly message: string
}

/**
 * The files of a set and all that they name in turn, by their path beside the manifest. `read` gives the bytes of a file
 * of the set, undefined where there is none. What a schema takes from the web stays there.
 */
export function collectSchemas(
  { files: named }: SchemaSet,
  read: (path: string) => Uint8Array | undefined,
): { readonly files: Files } | { readonly fault: SchemaFault } {
  const files = new Map<string, Uint8Array>()
  const wanted = Object.entries(named).map(([namespace, path]) => ({ path, namespace, by: undefined }))
  const queue: { readonly path: string; readonly namespace?: string; readonly by: string | undefined }[] = wanted
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { path, namespace, by } = next
    if (files.has(path)) continue
    const bytes = schemaName.test(path) ? read(path) : undefined
    if (bytes === undefined) {
      return {
        fault: {
          file: path,
          message: by === undefined ? `There is no ${path}.` : `${by} names ${path}, which is not there.`,
        },
      }
    }
    const text = new TextDecoder().decode(bytes).replace(/<!--[\s\S]*?-->/g, '')
    if (namespace !== undefined && !new RegExp(`targetNamespace\\s*=\\s*["']${escaped(namespace)}["']`).test(text)) {
      return { fault: { file: path, message: `${path} does not define ${namespace}.` } }
    }
    files.set(path, bytes)
    queue.push(...namedIn(text).map((name) => ({ path: below(path, name), by: path })))
  }
  return { files }
}

/** A path that can lie in a package beside the manifest, under the name that the standard gave it. */
const schemaName = /^(?:[a-z0-9_][a-z0-9._-]*\/)*[A-Za-z0-9_][A-Za-z0-9._-]*\.(?:xsd|dtd)$/

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Local files that a schema or DTD cannot be read without. */
function namedIn(text: string): string[] {
  const patterns = [
    /<(?:\w+:)?(?:import|include|redefine)\b[^>]*?\bschemaLocation\s*=\s*["']\s*([^"']+?)\s*["']/g,
    /<!DOCTYPE\b[^>[]*["']([^"']+\.dtd)["']/g,
    /<!ENTITY\s+%[^>]*["']([^"']+\.dtd)["']/g,
  ]
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''))
    .filter((name) => !/^[a-z][a-z0-9+.-]*:|^\//i.test(name))
}

/** A name as seen from the file that holds it; one that climbs out keeps its `..` and is not a schema name. */
const below = (from: string, name: string): string =>
  `${from.replace(/[^/]*$/, '')}${name}`.replace(/(^|\/)\.\//g, '$1').replace(/[^/]+\/\.\.\//g, '')
