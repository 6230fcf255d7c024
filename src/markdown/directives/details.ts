import { element } from '../hast.ts'
import { containerParts } from './container.ts'
import { type Directive, IN_TEXT } from './directive.ts'

/** `:::details[Summary]`: text that opens on demand. */
export const details: Directive = {
  form: 'container',
  example: ':::details[Summary]',
  label: 'required',
  attributes: {},
  settings: IN_TEXT,
  where: 'on lines of its own',
  render: (used, context, state) => {
    const { label, content } = containerParts(used, context, state)
    const summary = element('summary', {}, state.all({ type: 'paragraph', children: [...label] }))
    return [element('details', {}, [summary, ...content])]
  },
}
