import type { RootContent } from 'mdast'
import type { Context } from './context.ts'
import type { Directive } from './directives/directive.ts'
import { directives } from './directives/index.ts'
import { useDirective } from './directives/use.ts'
import { beginFootnotes, hasFootnotes } from './footnotes.ts'
import type { ParsedBlock } from './parsed.ts'
import { render } from './processor.ts'

/** Renders the content of one section or fragment: runs of text, and the checks and includes between them. */
export function readBlocks(nodes: readonly RootContent[], context: Context): readonly ParsedBlock[] {
  const blocks: ParsedBlock[] = []
  let text: RootContent[] = []
  const endText = (): void => {
    const html = render(text, context)
    if (html !== '') blocks.push({ kind: 'text', html })
    text = []
  }
  beginFootnotes(context)
  for (const node of nodes) {
    if (!standsAtSectionLevel(node)) {
      text.push(node)
      continue
    }
    endText()
    const found = useDirective(node, context)
    const block = found?.directive.block?.(found.used, context)
    if (found?.ok && block !== undefined) blocks.push(block)
  }
  endText()
  if (hasFootnotes(context)) {
    text.push({ type: 'footnoteList' })
    endText()
  }
  return blocks
}

type LeafDirective = Extract<RootContent, { type: 'leafDirective' }>

function standsAtSectionLevel(node: RootContent): node is LeafDirective {
  if (node.type !== 'leafDirective' || !Object.hasOwn(directives, node.name)) return false
  const directive: Directive = directives[node.name as keyof typeof directives]
  return directive.block !== undefined
}
