import type { Element, ElementContent, Properties, Text } from 'hast'
import type { Nodes } from 'mdast'
import type { Options } from 'remark-rehype'
import { VFile } from 'vfile'
import type { Context } from './context.ts'

type AnyHandler = NonNullable<NonNullable<Options['handlers']>['text']>

/** What remark-rehype hands to each handler. */
export type State = Parameters<AnyHandler>[0]

/** Renders one kind of Markdown node. Handlers also check what they render: each node is visited once. */
export type Handler<N extends Nodes> = (
  state: State,
  node: N,
  parent: Parameters<AnyHandler>[2],
) => ElementContent[] | ElementContent | undefined

export const element = (tagName: string, properties: Properties, children: ElementContent[] = []): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
})

export const text = (value: string): Text => ({ type: 'text', value })

const CONTEXT = 'chartwright'

/** The file object that carries a context to the handlers. */
export const fileFor = (context: Context): VFile => new VFile({ cwd: '/', data: { [CONTEXT]: context } })

/** The context of the text a handler is called for. */
export function contextOf(state: State): Context {
  const context = state.options.file?.data[CONTEXT]
  if (context === undefined) throw new Error('Markdown was rendered without a context')
  return context as Context
}
