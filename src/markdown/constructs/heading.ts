import type { Heading } from 'mdast'
import { type Context, placeOf, report, type Setting } from '../context.ts'
import { contextOf, element, type Handler } from '../hast.ts'
import { useHeading } from '../headings.ts'
import { plainText } from '../plain-text.ts'

const WHERE: Readonly<Record<Setting, string>> = {
  module: 'inside a box, list or quotation',
  fragment: 'in a file that others include',
  question: 'inside a question',
  definition: 'in a definition',
}

/** A heading inside a section. Only modules give addresses: fragments and questions may stand on one page together. */
export const heading: Handler<Heading> = (state, node) => {
  const context = contextOf(state)
  if (reportTooHigh(context, node)) return element('p', {}, state.all(node))
  const { slug } = useHeading(context, node)
  const id = slug !== undefined && context.setting === 'module' ? { id: slug } : {}
  return element(`h${node.depth}`, id, state.all(node))
}

/** Reports a heading of level 1 or 2 that stands where only lower ones can. */
function reportTooHigh(context: Context, node: Heading): boolean {
  if (node.depth > 2) return false
  const title = plainText(node.children)
  if (node.depth === 1) report(context, 'heading-top', { title }, placeOf(context, node))
  else report(context, 'heading-nested', { title, where: WHERE[context.setting] }, placeOf(context, node))
  return true
}
