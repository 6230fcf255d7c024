import type { Text } from 'mdast'
import { type Context, placeAt, report } from '../context.ts'
import { contextOf, type Handler, text as textNode } from '../hast.ts'

/** Whether a text holds nothing that could have been meant as something else. */
export const isPlain = ({ value }: Text): boolean => !/::|\[\^|:\/\//.test(value)

/** Plain text; reports what was meant as a directive or a footnote but could not be read as one. */
export const text: Handler<Text> = (state, node, parent) => {
  if (isPlain(node)) return textNode(node.value)
  if (node.value.includes('::')) reportUnread(contextOf(state), node)
  if (node.value.includes('[^')) reportFootnotes(contextOf(state), node)
  if (node.value.includes('://') && parent?.type !== 'link') reportAddresses(contextOf(state), node)
  return textNode(node.value)
}

// Searched in the source, where an escaped character still shows its backslash.
function sourceOf({ text }: Context, { position }: Text): { source: string; offset: number } {
  const offset = position?.start.offset ?? 0
  return { offset, source: text.slice(offset, position?.end.offset ?? 0) }
}

function reportUnread(context: Context, node: Text): void {
  const { source, offset } = sourceOf(context, node)
  const lineStart = context.text.lastIndexOf('\n', offset - 1) + 1
  const beginsLine = /^[\s>]*$/.test(context.text.slice(lineStart, offset))
  for (const match of source.matchAll(/^[ \t>]*(:{2,}.*?)[ \t]*$/gm)) {
    const [whole, line = ''] = match
    if (match.index === 0 && !beginsLine) continue
    const start = offset + match.index + whole.indexOf(line)
    report(context, 'directive-unread', { text: line }, placeAt(context, start, start + line.length), {
      actual: line,
    })
  }
}

function reportFootnotes(context: Context, node: Text): void {
  const { source, offset } = sourceOf(context, node)
  for (const match of source.matchAll(/(?<!\\)\[\^([^\]\s]+)\]/g)) {
    const start = offset + match.index
    report(context, 'footnote-missing', { label: match[1] ?? '' }, placeAt(context, start, start + match[0].length))
  }
}

function reportAddresses(context: Context, node: Text): void {
  const { source, offset } = sourceOf(context, node)
  for (const { index, 0: address } of source.matchAll(/\bhttps?:\/\/[^\s<>]*[^\s<>.,;:!?)]/gi)) {
    const place = placeAt(context, offset + index, offset + index + address.length)
    report(context, 'link-bare', { address }, place, { actual: address })
  }
}
