import type { InlineCode } from 'mdast'
import { isCodeSystem, unknownSystem, useCode, writtenCode } from '../codes.ts'
import { placeOf } from '../context.ts'
import { contextOf, element, type Handler, text } from '../hast.ts'

/** `` `icd10cm:E11.9` `` is a medical code; other inline code stays as it is. */
export const inlineCode: Handler<InlineCode> = (state, node) => {
  const context = contextOf(state)
  const written = writtenCode(node.value)
  if (written === undefined) return element('code', {}, [text(node.value)])
  const { system, code } = written
  if (isCodeSystem(system)) {
    useCode(context, code, system, placeOf(context, node))
    return element('code', { className: ['code'], dataSystem: system }, [text(code)])
  }
  if (/^(icd|cpt|hcpcs)/i.test(system)) unknownSystem(context, system, placeOf(context, node))
  return element('code', {}, [text(node.value)])
}
