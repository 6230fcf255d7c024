import type { ElementContent } from 'hast'
import { element, text } from '../hast.ts'
import { labels } from '../labels.ts'
import { plainText } from '../plain-text.ts'
import { containerParts } from './container.ts'
import { type Directive, IN_TEXT } from './directive.ts'

type BoxName = 'note' | 'tip' | 'warning'

/** A box as it stands in a page. The kind is always named in words: colour alone says nothing to many. */
export const boxElement = (
  name: string,
  label: string,
  title: ElementContent[],
  content: readonly ElementContent[],
): ElementContent =>
  element('aside', { className: ['box', `box-${name}`], role: 'note', ariaLabel: label }, [
    element('p', { className: ['box-title'] }, title),
    ...content,
  ])

/** `:::note`, `:::tip[Exam day]`: a boxed note with an optional title. */
export const box = (name: BoxName): Directive => ({
  form: 'container',
  example: `:::${name}[Title]`,
  label: 'optional',
  attributes: {},
  settings: IN_TEXT,
  where: 'on lines of its own',
  render: (used, context, state) => {
    const { label, content } = containerParts(used, context, state)
    const kind = labels[name]
    if (label.length === 0) return [boxElement(name, kind, [text(kind)], content)]
    const title = state.all({ type: 'paragraph', children: [...label] })
    return [boxElement(name, labels.titled(kind, plainText(label)), title, content)]
  },
})
