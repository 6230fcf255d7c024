import type { Heading } from 'mdast'
import { type Context, placeOf, report } from './context.ts'
import { plainText } from './plain-text.ts'
import { slug } from './slug.ts'

/** Checks the level of a heading and gives its address, unique in the file; undefined when it can have none. */
export function useHeading(context: Context, node: Heading): { title: string; slug: string | undefined } {
  const title = plainText(node.children)
  const place = placeOf(context, node)
  const allowed = context.headings.lastLevel + 1
  if (node.depth > allowed) report(context, 'heading-skip', { title, level: node.depth, allowed }, place)
  context.headings.lastLevel = node.depth
  const address = slug(title)
  if (address === '') {
    report(context, 'heading-empty', {}, place)
    return { title, slug: undefined }
  }
  return { title, slug: claimSlug(context, address, title, node) ? address : undefined }
}

/** Takes an address for a heading; reports and returns false when another heading has it. */
export function claimSlug(context: Context, address: string, title: string, node: Pick<Heading, 'position'>): boolean {
  if (context.setting !== 'module') return true
  const firstLine = context.headings.bySlug.get(address)
  if (firstLine !== undefined) {
    report(context, 'heading-duplicate', { title, slug: address, firstLine }, placeOf(context, node))
    return false
  }
  context.headings.bySlug.set(address, (node.position?.start.line ?? 1) + context.lineOffset)
  return true
}
