import type { Nodes } from 'mdast'
import type { Handler } from '../hast.ts'
import { codeBlock } from './code-block.ts'
import { directive } from './directive.ts'
import { footnoteList, footnoteReference } from './footnote.ts'
import { heading } from './heading.ts'
import { html } from './html.ts'
import { image, imageReference } from './image.ts'
import { inlineCode } from './inline-code.ts'
import { link, linkReference } from './link.ts'
import { table } from './table.ts'
import { listItem } from './task-item.ts'
import { text } from './text.ts'

/**
 * Markdown node → HTML and checks, for every construct that is not plain CommonMark. The others (paragraphs, lists,
 * emphasis, quotations …) are rendered by remark-rehype's own handlers.
 */
export const constructs = {
  code: codeBlock,
  containerDirective: directive,
  footnoteList,
  footnoteReference,
  heading,
  html,
  image,
  imageReference,
  inlineCode,
  leafDirective: directive,
  link,
  linkReference,
  listItem,
  table,
  text,
  textDirective: directive,
} as const satisfies { readonly [T in Nodes['type']]?: Handler<Extract<Nodes, { type: T }>> }
