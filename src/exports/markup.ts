/** Mixed XML content. `../xml.ts` writes manifests, whose elements hold either elements or text; questions hold both. */
export interface Markup {
  readonly name: string
  /** Written in this order; those that are undefined are left out. */
  readonly attributes?: Readonly<Record<string, string | undefined>>
  readonly children?: readonly Node[]
  /** White space counts in here, so nothing is indented. */
  readonly verbatim?: boolean
}

/** An element, text, or HTML as text. */
export type Node = Markup | string | { readonly cdata: string }

/** What XML 1.0 §2.2 does not let a document hold, not even escaped. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Text as XML and as HTML; `>` too, so that `]]>` and GIFT's `->` never come about. */
export const escapeText = (text: string): string =>
  text.replace(forbidden, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const escapeAttribute = (text: string): string =>
  escapeText(text)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)

/** An XML document: declaration, UTF-8, two spaces a level where white space does not count, final line feed. */
export const document = (root: Markup): Uint8Array =>
  new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}\n`)

/** Markup on one line, as HTML reads it too: void elements as `<br/>`, all others with an end tag. */
export const inline = (nodes: readonly Node[]): string => nodes.map((node) => write(node, undefined)).join('')

const VOID = new Set(['br', 'hr', 'img'])

/** @param indent undefined where white space counts */
function write(node: Node, indent: string | undefined): string {
  if (typeof node === 'string') return escapeText(node)
  if ('cdata' in node) return `<![CDATA[${node.cdata.replace(forbidden, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
  const { name, attributes = {}, children = [], verbatim = false } = node
  const tag = [
    name,
    ...Object.entries(attributes).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key}="${escapeAttribute(value)}"`],
    ),
  ].join(' ')
  if (children.length === 0 && (indent !== undefined || VOID.has(name))) return `<${tag}/>`
  const mixed = children.some((child) => typeof child === 'string' || 'cdata' in child)
  if (indent === undefined || verbatim || mixed) return `<${tag}>${inline(children)}</${name}>`
  const deeper = `${indent}  `
  return `<${tag}>\n${children.map((child) => `${deeper}${write(child, deeper)}\n`).join('')}${indent}</${name}>`
}
