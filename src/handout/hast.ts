import type { Element, ElementContent, Properties, Text } from 'hast'
import { fromHtml } from 'hast-util-from-html'

export const element = (tagName: string, properties: Properties = {}, children: ElementContent[] = []): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
})

export const text = (value: string): Text => ({ type: 'text', value })

/** What sanitised HTML holds. */
export const contentOf = (html: string): ElementContent[] =>
  fromHtml(html, { fragment: true }).children.flatMap((node) =>
    node.type === 'element' || node.type === 'text' ? [node] : [],
  )

export const stringOf = (node: Element, name: string): string => {
  const value = node.properties[name]
  return typeof value === 'string' ? value : ''
}

export function hasClass({ properties }: Element, name: string): boolean {
  const names = properties.className
  return Array.isArray(names) && names.includes(name)
}

/** All text below the nodes. */
export const textOf = (nodes: readonly ElementContent[]): string =>
  nodes
    .map((node) => (node.type === 'text' ? node.value : node.type === 'element' ? textOf(node.children) : ''))
    .join('')

/** Turns HTML of the course into what is put on paper. */
export type Render = (html: string) => ElementContent[]
