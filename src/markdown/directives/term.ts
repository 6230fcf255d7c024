import { placeOf } from '../context.ts'
import { element } from '../hast.ts'
import { plainText } from '../plain-text.ts'
import { type Directive, EVERYWHERE } from './directive.ts'

/** `:term[principal diagnosis]`, `:term[the principal]{id="principal diagnosis"}`: a term of the glossary. */
export const term: Directive = {
  form: 'text',
  example: ':term[principal diagnosis]',
  label: 'required',
  attributes: { id: {} },
  settings: EVERYWHERE,
  where: 'in running text',
  render: ({ node, attributes }, context, state) => {
    const target = attributes.id ?? plainText(node.children)
    if (target === '') return []
    context.references.push({ kind: 'term', target, place: placeOf(context, node) })
    return [element('span', { className: ['term'], dataTerm: target }, state.all(node))]
  },
}
