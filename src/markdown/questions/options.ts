import type { BlockContent, DefinitionContent, List, ListItem, Paragraph } from 'mdast'
import { type Context, placeOf } from '../context.ts'
import { useDirective } from '../directives/use.ts'
import { plainText } from '../plain-text.ts'
import type { DraftOption } from './draft.ts'

/** Whether a list is a task list. An item with an empty box is not a task for GitHub, but it is meant as one. */
export const isTaskList = (list: List): boolean =>
  list.children.some((item) => typeof item.checked === 'boolean' || isEmptyTask(item))

const isEmptyTask = (item: ListItem): boolean => /^\[[ x]?\]$/i.test(plainText(item.children.filter(isNotQuote)))

const isNotQuote = (node: BlockContent | DefinitionContent): boolean => node.type !== 'blockquote'
const isBlock = (node: BlockContent | DefinitionContent): node is BlockContent =>
  node.type !== 'definition' && node.type !== 'footnoteDefinition'

/** Takes the items of a task list apart into content, feedback, box and pin. */
export function readOptions(list: List, context: Context): readonly DraftOption[] {
  return list.children.map((item) => {
    const blocks = item.children.filter(isBlock)
    const empty = isEmptyTask(item)
    const content = empty ? [] : blocks.filter(isNotQuote)
    const pinned = takePin(content, context)
    return {
      place: placeOf(context, item),
      text: plainText(content),
      content,
      feedback: blocks.flatMap((node) => (node.type === 'blockquote' ? node.children.filter(isBlock) : [])),
      checked: empty ? false : (item.checked ?? undefined),
      pinned,
    }
  })
}

/** Takes a `:pin` out of the text of an option; says whether there was one. */
function takePin(content: readonly BlockContent[], context: Context): boolean {
  const paragraph = content.find((node): node is Paragraph => node.type === 'paragraph')
  const index = paragraph?.children.findIndex((node) => node.type === 'textDirective' && node.name === 'pin') ?? -1
  const pin = paragraph?.children[index]
  if (paragraph === undefined || pin?.type !== 'textDirective') return false
  useDirective(pin, context)
  paragraph.children.splice(index, 1)
  const before = paragraph.children[index - 1]
  if (before?.type === 'text') before.value = before.value.trimEnd()
  return true
}
