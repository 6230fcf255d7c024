import type { Parents, Root, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import { type Context, placeAt, placeOf, report } from './context.ts'
import type { DirectiveNode } from './directives/directive.ts'
import { directives } from './directives/index.ts'
import { deepLines, hasTooManyMarks } from './nesting.ts'

/** What authors say to the checks about a line (docs/phi.md); learners do not see it. */
const REMARK = /^<!--\s*phi-ok\b[^>]*-->\s*$/

/**
 * One walk over a parsed text before anything is rendered: collects what may be referred to before it is written
 * (link addresses, footnotes), takes out what is meant for the checks alone, and gives colons that are no directives back to
 * the text.
 */
export function prepare(tree: Root, context: Context): void {
  const [deep] = deepLines(context.text)
  if (deep !== undefined) report(context, 'nested-too-deep', {}, placeAt(context, deep.start, deep.end))
  visit(tree, (node, index, parent) => {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
      const { start, end } = node.position ?? {}
      if (hasTooManyMarks(context.text.slice(start?.offset, end?.offset)))
        report(context, 'marks-too-many', {}, placeOf(context, node))
    } else if (node.type === 'definition') {
      if (!context.definitions.has(node.identifier)) context.definitions.set(node.identifier, node)
    } else if (node.type === 'footnoteDefinition') {
      if (!context.footnotes.written.has(node.identifier)) context.footnotes.written.set(node.identifier, node)
    } else if (node.type === 'textDirective' && parent !== undefined && index !== undefined) {
      if (isPlainColon(node, context)) putText(node, index, parent, context)
    } else if (node.type === 'html' && parent !== undefined && index !== undefined && REMARK.test(node.value)) {
      parent.children.splice(index, 1)
      return index
    }
    return undefined
  })
}

/** Whether a node is something that a learner sees where it stands. */
export const showsSomething = ({ type }: RootContent): boolean =>
  type !== 'yaml' && type !== 'definition' && type !== 'footnoteDefinition'

/** `12:30` and `note:this` are read as directives; one that is glued to a word and unknown is meant as text. */
function isPlainColon(node: DirectiveNode, { text }: Context): boolean {
  const offset = node.position?.start.offset
  if (offset === undefined || node.children.length > 0 || Object.hasOwn(directives, node.name)) return false
  if (Object.keys(node.attributes ?? {}).length > 0) return false
  return /^\d/.test(node.name) || /[\p{L}\p{M}\p{N}]$/u.test(text.slice(Math.max(0, offset - 2), offset))
}

function putText(node: DirectiveNode, index: number, parent: Parents, context: Context): void {
  const { position } = node
  if (position === undefined) return
  const value = context.text.slice(position.start.offset, position.end.offset)
  parent.children.splice(index, 1, { type: 'text', value, position })
}
