import { isCodeSystem, unknownSystem, useCode } from '../codes.ts'
import { placeOf } from '../context.ts'
import { element, text } from '../hast.ts'
import { plainText } from '../plain-text.ts'
import { type Directive, EVERYWHERE } from './directive.ts'

/** `:code[E11.9]`, `:code[99213]{system=cpt}`: a medical code. */
export const code: Directive = {
  form: 'text',
  example: ':code[E11.9]',
  label: 'required',
  attributes: { system: {} },
  settings: EVERYWHERE,
  where: 'in running text',
  render: ({ node, attributes, placeOf: placeOfAttribute }, context) => {
    const value = plainText(node.children)
    if (value === '') return []
    const { system = context.codeSystem } = attributes
    if (isCodeSystem(system)) useCode(context, value, system, placeOf(context, node))
    else unknownSystem(context, system, placeOfAttribute('system'))
    return [element('code', { className: ['code'], dataSystem: system }, [text(value)])]
  },
}
