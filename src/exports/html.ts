import type { Element, RootContent } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { type Shortfall, simplified } from './format.ts'
import type { Markup, Node } from './markup.ts'

/** What a format does with the files a text shows. */
export interface AssetUse {
  /** Address under which the format finds the file; undefined when it can hold none. */
  readonly address: (path: string) => string | undefined
}

/** HTML of the course as a quiz engine takes it. */
export interface Html {
  readonly nodes: readonly Node[]
  /** Assets the nodes name. */
  readonly assets: readonly string[]
  readonly shortfalls: readonly Shortfall[]
}

/** Elements that every engine and QTI 2.1 know, with the attributes they keep. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    'p h3 h4 h5 h6 blockquote ul ol li hr pre div em strong code br span sup table thead tbody tr td'
      .split(' ')
      .map((name) => [name, []]),
  ),
  a: ['href'],
  img: ['src', 'alt'],
  th: ['scope'],
}

/** Elements that say the same under an older name. */
const RENAMED: Readonly<Record<string, string>> = {
  aside: 'div',
  section: 'div',
  figure: 'div',
  figcaption: 'p',
  details: 'div',
  summary: 'p',
  del: 'span',
}

const BLOCKS = new Set('p h3 h4 h5 h6 blockquote ul ol hr pre div table'.split(' '))
const isElement = (node: Node): node is Markup => typeof node !== 'string' && 'name' in node
export const isBlock = (node: Node): boolean => isElement(node) && BLOCKS.has(node.name)

/**
 * Takes sanitised HTML of the course apart and keeps what a quiz engine shows alike: no ids, classes, roles or addresses
 * inside the course, no players for sound and film, no glossary.
 */
export function readHtml(html: string, use: AssetUse): Html {
  const assets: string[] = []
  const shortfalls: Shortfall[] = []

  const convert = (node: RootContent): Node[] => {
    if (node.type === 'text') return [node.value]
    if (node.type !== 'element') return []
    const { tagName } = node
    if (tagName === 'img') return [picture(node)]
    if (tagName === 'video' || tagName === 'audio') {
      shortfalls.push(simplified(tagName === 'video' ? 'a film' : 'a sound', 'only its caption is there'))
      return []
    }
    const children = node.children.flatMap(convert)
    if (tagName === 'a') return link(node, children)
    if (node.properties.dataTerm !== undefined) {
      shortfalls.push(simplified('the definition of a glossary term', 'the term is plain text'))
      return children
    }
    const name = RENAMED[tagName] ?? tagName
    const kept = KEPT[name]
    if (kept === undefined) return children
    return [{ name, attributes: attributesOf(node, kept), children, verbatim: true }]
  }

  const picture = (node: Element): Node => {
    const path = attribute(node, 'src')
    const alt = attribute(node, 'alt')
    const address = use.address(path)
    if (address === undefined) {
      shortfalls.push(simplified('a picture', 'its text alternative takes its place'))
      return alt === '' ? '' : `[${alt}]`
    }
    assets.push(path)
    return { name: 'img', attributes: { src: address, alt } }
  }

  const link = (node: Element, children: Node[]): Node[] => {
    const href = attribute(node, 'href')
    if (/^(https?|mailto):/i.test(href)) return [{ name: 'a', attributes: { href }, children, verbatim: true }]
    const path = href.split('#')[0] ?? ''
    const address = path === '' ? undefined : use.address(path)
    if (address === undefined) {
      shortfalls.push(simplified('a link into the course', 'its words are plain text'))
      return children
    }
    assets.push(path)
    return [{ name: 'a', attributes: { href: address }, children, verbatim: true }]
  }

  const nodes = fromHtml(html, { fragment: true }).children.flatMap(convert)
  return { nodes, assets, shortfalls }
}

/** Reads the texts of one question and gathers what they need and what is lost. */
export interface Texts {
  readonly read: (html: string) => readonly Node[]
  readonly assets: ReadonlySet<string>
  readonly shortfalls: Shortfall[]
}

export function texts(use: AssetUse): Texts {
  const assets = new Set<string>()
  const shortfalls: Shortfall[] = []
  return {
    assets,
    shortfalls,
    read: (html) => {
      const found = readHtml(html, use)
      for (const path of found.assets) assets.add(path)
      shortfalls.push(...found.shortfalls)
      return found.nodes
    },
  }
}

const attribute = (node: Element, name: string): string => {
  const value = node.properties[name]
  return typeof value === 'string' ? value : ''
}

const attributesOf = (node: Element, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (attribute(node, name) === '' ? [] : [[name, attribute(node, name)]])))

/** Wraps runs of inline content in paragraphs, where only blocks are allowed. */
export function asBlocks(nodes: readonly Node[]): Markup[] {
  const blocks: Markup[] = []
  let run: Node[] = []
  const close = (): void => {
    if (run.some((node) => typeof node !== 'string' || node.trim() !== ''))
      blocks.push({ name: 'p', children: run, verbatim: true })
    run = []
  }
  for (const node of nodes) {
    if (isElement(node) && isBlock(node)) {
      close()
      blocks.push(node)
    } else run.push(node)
  }
  close()
  return blocks
}

/** The words of the nodes on one line; blocks are kept apart by a space. */
export const lineOf = (nodes: readonly Node[]): string => wordsOf(nodes).replace(/\s+/g, ' ').trim()

const wordsOf = (nodes: readonly Node[]): string =>
  nodes
    .map((node) => {
      if (typeof node === 'string') return node
      if (!isElement(node)) return ''
      const words = wordsOf(node.children ?? [])
      return INLINE.has(node.name) ? words : ` ${words} `
    })
    .join('')

const INLINE = new Set('em strong code span sup a'.split(' '))

/** Elements a plain line cannot show, in words. */
const SHAPES: Readonly<Record<string, string>> = {
  table: 'a table',
  ul: 'a list',
  ol: 'a list',
  pre: 'preformatted text',
  img: 'a picture',
  blockquote: 'a quotation',
}

/** What is lost when the nodes become one line of plain text; emphasis and code face do not count. */
export function lostInPlainText(nodes: readonly Node[]): Shortfall[] {
  return nodes.filter(isElement).flatMap((node) => {
    const shape = SHAPES[node.name]
    const own = shape === undefined ? [] : [simplified(shape, 'its words are put on one line')]
    return [...own, ...lostInPlainText(node.children ?? [])]
  })
}
