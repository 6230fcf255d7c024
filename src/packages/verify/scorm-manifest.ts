import type { XmlNode } from './read-xml.ts'

export const NAMESPACES = {
  imscp12: 'http://www.imsproject.org/xsd/imscp_rootv1p1p2',
  adlcp12: 'http://www.adlnet.org/xsd/adlcp_rootv1p2',
  imscp2004: 'http://www.imsglobal.org/xsd/imscp_v1p1',
  adlcp2004: 'http://www.adlnet.org/xsd/adlcp_v1p3',
  adlseq: 'http://www.adlnet.org/xsd/adlseq_v1p3',
  adlnav: 'http://www.adlnet.org/xsd/adlnav_v1p3',
  imsss: 'http://www.imsglobal.org/xsd/imsss',
  xml: 'http://www.w3.org/XML/1998/namespace',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
} as const

/** Where an href of the manifest leads. `path` is a name of the zip; `odd` says why there is none. */
export interface Reference {
  readonly node: XmlNode
  readonly href: string
  readonly path: string | undefined
  readonly odd: 'external' | 'absolute' | 'backslash' | 'climbs' | undefined
}

/** The parts of an `imsmanifest.xml` that rules ask for again and again. */
export interface ScormManifest {
  readonly root: XmlNode
  readonly metadata: XmlNode | undefined
  /** Text of `schemaversion`, without surrounding space. */
  readonly edition: string
  readonly namespaceEdition: '1.2' | '2004' | undefined
  /** Manifests inside the manifest, at any depth; what they hold is among the organizations, items and resources. */
  readonly subManifests: readonly XmlNode[]
  readonly organizations: readonly XmlNode[]
  /** Items at any depth, in document order. */
  readonly items: readonly XmlNode[]
  readonly resources: readonly XmlNode[]
  readonly resourceById: ReadonlyMap<string, XmlNode>
  /** `resource@href`. */
  readonly launches: readonly Reference[]
  /** `file@href`. */
  readonly listed: readonly Reference[]
  /** Metadata in files of their own: `adlcp:location`. */
  readonly metadataFiles: readonly Reference[]
}

/** Children with a name, in the namespace of their parent. */
export const children = (node: XmlNode | undefined, local: string): XmlNode[] =>
  node?.children.filter((child) => child.local === local && child.namespace === node.namespace) ?? []

/** Children with a name in another namespace, whichever (`adlcp:…`, `imsss:…`). */
export const foreign = (node: XmlNode, local: string): XmlNode[] =>
  node.children.filter((child) => child.local === local && child.namespace !== node.namespace)

/** An attribute without the space around it, as xs:ID, xs:anyURI and most other types have it (XML Schema Part 2 §4.3.6). */
export const attribute = (node: XmlNode, local: string): string | undefined =>
  node.attributes.find((one) => one.local === local)?.value.trim()

/** The element and all inside it, in document order. */
export function descendants(root: XmlNode): XmlNode[] {
  const found: XmlNode[] = []
  const open = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    found.push(node)
    for (let i = node.children.length - 1; i >= 0; i -= 1) {
      const child = node.children[i]
      if (child !== undefined) open.push(child)
    }
  }
  return found
}

export const isLeaf = (item: XmlNode): boolean => children(item, 'item').length === 0

/** What a manifest of IMS says it is, where that is a package of questions or pages rather than SCORM. */
export function otherPackage(root: XmlNode): string | undefined {
  const [metadata] = children(root, 'metadata')
  const text = (part: string): string => children(metadata, part)[0]?.text.trim() ?? ''
  return /\bcartridge\b|\bQTI/i.test(text('schema')) ? `${text('schema')} ${text('schemaversion')}`.trim() : undefined
}

export function scormManifest(root: XmlNode): ScormManifest {
  const [metadata] = children(root, 'metadata')
  const subManifests = manifestsInside(root)
  const inAll = (holder: string, part: string): XmlNode[] =>
    [root, ...subManifests].flatMap((one) => children(one, holder)).flatMap((one) => children(one, part))
  const organizations = inAll('organizations', 'organization')
  const resources = inAll('resources', 'resource')
  const all = descendants(root)
  const namespaces = new Set([root.namespace, ...all.flatMap(namespacesOf)])
  return {
    root,
    metadata,
    edition: children(metadata, 'schemaversion')[0]?.text.trim() ?? '',
    namespaceEdition:
      root.namespace === NAMESPACES.imscp12
        ? '1.2'
        : root.namespace === NAMESPACES.imscp2004
          ? '2004'
          : namespaces.has(NAMESPACES.adlcp2004)
            ? '2004'
            : undefined,
    subManifests,
    organizations,
    items: organizations.flatMap((one) => descendantItems(one)),
    resources,
    resourceById: new Map([...resources].reverse().map((one) => [attribute(one, 'identifier') ?? '', one])),
    launches: resources.flatMap((one) => referenceOf(one, one)),
    listed: resources.flatMap((one) => children(one, 'file').flatMap((file) => referenceOf(file, one))),
    metadataFiles: all
      .filter(({ local, namespace }) => local === 'location' && isAdlcp(namespace))
      .map((node) => ({ node, href: node.text.trim(), ...resolveHref(baseOf(root), node.text.trim()) })),
  }
}

const manifestsInside = (node: XmlNode): XmlNode[] =>
  children(node, 'manifest').flatMap((one) => [one, ...manifestsInside(one)])

const isAdlcp = (namespace: string): boolean => namespace === NAMESPACES.adlcp12 || namespace === NAMESPACES.adlcp2004

const baseOf = (node: XmlNode | undefined): string =>
  node?.attributes.find(({ namespace, local }) => namespace === NAMESPACES.xml && local === 'base')?.value.trim() ?? ''

const namespacesOf = (node: XmlNode): string[] => [node.namespace, ...node.attributes.map(({ namespace }) => namespace)]

const descendantItems = (node: XmlNode): XmlNode[] =>
  children(node, 'item').flatMap((item) => [item, ...descendantItems(item)])

/** `xml:base` of manifest, resources and resource, joined (IMS CP §"xml:base"). */
const basesOf = (node: XmlNode | undefined): string => (node === undefined ? '' : basesOf(node.parent) + baseOf(node))

function referenceOf(node: XmlNode, resource: XmlNode): Reference[] {
  const href = attribute(node, 'href')
  if (href === undefined) return []
  return [{ node, href, ...resolveHref(basesOf(resource), href) }]
}

/** The name in the zip that an href means: without query and fragment, percent signs decoded, `.` and `..` resolved. */
export function resolveHref(base: string, href: string): Pick<Reference, 'path' | 'odd'> {
  const whole = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href) ? href : `${base}${href}`
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(whole)) return { path: undefined, odd: 'external' }
  const written = whole.replace(/[?#].*$/s, '')
  if (written.includes('\\')) return { path: undefined, odd: 'backslash' }
  if (written.startsWith('/')) return { path: undefined, odd: 'absolute' }
  const steps: string[] = []
  for (const step of decoded(written).split('/')) {
    if (step === '..' && steps.pop() === undefined) return { path: undefined, odd: 'climbs' }
    if (step !== '..' && step !== '.' && step !== '') steps.push(step)
  }
  return { path: steps.join('/'), odd: undefined }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
