import type { Blockquote, RootContent } from 'mdast'
import { plainText } from '../plain-text.ts'

/** The quotation that ends a question, if it does. */
export const endingQuote = (nodes: readonly RootContent[]): Blockquote | undefined => {
  const last = nodes.at(-1)
  return last?.type === 'blockquote' ? last : undefined
}

/** The content of a rationale without its leading `**Why.**`. */
export function withoutWhy({ children }: Blockquote): readonly RootContent[] {
  const [first, ...rest] = children
  if (first?.type !== 'paragraph') return children
  const [lead, ...inline] = first.children
  if (lead?.type !== 'strong' || !/^why\s*[.:?]?$/i.test(plainText(lead.children))) return children
  const [next, ...others] = inline
  const trimmed = next?.type === 'text' ? [{ ...next, value: next.value.replace(/^[\s.:]+/, '') }, ...others] : inline
  return trimmed.length === 0 ? rest : [{ ...first, children: trimmed }, ...rest]
}
