import { unzipSync } from 'fflate'
import { create } from 'xmlbuilder2'
import { isSafeName } from './zip.ts'

type Builder = ReturnType<typeof create>

const MANIFEST = 'imsmanifest.xml'

/**
 * Re-opens a written package that has an `imsmanifest.xml` and says what is wrong with it, one sentence each; nothing when
 * all is well: the manifest stands at the root, names are safe, every reference resolves in exact case, and every file is
 * listed. Pure.
 */
export function inspectPackage(bytes: Uint8Array): string[] {
  const opened = open(bytes)
  if (opened === undefined) return ['The package is not a zip file that can be read.']
  const { names, manifest } = opened
  const faults = [
    ...names.filter((name) => !isSafeName(name)).map((name) => `The entry name ${JSON.stringify(name)} is not safe.`),
    ...repeated(names).map((name) => `The entry ${name} stands in the package twice.`),
  ]
  if (manifest === undefined) return [...faults, `There is no ${MANIFEST} at the root of the package.`]
  const root = parse(manifest)
  if (root === undefined) return [...faults, `${MANIFEST} is not well-formed XML.`]
  return [...faults, ...identifierFaults(root), ...resourceFaults(root, new Set(names))]
}

function open(bytes: Uint8Array): { names: string[]; manifest: Uint8Array | undefined } | undefined {
  const names: string[] = []
  try {
    const files = unzipSync(bytes, {
      filter: ({ name }) => {
        names.push(name)
        return name === MANIFEST
      },
    })
    return { names, manifest: files[MANIFEST] }
  } catch {
    return undefined
  }
}

function parse(bytes: Uint8Array): Builder | undefined {
  try {
    return create(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).root()
  } catch {
    return undefined
  }
}

/** All elements of a local name, in document order. */
const elements = (root: Builder, name: string): Element[] =>
  root
    .filter(({ node }) => node.nodeName.replace(/^.*:/, '') === name, true, true)
    .flatMap(({ node }) => (isElement(node) ? [node] : []))

interface Element {
  getAttribute(name: string): string | null
}

const isElement = (node: object): node is Element => 'getAttribute' in node

const attributes = (found: readonly Element[], name: string): string[] =>
  found.flatMap((element) => element.getAttribute(name) ?? [])

function identifierFaults(root: Builder): string[] {
  const organizations = attributes(elements(root, 'organization'), 'identifier')
  const resources = attributes(elements(root, 'resource'), 'identifier')
  const items = elements(root, 'item')
  const all = [...organizations, ...resources, ...attributes(items, 'identifier')]
  return [
    ...repeated(all).map((id) => `The identifier ${id} stands in the manifest twice.`),
    ...attributes(elements(root, 'organizations'), 'default')
      .filter((id) => !organizations.includes(id))
      .map((id) => `The default organization ${id} does not exist.`),
    ...attributes([...items, ...elements(root, 'dependency')], 'identifierref')
      .filter((id) => !resources.includes(id))
      .map((id) => `The resource ${id} is referred to but does not exist.`),
    ...(items.length === 0 ? ['The manifest has no item, so nothing can be launched.'] : []),
  ]
}

function resourceFaults(root: Builder, names: ReadonlySet<string>): string[] {
  const listed = new Set(attributes(elements(root, 'file'), 'href'))
  const launched = attributes(elements(root, 'resource'), 'href')
  return [
    ...[...listed].filter((href) => !names.has(href)).map((href) => `The manifest lists ${href}, which is not there.`),
    ...launched
      .filter((href) => !listed.has(href))
      .map((href) => `${href} is launched but not listed as a file of its resource.`),
    ...[...names]
      .filter((name) => name !== MANIFEST && !listed.has(name))
      .map((name) => `${name} is in the package but not listed in the manifest.`),
  ]
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))]
}
