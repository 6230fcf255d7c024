import type { ElementContent } from 'hast'
import type { ListItem } from 'mdast'
import { defaultHandlers } from 'remark-rehype'
import { element, type Handler, text } from '../hast.ts'
import { labels } from '../labels.ts'

/** A list item; the box of a task is a sign with a name, since a form field that nobody can use has none. */
export const listItem: Handler<ListItem> = (state, node, parent) => {
  const { checked } = node
  if (typeof checked !== 'boolean') return defaultHandlers.listItem(state, node, parent)
  const item: ElementContent = defaultHandlers.listItem(state, { ...node, checked: null }, parent)
  if (item.type !== 'element') return item
  const label = checked ? labels.taskDone : labels.taskOpen
  const sign = element('span', { className: ['task'], role: 'img', ariaLabel: label }, [text(checked ? '☑' : '☐')])
  const paragraph = item.children.find((child) => child.type === 'element' && child.tagName === 'p')
  const holder = paragraph?.type === 'element' ? paragraph : item
  holder.children.unshift(sign, text(' '))
  return item
}
