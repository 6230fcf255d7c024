import type { Nodes } from 'mdast'
import { isCodeSystem, writtenCode } from './codes.ts'

const BLOCKS = new Set<Nodes['type']>([
  'paragraph',
  'heading',
  'listItem',
  'tableCell',
  'code',
  'blockquote',
  'table',
  'list',
])

/**
 * What nodes say, without markup, as one line: for titles, reports and comparisons. Pictures count by their
 * description, medical codes without the name of their system, boxes of task lists not at all.
 */
export const plainText = (nodes: readonly Nodes[]): string => nodes.map(textOf).join('').replace(/\s+/g, ' ').trim()

function textOf(node: Nodes): string {
  if (node.type === 'inlineCode') return codeText(node.value)
  if ('value' in node) return node.type === 'html' || node.type === 'yaml' ? '' : node.value
  if (node.type === 'break') return ' '
  if ('alt' in node) return node.alt ?? ''
  if (!('children' in node)) return ''
  const inner = node.children.map(textOf).join('')
  return BLOCKS.has(node.type) ? ` ${inner} ` : inner
}

function codeText(value: string): string {
  const written = writtenCode(value)
  return written !== undefined && isCodeSystem(written.system) ? written.code : value
}
