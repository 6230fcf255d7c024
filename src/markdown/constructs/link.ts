import type { ElementContent, Properties } from 'hast'
import type { Link, LinkReference } from 'mdast'
import { courseAddress, readAddress } from '../addresses.ts'
import { type Context, placeOf, report } from '../context.ts'
import { contextOf, element, type Handler, type State } from '../hast.ts'
import { plainText } from '../plain-text.ts'

export const link: Handler<Link> = (state, node) => anchor(state, node, node.url, node.title)

export const linkReference: Handler<LinkReference> = (state, node) => {
  const definition = contextOf(state).definitions.get(node.identifier)
  return definition === undefined ? state.all(node) : anchor(state, node, definition.url, definition.title)
}

function anchor(
  state: State,
  node: Link | LinkReference,
  url: string,
  title: string | null | undefined,
): ElementContent | ElementContent[] {
  const context = contextOf(state)
  const children = state.all(node)
  if (plainText(node.children) === '') report(context, 'link-text-missing', { address: url }, placeOf(context, node))
  const target = targetOf(context, url, node)
  return target === undefined ? children : element('a', { ...target, ...(title ? { title } : {}) }, children)
}

/** The attributes of a link; reports an address that is not allowed and returns undefined. */
function targetOf(context: Context, url: string, node: Link | LinkReference): Properties | undefined {
  const place = placeOf(context, node)
  const address = readAddress(url, context.file)
  switch (address.kind) {
    case 'empty':
      report(context, 'link-empty', {}, place)
      return undefined
    case 'forbidden':
      report(context, 'link-scheme', { address: address.url }, place, { actual: url })
      return undefined
    case 'outside':
      report(context, 'file-name-unsafe', { path: address.path }, place, { actual: url })
      return undefined
    case 'external': {
      const opensPage = !/^mailto:/i.test(address.url)
      return { href: address.url, ...(opensPage ? { rel: ['noopener', 'noreferrer'], target: '_blank' } : {}) }
    }
    case 'internal': {
      const { path, anchor: detail } = address
      const kind = path.endsWith('.md') ? 'module' : 'asset'
      context.references.push({ kind, target: path, ...(detail === '' ? {} : { detail }), place })
      return { href: courseAddress(path, detail) }
    }
  }
}
