import type { Html } from 'mdast'
import { placeOf, report } from '../context.ts'
import { contextOf, type Handler } from '../hast.ts'

const LONGEST = 40

/** HTML in Markdown is an error, a comment too: what is in the file is meant for learners. */
export const html: Handler<Html> = (state, node) => {
  const context = contextOf(state)
  const line = node.value.split('\n')[0] ?? ''
  const shown = line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`
  report(context, 'raw-html', { html: shown }, placeOf(context, node), { actual: shown })
  return undefined
}
