import type { DirectiveNode } from '../directives/directive.ts'
import { reportPlace, useDirective } from '../directives/use.ts'
import { contextOf, type Handler } from '../hast.ts'

/** A directive inside running text, boxes or lists. One that had an error still has its content checked. */
export const directive: Handler<DirectiveNode> = (state, node) => {
  const context = contextOf(state)
  const found = useDirective(node, context)
  if (found === undefined) return state.all(node)
  const { directive: known, used, ok } = found
  if (known.render === undefined || !known.settings.includes(context.setting)) {
    if (ok) reportPlace(used, known, context)
    return state.all(node)
  }
  return known.render(used, context, state)
}
