import {
  ParseOption,
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
} from 'libxml2-wasm'
import type { Files } from '../target.ts'
import type { XmlNode } from './read-xml.ts'
import { NAMESPACES } from './scorm-manifest.ts'
import { xsdWords } from './xsd-words.ts'

/** Schema files (`.xsd`, `.dtd`) by their path below the folder that was given, with forward slashes. */
export type SchemaFiles = Files

/** Something a schema says against a manifest, and the element it is about. */
export interface XsdFault {
  readonly message: string
  readonly node: XmlNode
}

/** Exists nowhere, so that nothing but what was handed in can be read. */
const BASE = 'schemas:///'

/** Where ADL's schemas import it from. */
const XML_XSD = ['http://www.w3.org/2001/xml.xsd', 'http://www.w3.org/2001/03/xml.xsd']

/**
 * What schemas say against a manifest. One schema file alone would refuse every attribute of another namespace, so a schema
 * that imports them all is made here. Throws when they cannot be compiled. This file loads a megabyte of WebAssembly, so it
 * is imported only when there are schemas.
 *
 * @param files the file that defines each namespace, by its name in `folder`
 * @param folder where in `schemas` they lie: empty, or with a slash at its end
 */
export function xsdFaults(
  files: Readonly<Record<string, string>>,
  folder: string,
  schemas: SchemaFiles,
  root: XmlNode,
): XsdFault[] {
  const xml = schemas.get(`${folder}xml.xsd`)
  const buffers = new Map([...schemas].map(([path, bytes]) => [`${BASE}${path}`, bytes]))
  if (xml !== undefined) for (const address of XML_XSD) buffers.set(address, xml)
  const imports = Object.entries(files).map(
    ([namespace, file]) => `<xs:import namespace="${namespace}" schemaLocation="${file}"/>`,
  )
  if (pathSteps(root) > MOST_STEPS) throw new Error('the manifest has too many elements side by side')
  const { text, nodes } = plainXml(root)
  // libxml2 keeps its providers for all: what stands between here and the end must not wait for anything.
  xmlCleanupInputProvider()
  xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(buffers)))
  try {
    using schema = XmlDocument.fromString(
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`,
      { url: `${BASE}${folder}all.xsd` },
    )
    using validator = XsdValidator.fromDoc(schema)
    const option = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES
    using document = XmlDocument.fromString(text, { option })
    try {
      validator.validate(document)
      return []
    } catch (error) {
      if (!(error instanceof XmlValidateError)) throw error
      return faultsOf(error.details, nodes, root)
    }
  } finally {
    xmlCleanupInputProvider()
  }
}

/**
 * For each fault libxml2 counts the elements beside and above it, so that a manifest with many faults among many siblings
 * would keep it busy for hours. Ten thousand files of one resource are within the limit.
 */
const MOST_STEPS = 200_000_000

/** How far libxml2 would count if every element and every attribute were at fault. */
function pathSteps(root: XmlNode): number {
  let steps = 0
  const walk = (node: XmlNode, above: number): void => {
    const beside = above + node.children.length
    for (const child of node.children) {
      steps += (1 + child.attributes.length) * beside
      walk(child, beside)
    }
  }
  walk(root, 1)
  return steps + root.attributes.length
}

function faultsOf(
  details: readonly { readonly message: string; readonly line: number }[],
  nodes: readonly XmlNode[],
  root: XmlNode,
): XsdFault[] {
  const found = details.map(({ message, line }) => ({ raw: message, node: nodes[line - 1] ?? root }))
  return found
    .filter(
      ({ raw, node }, i) =>
        !(saysAgain.test(raw) && found[i - 1]?.node === node && facet.test(found[i - 1]?.raw ?? '')),
    )
    .map(({ raw, node }) => ({ node, message: xsdWords(raw) }))
}

/** Behind a value's fault comes one that says only that the value is wrong. */
const facet = /\[facet '/
const saysAgain = /is not a valid value of the (?:local )?(?:atomic|union|list) type/

/** LOM in any of its bindings. Its schemas are not used. */
const isLom = ({ namespace }: XmlNode): boolean => /\/imsmd|\/LOM$|\/lom$/.test(namespace)

/** Schemas to fetch are named in these; nothing is fetched, and libxml2 is not tempted to look. */
const isSchemaHint = ({ namespace, local }: XmlNode['attributes'][number]): boolean =>
  namespace === NAMESPACES.xsi && /schemaLocation$/i.test(local)

/**
 * Writes what our own reader has read again, so that libxml2 sees no DOCTYPE, no entity and no encoding but UTF-8. Each
 * element begins a line of its own: line n is the nth of `nodes`.
 */
function plainXml(root: XmlNode): { readonly text: string; readonly nodes: readonly XmlNode[] } {
  const nodes: XmlNode[] = []
  const parts: string[] = []
  const write = (node: XmlNode, outer: string): void => {
    if (nodes.length > 0) parts.push('\n')
    nodes.push(node)
    parts.push(`<${name(node)}`, node.namespace === outer ? '' : ` xmlns="${uri(node.namespace)}"`)
    node.attributes
      .filter((one) => !isSchemaHint(one))
      .forEach(({ namespace, value, ...attribute }, i) => {
        const local = name(attribute)
        if (namespace === '') parts.push(` ${local}="${escaped(value)}"`)
        else if (namespace === NAMESPACES.xml) parts.push(` xml:${local}="${escaped(value)}"`)
        else parts.push(` xmlns:a${i}="${uri(namespace)}" a${i}:${local}="${escaped(value)}"`)
      })
    parts.push('>')
    if (node.children.length === 0 || node.text.trim() !== '') parts.push(escaped(node.text))
    for (const child of node.children) if (!isLom(child)) write(child, node.namespace)
    parts.push(`</${name(node)}>`)
  }
  write(root, '')
  return { text: parts.join(''), nodes }
}

/** libxml2 does not parse a document whose namespace is not a URI; no schema knows such a namespace, so anything can take its place. */
const uri = (namespace: string): string =>
  /^(?:https?:\/\/[\w.-]+(?:\/[\w.~/-]*)?|urn:[\w.:-]+)?(?:#[\w.-]*)?$/.test(namespace)
    ? namespace
    : `urn:x-namespace:${namespace.replace(/[^\w.-]/g, (one) => `%${one.charCodeAt(0).toString(16).padStart(4, '0')}`)}`

/** Nor one in which a name has a second colon. */
const name = ({ local }: { readonly local: string }): string => local.replaceAll(':', '_')

const escaped = (text: string): string => text.replace(/[&<>"\t\r\n]/g, (one) => `&#${one.charCodeAt(0)};`)
