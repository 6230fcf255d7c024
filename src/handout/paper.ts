import type { Element, ElementContent } from 'hast'
import type { CompiledModule } from '../model/schema-types.ts'
import { contentOf, element, stringOf, text } from './hast.ts'
import { words } from './words.ts'

/** Id of a section's heading in the handout of its module. */
export const anchorOf = (sectionId: string): string => sectionId.slice(sectionId.indexOf('/') + 1)

/**
 * The course's HTML for paper: links that lead out of the module become plain words, what cannot be played says so, and
 * what opens on demand is open.
 */
export function onPaper(html: string, module: CompiledModule): ElementContent[] {
  const anchors = new Map(module.sections.map(({ id }) => [`#/${id}`, `#${anchorOf(id)}`]))
  const convert = (node: ElementContent): ElementContent[] => {
    if (node.type !== 'element') return node.type === 'text' ? [node] : []
    const { tagName, properties } = node
    if (tagName === 'video' || tagName === 'audio')
      return [element('p', { className: ['media-note'] }, [text(tagName === 'video' ? words.film : words.sound)])]
    if (properties.className?.toString() === 'task')
      return [text(properties.ariaLabel === 'done' ? words.done : words.open)]
    const children = node.children.flatMap(convert)
    if (tagName === 'a') return link(node, children, anchors)
    if (tagName === 'details') return [element('details', { open: true }, children)]
    return [{ ...node, children }]
  }
  return contentOf(html).flatMap(convert)
}

function link(node: Element, children: ElementContent[], anchors: ReadonlyMap<string, string>): ElementContent[] {
  const href = stringOf(node, 'href')
  // The way back from a note is of no use on paper.
  if (node.properties.role?.toString() === 'doc-backlink') return []
  if (/^(https?|mailto):/i.test(href)) return [element('a', { href }, children)]
  const target = href.startsWith('#/') ? anchors.get(href) : href.startsWith('#') ? href : undefined
  if (target === undefined) return children
  return [{ ...node, properties: { ...node.properties, href: target }, children }]
}
