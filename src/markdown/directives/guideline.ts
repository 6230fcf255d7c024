import { report } from '../context.ts'
import { GUIDELINE_FORM, guidelineTitle, readGuidelineRef } from '../guideline-ref.ts'
import { text } from '../hast.ts'
import { boxElement } from './box.ts'
import { containerParts } from './container.ts'
import { type Directive, IN_TEXT } from './directive.ts'

/** `:::guideline{ref="I.C.9.a.1"}`: what an official guideline says, with its reference. */
export const guideline: Directive = {
  form: 'container',
  example: ':::guideline{ref="I.C.9.a.1"}',
  label: 'none',
  attributes: { ref: { required: 'learners could not look it up' } },
  settings: IN_TEXT,
  where: 'on lines of its own',
  render: (used, context, state) => {
    const { content } = containerParts(used, context, state)
    const written = used.attributes.ref ?? ''
    const place = used.placeOf('ref')
    const ref = readGuidelineRef(written)
    if (ref === undefined) {
      const params = { name: used.name, attribute: 'ref', value: JSON.stringify(written), form: GUIDELINE_FORM }
      if (written !== '') report(context, 'attribute-value', params, place, { actual: written })
      return [...content]
    }
    const { section, edition } = ref
    context.references.push({
      kind: 'guideline',
      target: section,
      ...(edition === undefined ? {} : { detail: edition }),
      place,
    })
    const title = guidelineTitle(ref)
    return [boxElement('guideline', title, [text(title)], content)]
  },
}
