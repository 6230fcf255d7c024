import type { BlockContent } from 'mdast'
import { placeOf } from '../context.ts'
import { plainText } from '../plain-text.ts'
import { checkEntries, entryHtml, letter } from '../questions/entries.ts'
import type { QuestionReader } from './reader.ts'

/** A numbered list and `::meta{type=order}`: the order written is the right one. */
export const ordering: QuestionReader = {
  detect: ({ form }) => form.kind === 'ordered',
  read: ({ id, context, form, place }, common) => {
    if (form.kind !== 'ordered') return undefined
    const entries = form.node.children.map((item) => {
      const content = item.children.filter((node): node is BlockContent => !node.type.endsWith('efinition'))
      return { text: plainText(content), place: placeOf(context, item), content }
    })
    checkEntries(context, { id, one: 'item', many: 'items', entries, place, least: 2 })
    const items = entries.map(({ text, content }, index) => ({
      id: letter(index),
      html: entryHtml(content, context),
      text,
    }))
    return { type: 'ordering', ...common, items }
  },
}
