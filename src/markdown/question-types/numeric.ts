import { placeOf, report } from '../context.ts'
import { render } from '../processor.ts'
import type { QuestionReader } from './reader.ts'

const NUMBER = /^([+-]?\d+(?:\.\d+)?)(?:\s*(?:±|\+-|\+\/-)\s*(\d+(?:\.\d+)?))?$/

/** What only a number can be meant by: nothing but digits and signs, a `±`, or a `+-` beside a number. */
const LIKE_A_NUMBER = /^[-+−\d.,'\s]+$|±|^[-+−]?\d[\d.,'\s]*\+\/?-|\+\/?-\s*\d/

/** A paragraph `= 42 ± 0.5`. Whatever looks like a number is one, unless `::meta{type=text}` says otherwise. */
export const numeric: QuestionReader = {
  detect: ({ form, meta }) =>
    form.kind === 'line' &&
    meta.type !== 'text' &&
    (meta.type === 'numeric' || meta.unit !== undefined || LIKE_A_NUMBER.test(form.text)),
  read: ({ context, form, meta }, common) => {
    if (form.kind !== 'line') return undefined
    render([form.node], context)
    const [, value, tolerance = '0'] = NUMBER.exec(form.text.replaceAll('−', '-')) ?? []
    if (value === undefined) {
      report(context, 'numeric-form', { text: form.text }, placeOf(context, form.node), { actual: form.text })
      return undefined
    }
    const unit = meta.unit === undefined ? {} : { unit: meta.unit }
    return { type: 'numeric', ...common, value: Number(value), tolerance: Number(tolerance), ...unit }
  },
}
