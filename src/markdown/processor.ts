import type { Paragraph, PhrasingContent, Root, RootContent, Text } from 'mdast'
import { combineExtensions } from 'micromark-util-combine-extensions'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { type Processor, unified } from 'unified'
import { constructs } from './constructs/index.ts'
import { isPlain } from './constructs/text.ts'
import type { Context } from './context.ts'
import { fileFor } from './hast.ts'
import { nestingLimit, withoutDeepLines } from './nesting.ts'
import { safeHtml } from './safe-html.ts'

/**
 * Takes bare addresses (`https://…`, `name@host`) out of what remark-gfm reads: looking for one at every letter costs a
 * third of the parsing time, and a link whose words are an address says nothing to who hears it. constructs/text.ts warns
 * of those that are written.
 */
function withoutBareAddresses(this: Processor): void {
  for (const { text = {} } of this.data('micromarkExtensions') ?? []) {
    for (const [character, constructs] of Object.entries(text)) {
      const kept = [constructs ?? []].flat().filter(({ name = '' }) => !name.endsWith('Autolink'))
      if (kept.length === 0) Reflect.deleteProperty(text, character)
      else Object.assign(text, { [character]: kept })
    }
  }
  for (const extension of (this.data('fromMarkdownExtensions') ?? []).flat()) extension.transforms = []
}

/** One extension instead of a dozen: they are combined anew for every text, and a bank has a text for each question. */
function combined(this: Processor): void {
  const data = this.data()
  data.micromarkExtensions = [combineExtensions([...(data.micromarkExtensions ?? []), nestingLimit])]
}

const parser = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(withoutBareAddresses)
  .use(remarkFrontmatter)
  .use(remarkDirective)
  .use(combined)
  .freeze()

const renderer = unified()
  .use(remarkRehype, { handlers: constructs })
  .use(rehypeSanitize, safeHtml)
  .use(rehypeStringify)
  .freeze()

/** Markdown → mdast. Positions count from 1 in `source`. What is nested too deeply comes out as text; `prepare` reports it. */
export const parseMarkdown = (source: string): Root => parser.parse(withoutDeepLines(source))

/** Paragraphs of plain words need neither handlers nor sanitising, only escaping; most stems, options and rationales are. */
const isPlainParagraph = (node: RootContent): node is PlainParagraph =>
  node.type === 'paragraph' &&
  node.children.length === 1 &&
  node.children.every((one) => one.type === 'text' && isPlain(one))

type PlainParagraph = Omit<Paragraph, 'children'> & { children: Text[] }

const plainHtml = (nodes: readonly PlainParagraph[]): string =>
  nodes.map(({ children }) => `<p>${children.map(({ value }) => escaped(value)).join('')}</p>`).join('\n')

/** As rehype-stringify writes text. */
const escaped = (value: string): string => value.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;')

/** mdast → sanitised HTML. Problems and references of the nodes go into the context. */
export function render(nodes: readonly RootContent[], context: Context): string {
  if (nodes.every(isPlainParagraph)) return plainHtml(nodes)
  const tree = renderer.runSync({ type: 'root', children: [...nodes] }, fileFor(context))
  return renderer.stringify(tree).trim()
}

/** The same for inline content: no paragraph around it. */
export function renderInline(nodes: readonly PhrasingContent[], context: Context): string {
  const html = render([{ type: 'paragraph', children: [...nodes] }], context)
  return html.slice('<p>'.length, -'</p>'.length).trim()
}
