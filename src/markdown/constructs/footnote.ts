import type { FootnoteReference, Node } from 'mdast'
import { placeOf, report } from '../context.ts'
import { footnoteList as list, useFootnote } from '../footnotes.ts'
import { contextOf, element, type Handler, text } from '../hast.ts'
import { labels } from '../labels.ts'

/** Stands where the notes of a section are shown. Made by us, never by the parser. */
export interface FootnoteList extends Node {
  type: 'footnoteList'
}

declare module 'mdast' {
  interface RootContentMap {
    footnoteList: FootnoteList
  }
}

export const footnoteList: Handler<FootnoteList> = (state) => list(state, contextOf(state))

export const footnoteReference: Handler<FootnoteReference> = (state, node) => {
  const context = contextOf(state)
  const label = node.label ?? node.identifier
  if (context.setting === 'question' || context.setting === 'definition') {
    const where = context.setting === 'question' ? 'a question' : 'a definition'
    report(context, 'footnote-place', { label, where }, placeOf(context, node))
    return undefined
  }
  const { number, id, target } = useFootnote(context, node.identifier)
  const properties = { id, href: `#${target}`, role: 'doc-noteref', ariaLabel: labels.footnote(number) }
  return element('sup', {}, [element('a', properties, [text(String(number))])])
}
