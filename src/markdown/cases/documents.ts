import type { Root, RootContent } from 'mdast'
import type { CodeLine, Codes } from '../../model/schema-types.ts'
import { type Context, placeOf, report } from '../context.ts'
import { plainText } from '../plain-text.ts'
import { showsSomething } from '../prepare.ts'
import { render } from '../processor.ts'
import { slug } from '../slug.ts'

export type CaseDocument = Codes['documents'][number]

export interface CaseBody {
  /** What stands before the first document: what the learner is to do. */
  readonly task: readonly RootContent[]
  readonly documents: readonly CaseDocument[]
}

/** Cuts the body of a case at its level-2 headings; each begins a document of the record. */
export function readDocuments(tree: Root, context: Context): CaseBody {
  const task: RootContent[] = []
  const parts: { readonly heading: RootContent; readonly nodes: RootContent[] }[] = []
  for (const node of tree.children) {
    if (node.type === 'heading' && node.depth === 2) parts.push({ heading: node, nodes: [] })
    else if (showsSomething(node)) (parts.at(-1)?.nodes ?? task).push(node)
  }
  const ids = new Map<string, number>()
  const documents = parts.map(({ heading, nodes }) => {
    const title = plainText(heading.type === 'heading' ? heading.children : [])
    const id = addressOf(title)
    const firstLine = ids.get(id)
    const place = placeOf(context, heading)
    if (firstLine !== undefined) report(context, 'heading-duplicate', { title, slug: id, firstLine }, place)
    ids.set(id, firstLine ?? place.line ?? 1)
    const html = render(nodes, context)
    if (html === '') report(context, 'section-empty', { title }, place)
    return { id, title, html }
  })
  return { task, documents }
}

/** ASCII, because it names a document in the player. */
const addressOf = (title: string): string =>
  slug(title)
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'document'

/** The text of HTML as a browser shows it, with single spaces. */
const textOf = (html: string): string =>
  single(
    html
      .replace(/<[^>]*>/g, '')
      .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&'),
  )

const single = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The first document that holds the words. */
export function findQuote(documents: readonly CaseDocument[], quote: string): CodeLine['evidence'][number] | undefined {
  const words = single(quote)
  const document = words === '' ? undefined : documents.find(({ html }) => textOf(html).includes(words))
  return document === undefined ? undefined : { document: document.id, quote: words }
}
