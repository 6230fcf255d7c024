import type { ElementContent } from 'hast'
import type { Image, ImageReference } from 'mdast'
import { useAsset } from '../assets.ts'
import { placeOf, report } from '../context.ts'
import { contextOf, element, type Handler, type State } from '../hast.ts'

export const image: Handler<Image> = (state, node) => picture(state, node, node.url, node.title)

export const imageReference: Handler<ImageReference> = (state, node) => {
  const definition = contextOf(state).definitions.get(node.identifier)
  return definition === undefined ? undefined : picture(state, node, definition.url, definition.title)
}

/** WCAG 2.2, 1.1.1: a picture has a text that says the same, or is marked as one that says nothing. */
function picture(
  state: State,
  node: Image | ImageReference,
  url: string,
  title: string | null | undefined,
): ElementContent | undefined {
  const context = contextOf(state)
  const alt = (node.alt ?? '').replace(/\s+/g, ' ').trim()
  const decorative = title === 'decorative'
  if (alt === '' && !decorative) report(context, 'image-alt-missing', { src: url }, placeOf(context, node))
  const src = useAsset(context, url, placeOf(context, node))
  if (src === undefined) return undefined
  return element('img', { src, alt, ...(title && !decorative ? { title } : {}) })
}
