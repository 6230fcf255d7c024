import type { ElementContent } from 'hast'
import type { BlockContent, DefinitionContent, PhrasingContent } from 'mdast'
import { type Context, report } from '../context.ts'
import type { State } from '../hast.ts'
import { openingOf } from './attributes.ts'
import { isLabel, type Used } from './directive.ts'

interface Parts {
  /** What stands in the brackets. */
  readonly label: readonly PhrasingContent[]
  readonly content: readonly ElementContent[]
}

/** The label and the rendered content of a container; reports one that holds nothing. */
export function containerParts({ node, name }: Used, context: Context, state: State): Parts {
  if (node.type !== 'containerDirective') return { label: [], content: state.all(node) }
  const [first] = node.children
  const label = isLabel(first) && first?.type === 'paragraph' ? first.children : []
  const children: (BlockContent | DefinitionContent)[] = label.length > 0 ? node.children.slice(1) : node.children
  const content = state.wrap(state.all({ type: 'blockquote', children }), true)
  if (children.length === 0) report(context, 'directive-empty', { name }, openingOf(context, node))
  return { label, content }
}
