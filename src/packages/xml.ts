import { create } from 'xmlbuilder2'

/** An XML element as plain data. Prefixed names (`adlcp:scormtype`) are bound by an `xmlns:…` attribute above them. */
export interface XmlElement {
  readonly name: string
  /** Written in this order. */
  readonly attributes?: Readonly<Record<string, string>>
  /** Elements, or the text. */
  readonly children?: readonly XmlElement[] | string
}

type Builder = ReturnType<typeof create>

/**
 * Writes an XML 1.0 document: declaration, UTF-8, two spaces a level, final line feed. Throws on text that XML cannot hold
 * (control characters, unpaired surrogates); `xmlText` makes any text safe.
 */
export function writeXml(root: XmlElement): Uint8Array {
  const document = create({ version: '1.0', encoding: 'UTF-8' })
  append(document, root, {})
  return new TextEncoder().encode(`${document.end({ prettyPrint: true, newline: '\n', wellFormed: true })}\n`)
}

/** `bound` maps the `xmlns` attributes in force to their namespaces; xmlbuilder2 wants them named at every use. */
function append(parent: Builder, element: XmlElement, bound: Readonly<Record<string, string>>): void {
  const attributes = Object.entries(element.attributes ?? {})
  const own = attributes.filter(([name]) => /^xmlns(:|$)/.test(name))
  const inForce = { ...bound, ...Object.fromEntries(own) }
  const namespaceOf = (name: string): string | undefined => inForce[name.replace(/^([^:]*):.*/, 'xmlns:$1')]
  const elementNamespace = element.name.includes(':') ? namespaceOf(element.name) : inForce.xmlns
  const node = elementNamespace === undefined ? parent.ele(element.name) : parent.ele(elementNamespace, element.name)
  for (const [name, value] of attributes) {
    const namespace = /^[^:]+:/.test(name) && !name.startsWith('xmlns') ? namespaceOf(name) : undefined
    if (namespace !== undefined) node.att(namespace, name, value)
    else if (name !== 'xmlns') node.att(name, value)
  }
  if (typeof element.children === 'string') node.txt(element.children)
  else for (const child of element.children ?? []) append(node, child, inForce)
}

/** What XML 1.0 §2.2 does not let a document hold, not even escaped. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Text on one line, without characters XML cannot hold, cut at `limit` characters with an ellipsis. */
export function xmlText(text: string, limit: number): string {
  const line = text.replace(forbidden, '').replace(/\s+/g, ' ').trim()
  const characters = Array.from(line)
  return characters.length <= limit
    ? line
    : `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`
}
